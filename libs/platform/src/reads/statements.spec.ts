import { DataSource } from 'typeorm';
import { testDatabase, TestDatabase } from '#platform/testing';
import { stranger } from '../caller/caller';
import { Transactions } from '../database/transactions';
import { Statements } from './statements';

let database: TestDatabase;
let source: DataSource;
let statements: Statements;

beforeAll(async () => {
  database = await testDatabase();
  source = await database.tablesAs('owner');
  statements = new Statements(source, new Transactions(source));
});
afterAll(async () => {
  await statements?.onApplicationShutdown();
  await database?.drop();
});

/** The connections on which ten askings at the same time were answered of a statement that has taken so many milliseconds. */
async function connections(pace: number | null): Promise<number> {
  const statement = { ...statements.of('SELECT pg_backend_pid() AS result, 1 AS rows FROM pg_sleep(0.05)'), pace };
  const ask = (): Promise<number | null> => statements.run<number>(stranger('test'), statement, []);
  const pids = await Promise.all(Array.from({ length: 10 }, ask));
  return new Set(pids).size;
}

describe('statements of strangers', () => {
  it('share connections where they are known to be quick, and have one each where not', async () => {
    expect(await connections(1)).toBeLessThanOrEqual(4);
    expect(await connections(50)).toBe(10);
    expect(await connections(null)).toBe(10);
  });

  it('are not held to be slow for long because the first was', async () => {
    const statement = statements.of('SELECT to_json(1) AS result, 1 AS rows FROM pg_sleep($1::float)');
    await statements.run(stranger('test'), statement, [2]);
    expect(statement.pace).toBeGreaterThan(1900);
    await statements.run(stranger('test'), statement, [0]);
    expect(statement.pace).toBeLessThan(1000);
  });

  it('have one for themselves again after they failed', async () => {
    const statement = statements.of('SELECT to_json(1 / $1::integer) AS result, 1 AS rows');
    const ask = (value: number): Promise<number | null> => statements.run<number>(stranger('test'), statement, [value]);
    expect(await ask(1)).toBe(1);
    expect(statement.pace).not.toBeNull();
    await expect(ask(0)).rejects.toMatchObject({ code: '22012' });
    expect(statement.pace).toBeNull();
    expect(await ask(1)).toBe(1);
  });
});
