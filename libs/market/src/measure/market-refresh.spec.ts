import { DataSource } from 'typeorm';
import { testDatabase, TestDatabase } from '#platform/testing';
import { refreshMarket } from './market-refresh';

const TABLES = [
  'market_supplier',
  'market_cell',
  'market_cube',
  'market_buyer',
  'market_joint_award',
  'market_attestation',
  'market_combination',
  'market_answer',
];

describe('counting the market', () => {
  let database: TestDatabase;
  let owner: DataSource;
  let application: DataSource;

  beforeAll(async () => {
    database = await testDatabase();
    owner = await database.tablesAs('owner');
    application = await database.tablesAs('application');
  });
  afterAll(() => database.drop());

  const snapshots = async (): Promise<number[]> =>
    (await owner.query<{ id: number }[]>('SELECT id FROM market_snapshot ORDER BY id')).map(({ id }) => id);

  /** The tables that counts are kept in. */
  const parts = async (): Promise<string[]> =>
    (
      await owner.query<{ name: string }[]>(
        `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relname ~ '^market_[a-z]+_(\\d+|new)$' ORDER BY 1`,
      )
    ).map(({ name }) => name);

  it('lets those who read go on, from its beginning to its end', async () => {
    const counting = owner.createQueryRunner();
    await counting.startTransaction();
    try {
      await counting.query('SELECT refresh_market(current_date)');
      await application.transaction(async (reader) => {
        await reader.query(`SET LOCAL lock_timeout = '200ms'`);
        for (const table of TABLES) {
          const [{ n }]: { n: number }[] = await reader.query(`SELECT count(*)::int AS n FROM ${table}`);
          expect({ table, n }).toEqual({ table, n: expect.any(Number) as number });
        }
      });
    } finally {
      await counting.rollbackTransaction();
      await counting.release();
    }
  });

  it('waits for nobody who reads', async () => {
    await application.transaction(async (reader) => {
      for (const table of TABLES) await reader.query(`SELECT count(*) FROM ${table}`);
      const before = await snapshots();
      await refreshMarket(owner);
      expect((await snapshots()).length).toBe(before.length + 1);
    });
  });

  it('keeps the last two counts, and what somebody is reading until the next', async () => {
    await refreshMarket(owner);
    await refreshMarket(owner);
    const kept = await snapshots();
    expect(kept).toHaveLength(2);
    expect(await parts()).toEqual(['cell', 'cube', 'supplier'].flatMap((table) => kept.map((id) => `market_${table}_${id}`)));
    await application.transaction(async (reader) => {
      await reader.query('SELECT count(*) FROM market_supplier');
      await refreshMarket(owner);
      expect(await parts()).toContain(`market_supplier_${kept[0]}`);
    });
    await refreshMarket(owner);
    expect(await snapshots()).toHaveLength(2);
    expect(await parts()).toHaveLength(6);
  });

  /** Columns of an index of a table of the last count, by its first one. */
  const indexed = async (subset: number, first: string): Promise<string[]> => {
    const rows: { column: string }[] = await owner.query(
      `SELECT a.attname AS column FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indexrelid
       WHERE i.indrelid = $1::regclass AND i.indexrelid IN (SELECT attrelid FROM pg_attribute WHERE attnum = 1 AND attname = $2)`,
      [`market_cell_${(await snapshots()).at(-1)}_${subset}`, first],
    );
    return rows.map(({ column }) => column).sort();
  };

  it('has in an index all that it is to tell alone: the rows of SIC codes, and which buyers are supplied most', async () => {
    await refreshMarket(owner);
    const columns: { name: string }[] = await owner.query(
      `SELECT column_name AS name FROM information_schema.columns
       WHERE table_name = 'market_cell' AND column_name NOT IN ('snapshot', 'by', 'buyer', 'quarter')`,
    );
    for (const subset of [1, 2, 3]) expect(await indexed(subset, 'sics')).toEqual(columns.map(({ name }) => name).sort());
    for (const first of ['sectors', 'technologies', 'schemes'])
      expect(await indexed(4, first)).toEqual(['awards', 'buyer', 'number', 'provenance', 'relevant', first].sort());
  });

  it('has what every question reads before what may be null, so that it is found at once', async () => {
    await refreshMarket(owner);
    const columns: { name: string; hasNull: boolean }[] = await owner.query(
      `SELECT a.attname AS name, s.null_frac > 0 AS "hasNull" FROM pg_attribute a JOIN pg_stats s ON s.tablename = $1 AND s.attname = a.attname
       WHERE a.attrelid = $1::regclass ORDER BY a.attnum`,
      [`market_cell_${(await snapshots()).at(-1)}_2`],
    );
    const first = columns.findIndex(({ hasNull }) => hasNull);
    const sums = ['number', 'attested', 'awards', 'products', 'gross', 'gross_awards'];
    const conditions = ['relevant', 'provenance', 'sectors', 'technologies', 'schemes'];
    expect(columns.slice(0, first).map(({ name }) => name)).toEqual(expect.arrayContaining([...conditions, ...sums]));
  });

  it('counts the same whoever counts, the application or the owner', async () => {
    const counted = async (): Promise<unknown> => {
      const [latest] = (await snapshots()).slice(-1);
      return owner.query(
        `SELECT suppliers, awards, (SELECT count(*) FROM market_cell c WHERE c.snapshot = m.id) AS cells,
           (SELECT sum(c.awards) FROM market_cell c WHERE c.snapshot = m.id) AS sums FROM market_snapshot m WHERE id = $1`,
        [latest],
      );
    };
    const before = await counted();
    await refreshMarket(application);
    expect(await counted()).toEqual(before);
  });
});
