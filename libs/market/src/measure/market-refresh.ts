import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ScheduledJob } from '#platform';

export const MARKET_REFRESH = 'market-refresh';

/** PostgreSQL's code for a lock that was not had in the time given. */
const LOCK_NOT_AVAILABLE = '55P03';

/** Counts the market as of today, beside the last count and beside those who read it; then drops what is older than the last two counts. */
export async function refreshMarket(database: Pick<DataSource, 'transaction' | 'query'>): Promise<void> {
  await database.transaction(async (tx) => {
    // The longest statement of the application is for those who wait for an answer.
    await tx.query('SET LOCAL statement_timeout = 0');
    await tx.query('SELECT refresh_market(current_date)');
  });
  await dropOldCounts(database);
}

/** What somebody is reading stays, and is dropped after the next count. */
async function dropOldCounts(database: Pick<DataSource, 'query'>): Promise<void> {
  try {
    for (let more = true; more;) [{ more }] = (await database.query('SELECT drop_old_market() AS more')) as { more: boolean }[];
  } catch (error) {
    if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error;
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
