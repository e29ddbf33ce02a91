import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ScheduledJob } from '#platform';

/** The queue of this job. */
export const ENDED_SIGN_INS = 'ended-sign-ins';

/** Forgets the ID tokens of sessions that have ended by themselves, and sign-ins at the provider that nobody came back from. */
@Injectable()
export class EndedSignIns implements ScheduledJob {
  readonly name = ENDED_SIGN_INS;
  readonly cron = '35 * * * *';

  constructor(private readonly dataSource: DataSource) {}

  async run(): Promise<void> {
    await this.dataSource.query('SELECT forget_ended_sign_ins()');
  }
}
