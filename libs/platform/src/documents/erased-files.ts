import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ScheduledJob } from '../jobs/jobs';
import { DocumentStore } from './document-store';

/** The queue of this job. */
export const ERASED_FILES = 'erased-files';

/**
 * Removes the bytes of documents that were erased, where nobody else has a document of the same bytes. The rows went first, and with them which
 * bytes are to go was written down: what a process that died left is removed the next time.
 */
@Injectable()
export class ErasedFiles implements ScheduledJob {
  readonly name = ERASED_FILES;
  readonly cron = '*/10 * * * *';

  constructor(
    private readonly dataSource: DataSource,
    private readonly store: DocumentStore,
  ) {}

  async run(): Promise<void> {
    const files: { sha256: string }[] = await this.dataSource.query('SELECT files_to_remove() AS sha256');
    for (const { sha256 } of files)
      if (await this.store.remove(sha256)) await this.dataSource.query('SELECT file_is_removed($1)', [sha256]);
  }
}
