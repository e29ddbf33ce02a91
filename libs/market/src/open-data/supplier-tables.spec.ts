import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { PROVENANCES } from '#identity';
import { LONDON_DAYS, readConfiguration } from '#platform';
import { testDatabase, TestDatabase } from '#platform/testing';
import { csvwErrors } from '#publication/testing';
import { refreshMarket } from '../measure/market-refresh';
import { writeRelease } from './release-writer';

type Rows = Record<string, unknown>[];

interface Metadata {
  tables: { url: string; tableSchema: { columns: { name: string; 'dc:description': string }[] } }[];
}

describe('open data of suppliers', () => {
  let database: TestDatabase;
  let folder: string;
  let owner: DataSource;
  let answered: string;
  let unanswered: string;

  const file = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
  const rowsOf = async (table: string): Promise<Rows> =>
    (await file(`${table}.jsonl`))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Rows[number]);

  beforeAll(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'assay-supplier-tables-'));
    owner = await new DataSource({ type: 'postgres', url: database.ownerUrl }).initialize();
    const facts: { id: string }[] = await owner.query(
      `SELECT f.id FROM fact f JOIN supplier s ON s.id = f.supplier_id WHERE 'DEMONSTRATION' NOT IN (f.source, s.provenance) ORDER BY f.id LIMIT 2`,
    );
    [answered, unanswered] = facts.map(({ id }) => `fct_${id}`);
    await owner.query(
      `INSERT INTO fact_reply (fact_id, value, note, replied_at) VALUES ($1, 'Bristol', 'We moved, as the register has it.', '2026-07-01T23:30:00Z')`,
      [facts[0].id],
    );
    await refreshMarket(owner);
    const url = database.url;
    const application = await new DataSource({ type: 'postgres', url, extra: { options: LONDON_DAYS } }).initialize();
    const about = { version: '2026-11-30', day: '2026-11-30', firstDay: '2026-11-30' };
    await writeRelease(application, readConfiguration({ ASSAY_HOME: folder, DATABASE_URL: url }), folder, about, null);
    await application.destroy();
  });
  afterAll(async () => {
    await owner.destroy();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('have the reply of the supplier beside the fact that it answers, and none beside others', async () => {
    const facts = await rowsOf('supplier-facts');
    expect(facts.find(({ id }) => id === answered)).toMatchObject({
      reply: 'We moved, as the register has it.',
      reply_value: 'Bristol',
      replied_at: '2026-07-01T23:30:00.000Z',
    });
    expect(facts.find(({ id }) => id === unanswered)).toMatchObject({ reply: null, reply_value: null, replied_at: null });
    expect(JSON.stringify(await rowsOf('demonstration-supplier-facts'))).not.toContain('We moved');
  });

  it('say how sure what was derived is, as the page does', async () => {
    const found: { source: string; confidence: number | null }[] = await owner.query(
      `SELECT source, confidence::float4::text::float8 AS confidence FROM supplier_sector x JOIN supplier s ON s.id = x.supplier_id
       WHERE 'DEMONSTRATION' NOT IN (s.provenance, x.source)`,
    );
    const sectors = (await rowsOf('supplier-classifications')).filter(({ dimension }) => dimension === 'SECTOR');
    const sorted = (rows: readonly { source?: unknown; confidence?: unknown }[]): string[] =>
      rows.map(({ source, confidence }) => `${String(source)} ${String(confidence)}`).sort();
    expect(found.some(({ confidence }) => confidence !== null)).toBe(true);
    expect(sorted(sectors)).toEqual(sorted(found));
  });

  it('describe what they have in metadata that is valid, with every code of where it comes from', async () => {
    const metadata = JSON.parse(await file('csv-metadata.json')) as Metadata;
    const tables = new Map<string, string>();
    for (const { url } of metadata.tables) tables.set(url, await file(url));
    expect(csvwErrors(metadata, (name) => tables.get(name) ?? '')).toEqual([]);
    const described = (table: string, column: string): string | undefined =>
      metadata.tables.find(({ url }) => url === `${table}.csv`)?.tableSchema.columns.find(({ name }) => name === column)?.[
        'dc:description'
      ];
    for (const column of ['reply', 'reply_value', 'replied_at'])
      expect(described('supplier-facts', column)).toMatch(/supplier/);
    expect(described('supplier-facts', 'note')).toBe('Whose claim it is.');
    expect(described('supplier-classifications', 'confidence')).toContain('from 0 to 1');
    for (const code of PROVENANCES) {
      expect(described('suppliers', 'provenance')).toContain(code);
      expect(described('supplier-facts', 'source')).toContain(code);
    }
  });
});
