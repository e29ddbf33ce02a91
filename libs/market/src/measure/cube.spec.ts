import { DataSource } from 'typeorm';
import { SupplierFilter } from '#directory';
import { Tx } from '#platform';
import { testDatabase, TestDatabase } from '#platform/testing';
import { ALL_SUMS, Cells, sourceOf } from './cells';
import { countCells } from './count-breakdown';
import { countedFor } from './counted';
import { ReadDimension } from './dimensions';
import { countInHalves } from './halves';
import { prepareAnswers } from './market-answers';
import { Counted, halvesFor } from './scope';

/** Breakdowns of every kind: of nothing, of what has one value and of what has several, of what is listed, and of regions of each level. */
const BREAKDOWNS: readonly (readonly ReadDimension[])[] = [
  [],
  ['QUARTER'],
  ['SIZE'],
  ['BUYER'],
  ['SIZE', 'BUYER'],
  ['SECTOR', 'BUYER'],
  ['SIC'],
  ['SECTOR', 'SIC'],
  ['TECHNOLOGY', 'CPV', 'YEAR'],
  ['SECTOR', 'TECHNOLOGY', 'SIZE'],
  ['REGION_ITL1', 'SECTOR'],
  ['REGION_ITL2', 'SIC', 'CPV'],
  ['REGION_ITL3', 'YEAR'],
];

