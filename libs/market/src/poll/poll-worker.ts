import { setTimeout as wait } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIGURATION, Configuration, LONDON_DAYS } from '#platform';
import { FeedManners } from './feed-page';
import { FIND_A_TENDER_PACE } from './pace';
import { Poller } from './poller';

const PAUSE_MS = 15_000;
const MANNERS: FeedManners = { pace: FIND_A_TENDER_PACE, pauseMs: 10_000, tries: 5, timeoutMs: 60_000 };

/** In the worker: polls Find a Tender, where that is configured. */
@Injectable()
export class PollWorker {
  private readonly stopping = new AbortController();
  private owner: DataSource | null = null;
  private loop: Promise<void> = Promise.resolve();

  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  /** Begins to poll. Registers are loaded as the database's owner: without its address nothing is. */
  async start(): Promise<void> {
    const { findATender, database } = this.configuration;
    if (findATender.url === undefined) return;
    if (database.ownerUrl === undefined) {
      process.stderr.write('DATABASE_OWNER_URL is not set for the worker: Find a Tender is not polled.\n');
      return;
    }
    this.owner = await new DataSource({
      type: 'postgres',
      url: database.ownerUrl,
      extra: { max: 3, options: LONDON_DAYS },
      applicationName: 'assay poll',
    }).initialize();
    this.loop = this.keepPolling(new Poller(this.owner, findATender.url, findATender.everyMinutes, MANNERS));
  }

  /** A poll that is under way stops after its page, and goes on when the worker starts again. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
    await this.owner?.destroy();
  }

  private async keepPolling(poller: Poller): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await poller.poll(signal).catch((error: unknown) => {
        if (signal.aborted) return;
        process.stderr.write(`${JSON.stringify({ level: 'error', context: 'poll', message: String(error) })}\n`);
      });
      await wait(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}
