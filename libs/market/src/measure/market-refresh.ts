import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ScheduledJob } from '#platform';

export const MARKET_REFRESH = 'market-refresh';

/** PostgreSQL's code for transactions that waited for one another, of which it ended one. */
const DEADLOCK = '40P01';

/** How often it is counted before giving up. */
const TRIES = 5;

/**
 * Counts the market as of today, beside the last count. Adding the parts of a count and dropping old ones locks the market's tables, and where
 * readers hold them in another order PostgreSQL may end the count: nothing was changed then, and it begins again.
 */
export async function refreshMarket(database: Pick<DataSource, 'transaction'>, tries = TRIES): Promise<void> {
  try {
    await database.transaction(async (tx) => {
      // The longest statement of the application is for those who wait for an answer.
      await tx.query('SET LOCAL statement_timeout = 0');
      await tx.query('SELECT refresh_market(current_date)');
    });
  } catch (error) {
    if ((error as { code?: string }).code !== DEADLOCK || tries <= 1) throw error;
    await refreshMarket(database, tries - 1);
  }
}

/** Counts the market once a day, before anybody asks. */
@Injectable()
export class MarketRefresh implements ScheduledJob {
  readonly name = MARKET_REFRESH;
  readonly cron = '30 3 * * *';

  constructor(private readonly dataSource: DataSource) {}

  async run(): Promise<void> {
    const today: unknown[] = await this.dataSource.query('SELECT FROM market_snapshot WHERE as_of = current_date');
    if (today.length === 0) await refreshMarket(this.dataSource);
  }
}
