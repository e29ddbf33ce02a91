import { ALL, awardsOf, Breakdown, MarketFigures, SCOPES, shown } from './market-figures';

describe('the market', () => {
  let figures: MarketFigures;

  beforeAll(async () => {
    figures = await MarketFigures.begin();
  });
  afterAll(() => figures?.end());

  it('withholds what one or two suppliers make up, in every value of the row', async () => {
    const by = [['SECTOR', 'REGION_ITL1'], ['SECTOR', 'TECHNOLOGY'], ['REGION_ITL3'], ['BUYER'], ['CPV', 'YEAR']];
    let withheld = 0;
    for (const dimensions of by) {
      const { rows } = await figures.breakdown(dimensions, ALL);
      for (const { values } of rows) {
        const suppliers = values[0].value;
        if (suppliers === null) withheld += 1;
        expect(suppliers === null || suppliers >= 3).toBe(true);
        expect(new Set(values.map(({ suppressed }) => suppressed)).size).toBe(1);
        if (suppliers === null) expect(values.every(({ value }) => value === null)).toBe(true);
      }
    }
    expect(withheld).toBeGreaterThan(50);
  });

  it('withholds the totals of one or two suppliers as the row that is made of them', async () => {
    const { breakdown: answer } = await figures.ask<{ breakdown: object }>(
      `breakdown(by: [SECTOR], measures: [SUPPLIERS, AWARDS, AWARD_VALUE], filter: { sectors: ["waste-and-street-scene"] }) {
         unknownShare leftOutShare vat { awards } totals { value suppressed } rows { values { value suppressed } } }`,
    );
    const values = Array.from({ length: 3 }, () => ({ value: null, suppressed: true }));
    expect(answer).toEqual({ unknownShare: null, leftOutShare: null, vat: null, totals: values, rows: [{ values }] });
  });

  it('withholds the same quarters whatever days are asked for, and none that its year would give away', async () => {
    type Point = { period: string; value: number | null; suppressed: boolean };
    for (const filter of [{}, ALL, { provenance: ['FIND_A_TENDER'] }, { sizeBands: ['UNKNOWN'], ...ALL }]) {
      const trend = async (from: string, to: string): Promise<{ unknownShare: number | null; points: Point[] }> => {
        const { data, errors } = await figures.api.send<{
          market: { trend: { unknownShare: number | null; points: Point[] } };
        }>(
          null,
          `query ($filter: SupplierFilter) { market { trend(measure: AWARDS, from: "${from}", to: "${to}", filter: $filter) {
             unknownShare points { period value suppressed } } } }`,
          { filter },
        );
        expect(errors).toEqual([]);
        return data.market.trend;
      };
      const whole = await trend('2015-01-01', '2026-12-31');
      const years = shown(await figures.breakdown(['YEAR'], filter, ['AWARDS']), 'AWARDS');
      for (let year = 2015; year <= 2026; year += 1) {
        const quarters = whole.points.filter(({ period }) => period.startsWith(`${year}-`));
        expect((await trend(`${year}-01-01`, `${year}-12-31`)).points).toEqual(quarters);
        expect((await trend(`${year}-04-01`, `${year}-06-30`)).points).toEqual(quarters.slice(1, 2));
        const hidden = quarters.filter(({ suppressed }) => suppressed);
        // A year that is shown less its shown quarters would be the one that is not.
        if (`${year}` in years) expect(hidden).not.toHaveLength(1);
        // All quarters shown would add up to a year that is not.
        else if (quarters.some(({ value, suppressed }) => suppressed || (value ?? 0) !== 0))
          expect(hidden.length).toBeGreaterThan(0);
      }
    }
  });

  it('states no share unknown that would tell how many awards are withheld', async () => {
    let withheld = 0;
    for (const [, filter, sql] of SCOPES) {
      const [{ n }]: { n: number }[] = await figures.owner.query(`SELECT count(*)::int AS n ${awardsOf(sql)}`);
      for (const by of ['SIZE, YEAR', 'SIZE, CPV', 'REGION_ITL1, YEAR', 'REGION_ITL3, CPV', 'YEAR', 'CPV']) {
        const { data } = await figures.api.send<{ market: { breakdown: Breakdown & { totals: { value: number }[] } } }>(
          null,
          `query ($filter: SupplierFilter) { market { breakdown(by: [${by}], measures: [AWARDS], filter: $filter) {
             unknownShare totals { value } rows { values { value suppressed } } } } }`,
          { filter },
        );
        const { unknownShare, totals, rows } = data.market.breakdown;
        const hidden = rows.filter(({ values }) => values[0].suppressed);
        if (hidden.length === 0 || unknownShare === null) continue;
        withheld += 1;
        const told = rows.reduce((sum, { values }) => sum + (values[0].value ?? 0), 0);
        // By what suppliers are, an award counts once for each of them.
        const all = by.includes(',') ? n : totals[0].value;
        // How many could be unknown for all that is told, and be shown as the same share.
        const possible = Array.from({ length: all - told + 1 }, (_, unknown) => unknown).filter(
          (unknown) => Math.abs(unknown / all - unknownShare) <= 0.005,
        );
        expect(possible.length).toBeGreaterThanOrEqual(3);
      }
    }
    expect(withheld).toBeGreaterThan(3);
  });

  it('withholds by what else awards are told by of what a table without that withholds', async () => {
    const award = ['YEAR', 'CPV'];
    for (const by of ['REGION_ITL1', 'SIZE', 'CPV', 'YEAR'])
      for (const besides of award.filter((each) => each !== by)) {
        const one = await figures.breakdown([by], ALL, ['AWARDS']);
        const two = await figures.breakdown([by, besides], ALL, ['AWARDS']);
        for (const { key, values } of one.rows) {
          if (!values[0].suppressed) continue;
          const own = two.rows.filter((row) => row.key[0].code === key[0].code);
          expect(own.length === 0 || own.some((row) => row.values[0].suppressed)).toBe(true);
        }
      }
  });

  describe.each([
    ['of connected places', {}],
    ['of all suppliers', ALL],
    ['of what was invented', { provenance: ['DEMONSTRATION'] }],
  ])('%s', (_name, filter) => {
    type Rows<Row> = { rows: Row[] };
    const askOf = async <T>(selection: string): Promise<T> => {
      const { data, errors } = await figures.api.send<{ market: T }>(
        null,
        `query ($filter: SupplierFilter) { market { ${selection} } }`,
        { filter },
      );
      expect(errors).toEqual([]);
      return data.market;
    };

    it('tells nothing of a row by its concentration that a breakdown withholds, nor of what is left of a wider one', async () => {
      type Concentrated = { key: { code: string }; suppliers: number | null; herfindahl: number | null };
      const LEVELS = ['REGION_ITL1', 'REGION_ITL2', 'REGION_ITL3'];
      const makersAt: Map<string, number | null>[] = [];
      for (const by of [...LEVELS, 'SIZE', 'YEAR', 'CPV', 'SECTOR', 'BUYER']) {
        const { concentration, breakdown: table } = await askOf<{ concentration: Rows<Concentrated>; breakdown: Breakdown }>(
          `concentration(by: ${by}, filter: $filter) { rows { key { code } suppliers herfindahl } }
           breakdown(by: [${by}], measures: [SUPPLIERS], filter: $filter) { rows { key { code } values { value suppressed } } }`,
        );
        const rows = new Map(concentration.rows.map(({ key, suppliers }) => [key.code, suppliers]));
        for (const { key, values } of table.rows) if (values[0].suppressed) expect(rows.get(key[0].code)).toBeNull();
        for (const { suppliers, herfindahl } of concentration.rows) {
          expect(suppliers === null || suppliers >= 3).toBe(true);
          expect(herfindahl === null).toBe(suppliers === null);
        }
        makersAt.push(rows);
      }
      // The suppliers of a region that are published within it, at whatever level: the rest follows by subtraction.
      const toldWithin = (level: number, code: string): number =>
        level + 1 === LEVELS.length
          ? 0
          : [...makersAt[level + 1]]
              .filter(([within]) => within.startsWith(code))
              .reduce((sum, [within, makers]) => sum + (makers ?? toldWithin(level + 1, within)), 0);
      for (const level of [0, 1])
        for (const [code, makers] of makersAt[level])
          if (makers !== null) expect([1, 2]).not.toContain(makers - toldWithin(level, code));
    });

    it('tells nothing by coverage or movements of a row that a breakdown withholds', async () => {
      const rowsBy = (name: string, by: string): string =>
        `${name}: breakdown(by: [${by}], measures: [SUPPLIERS], filter: $filter) { rows { key { code } values { value suppressed } } }`;
      type Moved = { year: number; entrants: number | null; exits: number | null };
      type Covered = { sector: { code: string }; suppliers: number | null; share: number | null };
      const { coverage, movements, sectors, byYear } = await askOf<{
        coverage: Rows<Covered>;
        movements: Rows<Moved>;
        sectors: Breakdown;
        byYear: Breakdown;
      }>(`coverage(filter: $filter) { rows { sector { code } suppliers share } } movements(filter: $filter) { rows { year entrants exits } }
        ${rowsBy('sectors', 'SECTOR')} ${rowsBy('byYear', 'YEAR')}`);
      const suppliersBy = ({ rows }: Breakdown): Map<string, number | null> =>
        new Map(rows.map(({ key, values }) => [key[0].code, values[0].value]));
      for (const { sector, suppliers, share } of coverage.rows) {
        expect(suppliers).toBe(suppliersBy(sectors).get(sector.code));
        expect(share === null).toBe(suppliers === null);
      }
      for (const { year, entrants, exits } of movements.rows) {
        if (suppliersBy(byYear).get(String(year)) === null) expect([entrants, exits]).toEqual([null, null]);
        expect([1, 2]).not.toContain(entrants);
        expect([1, 2]).not.toContain(exits);
      }
      // What the first year and the last tell of all who were awarded anything, less what each list tells.
      const years = [movements.rows.at(0), movements.rows.at(-1)].map((row) => String(row?.year));
      const told = (list: (number | null)[]): number => list.reduce<number>((sum, n) => sum + (n ?? 0), 0);
      const hidden = (list: (number | null)[]): boolean => list.includes(null);
      const [entrants, exits] = [movements.rows.slice(1), movements.rows.slice(0, -1)];
      const ofYear = suppliersBy(byYear);
      const [atFirst, atLast] = years.map((year) => ofYear.get(year) ?? null);
      if (atFirst === null || atLast === null) return;
      const [later, sooner] = [entrants.map((row) => row.entrants), exits.map((row) => row.exits)];
      if (!hidden(sooner)) expect([1, 2]).not.toContain(told(sooner) + atLast - atFirst - told(later));
      if (!hidden(later)) expect([1, 2]).not.toContain(told(later) + atFirst - atLast - told(sooner));
    });
  });

  it('withholds the same cells in whatever order the dimensions are asked for', async () => {
    const rows = async (...by: string[]): Promise<string[]> =>
      (await figures.breakdown(by, ALL)).rows
        .map(
          ({ key, values }) =>
            `${key
              .map(({ code }) => code)
              .sort()
              .join(' ')} ${values[0].value}`,
        )
        .sort();
    expect(await rows('YEAR', 'REGION_ITL1', 'CPV')).toEqual(await rows('CPV', 'YEAR', 'REGION_ITL1'));
    expect(await rows('SECTOR', 'SIZE')).toEqual(await rows('SIZE', 'SECTOR'));
  });
});
