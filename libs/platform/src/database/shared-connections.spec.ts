import { DataSource } from 'typeorm';
import { testDatabase, TestDatabase } from '#platform/testing';
import { SharedConnections } from './shared-connections';

let database: TestDatabase;
let owner: DataSource;
let shared: SharedConnections;

beforeAll(async () => {
  database = await testDatabase();
  owner = await database.tablesAs('owner', 1);
  shared = new SharedConnections({ connectionString: database.ownerUrl, statement_timeout: 300 }, 2);
});
afterAll(async () => {
  await shared?.end();
  await database?.drop();
});

const number = (value: number): Promise<number> =>
  shared
    .query<{ value: number }>({ name: 'number', text: 'SELECT $1::integer AS value', values: [value] }, 0.1)
    .then(({ rows }) => rows[0].value);

const backend = (expected: number): Promise<number> =>
  shared
    .query<{ pid: number }>({ text: 'SELECT pg_backend_pid() AS pid', values: [] }, expected)
    .then(({ rows }) => rows[0].pid);

describe('connections that many share', () => {
  it('give everybody their own answer', async () => {
    const values = Array.from({ length: 200 }, (_, index) => index);
    expect(await Promise.all(values.map(number))).toEqual(values);
  });

  it('gather what is quick, and spread what is not', async () => {
    const pids = (expected: number): Promise<number[]> => Promise.all(Array.from({ length: 6 }, () => backend(expected)));
    expect(new Set(await pids(0.1)).size).toBe(1);
    expect(new Set(await pids(5)).size).toBe(2);
  });

  it('keep an error to whoever made it', async () => {
    const wrong = shared.query({ text: 'SELECT 1 / $1::integer', values: [0] }, 0.1);
    const late = shared.query({ text: 'SELECT pg_sleep($1)', values: [2] }, 0.1);
    const after = number(7);
    await expect(wrong).rejects.toMatchObject({ code: '22012' });
    await expect(late).rejects.toMatchObject({ code: '57014' });
    expect(await after).toBe(7);
  });

  it('are opened anew after they broke, with all that waited on them told', async () => {
    const pid = await backend(0.1);
    const waiting = [shared.query({ text: 'SELECT pg_sleep(0.2)', values: [] }, 0.1), number(1)];
    const told = Promise.allSettled(waiting);
    await owner.query('SELECT pg_terminate_backend($1)', [pid]);
    expect((await told).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await number(8)).toBe(8);
    expect(await backend(0.1)).not.toBe(pid);
  });

  it('tell whoever asks that there is no database, and ask again the next time', async () => {
    const away = new SharedConnections({ connectionString: database.ownerUrl.replace(/:\d+\//, ':1/') }, 1);
    const ask = (): Promise<unknown> => away.query({ text: 'SELECT 1', values: [] }, 0.1);
    await expect(ask()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await expect(ask()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await away.end();
  });
});
