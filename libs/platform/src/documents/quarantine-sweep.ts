import { Injectable } from '@nestjs/common';
import { ScheduledJob } from '../jobs/jobs';
import { DocumentStore } from './document-store';

/** The queue of this job. */
export const QUARANTINE_SWEEP = 'quarantine-sweep';

/** Removes what was arriving when a process died: nobody else would, and it may be anybody's evidence. */
@Injectable()
export class QuarantineSweep implements ScheduledJob {
  readonly name = QUARANTINE_SWEEP;
  readonly cron = '45 3 * * *';

  constructor(private readonly store: DocumentStore) {}

  async run(): Promise<void> {
    await this.store.sweep();
  }
}
