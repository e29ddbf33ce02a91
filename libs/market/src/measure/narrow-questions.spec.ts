import { DataSource } from 'typeorm';
import { SupplierFilter } from '#directory';
import { testDatabase, TestDatabase } from '#platform/testing';
import { countBreakdown, countCells, countedFor } from './count-breakdown';
import { DIMENSIONS, ReadDimension } from './dimensions';
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

/** A filter, and the same as a condition on a supplier in SQL. */
type Scope = [filter: SupplierFilter, sql: string];

/** Narrow questions to the real seed, each set beside what plain SQL counts. */
describe('a narrow question', () => {
  let database: TestDatabase;
  let owner: DataSource;

  beforeAll(async () => {
    database = await testDatabase();
    owner = await new DataSource({ type: 'postgres', url: database.ownerUrl }).initialize();
  });
  afterAll(async () => {
    await owner?.destroy();
    await database.drop();
  });

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

  /** Asks everything of each scope. @returns how many of them nobody is in, and how many one or two suppliers */
  const askEverything = (scopes: readonly Scope[]): Promise<{ ofNobody: number; ofFew: number }> =>
    owner.transaction(async (tx) => {
      const codes = Object.entries(CODES).map(([by, sql]) => `SELECT '${by}' AS by, of.* FROM (${sql}) of (supplier_id, code)`);
      await tx.query(`CREATE TEMP TABLE code_of ON COMMIT DROP AS ${codes.join(' UNION ')}`);
      let [ofNobody, ofFew] = [0, 0];
      for (const [filter, sql] of scopes) {
        const from = `supplier s WHERE s.provenance <> 'DEMONSTRATION' AND ${sql}`;
        const [{ suppliers }]: { suppliers: number }[] = await tx.query(`SELECT count(*)::int AS suppliers FROM ${from}`);
        const counted: { by: string; code: string; n: number }[] = await tx.query(
          `SELECT c.by, c.code, count(*)::int AS n FROM code_of c WHERE c.code IS NOT NULL
             AND c.supplier_id IN (SELECT s.id FROM ${from}) GROUP BY 1, 2`,
        );
        if (suppliers === 0) {
          ofNobody += 1;
          expect((await countCells(tx, [], await countedFor(tx, filter))).cells.count).toBe(0);
        } else if (suppliers < FEWEST_SUPPLIERS) ofFew += 1;
        for (const by of [...DIMENSIONS, 'QUARTER'] as const) {
          const { rows, total, unknownShare, leftOutShare } = await countBreakdown(tx, [by], await countedFor(tx, filter), [
            'suppliers',
            'awards',
          ]);
          // The totals are a cell as well.
          const isOfFew = suppliers > 0 && suppliers < FEWEST_SUPPLIERS;
          expect({ filter, by, suppliers: total?.suppliers }).toEqual({
            filter,
            by,
            suppliers: isOfFew ? undefined : suppliers,
          });
          if (isOfFew) expect([unknownShare, leftOutShare]).toEqual([null, null]);
          if (suppliers === 0) expect({ filter, by, rows }).toEqual({ filter, by, rows: [] });
          const told = new Map(counted.filter((each) => each.by === by).map(({ code, n }) => [code, n]));
          for (const { terms, sums } of rows) {
            if (sums === null) continue;
            expect(sums.suppliers).toBeGreaterThanOrEqual(FEWEST_SUPPLIERS);
            if (by in CODES)
              expect({ filter, by, code: terms[0].code, n: sums.suppliers }).toEqual({
                filter,
                by,
                code: terms[0].code,
                n: told.get(terms[0].code),
              });
          }
        }
      }
      return { ofNobody, ofFew };
    });

  it('about each region is answered by every dimension and by quarter, as plain SQL counts', async () => {
    const { ofNobody, ofFew } = await askEverything((await codesIn('region')).map(ofRegion));
    expect(ofNobody).toBeGreaterThan(0);
    expect(ofFew).toBeGreaterThan(0);
  });

  it('about each sector and technology is answered by every dimension and by quarter, as plain SQL counts', async () => {
    const technologies = await codesIn('technology');
    const pairs = (await codesIn('sector')).flatMap((sector) => technologies.map((each) => ofFields(sector, each)));
    const { ofNobody, ofFew } = await askEverything(pairs);
    expect(ofNobody).toBeGreaterThan(0);
    expect(ofFew).toBeGreaterThan(0);
  });
});
