import { DataSource } from 'typeorm';
import { testDatabase, TestDatabase } from '#platform/testing';
import { alone, LOCKS } from './locks';

let database: TestDatabase;
let owner: DataSource;

beforeAll(async () => {
  database = await testDatabase();
  owner = await database.tablesAs('owner', 3);
});
afterAll(() => database?.drop());

describe('work that one process does at a time', () => {
  it('is passed over by another while it is done, and done by it afterwards', async () => {
    const inside = await alone(owner, LOCKS.polling, () => alone(owner, LOCKS.polling, () => Promise.resolve('the second')));
    expect(inside).toBeUndefined();
    expect(await alone(owner, LOCKS.polling, () => Promise.resolve('the second'))).toBe('the second');
  });

  it('does not keep others from it after it failed', async () => {
    await expect(alone(owner, LOCKS.polling, () => Promise.reject(new Error('the feed is away')))).rejects.toThrow(
      'the feed is away',
    );
    expect(await alone(owner, LOCKS.polling, () => Promise.resolve('done'))).toBe('done');
  });

  it('keeps nobody from other work', async () => {
    expect(await alone(owner, LOCKS.polling, () => alone(owner, LOCKS.checkingChains, () => Promise.resolve('done')))).toBe(
      'done',
    );
    expect(new Set(Object.values(LOCKS)).size).toBe(Object.keys(LOCKS).length);
  });
});
