import { DataSource } from 'typeorm';
import { everyBreakdown, prepareAnswers, refreshMarket } from '#market';
import { dayOf } from '#pack';
import { LONDON_DAYS } from '#platform';
import { TestApi } from './harness';

interface Row {
  key: { dimension: string; code: string; label: string }[];
  values: { measure: string; value: number | null; suppressed: boolean }[];
}
interface Breakdown {
  asOf: string;
  unknownShare: number | null;
  rows: Row[];
}

const MEASURES = ['SUPPLIERS', 'PRODUCTS', 'ATTESTED_SHARE', 'AWARDS', 'AWARD_VALUE'];
const ALL = { relevance: 'ALL' };
const DAY_MS = 86_400_000;
/** Awards as a register has them, in SQL: one to several suppliers has a row of each. */
const AWARDS_ONCE = 'count(DISTINCT (ocid, award_id))';

/** Some of what is not invented: as a filter, and as a condition on the supplier of an award. */
const SCOPES: [name: string, filter: object, sql: string][] = [
  ['of connected places', {}, 's.is_relevant'],
  ['of all suppliers', ALL, 'true'],
  ['of some sizes', { ...ALL, sizeBands: ['LARGE', 'MEDIUM'] }, `s.size_band IN ('LARGE', 'MEDIUM')`],
];

/** The awards of such suppliers, a row for each supplier, in SQL. */
const awardsOf = (sql: string): string =>
  `FROM award a LEFT JOIN supplier s ON s.id = a.supplier_id WHERE s.provenance IS DISTINCT FROM 'DEMONSTRATION' AND ${sql}`;

