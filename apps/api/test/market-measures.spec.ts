import { ALL, AWARDS_ONCE, MarketFigures } from './market-figures';

describe('the market', () => {
  let figures: MarketFigures;

  beforeAll(async () => {
    figures = await MarketFigures.begin();
  });
  afterAll(() => figures?.end());

  it('has a trend with every quarter of the days asked for', async () => {
    const { market } = await figures.api.done<{
      market: { trend: { points: { period: string; value: number | null; suppressed: boolean }[] } };
    }>(null, 'MarketTrend', { measure: 'AWARDS', from: '2026-01-01', to: '2026-12-31', filter: ALL });
    const { points } = market.trend;
    expect(points.map(({ period }) => period)).toEqual(['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']);
    const [{ n }]: { n: number }[] = await figures.owner.query(
      `SELECT ${AWARDS_ONCE}::int AS n FROM award WHERE awarded_on BETWEEN '2026-07-01' AND '2026-09-30'`,
    );
    const third = points[2];
    expect(third.suppressed || third.value === n).toBe(true);
  });

  it.each([
    ['nobody is in', { regions: ['TLD1'] }],
    ['nobody holds', { attested: [{ scheme: 'ce' }] }],
  ])('has a trend of nought, where notices were read, of a scope that %s', async (_name, filter) => {
    const { data, errors } = await figures.api.send<{ market: { trend: object } }>(
      null,
      `query ($filter: SupplierFilter) { market { trend(measure: AWARDS, from: "2026-01-01", to: "2026-12-31", filter: $filter) {
         unknownShare points { period value suppressed reach } } } }`,
      { filter },
    );
    expect(errors).toEqual([]);
    const points = [
      { period: '2026-Q1', value: null, suppressed: false, reach: 'NOT_READ' },
      { period: '2026-Q2', value: null, suppressed: false, reach: 'NOT_READ' },
      { period: '2026-Q3', value: 0, suppressed: false, reach: 'PARTIAL' },
      { period: '2026-Q4', value: null, suppressed: false, reach: 'NOT_YET' },
    ];
    expect(data.market.trend).toEqual({ unknownShare: 0, points });
  });

  it('answers by region where no region of the few in scope is known', async () => {
    const few = 'filter: { technologies: ["citizen-app"] }';
    const answer = await figures.ask<{ breakdown: { rows: object[] }; concentration: { rows: object[] } }>(
      `breakdown(by: [REGION_ITL3], measures: [SUPPLIERS], ${few}) { rows { values { value } } }
       concentration(by: REGION_ITL3, of: BUYERS, ${few}) { rows { suppliers } }`,
    );
    expect(answer).toEqual({ breakdown: { rows: [] }, concentration: { rows: [] } });
  });

  it('says of what share of awards no quarter is known', async () => {
    const { trend } = await figures.ask<{ trend: { unknownShare: number | null } }>(
      'trend(measure: AWARDS, from: "2026-01-01", to: "2026-12-31", filter: { relevance: ALL }) { unknownShare }',
    );
    const [{ undated }]: { undated: number }[] = await figures.owner.query(
      `SELECT ${AWARDS_ONCE} FILTER (WHERE a.awarded_on IS NULL) / ${AWARDS_ONCE}::float AS undated
       FROM award a LEFT JOIN supplier s ON s.id = a.supplier_id WHERE s.provenance IS DISTINCT FROM 'DEMONSTRATION'`,
    );
    expect(undated).toBeGreaterThan(0.05);
    expect(trend.unknownShare).toBeCloseTo(undated, 2);
  });

  it('measures concentration as its formula says, from the awards themselves', async () => {
    const { market } = await figures.api.done<{
      market: {
        concentration: { rows: { key: { code: string }; suppliers: number; topFourShare: number; herfindahl: number }[] };
      };
    }>(null, 'MarketConcentration', { by: 'CPV', filter: ALL });
    const values: { cpv: string; value: number }[] = await figures.owner.query(
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
    const { concentration } = await figures.ask<{
      concentration: { rows: { key: { code: string }; suppliers: number | null; topFourShare: number; herfindahl: number }[] };
    }>(
      'concentration(by: CPV, of: BUYERS, filter: { relevance: ALL }) { rows { key { code } suppliers topFourShare herfindahl } }',
    );
    const values: { cpv: string; value: number; ofNobody: number }[] = await figures.owner.query(
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

  it('has coverage, location quotients, gaps, movements, buyers’ concentration and definitions', async () => {
    const answer = await figures.ask<{
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
    const { errors } = await figures.api.send(null, `{ market { ${selection} } }`);
    expect(errors).toHaveLength(1);
    expect(errors[0].extensions.code).toBe('BAD_USER_INPUT');
    expect(`${errors[0].message} ${JSON.stringify(errors[0].extensions.fields ?? [])}`).toMatch(sentence);
  });
});
