import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { DataSource } from 'typeorm';
import { parse } from 'csv-parse/sync';
import { v7 as uuidv7 } from 'uuid';
import { Configuration, dayInWords, DocumentStore, readConfiguration } from '#platform';
import { testDatabase, TestDatabase } from '#platform/testing';
import { csvwErrors, modelErrors } from '#publication/testing';
import { refreshMarket } from '../measure/market-refresh';
import { OpenDataReleases } from './open-data-releases';

interface File {
  name: string;
  sha256: string;
  size: string;
}

/** A description of a release, as far as tests look at it. */
interface Description {
  day: string;
  marketAsOf: string;
  previous: string | null;
  datasets: {
    name: string;
    isDemonstration: boolean;
    rows: number;
    changes: { added: number; changed: number; gone: number } | null;
    columns: { name: string; unknown: number | null }[];
  }[];
}

describe('releases of open data', () => {
  let database: TestDatabase;
  let home: string;
  let configuration: Configuration;
  let application: DataSource;
  let owner: DataSource;
  let store: DocumentStore;

  beforeAll(async () => {
    database = await testDatabase();
    home = await mkdtemp(join(tmpdir(), 'assay-open-data-test-'));
    configuration = readConfiguration({
      ASSAY_HOME: home,
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      ASSAY_PUBLIC_URL: 'https://assay.example',
      ASSAY_PUBLISHER: 'department-for-transport',
      ASSAY_PUBLISHER_EMAIL: 'data@assay.example',
    });
    application = await database.tablesAs('application');
    owner = await database.tablesAs('owner');
    store = new DocumentStore(configuration);
    await refreshMarket(owner);
    await release();
  });
  afterAll(async () => {
    await database.drop();
    await rm(home, { recursive: true, force: true });
  });

  /** Makes what is due or asked for, once. */
  async function release(change: Partial<Configuration> = {}, into = store): Promise<void> {
    const releases = new OpenDataReleases(application, { ...configuration, ...change }, into);
    await releases.run();
    await releases.stop();
  }
  const versions = async (): Promise<{ version: string; state: string; error: string | null }[]> =>
    owner.query('SELECT version, state, error FROM open_data_release ORDER BY asked_at, id');
  async function files(version: string): Promise<Map<string, File>> {
    const rows: File[] = await owner.query(
      'SELECT f.name, f.sha256, f.size FROM open_data_file f JOIN open_data_release r ON r.id = f.release_id WHERE r.version = $1 ORDER BY f.position',
      [version],
    );
    return new Map(rows.map((row) => [row.name, row]));
  }
  async function read(version: string): Promise<(name: string) => string> {
    const contents = new Map<string, string>();
    for (const [name, { sha256 }] of await files(version)) contents.set(name, await text(await store.open(sha256)));
    return (name) => contents.get(name) ?? '';
  }
  const described = async (version: string): Promise<Description> =>
    JSON.parse((await read(version))('release.json')) as Description;
  async function ask(): Promise<string> {
    const day = (await versions())[0].version;
    const version = `${day}.${(await versions()).length + 1}`;
    await owner.query('INSERT INTO open_data_release (id, version) VALUES ($1, $2)', [uuidv7(), version]);
    return version;
  }
  const today = async (): Promise<string> => (await versions())[0].version;

  it('are published once a day, when the market has been counted', async () => {
    expect(await versions()).toEqual([{ version: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), state: 'DONE', error: null }]);
    await release();
    expect(await versions()).toHaveLength(1);
  });

  it('are valid CSV on the Web: metadata, datatypes, keys and references', async () => {
    const of = await read(await today());
    const metadata = JSON.parse(of('csv-metadata.json')) as { tables: { url: string }[] };
    expect(csvwErrors(metadata, of)).toEqual([]);
    expect(metadata.tables.length).toBeGreaterThan(15);
  });

  it('are catalogued by the UK Cross-Government Metadata Exchange Model, with addresses that exist', async () => {
    const version = await today();
    const of = await read(version);
    const { '@graph': records } = JSON.parse(of('catalogue.jsonld')) as {
      '@graph': { type: string; downloadURL?: string; byteSize?: number }[];
    };
    expect(records.filter(({ type }) => type !== 'dcat:Catalog').flatMap(modelErrors)).toEqual([]);
    const known = await files(version);
    const distributions = records.filter(({ type }) => type === 'dcat:Distribution');
    expect(distributions).toHaveLength([...known.keys()].filter((name) => /\.(csv|jsonl|parquet)$/.test(name)).length);
    for (const { downloadURL, byteSize } of distributions) {
      const name = downloadURL?.replace(`https://assay.example/open-data/${version}/`, '') ?? '';
      expect(Number(known.get(name)?.size)).toBe(byteSize ?? 0);
    }
  });

  it('have checksums that hold, and the same rows in every format', async () => {
    const version = await today();
    const of = await read(version);
    const known = await files(version);
    for (const line of of('SHA256SUMS').trim().split('\n')) {
      const [sum, name] = line.split('  ');
      expect(known.get(name)?.sha256).toBe(sum);
      if (!name.endsWith('.parquet')) expect(createHash('sha256').update(of(name)).digest('hex')).toBe(sum);
    }
    const { parquetMetadata } = await import('hyparquet');
    for (const { name, rows } of (await described(version)).datasets) {
      expect(of(`${name}.jsonl`).split('\n').length - 1).toBe(rows);
      expect((parse(of(`${name}.csv`), { columns: true }) as object[]).length).toBe(rows);
      const chunks: Buffer[] = [];
      for await (const chunk of await store.open(known.get(`${name}.parquet`)?.sha256 ?? '')) chunks.push(chunk as Buffer);
      const bytes = Buffer.concat(chunks);
      const whole = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
      expect(Number(parquetMetadata(whole).num_rows)).toBe(rows);
    }
  });

  it('never mix what is real with what was invented', async () => {
    const of = await read(await today());
    const [{ n }]: { n: number }[] = await owner.query(
      `SELECT count(*)::int AS n FROM supplier WHERE provenance = 'DEMONSTRATION'`,
    );
    expect(n).toBeGreaterThan(0);
    for (const { name, isDemonstration } of (await described(await today())).datasets) {
      const isInvented = /\(demonstration\)|"DEMONSTRATION"/.test(of(`${name}.jsonl`));
      expect([name, isInvented]).toEqual([name, isDemonstration && isInvented]);
    }
    expect(of('demonstration-suppliers.jsonl').split('\n').length - 1).toBe(n);
  });

  it('have only attestations that were verified, and no figure that is withheld', async () => {
    const of = await read(await today());
    const [{ n }]: { n: number }[] = await owner.query(`SELECT count(*)::int AS n FROM attestation WHERE state = 'VERIFIED'`);
    expect(of('demonstration-attestations.jsonl').split('\n').length - 1).toBe(n);
    expect(of('attestations.jsonl')).toBe('');
    const figures = parse(of('market-figures.csv'), { columns: true }) as Record<string, string>[];
    const withheld = figures.filter((row) => row.withheld === 'true');
    expect(withheld.length).toBeGreaterThan(0);
    for (const row of withheld) expect([row.suppliers, row.awards, row.award_value]).toEqual(['', '', '']);
    for (const row of figures) if (row.withheld === 'false') expect(row.suppliers).not.toMatch(/^[12]$/);
  });

  it('say how much is not known', async () => {
    const { datasets } = await described(await today());
    const awards = datasets.find(({ name }) => name === 'awards');
    const [{ n }]: { n: number }[] = await owner.query('SELECT count(*)::int AS n FROM award WHERE value_gross IS NULL');
    expect(awards?.columns.find(({ name }) => name === 'value_gross')?.unknown).toBe(n);
    expect((await read(await today()))('release-notes.md')).toMatch(/- awards: .*value_gross \d+\.\d %/);
  });

  it('say to people in words of which days they are', async () => {
    const { day, marketAsOf } = await described(await today());
    expect((await read(await today()))('release-notes.md')).toContain(
      `Published on ${dayInWords(day)}. Figures of the market are of ${dayInWords(marketAsOf)}.`,
    );
  });

  it('leave out what was invented where it is not shown', async () => {
    const version = await ask();
    await release({ demo: false });
    const { datasets } = await described(version);
    expect(datasets.filter(({ name }) => name.startsWith('demonstration')).length).toBe(0);
  });

  it('say what came, changed and went since the last one, which stays as it was', async () => {
    const [last] = (await versions()).slice(-1);
    const before = await files(last.version);
    const [{ id: supplier }]: { id: string }[] = await owner.query(
      `SELECT id FROM supplier WHERE provenance = 'FIND_A_TENDER' ORDER BY id LIMIT 1`,
    );
    await owner.query(`UPDATE supplier SET website = 'https://changed.example' WHERE id = $1`, [supplier]);
    await owner.query(`INSERT INTO sic_code VALUES ('99998', 'A code for a test'), ('99997', 'Another')`);
    const first = await ask();
    await release();
    await owner.query(`DELETE FROM sic_code WHERE code = '99998'`);
    const second = await ask();
    await release();
    const changes = async (version: string, name: string): Promise<object | null | undefined> =>
      (await described(version)).datasets.find((dataset) => dataset.name === name)?.changes;
    expect(await changes(first, 'suppliers')).toEqual({ added: 0, changed: 1, gone: 0 });
    expect(await changes(first, 'sic-codes')).toEqual({ added: 2, changed: 0, gone: 0 });
    expect(await changes(first, 'demonstration-suppliers')).toBeNull();
    expect(await changes(second, 'suppliers')).toEqual({ added: 0, changed: 0, gone: 0 });
    expect(await changes(second, 'sic-codes')).toEqual({ added: 0, changed: 0, gone: 1 });
    expect((await described(second)).previous).toBe(first);
    expect(await files(last.version)).toEqual(before);
    expect((await files(second)).get('cpv-codes.parquet')?.sha256).toBe(before.get('cpv-codes.parquet')?.sha256);
  });

  it('are frozen, even to the owner', async () => {
    for (const sql of [
      `UPDATE open_data_release SET market_as_of = '2020-01-01'`,
      'DELETE FROM open_data_release',
      `UPDATE open_data_file SET name = 'other'`,
      'DELETE FROM open_data_dataset',
    ])
      await expect(owner.query(sql)).rejects.toThrow('frozen');
  });

  it('that were cut off are made from their beginning, and what they left is taken away', async () => {
    const version = await ask();
    await owner.query(`UPDATE open_data_release SET state = 'RUNNING' WHERE version = $1`, [version]);
    await mkdir(join(home, 'open-data-release'));
    await writeFile(join(home, 'open-data-release', 'suppliers.csv'), 'cut o');
    await release();
    expect((await versions()).at(-1)).toEqual({ version, state: 'DONE', error: null });
    expect(await readdir(home)).toEqual(['documents']);
  });

  it('that fail say why, and wait for nobody: the next one is made', async () => {
    const version = await ask();
    const nowhere = new DocumentStore({
      ...configuration,
      documents: { ...configuration.documents, folder: '/dev/null/store' },
    });
    await release({}, nowhere);
    expect((await versions()).at(-1)).toEqual({
      version,
      state: 'FAILED',
      error: expect.stringContaining('may not write where files are kept'),
    });
    const [{ n }]: { n: number }[] = await owner.query(
      'SELECT count(*)::int AS n FROM open_data_file f JOIN open_data_release r ON r.id = f.release_id WHERE r.version = $1',
      [version],
    );
    expect(n).toBe(0);
    const again = await ask();
    await release();
    expect((await versions()).at(-1)).toEqual({ version: again, state: 'DONE', error: null });
  });

  it('do not wait for files of before that are lost: what they cannot be compared with, they say', async () => {
    const [{ version: last }] = (await versions()).filter(({ state }) => state === 'DONE').slice(-1);
    const { sha256 } = (await files(last)).get('suppliers.jsonl')!;
    await rm(join(configuration.documents.folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256));
    await owner.query(`UPDATE supplier SET website = 'https://changed-again.example' WHERE provenance = 'FIND_A_TENDER'`);
    const version = await ask();
    await release();
    expect((await versions()).at(-1)).toEqual({ version, state: 'DONE', error: null });
    const { datasets } = await described(version);
    expect(datasets.filter(({ changes }) => changes === null).map(({ name }) => name)).toEqual(['suppliers']);
    expect((await read(version))('release-notes.md')).toContain(
      `since release ${last} had no such table or its file can no longer be read: suppliers.`,
    );
  });

  it('wait for a worker that may publish', async () => {
    const version = await ask();
    await release({ database: { ...configuration.database, ownerUrl: undefined } });
    expect((await versions()).at(-1)).toMatchObject({ version, state: 'QUEUED' });
    await Promise.all([release(), release()]);
    expect((await versions()).at(-1)).toMatchObject({ version, state: 'DONE' });
  });
});
