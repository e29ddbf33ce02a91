import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dayOf } from '#pack';
import { Tx } from '#platform';
import { MOST_LISTED } from './search-text';

const INTERVAL_MS = 2000;

/**
 * Brings the bits that searches count with up to date. Counts are exact without it, but each change that is not settled yet is counted
 * from its rows: after a thousand of them that takes as long as the rest.
 */
export async function settleSuppliers(tx: Pick<Tx, 'query'>): Promise<void> {
  await tx.query('SELECT settle_suppliers()');
}

/**
 * Keeps bits of the words that very many suppliers have, as the words are now: a search of these alone is then counted without
 * looking it up. Words that have become common since are counted as far as they are looked up.
 *
 * @param least how many have to have a word
 */
export async function chooseCommonWords(tx: Pick<Tx, 'query'>, least: number = MOST_LISTED / 2): Promise<void> {
  await tx.query('SELECT choose_common_words($1)', [least]);
}

/** Settles what has changed every other second, and chooses the common words once a day, in the worker. */
@Injectable()
export class SupplierSettling {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;
  private chosenOn = '';

  constructor(private readonly dataSource: DataSource) {}

  /** Begins, and goes on until `stop`. What fails is told, and tried again with the next. */
  start(): void {
    this.running = this.settle()
      .catch((error: Error) => {
        process.stderr.write(`${JSON.stringify({ level: 'error', context: 'settling', message: error.message })}\n`);
      })
      .then(() => {
        if (!this.isStopped) this.timer = setTimeout(() => this.start(), INTERVAL_MS);
      });
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.running;
  }

  private async settle(): Promise<void> {
    const today = dayOf(new Date().toISOString());
    await this.dataSource.transaction(async (tx) => {
      // The longest statement of the application is for those who wait for an answer.
      await tx.query('SET LOCAL statement_timeout = 0');
      await settleSuppliers(tx);
      if (this.chosenOn !== today) await chooseCommonWords(tx);
    });
    this.chosenOn = today;
  }
}
