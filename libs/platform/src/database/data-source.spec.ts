import { DataSource } from 'typeorm';
import { testDatabase, TestDatabase } from '#platform/testing';
import { applicationDataSource, ownerDataSource } from './data-source';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.drop());

/** The day at half past eleven in the evening of 30 June by UTC, when clocks in London show half past midnight. */
async function dayOn(source: DataSource): Promise<string> {
  await source.initialize();
  try {
    const [{ day }]: { day: string }[] = await source.query(`SELECT ('2026-06-30T23:30:00Z'::timestamptz::date)::text AS day`);
    return day;
  } finally {
    await source.destroy();
  }
}

describe('a day, to the database', () => {
  it('is the day in London, for the application and for its owner', async () => {
    const settings = { url: database.url, replicaUrls: [], poolSize: 1, statementTimeoutMs: 5000, entities: [] };
    expect(await dayOn(new DataSource(applicationDataSource(settings)))).toBe('2026-07-01');
    expect(await dayOn(ownerDataSource(database.ownerUrl, []))).toBe('2026-07-01');
  });
});