/** Kept cubes of the real seed and of the demonstration set beside it. */
describe('cubes', () => {
  let database: TestDatabase;
  let owner: DataSource;

  beforeAll(async () => {
    database = await testDatabase();
    owner = await database.tablesAs('owner');
    expect(await prepareAnswers(owner, [])).toBeGreaterThan(50);
  });
  afterAll(() => database.drop());

  const everyone: SupplierFilter = { relevance: 'ALL', provenance: ['FIND_A_TENDER', 'DEMONSTRATION'] };
  const codes = async (table: string, but: readonly string[]): Promise<string[]> =>
    (await owner.query<{ code: string }[]>(`SELECT code FROM ${table}`))
      .map(({ code }) => code)
      .filter((code) => !but.includes(code));

  /** Its rows, each as the numbers in it, in an order that does not depend on how they were counted. A sum of nothing is none. */
  const rowsOf = ({ count, columns }: Cells): string[] =>
    Array.from({ length: count }, (_, row) => row)
      .filter((row) => columns.suppliers[row] || columns.awards[row])
      .map((row) =>
        Object.entries(columns)
          .map(([name, values]) => `${name} ${(ALL_SUMS as string[]).includes(name) ? (values[row] ?? 0) : values[row]}`)
          .join(', '),
      )
      .sort();

  /** The scope as it would be if no cube told anything of it. */
  const withoutCubes = ({ scope, ...counted }: Counted): Counted => ({
    ...counted,
    isWide: false,
    scope: { ...scope, unmet: 'false', ofRegions: null },
  });

  /** The scope as it would be if it left most, and no cube told its regions. */
  const lessTheRest = ({ scope, ...counted }: Counted): Counted => ({
    ...counted,
    isWide: true,
    scope: { ...scope, ofRegions: null },
  });

  /** As it would be if so many were to be counted that it is quicker in halves. */
  const ofMany = (counted: Counted): Counted => ({ ...counted, suppliers: Infinity });

  const WIDE: Record<string, () => Promise<SupplierFilter>> = {
    'all sectors but one': async () => ({ sectors: await codes('sector', ['environment']) }),
    'all regions but one': async () => ({ ...everyone, regions: await codes('region WHERE level = 1', ['TLI']) }),
    'sectors and regions': async () => ({
      sectors: await codes('sector', ['environment']),
      regions: await codes('region WHERE level = 1', ['TLM']),
    }),
  };
  const NARROW: Record<string, SupplierFilter | (() => Promise<SupplierFilter>)> = {
    'a region that is as narrow as any': async () => ({
      ...everyone,
      regions: (await codes('region WHERE level = 3 AND code IN (SELECT region_code FROM supplier) ORDER BY code', [])).slice(
        0,
        1,
      ),
    }),
    'nothing but sizes and a source': { sizeBands: ['SMALL', 'UNKNOWN'], provenance: ['FIND_A_TENDER'] },
    'the whole country': { regions: ['UK', 'TLI'] },
    'a region': { ...everyone, regions: ['TLI'] },
    'regions of two levels': { ...everyone, regions: ['TLD3', 'TLJ'] },
    'a scheme': { ...everyone, attested: [{ scheme: 'ce' }] },
    'a scheme on another day': { ...everyone, attested: [{ scheme: 'ce', validOn: '2026-01-31' }] },
  };

  it.each([
    ...Object.entries(WIDE).map(([name, filter]) => [name, filter, true] as const),
    ...Object.entries(NARROW).map(([name, filter]) => [name, filter, false] as const),
  ])('tell of %s what its rows tell', async (_name, asked, isWide) => {
    const filter = typeof asked === 'function' ? await asked() : asked;
    const counted = (tx: Tx): Promise<Counted> => countedFor(tx, filter);
    await owner.transaction(async (tx) => {
      expect((await counted(tx)).isWide).toBe(isWide);
      for (const by of BREAKDOWNS) {
        const direct = await countCells(tx, by, withoutCubes(await counted(tx)));
        for (const told of [
          await counted(tx),
          lessTheRest(await counted(tx)),
          ofMany(await counted(tx)),
          ofMany(withoutCubes(await counted(tx))),
          ofMany(lessTheRest(await counted(tx))),
        ]) {
          const { cells, awardsInScope } = await countCells(tx, by, told);
          expect({ by, rows: rowsOf(cells), awards: awardsInScope }).toEqual({
            by,
            rows: rowsOf(direct.cells),
            awards: direct.awardsInScope,
          });
        }
        if (by.length === 0) expect(direct.cells.columns.suppliers[0]).toBeGreaterThan(0);
      }
    });
  });

  it('are counted in halves, which have nothing in common, where much is to be counted and another connection is free', async () => {
    const byTechnology: SupplierFilter = {
      ...everyone,
      technologies: ['connectivity', 'control-system', 'camera-and-video-analytics'],
    };
    const byScheme: SupplierFilter = { ...everyone, attested: [{ scheme: 'ce' }] };
    const halvesOf = (
      database: DataSource,
      { filter, by = [] }: { filter: SupplierFilter; by?: ReadDimension[] },
      so: (counted: Counted) => Counted = (counted) => counted,
    ): Promise<string[][]> =>
      database.transaction(async (tx) => {
        const counted = so(await countedFor(tx, filter));
        const { from, where } = { from: sourceOf(counted.snapshot, 0), where: counted.scope.where };
        const halves = await countInHalves(tx, counted, halvesFor(counted.scope, by), async (on, half) => {
          const rows: { number: number }[] = await on.query(
            `SELECT m.number FROM ${from} WHERE ${half === null ? where : `${where} AND ${half.left}`} ORDER BY 1`,
          );
          return { count: rows.length, columns: { number: rows.map(({ number }) => number) } };
        });
        return halves.map(({ columns }) => columns.number.map(String));
      });
    const byRegion: ReadDimension[] = ['SECTOR', 'REGION_ITL2'];
    for (const asked of [{ filter: byTechnology }, { filter: byTechnology, by: byRegion }, { filter: byScheme }]) {
      const [whole] = await halvesOf(owner, asked);
      const halves = await halvesOf(owner, asked, ofMany);
      expect(halves.map((half) => half.length > 0)).toEqual([true, true]);
      expect(halves.flat().sort()).toEqual([...whole].sort());
    }
    const [lower, upper] = await halvesOf(owner, { filter: byTechnology, by: byRegion }, ofMany);
    expect(Math.max(...lower.map(Number))).toBeLessThan(Math.min(...upper.map(Number)));

    const alone = await new DataSource({ type: 'postgres', url: database.ownerUrl, poolSize: 1 }).initialize();
    try {
      expect(await halvesOf(alone, { filter: byTechnology }, ofMany)).toEqual(await halvesOf(owner, { filter: byTechnology }));
    } finally {
      await alone.destroy();
    }
  });
});
