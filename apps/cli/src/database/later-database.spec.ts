import { Client } from 'pg';
import { readConfiguration } from '#platform';
import { testDatabase, TestDatabase } from '#platform/testing';
import { prepareDatabase } from './prepare-database';

describe('a database that a later version brought up', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.drop());

  const prepare = (): Promise<unknown> =>
    prepareDatabase({
      configuration: readConfiguration({ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl }),
    });

  it('is left as it is, and the way back is named; one of this version is taken', async () => {
    await expect(prepare()).resolves.toMatchObject({ seeded: false });
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query(`INSERT INTO migration (timestamp, name) VALUES (9990, 'Later9990')`);
    await owner.end();
    await expect(prepare()).rejects.toThrow(
      'A later version of Assay has brought the database up (to Later9990, which this one does not know). Start that version, or bring back the backup of before it, as docs/operations.md says under “Going back to an earlier version”.',
    );
  });
});
