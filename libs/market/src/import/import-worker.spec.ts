import { DataSource } from 'typeorm';
import { DocumentStore, readConfiguration } from '#platform';
import { testDatabase, TestDatabase } from '#platform/testing';
import { ImportRunner } from './import-runner';
import { ImportWorker } from './import-worker';
import { RunLock } from './run-lock';

const RUN = '00000000-0000-7000-8000-00000000abcd';

let database: TestDatabase;
let owner: DataSource;

beforeAll(async () => {
  database = await testDatabase();
  owner = await database.tablesAs('owner', 4);
  await owner.query(
    `INSERT INTO import_run (id, kind, source, options, state, started_by)
     SELECT $1, 'OCDS', 'https://register.invalid/releases.json', '{}', 'QUEUED', id FROM user_account LIMIT 1`,
    [RUN],
  );
});
afterAll(() => database?.drop());

describe('a worker that looks for imports', () => {
  it('has nothing to do on one that another works on, and works on it when the other has gone', async () => {
    const configuration = readConfiguration({ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl });
    const worker = new ImportWorker(configuration, new DocumentStore(configuration));
    const other = await RunLock.take(owner, RUN);
    expect(await worker.goOn(owner, new ImportRunner(owner))).toBe(false);
    await other?.release();
    expect(await worker.goOn(owner, new ImportRunner(owner))).toBe(true);
    const [run]: { state: string; error: string }[] = await owner.query('SELECT state, error FROM import_run WHERE id = $1', [
      RUN,
    ]);
    expect(run).toEqual({ state: 'FAILED', error: expect.stringContaining('did not answer') as string });
    expect(await worker.goOn(owner, new ImportRunner(owner))).toBe(false);
  });

  it('ends what a command that was killed had begun, not what one is at, and the same command goes on with it', async () => {
    const runner = new ImportRunner(owner);
    const source = { name: '/tmp/releases.json', bytesTotal: 12 };
    const [killed, alive] = [
      await runner.begin('OCDS', source, {}),
      await runner.begin('OCDS', { ...source, name: '/tmp/other.json' }, {}),
    ];
    expect(await runner.endCutOff()).toBe(0);
    await owner.query(`UPDATE import_run SET started_at = started_at - interval '1 hour' WHERE id = ANY ($1)`, [
      [killed, alive],
    ]);
    const lock = await RunLock.take(owner, alive);
    expect(await runner.endCutOff()).toBe(1);
    await lock?.release();
    const states: { id: string; state: string; error: string | null }[] = await owner.query(
      'SELECT id, state, error FROM import_run WHERE id = ANY ($1)',
      [[killed, alive]],
    );
    expect(states).toHaveLength(2);
    expect(states).toContainEqual({ id: alive, state: 'RUNNING', error: null });
    expect(states).toContainEqual({ id: killed, state: 'FAILED', error: expect.stringContaining('was cut off') as string });
    expect(await runner.begin('OCDS', source, {})).toBe(killed);
    const read = await runner.run(killed, () => Promise.reject(new Error('The file is gone.')));
    expect(read).toMatchObject({ id: killed, state: 'FAILED', error: 'The file is gone.' });
    expect(await runner.begin('OCDS', source, {})).not.toBe(killed);
  });
});