/** The real Find a Tender seed, and the demonstration set beside it. */
describe('the market', () => {
  let api: TestApi;
  let owner: DataSource;

  beforeAll(async () => {
    api = await TestApi.start();
    owner = await new DataSource({
      type: 'postgres',
      url: api.database.ownerUrl,
      extra: { options: LONDON_DAYS },
    }).initialize();
  });
  afterAll(async () => {
    await owner?.destroy();
    await api.stop();
  });

  const breakdown = async (by: string[], filter: object = {}, measures: string[] = MEASURES): Promise<Breakdown> => {
    const { market } = await api.done<{ market: { breakdown: Breakdown } }>(null, 'MarketBreakdown', { by, measures, filter });
    return market.breakdown;
  };
  const ask = async <T>(selection: string): Promise<T> => {
    const { data, errors } = await api.send<{ market: T }>(null, `{ market { ${selection} } }`);
    expect(errors).toEqual([]);
    return data.market;
  };
  /** It may have been yesterday, where midnight passes meanwhile. */
  const dayOfLastCount = async (): Promise<string> => {
    const [{ day }]: { day: string }[] = await owner.query(
      'SELECT built_at::date::text AS day FROM market_snapshot ORDER BY id DESC LIMIT 1',
    );
    return day;
  };
  const shown = ({ rows }: Breakdown, measure: string): Record<string, number | null> =>
    Object.fromEntries(
      rows
        .filter(({ values }) => values.every(({ suppressed }) => !suppressed))
        .map(({ key, values }) => [
          key.map(({ code }) => code).join(' '),
          values.find((each) => each.measure === measure)?.value ?? null,
        ]),
    );

  it('states how many awards give a value with and without VAT, whatever is measured and however it is asked for', async () => {
    const [stated]: { awards: number; withVat: number; withoutVat: number }[] = await owner.query(
      `SELECT ${AWARDS_ONCE}::int AS awards, ${AWARDS_ONCE} FILTER (WHERE currency = 'GBP' AND value_gross > 0)::int AS "withVat",
         ${AWARDS_ONCE} FILTER (WHERE currency = 'GBP' AND value_net > 0)::int AS "withoutVat"
       FROM award a JOIN supplier s ON s.id = a.supplier_id
       WHERE coalesce(s.size_band, 'UNKNOWN') IN ('SMALL', 'UNKNOWN') AND s.provenance <> 'DEMONSTRATION'`,
    );
    expect(stated.withVat).toBeGreaterThan(0);
    const by = 'by: [CPV], filter: { relevance: ALL, sizeBands: ["SMALL", "UNKNOWN"] }';
    const vat = 'vat { awards withVat withoutVat }';
    for (const measures of ['SUPPLIERS', 'AWARD_VALUE', 'AWARD_VALUE_NET', 'AWARDS, AWARD_VALUE, AWARD_VALUE_NET'])
      expect(
        await ask(`breakdown(${by}, measures: [${measures}]) { rows { values { value } } ... on MarketBreakdown { ${vat} } }`),
      ).toEqual({
        breakdown: expect.objectContaining({ vat: stated }) as object,
      });
    // A value that no award states is none, not nought, also where the VAT is not asked for.
    const valuesIn = async (besides: string): Promise<unknown> =>
      (
        await ask<{ breakdown: { rows: unknown } }>(
          `breakdown(${by}, measures: [AWARD_VALUE, AWARD_VALUE_NET]) { rows { key { code } values { value suppressed } } ${besides} }`,
        )
      ).breakdown.rows;
    expect(await valuesIn('')).toEqual(await valuesIn(vat));
  });

  it('counts suppliers by region as the directory has them, without what was invented', async () => {
    const answer = await breakdown(['REGION_ITL1'], ALL);
    const counted: { code: string; n: number }[] = await owner.query(
      `SELECT r.path[2] AS code, count(*)::int AS n FROM supplier s JOIN region r ON r.code = s.region_code
       WHERE s.provenance <> 'DEMONSTRATION' AND r.path[2] IS NOT NULL GROUP BY 1`,
    );
    expect(shown(answer, 'SUPPLIERS')).toEqual(Object.fromEntries(counted.map(({ code, n }) => [code, n])));
    const [{ unplaced }]: { unplaced: number }[] = await owner.query(
      `SELECT count(*) FILTER (WHERE r.path[2] IS NULL) / count(*)::float AS unplaced
       FROM supplier s LEFT JOIN region r ON r.code = s.region_code WHERE s.provenance <> 'DEMONSTRATION'`,
    );
    expect(answer.unknownShare).toBeCloseTo(unplaced, 10);
    expect(answer.asOf).toBe(await dayOfLastCount());
  });

  it('adds award values up, an award to several suppliers once', async () => {
    const answer = await breakdown(['YEAR'], ALL, ['AWARD_VALUE', 'AWARDS']);
    const counted: { year: string; value: string; n: number }[] = await owner.query(
      `WITH shared AS (SELECT extract(year FROM awarded_on)::text AS year, currency, ocid, award_id,
           value_gross / count(*) OVER (PARTITION BY ocid, award_id) AS value FROM award)
       SELECT year, round(sum(value) FILTER (WHERE currency = 'GBP' AND value > 0), 2) AS value, ${AWARDS_ONCE}::int AS n
       FROM shared WHERE year IS NOT NULL GROUP BY year`,
    );
    const values = shown(answer, 'AWARD_VALUE');
    for (const [year, value] of Object.entries(values)) {
      const expected = counted.find((each) => each.year === year)?.value ?? null;
      if (expected === null) expect(value).toBeNull();
      else expect(Math.abs((value ?? NaN) - Number(expected))).toBeLessThan(2);
    }
    expect(values['2026']).toBeGreaterThan(1_000_000);
    expect(shown(answer, 'AWARDS')['2026']).toBe(counted.find(({ year }) => year === '2026')?.n);
  });

  it('counts a supplier in each of its sectors, and only those of connected places unless all are asked for', async () => {
    const answer = await breakdown(['SECTOR']);
    const counted: { code: string; n: number }[] = await owner.query(
      `SELECT sector_code AS code, count(*)::int AS n FROM supplier_sector x JOIN supplier s ON s.id = x.supplier_id
       WHERE s.provenance <> 'DEMONSTRATION' GROUP BY 1`,
    );
    const sectors = shown(answer, 'SUPPLIERS');
    for (const [code, n] of Object.entries(sectors)) expect(counted.find((each) => each.code === code)?.n).toBe(n);
    expect(Object.keys(sectors).length).toBeGreaterThan(2);
  });

  it('withholds what one or two suppliers make up, in every value of the row', async () => {
    const by = [['SECTOR', 'REGION_ITL1'], ['SECTOR', 'TECHNOLOGY'], ['REGION_ITL3'], ['BUYER'], ['CPV', 'YEAR']];
    let withheld = 0;
    for (const dimensions of by) {
      const { rows } = await breakdown(dimensions, ALL);
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

  it('answers every dimension, alone, in twos and in threes', async () => {
    const answered = everyBreakdown();
    for (const by of answered) {
      const { rows, unknownShare } = await breakdown(by, ALL);
      expect(unknownShare ?? 0).toBeGreaterThanOrEqual(0);
      expect(unknownShare ?? 0).toBeLessThanOrEqual(1);
      for (const { key } of rows) expect(key.map(({ dimension }) => dimension)).toEqual(by);
    }
    expect(answered.length).toBeGreaterThan(100);
  });

  it('counts what was invented only when it is asked for by name', async () => {
    const demonstration = await breakdown(['SECTOR'], { provenance: ['DEMONSTRATION'] });
    const [{ n }]: { n: number }[] = await owner.query(
      `SELECT count(*)::int AS n FROM supplier WHERE provenance = 'DEMONSTRATION' AND is_relevant`,
    );
    const { breakdown: all } = await ask<{ breakdown: { totals: { value: number }[] } }>(
      'breakdown(by: [SECTOR], measures: [SUPPLIERS], filter: { provenance: [DEMONSTRATION] }) { totals { value } }',
    );
    expect(all.totals[0].value).toBe(n);
    expect(demonstration.rows.length).toBeGreaterThan(3);
  });

  it.each([
    [
      'sectors',
      { sectors: ['transport-and-mobility'] },
      `EXISTS (SELECT FROM supplier_sector x WHERE x.supplier_id = s.id AND x.sector_code = 'transport-and-mobility')`,
    ],
    [
      'technologies',
      { technologies: ['control-system', 'connectivity'] },
      `EXISTS (SELECT FROM supplier_technology x WHERE x.supplier_id = s.id AND x.technology_code IN ('control-system', 'connectivity'))`,
    ],
    ['regions', { regions: ['TLI', 'TLD3'] }, `s.region_code IN (SELECT code FROM region WHERE path && ARRAY['TLI', 'TLD3'])`],
    ['the United Kingdom', { regions: ['UK'] }, `s.region_code IS NOT NULL`],
    ['sizes', { sizeBands: ['LARGE'] }, `s.size_band = 'LARGE'`],
    ...[0, 100, -100].map((days): [string, object, string] => [
      `schemes held ${days} days from now`,
      {
        attested: [{ scheme: 'ce', ...(days !== 0 && { validOn: dayOf(new Date(Date.now() + days * DAY_MS).toISOString()) }) }],
        provenance: ['DEMONSTRATION'],
      },
      `EXISTS (SELECT FROM attestation t WHERE t.supplier_id = s.id AND (t.state = 'VERIFIED' OR t.superseded_on > current_date + ${days}) AND t.scheme_code = 'ce'
        AND current_date + ${days} BETWEEN coalesce(t.covers_from, t.issued_on, '-infinity')
          AND least(coalesce(t.expires_on, 'infinity'), coalesce(t.covers_to, 'infinity')))`,
    ]),
  ])('filters by %s as the directory does', async (_name, filter, sql) => {
    const provenance = 'provenance' in filter ? `= 'DEMONSTRATION'` : `<> 'DEMONSTRATION'`;
    const [{ n }]: { n: number }[] = await owner.query(
      `SELECT count(*)::int AS n FROM supplier s WHERE s.provenance ${provenance} AND ${sql}`,
    );
    const { data } = await api.send<{ market: { breakdown: { totals: { value: number }[] } } }>(
      null,
      'query ($filter: SupplierFilter) { market { breakdown(by: [SIZE], measures: [SUPPLIERS], filter: $filter) { totals { value } } } }',
      { filter: { ...ALL, ...filter } },
    );
    expect(data.market.breakdown.totals[0].value).toBe(n);
    expect(n).toBeGreaterThan(0);
  });

  it.each([0, 100, -100])('tells who of a sector holds a scheme %s days from now, as their attestations do', async (days) => {
    type Covered = { sector: { code: string }; scheme: { code: string }; suppliers: number | null; share: number | null };
    const { data } = await api.send<{ market: { coverage: { rows: Covered[] } } }>(
      null,
      `query ($day: Date) { market { coverage(validOn: $day, filter: { provenance: [DEMONSTRATION] }) {
         rows { sector { code } scheme { code } suppliers share } } } }`,
      days === 0 ? {} : { day: dayOf(new Date(Date.now() + days * DAY_MS).toISOString()) },
    );
    const counted: { sector: string; scheme: string; suppliers: number; holders: number }[] = await owner.query(
      `SELECT x.sector_code AS sector, c.code AS scheme, count(DISTINCT s.id)::int AS suppliers, count(DISTINCT t.supplier_id)::int AS holders
       FROM supplier s JOIN supplier_sector x ON x.supplier_id = s.id CROSS JOIN attestation_scheme c
       LEFT JOIN attestation t ON t.supplier_id = s.id AND t.scheme_code = c.code AND (t.state = 'VERIFIED' OR t.superseded_on > current_date + ${days})
         AND current_date + ${days} BETWEEN coalesce(t.covers_from, t.issued_on, '-infinity')
           AND least(coalesce(t.expires_on, 'infinity'), coalesce(t.covers_to, 'infinity'))
       WHERE s.provenance = 'DEMONSTRATION' AND s.is_relevant GROUP BY 1, 2`,
    );
    const told = data.market.coverage.rows.filter(({ share }) => share !== null);
    expect(told.filter(({ share }) => share! > 0).length).toBeGreaterThan(3);
    const known = new Map(counted.map(({ sector, scheme, ...numbers }) => [`${sector} ${scheme}`, numbers]));
    for (const { sector, scheme, suppliers, share } of told) {
      const { holders, suppliers: all } = known.get(`${sector.code} ${scheme.code}`)!;
      expect([suppliers, Math.round(share! * suppliers!)]).toEqual([all, holders]);
    }
    expect(told).toHaveLength(counted.filter(({ suppliers }) => suppliers >= 3).length);
  });

  it('has a trend with every quarter of the days asked for', async () => {
    const { market } = await api.done<{
      market: { trend: { points: { period: string; value: number | null; suppressed: boolean }[] } };
    }>(null, 'MarketTrend', { measure: 'AWARDS', from: '2026-01-01', to: '2026-12-31', filter: ALL });
    const { points } = market.trend;
    expect(points.map(({ period }) => period)).toEqual(['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']);
    const [{ n }]: { n: number }[] = await owner.query(
      `SELECT ${AWARDS_ONCE}::int AS n FROM award WHERE awarded_on BETWEEN '2026-07-01' AND '2026-09-30'`,
    );
    const third = points[2];
    expect(third.suppressed || third.value === n).toBe(true);
  });

  it.each([
    ['nobody is in', { regions: ['TLD1'] }],
    ['nobody holds', { attested: [{ scheme: 'ce' }] }],
  ])('has a trend of noughts of a scope that %s', async (_name, filter) => {
    const { data, errors } = await api.send<{ market: { trend: object } }>(
      null,
      `query ($filter: SupplierFilter) { market { trend(measure: AWARDS, from: "2026-01-01", to: "2026-12-31", filter: $filter) {
         unknownShare points { period value suppressed } } } }`,
      { filter },
    );
    expect(errors).toEqual([]);
    const points = ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'].map((period) => ({ period, value: 0, suppressed: false }));
    expect(data.market.trend).toEqual({ unknownShare: 0, points });
  });

  it('answers by region where no region of the few in scope is known', async () => {
    const few = 'filter: { technologies: ["citizen-app"] }';
    const answer = await ask<{ breakdown: { rows: object[] }; concentration: { rows: object[] } }>(
      `breakdown(by: [REGION_ITL3], measures: [SUPPLIERS], ${few}) { rows { values { value } } }
       concentration(by: REGION_ITL3, of: BUYERS, ${few}) { rows { suppliers } }`,
    );
    expect(answer).toEqual({ breakdown: { rows: [] }, concentration: { rows: [] } });
  });

  it('withholds the totals of one or two suppliers as the row that is made of them', async () => {
    const { breakdown: answer } = await ask<{ breakdown: object }>(
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
        const { data, errors } = await api.send<{ market: { trend: { unknownShare: number | null; points: Point[] } } }>(
          null,
          `query ($filter: SupplierFilter) { market { trend(measure: AWARDS, from: "${from}", to: "${to}", filter: $filter) {
             unknownShare points { period value suppressed } } } }`,
          { filter },
        );
        expect(errors).toEqual([]);
        return data.market.trend;
      };
      const whole = await trend('2015-01-01', '2026-12-31');
      const years = shown(await breakdown(['YEAR'], filter, ['AWARDS']), 'AWARDS');
      for (let year = 2015; year <= 2026; year += 1) {
        const quarters = whole.points.filter(({ period }) => period.startsWith(`${year}-`));
        expect((await trend(`${year}-01-01`, `${year}-12-31`)).points).toEqual(quarters);
        expect((await trend(`${year}-04-01`, `${year}-06-30`)).points).toEqual(quarters.slice(1, 2));
        const hidden = quarters.filter(({ suppressed }) => suppressed);
        // A year that is shown less its shown quarters would be the one that is not.
        if (`${year}` in years) expect(hidden).not.toHaveLength(1);
        // All quarters shown would add up to a year that is not.
        else if (quarters.some(({ value }) => value !== 0)) expect(hidden.length).toBeGreaterThan(0);
      }
    }
  });

  it('says of what share of awards no quarter is known', async () => {
    const { trend } = await ask<{ trend: { unknownShare: number | null } }>(
      'trend(measure: AWARDS, from: "2026-01-01", to: "2026-12-31", filter: { relevance: ALL }) { unknownShare }',
    );
    const [{ undated }]: { undated: number }[] = await owner.query(
      `SELECT ${AWARDS_ONCE} FILTER (WHERE a.awarded_on IS NULL) / ${AWARDS_ONCE}::float AS undated
       FROM award a LEFT JOIN supplier s ON s.id = a.supplier_id WHERE s.provenance IS DISTINCT FROM 'DEMONSTRATION'`,
    );
    expect(undated).toBeGreaterThan(0.05);
    expect(trend.unknownShare).toBeCloseTo(undated, 2);
  });

  it('states no share unknown that would tell how many awards are withheld', async () => {
    let withheld = 0;
    for (const [, filter, sql] of SCOPES) {
      const [{ n }]: { n: number }[] = await owner.query(`SELECT count(*)::int AS n ${awardsOf(sql)}`);
      for (const by of ['SIZE, YEAR', 'SIZE, CPV', 'REGION_ITL1, YEAR', 'REGION_ITL3, CPV', 'YEAR', 'CPV']) {
        const { data } = await api.send<{ market: { breakdown: Breakdown & { totals: { value: number }[] } } }>(
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

  it.each(SCOPES)(
    'counts an award to several suppliers %s once, in totals and by what only awards are told by',
    async (_name, filter, sql) => {
      const from = awardsOf(sql);
      const [all]: { awards: number; rows: number; framework: number }[] = await owner.query(
        `SELECT ${AWARDS_ONCE}::int AS awards, count(*)::int AS rows, ${AWARDS_ONCE} FILTER (WHERE under_framework)::int AS framework ${from}`,
      );
      expect(all.rows).toBeGreaterThan(all.awards);
      for (const by of ['SECTOR', 'SIZE', 'SIC', 'YEAR', 'BUYER', 'REGION_ITL1, CPV', 'TECHNOLOGY, BUYER', 'CPV, BUYER']) {
        const { data } = await api.send<{
          market: { breakdown: { totals: { value: number }[]; vat: { awards: number }; leftOutShare: number } };
        }>(
          null,
          `query ($filter: SupplierFilter) { market { breakdown(by: [${by}], measures: [AWARDS, FRAMEWORK_AWARD_SHARE], filter: $filter) {
           totals { value } vat { awards } leftOutShare } } }`,
          { filter },
        );
        const { totals, vat, leftOutShare } = data.market.breakdown;
        expect({ by, awards: totals[0].value, vat: vat.awards }).toEqual({ by, awards: all.awards, vat: all.awards });
        expect(totals[1].value).toBeCloseTo(all.framework / all.awards, 10);
        expect(leftOutShare).toBeGreaterThanOrEqual(0);
      }
      const CODES: Record<string, string> = { YEAR: 'extract(year FROM awarded_on)', CPV: `left(cpv_codes[1], 2) || '000000'` };
      let told = 0;
      for (const by of [['YEAR'], ['CPV'], ['CPV', 'YEAR']]) {
        const counted: { code: string; n: number }[] = await owner.query(
          `SELECT concat_ws(' ', ${by.map((each) => CODES[each]).join(', ')}) AS code, ${AWARDS_ONCE}::int AS n ${from} GROUP BY 1`,
        );
        for (const [code, n] of Object.entries(shown(await breakdown(by, filter, ['AWARDS']), 'AWARDS'))) {
          expect({ code, n }).toEqual({ code, n: counted.find((each) => each.code === code)?.n });
          told += 1;
        }
      }
      expect(told).toBeGreaterThan(3);
    },
  );

  it('counts a value of nought among those that are not stated', async () => {
    const [{ noughts, stated }]: { noughts: number; stated: number }[] = await owner.query(
      `SELECT ${AWARDS_ONCE} FILTER (WHERE value_gross = 0)::int AS noughts, ${AWARDS_ONCE} FILTER (WHERE value_gross > 0)::int AS stated
       FROM award a LEFT JOIN supplier s ON s.id = a.supplier_id WHERE currency = 'GBP' AND s.provenance IS DISTINCT FROM 'DEMONSTRATION'`,
    );
    expect(noughts).toBeGreaterThan(0);
    const { breakdown: answer } = await ask<{ breakdown: { vat: { withVat: number } } }>(
      'breakdown(by: [YEAR], measures: [AWARD_VALUE], filter: { relevance: ALL }) { vat { withVat } }',
    );
    expect(answer.vat.withVat).toBe(stated);
  });

  it('counts each supplier once over everything in scope, whatever it is asked by', async () => {
    const totals = async (by: string, measures: string, filter: object): Promise<(number | null)[]> => {
      const { data, errors } = await api.send<{ market: { breakdown: { totals: { value: number | null }[] } } }>(
        null,
        `query ($filter: SupplierFilter) { market { breakdown(by: [${by}], measures: [${measures}], filter: $filter) { totals { value } } } }`,
        { filter },
      );
      expect(errors).toEqual([]);
      return data.market.breakdown.totals.map(({ value }) => value);
    };
    const [suppliers, awards] = ['SUPPLIERS, PRODUCTS, ATTESTED_SHARE', 'AWARDS, AWARD_VALUE, FRAMEWORK_AWARD_SHARE'];
    for (const filter of [{}, ALL, { provenance: ['DEMONSTRATION'] }]) {
      const expected = [...(await totals('SIZE', suppliers, filter)), ...(await totals('YEAR', awards, filter))];
      for (const by of [
        'SIZE',
        'REGION_ITL2, SECTOR',
        'SIC',
        'YEAR',
        'CPV',
        'BUYER',
        'SECTOR, YEAR',
        'CPV, YEAR',
        'SIC, CPV',
        'SECTOR, SIZE, BUYER',
        'CPV, YEAR, BUYER',
      ])
        expect({ by, totals: await totals(by, `${suppliers}, ${awards}`, filter) }).toEqual({ by, totals: expected });
    }
  });

  it('withholds by what else awards are told by of what a table without that withholds', async () => {
    const award = ['YEAR', 'CPV'];
    for (const by of ['REGION_ITL1', 'SIZE', 'CPV', 'YEAR'])
      for (const besides of award.filter((each) => each !== by)) {
        const one = await breakdown([by], ALL, ['AWARDS']);
        const two = await breakdown([by, besides], ALL, ['AWARDS']);
        for (const { key, values } of one.rows) {
          if (!values[0].suppressed) continue;
          const own = two.rows.filter((row) => row.key[0].code === key[0].code);
          expect(own.length === 0 || own.some((row) => row.values[0].suppressed)).toBe(true);
        }
      }
  });

  it('measures concentration as its formula says, from the awards themselves', async () => {
    const { market } = await api.done<{
      market: {
        concentration: { rows: { key: { code: string }; suppliers: number; topFourShare: number; herfindahl: number }[] };
      };
    }>(null, 'MarketConcentration', { by: 'CPV', filter: ALL });
    const values: { cpv: string; value: number }[] = await owner.query(
      `WITH shared AS (SELECT left(cpv_codes[1], 2) || '000000' AS cpv, supplier_id, currency,
           round(value_gross * 100 / count(*) OVER (PARTITION BY ocid, award_id)) AS value FROM award)
       SELECT cpv, sum(value)::float AS value FROM shared WHERE currency = 'GBP' AND value > 0 AND supplier_id IS NOT NULL AND cpv IS NOT NULL
       GROUP BY cpv, supplier_id ORDER BY 2 DESC`,
    );
    const rows = market.concentration.rows.filter(({ suppliers }) => suppliers !== null);
    expect(rows.length).toBeGreaterThan(5);
    for (const { key, suppliers, topFourShare, herfindahl } of rows) {
      const own = values.filter(({ cpv }) => cpv === key.code).map(({ value }) => value);
      const total = own.reduce((sum, value) => sum + value, 0);
      expect(suppliers).toBe(own.length);
      expect(topFourShare).toBeCloseTo(own.slice(0, 4).reduce((sum, value) => sum + value, 0) / total, 9);
      expect(herfindahl).toBeCloseTo(
        own.reduce((sum, value) => sum + (value / total) ** 2, 0),
        9,
      );
    }
  });

  it('measures the concentration of buyers by all that they awarded, also to nobody who was joined', async () => {
    const { concentration } = await ask<{
      concentration: { rows: { key: { code: string }; suppliers: number | null; topFourShare: number; herfindahl: number }[] };
    }>(
      'concentration(by: CPV, of: BUYERS, filter: { relevance: ALL }) { rows { key { code } suppliers topFourShare herfindahl } }',
    );
    const values: { cpv: string; value: number; ofNobody: number }[] = await owner.query(
      `WITH shared AS (SELECT left(cpv_codes[1], 2) || '000000' AS cpv, coalesce(buyer_organisation_id::text, 'named ' || buyer_name) AS buyer, supplier_id, currency,
           round(value_gross * 100 / count(*) OVER (PARTITION BY ocid, award_id)) AS value FROM award a)
       SELECT cpv, sum(value)::float AS value, coalesce(sum(value) FILTER (WHERE supplier_id IS NULL), 0)::float AS "ofNobody"
       FROM shared WHERE currency = 'GBP' AND value > 0 AND cpv IS NOT NULL GROUP BY cpv, buyer ORDER BY 2 DESC`,
    );
    const rows = concentration.rows.filter(({ suppliers }) => suppliers !== null);
    expect(rows.length).toBeGreaterThan(5);
    let ofNobody = 0;
    for (const { key, topFourShare, herfindahl } of rows) {
      const own = values.filter(({ cpv }) => cpv === key.code);
      const total = own.reduce((sum, { value }) => sum + value, 0);
      ofNobody += own.reduce((sum, each) => sum + each.ofNobody, 0);
      expect(topFourShare).toBeCloseTo(own.slice(0, 4).reduce((sum, { value }) => sum + value, 0) / total, 9);
      expect(herfindahl).toBeCloseTo(
        own.reduce((sum, { value }) => sum + (value / total) ** 2, 0),
        9,
      );
    }
    expect(ofNobody).toBeGreaterThan(0);
  });

  describe.each([
    ['of connected places', {}],
    ['of all suppliers', ALL],
    ['of what was invented', { provenance: ['DEMONSTRATION'] }],
  ])('%s', (_name, filter) => {
    type Rows<Row> = { rows: Row[] };
    const askOf = async <T>(selection: string): Promise<T> => {
      const { data, errors } = await api.send<{ market: T }>(
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

  it('has coverage, location quotients, gaps, movements, buyers’ concentration and definitions', async () => {
    const answer = await ask<{
      coverage: { rows: { suppliers: number | null; share: number | null }[] };
      locationQuotients: { rows: { value: number | null }[] };
      gaps: { rows: object[] };
      movements: { rows: { year: number; entrants: number | null; exits: number | null }[] };
      concentration: { rows: { herfindahl: number | null }[] };
      definitions: { code: string; formula: string; caveat: string }[];
    }>(`coverage(filter: { provenance: [DEMONSTRATION] }) { rows { sector { code } scheme { code } suppliers share } }
      locationQuotients { rows { region { code } sector { code } value } }
      gaps { rows { sector { code } technology { code } } }
      movements(filter: { relevance: ALL }) { rows { year entrants exits } }
      concentration(by: SECTOR, of: BUYERS, filter: { relevance: ALL }) { rows { herfindahl topFourShare suppliers } }
      definitions { code label unit formula source caveat }`);
    expect(answer.coverage.rows.some(({ share }) => share !== null && share > 0 && share <= 1)).toBe(true);
    expect(answer.locationQuotients.rows.some(({ value }) => value !== null && value > 0)).toBe(true);
    expect(answer.gaps.rows.length).toBeGreaterThan(0);
    expect(answer.movements.rows.at(-1)).toMatchObject({ year: 2026, exits: null });
    expect(answer.concentration.rows.some(({ herfindahl }) => herfindahl !== null && herfindahl > 0 && herfindahl <= 1)).toBe(
      true,
    );
    expect(answer.definitions).toHaveLength(16);
    for (const { formula, caveat } of answer.definitions) expect(Math.min(formula.length, caveat.length)).toBeGreaterThan(20);
  });

  it.each([
    ['no dimension', 'breakdown(by: [], measures: [SUPPLIERS]) { asOf }', /by is empty|name one to three/],
    ['four dimensions', 'breakdown(by: [SECTOR, SIZE, CPV, YEAR], measures: [SUPPLIERS]) { asOf }', /more than three/],
    ['a dimension twice', 'breakdown(by: [SECTOR, SECTOR], measures: [SUPPLIERS]) { asOf }', /twice/],
    [
      'two levels of region',
      'breakdown(by: [REGION_ITL1, REGION_ITL3], measures: [SUPPLIERS]) { asOf }',
      /two levels of region/,
    ],
    [
      'a sector that there is not',
      'breakdown(by: [SIZE], measures: [SUPPLIERS], filter: { sectors: ["moon"] }) { asOf }',
      /no sector "moon"/,
    ],
    [
      'a trend that ends before it begins',
      'trend(measure: AWARDS, from: "2026-02-01", to: "2026-01-01") { asOf }',
      /before it begins/,
    ],
    ['a trend of a thousand years', 'trend(measure: AWARDS, from: "1026-02-01", to: "2026-01-01") { asOf }', /50 years/],
  ])('says what is wrong with %s', async (_name, selection, sentence) => {
    const { errors } = await api.send(null, `{ market { ${selection} } }`);
    expect(errors).toHaveLength(1);
    expect(errors[0].extensions.code).toBe('BAD_USER_INPUT');
    expect(`${errors[0].message} ${JSON.stringify(errors[0].extensions.fields ?? [])}`).toMatch(sentence);
  });

  it('answers the same out of what was prepared, in whatever order the dimensions are asked for', async () => {
    const questions = [['SECTOR'], ['SIZE', 'SECTOR'], ['YEAR', 'REGION_ITL1', 'CPV'], ['BUYER', 'SECTOR'], ['SIC', 'SIZE']];
    const concentration = 'rows { key { code } suppliers topFourShare herfindahl }';
    const ask = () =>
      Promise.all([
        ...questions.flatMap((by) => [
          breakdown(by),
          breakdown(by, ALL),
          breakdown(by, { provenance: ['FIND_A_TENDER', 'CONTRACTS_FINDER'] }),
          breakdown(by, { sizeBands: ['SMALL', 'UNKNOWN'], ...ALL }),
        ]),
        api.send(
          null,
          '{ market { trend(measure: AWARDS, from: "2020-01-01", to: "2026-12-31", filter: { relevance: ALL }) { points { value suppressed } } } }',
        ),
        api.send(null, `{ market { concentration(by: CPV, filter: { relevance: ALL }) { ${concentration} } } }`),
        api.send(null, `{ market { concentration(by: SECTOR, of: BUYERS) { ${concentration} } } }`),
        api.send(null, '{ market { movements(filter: { relevance: ALL }) { rows { year entrants exits } } } }'),
        ...['', '(filter: { relevance: ALL })', '(filter: { sizeBands: [SMALL] })'].flatMap((filter) => [
          api.send(null, `{ market { coverage${filter} { asOf rows { sector { code } scheme { code } suppliers share } } } }`),
          api.send(null, `{ market { gaps${filter} { asOf rows { sector { code } technology { code } } } } }`),
        ]),
        api.send(null, `{ market { coverage(validOn: "2020-01-01") { rows { sector { code } scheme { code } share } } } }`),
      ]);
    const counted = await ask();
    expect(await prepareAnswers(owner)).toBeGreaterThan(200);
    expect(await prepareAnswers(owner)).toBe(0);
    expect(await ask()).toEqual(counted);
    const kept: { question: string }[] = await owner.query('SELECT question FROM market_answer');
    expect(kept.map(({ question }) => question)).toEqual(expect.arrayContaining(['coverage ALL', 'gaps CONNECTED_PLACES']));
  });

  it('withholds the same cells in whatever order the dimensions are asked for', async () => {
    const rows = async (...by: string[]): Promise<string[]> =>
      (await breakdown(by, ALL)).rows
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

  it('keeps its last answers while it is counted anew, and says the new day after', async () => {
    const before = await breakdown(['SECTOR']);
    await refreshMarket(owner);
    await refreshMarket(owner);
    expect(await breakdown(['SECTOR'])).toEqual({ ...before, asOf: await dayOfLastCount() });
    const [{ n }]: { n: number }[] = await owner.query(`SELECT count(*)::int AS n FROM market_snapshot`);
    expect(n).toBe(2);
  });
});
