import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { repositoryRoot } from '#platform';
import { testDatabase, TestDatabase } from '#platform/testing';
import { demonstrationSuppliersSeed } from './demonstration-suppliers.seed';
import { taxonomySeed } from './taxonomy.seed';

const SEED = join(repositoryRoot(), 'seed');
let database: TestDatabase;
let owner: DataSource;

beforeAll(async () => {
  database = await testDatabase();
  owner = await database.tablesAs('owner');
});

afterAll(() => database?.drop());

async function counts(tables: readonly string[]): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const table of tables) {
    const [{ n }]: { n: number }[] = await owner.query(`SELECT count(*)::int AS n FROM ${table}`);
    found[table] = n;
  }
  return found;
}

const TAXONOMIES = ['sector', 'technology', 'region', 'nuts_region', 'sic_code', 'cpv_code'];
const DEMONSTRATION = [
  'organisation',
  'organisation_identifier',
  'user_account',
  'membership',
  'supplier',
  'supplier_sector',
  'supplier_technology',
  'supplier_sic',
  'product',
  'product_technology',
  'fact',
];

describe('the taxonomies', () => {
  it('are whole: every CPV code of the register with its parent, and every region within its own path', async () => {
    const rows = readFileSync(join(SEED, 'reference/cpv-2008-en.csv'), 'utf8').trim().split('\n').length - 1;
    expect(await counts(['cpv_code', 'sector', 'technology'])).toEqual({ cpv_code: rows, sector: 9, technology: 11 });
    expect(rows).toBe(9454);
    expect(await owner.query('SELECT FROM cpv_code WHERE level > 1 AND parent_code IS NULL')).toEqual([]);
    expect(
      await owner.query(
        'SELECT FROM region WHERE NOT code = ANY (path) OR (parent_code IS NOT NULL AND NOT parent_code = ANY (path))',
      ),
    ).toEqual([]);
  });

  it('are the same when they are loaded again', async () => {
    const before = await counts(TAXONOMIES);
    await owner.transaction((tx) => taxonomySeed.load(tx, SEED));
    expect(await counts(TAXONOMIES)).toEqual(before);
  });
});

describe('the demonstration', () => {
  it('is marked as such on every organisation, page, term, fact and account', async () => {
    const [found] = await owner.query(`SELECT
      (SELECT count(*)::int FROM supplier WHERE provenance = 'DEMONSTRATION') AS pages,
      (SELECT count(*)::int FROM user_account WHERE NOT demonstration) AS others,
      (SELECT count(*)::int FROM fact f JOIN supplier s ON s.id = f.supplier_id WHERE s.provenance = 'DEMONSTRATION' AND f.source <> 'DEMONSTRATION') AS facts,
      (SELECT count(*)::int FROM supplier_sector x JOIN supplier s ON s.id = x.supplier_id WHERE s.provenance = 'DEMONSTRATION' AND x.source <> 'DEMONSTRATION') AS terms,
      (SELECT count(*)::int FROM organisation WHERE name LIKE '%(demonstration)' AND provenance <> 'DEMONSTRATION') AS organisations`);
    expect(found).toEqual({ pages: 12, others: 0, facts: 0, terms: 0, organisations: 0 });
  });

  it('is the same when it is loaded again', async () => {
    const before = await counts(DEMONSTRATION);
    await owner.transaction((tx) => demonstrationSuppliersSeed('another password').load(tx, SEED));
    expect(await counts(DEMONSTRATION)).toEqual(before);
  });
});
