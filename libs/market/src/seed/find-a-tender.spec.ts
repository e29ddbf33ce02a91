import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { repositoryRoot } from '#platform';
import { testDatabase, TestDatabase } from '#platform/testing';
import { findATenderSeed } from './find-a-tender.seed';

let database: TestDatabase;
let owner: DataSource;

beforeAll(async () => {
  database = await testDatabase();
  owner = await database.tablesAs('owner');
});

afterAll(() => database?.drop());

async function one<T extends object>(sql: string): Promise<T> {
  const [row]: T[] = await owner.query(sql);
  return row;
}

describe('what Find a Tender brings', () => {
  it('is 1,058 pages: of suppliers and tenderers with a public identifier, each once however often it is named', async () => {
    expect(await one(`SELECT count(*)::int AS pages FROM supplier WHERE provenance = 'FIND_A_TENDER'`)).toEqual({
      pages: 1058,
    });
    const shared = await owner.query(
      `SELECT FROM organisation_identifier JOIN supplier USING (organisation_id) WHERE flaw IS NULL GROUP BY scheme, identifier HAVING count(*) > 1`,
    );
    expect(shared).toEqual([]);
  });

  it('is every notice, whole, and each award once, joined on identifiers or not at all', async () => {
    expect(await one('SELECT count(*)::int AS notices FROM notice')).toEqual({ notices: 1624 });
    expect(await one(`SELECT count(*)::int AS whole FROM notice WHERE release->>'ocid' = ocid`)).toEqual({ whole: 1624 });
    expect(
      await one(
        'SELECT count(*)::int AS awards, count(supplier_id)::int AS joined, count(DISTINCT supplier_id)::int AS winners FROM award',
      ),
    ).toEqual({ awards: 1849, joined: 1524, winners: 1020 });
    expect(
      await owner.query(`SELECT join_confidence AS how, count(*)::int AS n FROM award GROUP BY 1 ORDER BY 2 DESC`),
    ).toEqual([
      { how: 'IDENTIFIER', n: 1516 },
      { how: null, n: 325 },
      { how: 'NORMALISED_IDENTIFIER', n: 8 },
    ]);
  });

  it('knows of the awards that were made under a framework, beside those that set one up', async () => {
    const SETS_UP = `n.release #>> '{tender,techniques,hasFrameworkAgreement}' = 'true'`;
    const NAMES_ONE = `n.release->'relatedProcesses' @> '[{"relationship": ["framework"]}]'`;
    expect(
      await one(
        `SELECT count(*) FILTER (WHERE ${SETS_UP})::int AS "setUp", count(*) FILTER (WHERE ${NAMES_ONE})::int AS "madeUnder",
           count(*)::int AS all FROM award a JOIN notice n ON n.id = a.notice_id WHERE a.under_framework`,
      ),
    ).toEqual({ setUp: 503, madeUnder: 61, all: 564 });
  });

  it('attests nothing, and calls no size but what notices agree upon', async () => {
    expect(
      await one(
        `SELECT count(*)::int AS n FROM attestation t JOIN supplier s ON s.id = t.supplier_id WHERE s.provenance = 'FIND_A_TENDER'`,
      ),
    ).toEqual({ n: 0 });
    expect(await owner.query(`SELECT DISTINCT size_band FROM supplier WHERE provenance = 'FIND_A_TENDER' ORDER BY 1`)).toEqual([
      { size_band: 'LARGE' },
      { size_band: 'UNKNOWN' },
    ]);
    const contradicted = await owner.query(
      `SELECT FROM supplier s WHERE size_band = 'LARGE' AND EXISTS (SELECT FROM fact f WHERE f.supplier_id = s.id AND f.field = 'scale' AND f.value <> 'large')
        AND s.provenance = 'FIND_A_TENDER'`,
    );
    expect(contradicted).toEqual([]);
  });

  it('has a fact for the name, the website and each derived term of every page, with the notice that says it', async () => {
    const unsaid = await owner.query(`
      SELECT s.name FROM supplier s WHERE s.provenance = 'FIND_A_TENDER' AND (
        NOT EXISTS (SELECT FROM fact f WHERE f.supplier_id = s.id AND f.field = 'name' AND f.value = s.name)
        OR (s.website IS NOT NULL AND NOT EXISTS (SELECT FROM fact f WHERE f.supplier_id = s.id AND f.field = 'website' AND f.value = s.website))
        OR EXISTS (SELECT FROM supplier_sector x WHERE x.supplier_id = s.id AND NOT EXISTS
          (SELECT FROM fact f WHERE f.supplier_id = s.id AND f.field = 'sectors' AND f.value = x.sector_code AND f.source_url IS NOT NULL)))`);
    expect(unsaid).toEqual([]);
    expect(
      await one(
        `SELECT count(*)::int AS n FROM fact WHERE source_url IS NOT NULL AND source_url NOT LIKE 'https://www.find-tender.service.gov.uk/%'`,
      ),
    ).toEqual({
      n: 0,
    });
  });

  it('is the same when it is loaded again', async () => {
    const before = await digests();
    await owner.transaction((tx) => findATenderSeed.load(tx, join(repositoryRoot(), 'seed')));
    expect(await digests()).toEqual(before);
  });

  it('adds nothing where a supplier has said what its sectors are', async () => {
    const { id } = await one<{ id: string }>(`SELECT supplier_id AS id FROM supplier_sector WHERE source = 'DERIVED' LIMIT 1`);
    await owner.query(
      `INSERT INTO fact (id, supplier_id, field, value, source) VALUES (gen_random_uuid(), $1, 'sectors', NULL, 'SELF_DECLARED')`,
      [id],
    );
    await owner.query('DELETE FROM supplier_sector WHERE supplier_id = $1', [id]);
    await owner.transaction((tx) => findATenderSeed.load(tx, join(repositoryRoot(), 'seed')));
    expect(await owner.query('SELECT FROM supplier_sector WHERE supplier_id = $1', [id])).toEqual([]);
  });
});

/** What is in each table that the seed loads. */
async function digests(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const table of [
    'organisation',
    'organisation_identifier',
    'supplier',
    'supplier_sector',
    'supplier_technology',
    'derived_term',
    'fact',
    'notice',
    'contract_performance',
    'award',
  ]) {
    const { digest } = await one<{ digest: string }>(
      `SELECT count(*) || md5(string_agg(t::text, '' ORDER BY t::text)) AS digest FROM ${table} t`,
    );
    found[table] = digest;
  }
  return found;
}
