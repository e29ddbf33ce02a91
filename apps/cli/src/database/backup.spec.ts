import { Client } from 'pg';
import { testDatabase, TestDatabase } from '#platform/testing';

describe('a backup by the owner', () => {
  let database: TestDatabase;
  let owner: Client;

  beforeAll(async () => {
    database = await testDatabase();
    owner = await database.connectAs('owner');
  });
  afterAll(() => database.drop());

  const tables = async (): Promise<string[]> => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema)' ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  };

  /** How many rows come out of each table; of one that cannot be read, why not. */
  const rowsOf = async (names: readonly string[]): Promise<Record<string, number | string>> => {
    const counts: Record<string, number | string> = {};
    for (const name of names)
      counts[name] = await owner.query(`COPY ${name} TO STDOUT`).then(
        ({ rowCount }) => rowCount ?? 0,
        (error: Error) => error.message,
      );
    return counts;
  };

  // What pg_dump --enable-row-security sets.
  it('reads every table whole with an empty search_path', async () => {
    const names = await tables();
    expect(names).toEqual(expect.arrayContaining(['public.attestation', 'public.audit_event', 'job.version']));
    const counted: Record<string, number> = {};
    for (const name of names)
      counted[name] = Number((await owner.query<{ n: string }>(`SELECT count(*) AS n FROM ${name}`)).rows[0].n);
    expect(counted['public.attestation']).toBeGreaterThan(0);
    await owner.query(`SELECT set_config('search_path', '', false); SET row_security = on`);
    expect(await rowsOf(names)).toEqual(counted);
  });
});
