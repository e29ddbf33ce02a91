import { DataSource } from 'typeorm';
import { testDatabase, TestDatabase } from '#platform/testing';
import { Taxonomies } from './taxonomies';

describe('codes that a client names', () => {
  let database: TestDatabase;
  let owner: DataSource;
  beforeAll(async () => {
    database = await testDatabase();
    owner = await database.tablesAs('owner');
  });
  afterAll(() => database?.drop());

  it('are named once each where there are none of them, however often they were given', async () => {
    await expect(new Taxonomies().mustKnow(owner, 'sector', ['moon', 'moon', 'mars'], 'sectors')).rejects.toThrow(
      /^There is no sector "moon", "mars"\. Use the codes/,
    );
  });
});
