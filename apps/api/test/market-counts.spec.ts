import { everyBreakdown, prepareAnswers, refreshMarket } from '#market';
import { dayOf } from '#pack';
import { ALL, AWARDS_ONCE, awardsOf, MarketFigures, SCOPES, shown } from './market-figures';

const DAY_MS = 86_400_000;

describe('the market', () => {
  let figures: MarketFigures;

  beforeAll(async () => {
    figures = await MarketFigures.begin();
  });
  afterAll(() => figures?.end());

  /** It may have been yesterday, where midnight passes meanwhile. */
  const dayOfLastCount = async (): Promise<string> => {
    const [{ day }]: { day: string }[] = await figures.owner.query(
      'SELECT built_at::date::text AS day FROM market_snapshot ORDER BY id DESC LIMIT 1',
    );
    return day;
  };

  it('states how many awards give a value with and without VAT, whatever is measured and however it is asked for', async () => {
    const [stated]: { awards: number; withVat: number; withoutVat: number }[] = await figures.owner.query(
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
        await figures.ask(
          `breakdown(${by}, measures: [${measures}]) { rows { values { value } } ... on MarketBreakdown { ${vat} } }`,
        ),
      ).toEqual({
        breakdown: expect.objectContaining({ vat: stated }) as object,
      });
    // A value that no award states is none, not nought, also where the VAT is not asked for.
    const valuesIn = async (besides: string): Promise<unknown> =>
      (
        await figures.ask<{ breakdown: { rows: unknown } }>(
          `breakdown(${by}, measures: [AWARD_VALUE, AWARD_VALUE_NET]) { rows { key { code } values { value suppressed } } ${besides} }`,
        )
      ).breakdown.rows;
    expect(await valuesIn('')).toEqual(await valuesIn(vat));
  });

  it('counts suppliers by region as the directory has them, without what was invented', async () => {
    const answer = await figures.breakdown(['REGION_ITL1'], ALL);
    const counted: { code: string; n: number }[] = await figures.owner.query(
      `SELECT r.path[2] AS code, count(*)::int AS n FROM supplier s JOIN region r ON r.code = s.region_code
       WHERE s.provenance <> 'DEMONSTRATION' AND r.path[2] IS NOT NULL GROUP BY 1`,
    );
    expect(shown(answer, 'SUPPLIERS')).toEqual(Object.fromEntries(counted.map(({ code, n }) => [code, n])));
    const [{ unplaced }]: { unplaced: number }[] = await figures.owner.query(
      `SELECT count(*) FILTER (WHERE r.path[2] IS NULL) / count(*)::float AS unplaced
       FROM supplier s LEFT JOIN region r ON r.code = s.region_code WHERE s.provenance <> 'DEMONSTRATION'`,
    );
    expect(answer.unknownShare).toBeCloseTo(unplaced, 10);
    expect(answer.asOf).toBe(await dayOfLastCount());
  });

  it('adds award values up, an award to several suppliers once', async () => {
    const answer = await figures.breakdown(['YEAR'], ALL, ['AWARD_VALUE', 'AWARDS']);
    const counted: { year: string; value: string; n: number }[] = await figures.owner.query(
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
    const answer = await figures.breakdown(['SECTOR']);
    const counted: { code: string; n: number }[] = await figures.owner.query(
      `SELECT sector_code AS code, count(*)::int AS n FROM supplier_sector x JOIN supplier s ON s.id = x.supplier_id
       WHERE s.provenance <> 'DEMONSTRATION' GROUP BY 1`,
    );
    const sectors = shown(answer, 'SUPPLIERS');
    for (const [code, n] of Object.entries(sectors)) expect(counted.find((each) => each.code === code)?.n).toBe(n);
    expect(Object.keys(sectors).length).toBeGreaterThan(2);
  });

  it('answers every dimension, alone, in twos and in threes', async () => {
    const answered = everyBreakdown();
    for (const by of answered) {
      const { rows, unknownShare } = await figures.breakdown(by, ALL);
      expect(unknownShare ?? 0).toBeGreaterThanOrEqual(0);
      expect(unknownShare ?? 0).toBeLessThanOrEqual(1);
      for (const { key } of rows) expect(key.map(({ dimension }) => dimension)).toEqual(by);
    }
    expect(answered.length).toBeGreaterThan(100);
  });

  it('counts what was invented only when it is asked for by name', async () => {
    const demonstration = await figures.breakdown(['SECTOR'], { provenance: ['DEMONSTRATION'] });
    const [{ n }]: { n: number }[] = await figures.owner.query(
      `SELECT count(*)::int AS n FROM supplier WHERE provenance = 'DEMONSTRATION' AND is_relevant`,
    );
    const { breakdown: all } = await figures.ask<{ breakdown: { totals: { value: number }[] } }>(
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
    const [{ n }]: { n: number }[] = await figures.owner.query(
      `SELECT count(*)::int AS n FROM supplier s WHERE s.provenance ${provenance} AND ${sql}`,
    );
    const { data } = await figures.api.send<{ market: { breakdown: { totals: { value: number }[] } } }>(
      null,
      'query ($filter: SupplierFilter) { market { breakdown(by: [SIZE], measures: [SUPPLIERS], filter: $filter) { totals { value } } } }',
      { filter: { ...ALL, ...filter } },
    );
    expect(data.market.breakdown.totals[0].value).toBe(n);
    expect(n).toBeGreaterThan(0);
  });

  it.each([0, 100, -100])('tells who of a sector holds a scheme %s days from now, as their attestations do', async (days) => {
    type Covered = { sector: { code: string }; scheme: { code: string }; suppliers: number | null; share: number | null };
    const { data } = await figures.api.send<{ market: { coverage: { rows: Covered[] } } }>(
      null,
      `query ($day: Date) { market { coverage(validOn: $day, filter: { provenance: [DEMONSTRATION] }) {
         rows { sector { code } scheme { code } suppliers share } } } }`,
      days === 0 ? {} : { day: dayOf(new Date(Date.now() + days * DAY_MS).toISOString()) },
    );
    const counted: { sector: string; scheme: string; suppliers: number; holders: number }[] = await figures.owner.query(
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

  it.each(SCOPES)(
    'counts an award to several suppliers %s once, in totals and by what only awards are told by',
    async (_name, filter, sql) => {
      const from = awardsOf(sql);
      const [all]: { awards: number; rows: number; framework: number }[] = await figures.owner.query(
        `SELECT ${AWARDS_ONCE}::int AS awards, count(*)::int AS rows, ${AWARDS_ONCE} FILTER (WHERE under_framework)::int AS framework ${from}`,
      );
      expect(all.rows).toBeGreaterThan(all.awards);
      for (const by of ['SECTOR', 'SIZE', 'SIC', 'YEAR', 'BUYER', 'REGION_ITL1, CPV', 'TECHNOLOGY, BUYER', 'CPV, BUYER']) {
        const { data } = await figures.api.send<{
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
        const counted: { code: string; n: number }[] = await figures.owner.query(
          `SELECT concat_ws(' ', ${by.map((each) => CODES[each]).join(', ')}) AS code, ${AWARDS_ONCE}::int AS n ${from} GROUP BY 1`,
        );
        for (const [code, n] of Object.entries(shown(await figures.breakdown(by, filter, ['AWARDS']), 'AWARDS'))) {
          expect({ code, n }).toEqual({ code, n: counted.find((each) => each.code === code)?.n });
          told += 1;
        }
      }
      expect(told).toBeGreaterThan(3);
    },
  );

  it('counts a value of nought among those that are not stated', async () => {
    const [{ noughts, stated }]: { noughts: number; stated: number }[] = await figures.owner.query(
      `SELECT ${AWARDS_ONCE} FILTER (WHERE value_gross = 0)::int AS noughts, ${AWARDS_ONCE} FILTER (WHERE value_gross > 0)::int AS stated
       FROM award a LEFT JOIN supplier s ON s.id = a.supplier_id WHERE currency = 'GBP' AND s.provenance IS DISTINCT FROM 'DEMONSTRATION'`,
    );
    expect(noughts).toBeGreaterThan(0);
    const { breakdown: answer } = await figures.ask<{ breakdown: { vat: { withVat: number } } }>(
      'breakdown(by: [YEAR], measures: [AWARD_VALUE], filter: { relevance: ALL }) { vat { withVat } }',
    );
    expect(answer.vat.withVat).toBe(stated);
  });

  it('counts each supplier once over everything in scope, whatever it is asked by', async () => {
    const totals = async (by: string, measures: string, filter: object): Promise<(number | null)[]> => {
      const { data, errors } = await figures.api.send<{ market: { breakdown: { totals: { value: number | null }[] } } }>(
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

  it('answers the same out of what was prepared, in whatever order the dimensions are asked for', async () => {
    const questions = [['SECTOR'], ['SIZE', 'SECTOR'], ['YEAR', 'REGION_ITL1', 'CPV'], ['BUYER', 'SECTOR'], ['SIC', 'SIZE']];
    const concentration = 'rows { key { code } suppliers topFourShare herfindahl }';
    const answers = () =>
      Promise.all([
        ...questions.flatMap((by) => [
          figures.breakdown(by),
          figures.breakdown(by, ALL),
          figures.breakdown(by, { provenance: ['FIND_A_TENDER', 'CONTRACTS_FINDER'] }),
          figures.breakdown(by, { sizeBands: ['SMALL', 'UNKNOWN'], ...ALL }),
        ]),
        figures.api.send(
          null,
          '{ market { trend(measure: AWARDS, from: "2020-01-01", to: "2026-12-31", filter: { relevance: ALL }) { points { value suppressed } } } }',
        ),
        figures.api.send(null, `{ market { concentration(by: CPV, filter: { relevance: ALL }) { ${concentration} } } }`),
        figures.api.send(null, `{ market { concentration(by: SECTOR, of: BUYERS) { ${concentration} } } }`),
        figures.api.send(null, '{ market { movements(filter: { relevance: ALL }) { rows { year entrants exits } } } }'),
        ...['', '(filter: { relevance: ALL })', '(filter: { sizeBands: [SMALL] })'].flatMap((filter) => [
          figures.api.send(
            null,
            `{ market { coverage${filter} { asOf rows { sector { code } scheme { code } suppliers share } } } }`,
          ),
          figures.api.send(null, `{ market { gaps${filter} { asOf rows { sector { code } technology { code } } } } }`),
        ]),
        figures.api.send(
          null,
          `{ market { coverage(validOn: "2020-01-01") { rows { sector { code } scheme { code } share } } } }`,
        ),
      ]);
    const counted = await answers();
    expect(await prepareAnswers(figures.owner)).toBeGreaterThan(200);
    expect(await prepareAnswers(figures.owner)).toBe(0);
    expect(await answers()).toEqual(counted);
    const kept: { question: string }[] = await figures.owner.query('SELECT question FROM market_answer');
    expect(kept.map(({ question }) => question)).toEqual(expect.arrayContaining(['coverage ALL', 'gaps CONNECTED_PLACES']));
  });

  it('keeps its last answers while it is counted anew, and says the new day after', async () => {
    const before = await figures.breakdown(['SECTOR']);
    await refreshMarket(figures.owner);
    await refreshMarket(figures.owner);
    expect(await figures.breakdown(['SECTOR'])).toEqual({ ...before, asOf: await dayOfLastCount() });
    const [{ n }]: { n: number }[] = await figures.owner.query(`SELECT count(*)::int AS n FROM market_snapshot`);
    expect(n).toBe(2);
  });
});
