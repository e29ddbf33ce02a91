import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ScheduledJob } from '#platform';

export const MARKET_REFRESH = 'market-refresh';

/** Counts the market as of today, beside the last count. Takes its time with the data; whoever reads is not held up. */
export async function refreshMarket(database: Pick<DataSource, 'transaction'>): Promise<void> {
  await database.transaction(async (tx) => {
    // The longest statement of the application is for those who wait for an answer.
    await tx.query('SET LOCAL statement_timeout = 0');
    await tx.query('SELECT refresh_market(current_date)');
  });
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
