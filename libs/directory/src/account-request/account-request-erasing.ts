import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ScheduledJob } from '#platform';

/** The queue of this job. */
export const ACCOUNT_REQUEST_ERASING = 'account-request-erasing';

/** Erases requests for an account 30 days after they were decided, and 180 after they were sent where nobody has decided. */
@Injectable()
export class AccountRequestErasing implements ScheduledJob {
  readonly name = ACCOUNT_REQUEST_ERASING;
  readonly cron = '5 3 * * *';

  constructor(private readonly dataSource: DataSource) {}

  async run(): Promise<void> {
    await this.dataSource.query('SELECT erase_account_requests()');
  }
}
