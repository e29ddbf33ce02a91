import { DataSource } from 'typeorm';
import { SupplierFilter } from '#directory';
import { testDatabase, TestDatabase } from '#platform/testing';
import { countBreakdown, countCells } from './count-breakdown';
import { countedFor } from './counted';
import { DIMENSIONS, ReadDimension, READINGS } from './dimensions';
import { FEWEST_SUPPLIERS } from './suppression';

/** Of each dimension, in SQL: which suppliers have which of its codes. Of buyers the numbers are the snapshot's own. */
const CODES: Partial<Record<ReadDimension, string>> = {
  SECTOR: 'SELECT supplier_id, sector_code FROM supplier_sector',
  TECHNOLOGY: 'SELECT supplier_id, technology_code FROM supplier_technology',
  REGION_ITL1: 'SELECT s.id, r.path[2] FROM supplier s JOIN region r ON r.code = s.region_code',
  REGION_ITL2: 'SELECT s.id, r.path[3] FROM supplier s JOIN region r ON r.code = s.region_code',
  REGION_ITL3: 'SELECT s.id, r.path[4] FROM supplier s JOIN region r ON r.code = s.region_code',
  SIZE: `SELECT id, nullif(size_band, 'UNKNOWN') FROM supplier`,
  SIC: 'SELECT supplier_id, sic_code FROM supplier_sic',
  CPV: `SELECT supplier_id, left(cpv_codes[1], 2) || '000000' FROM award`,
  YEAR: 'SELECT supplier_id, extract(year FROM awarded_on)::text FROM award',
  QUARTER: `SELECT supplier_id, to_char(awarded_on, 'YYYY-"Q"Q') FROM award`,
};

const NONE = 'SELECT NULL::uuid, NULL::text';

/** A filter, and the same as a condition on a supplier in SQL. */
type Scope = [filter: SupplierFilter, sql: string];

/** Narrow questions to the real seed, each set beside what plain SQL counts. */
describe('a narrow question', () => {
  let database: TestDatabase;
  let owner: DataSource;

  beforeAll(async () => {
    database = await testDatabase();
    owner = await database.tablesAs('owner');
  });
  afterAll(() => database.drop());

  const codesIn = async (table: string): Promise<string[]> =>
    (await owner.query<{ code: string }[]>(`SELECT code FROM ${table} ORDER BY code`)).map(({ code }) => code);
  const ofRegion = (code: string): Scope => [
    { regions: [code] },
    `s.is_relevant AND s.region_code IN (SELECT code FROM region WHERE '${code}' = ANY (path))`,
  ];
  const ofFields = (sector: string, technology: string): Scope => [
    { sectors: [sector], technologies: [technology] },
    `s.is_relevant AND EXISTS (SELECT FROM supplier_sector x WHERE x.supplier_id = s.id AND x.sector_code = '${sector}')
       AND EXISTS (SELECT FROM supplier_technology x WHERE x.supplier_id = s.id AND x.technology_code = '${technology}')`,
  ];

  it.each([...DIMENSIONS, 'QUARTER'] as const)('by %s is answered as plain SQL counts', async (by) => {
    // The narrowest regions leave the other dimensions no more than wider ones with as few suppliers.
    const isOfLevels = (READINGS[by].levels ?? 1) > 1;
    const regions = await codesIn(isOfLevels ? 'region' : 'region WHERE level < 3');
    const technologies = await codesIn('technology');
    const fields = (await codesIn('sector')).flatMap((sector) => technologies.map((each) => ofFields(sector, each)));
    let [ofNobody, ofFew] = [0, 0];
    await owner.transaction(async (tx) => {
      await tx.query(
        `CREATE TEMP TABLE code_of ON COMMIT DROP AS SELECT DISTINCT * FROM (${CODES[by] ?? NONE}) of (supplier_id, code) WHERE code IS NOT NULL`,
      );
      for (const [filter, sql] of [...regions.map(ofRegion), ...fields]) {
        const from = `supplier s WHERE s.provenance <> 'DEMONSTRATION' AND ${sql}`;
        const [{ suppliers }]: { suppliers: number }[] = await tx.query(`SELECT count(*)::int AS suppliers FROM ${from}`);
        const counted: { code: string; n: number }[] = await tx.query(
          `SELECT code, count(*)::int AS n FROM code_of WHERE supplier_id IN (SELECT s.id FROM ${from}) GROUP BY code`,
        );
        const told = new Map(counted.map(({ code, n }) => [code, n]));
        const isOfFew = suppliers > 0 && suppliers < FEWEST_SUPPLIERS;
        if (suppliers === 0) ofNobody += 1;
        if (isOfFew) ofFew += 1;
        const { rows, total, unknownShare, leftOutShare } = await countBreakdown(tx, [by], await countedFor(tx, filter), [
          'suppliers',
          'awards',
        ]);
        // The totals are a cell as well.
        expect({ filter, suppliers: total?.suppliers }).toEqual({ filter, suppliers: isOfFew ? undefined : suppliers });
        if (isOfFew) expect([unknownShare, leftOutShare]).toEqual([null, null]);
        if (suppliers === 0) expect({ filter, rows }).toEqual({ filter, rows: [] });
        for (const { terms, sums } of rows) {
          if (sums === null) continue;
          expect(sums.suppliers).toBeGreaterThanOrEqual(FEWEST_SUPPLIERS);
          const [{ code }] = terms;
          if (by in CODES) expect({ filter, code, n: sums.suppliers }).toEqual({ filter, code, n: told.get(code) });
        }
      }
    });
    expect(ofNobody).toBeGreaterThan(0);
    expect(ofFew).toBeGreaterThan(0);
  });

  it('of nobody has no cell, not even of everything in scope', async () => {
    const [filter] = ofRegion('TLD1');
    await owner.transaction(async (tx) => {
      expect((await countCells(tx, [], await countedFor(tx, filter))).cells.count).toBe(0);
    });
  });
});
