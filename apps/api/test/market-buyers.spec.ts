import { prepareAnswers, refreshMarket } from '#market';
import { ALL, AWARDS_ONCE, MarketFigures } from './market-figures';

/** The awards of some contracting processes, in SQL. */
const SOME = `left(md5(a.ocid), 1) < '6'`;

const BY_BUYER = `breakdown(by: [BUYER], measures: [AWARDS], filter: { relevance: ALL }) {
  unknownShare leftOutShare totals { value } rows { key { label } values { value suppressed } } }`;
const OF_BUYERS = `concentration(by: CPV, of: BUYERS, filter: { relevance: ALL }) {
  rows { key { code } suppliers topFourShare herfindahl } }`;

interface ByBuyer {
  breakdown: {
    unknownShare: number | null;
    leftOutShare: number;
    totals: { value: number }[];
    rows: { key: { label: string }[]; values: { value: number | null }[] }[];
  };
}

interface OfBuyers {
  concentration: {
    rows: { key: { code: string }; suppliers: number | null; topFourShare: number | null; herfindahl: number | null }[];
  };
}

describe('awards whose notice names no buyer', () => {
  let figures: MarketFigures;
  let before: ByBuyer['breakdown'];
  /** A CPV division in which no award names its buyer. */
  let division: string;

  beforeAll(async () => {
    figures = await MarketFigures.begin();
    ({ breakdown: before } = await figures.ask<ByBuyer>(BY_BUYER));
    const { concentration } = await figures.ask<OfBuyers>(OF_BUYERS);
    const shown = concentration.rows.filter(({ suppliers }) => suppliers !== null);
    division = shown[shown.length - 1].key.code;
    await figures.owner.query(
      `UPDATE award a SET buyer_name = 'not stated', buyer_organisation_id = NULL WHERE ${SOME} OR left(a.cpv_codes[1], 2) = $1`,
      [division.slice(0, 2)],
    );
    await refreshMarket(figures.owner);
  });
  afterAll(() => figures?.end());

  it('are of no buyer: in no row, in the share unknown and not among what is left out, and in totals as before', async () => {
    const [{ unnamed }]: { unnamed: number }[] = await figures.owner.query(
      `SELECT ${AWARDS_ONCE} FILTER (WHERE buyer_name = 'not stated') / ${AWARDS_ONCE}::float AS unnamed FROM award a`,
    );
    expect(unnamed).toBeGreaterThan(0.2);
    expect(before.unknownShare).toBe(0);
    const ask = (): Promise<ByBuyer> => figures.ask<ByBuyer>(BY_BUYER);
    const counted = await ask();
    const { unknownShare, leftOutShare, totals, rows } = counted.breakdown;
    expect(unknownShare).toBeCloseTo(unnamed, 2);
    expect(leftOutShare + unnamed).toBeLessThan(1);
    expect(totals).toEqual(before.totals);
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.map(({ key: [{ label }] }) => label)).not.toContain('not stated');
    await prepareAnswers(figures.owner);
    expect(await ask()).toEqual(counted);
  });

  it('are none of the buyers that a concentration is of, and are in what their shares are of', async () => {
    const values: { cpv: string; buyer: string | null; value: number }[] = await figures.owner.query(
      `WITH shared AS (SELECT left(cpv_codes[1], 2) || '000000' AS cpv, currency,
           CASE WHEN buyer_organisation_id IS NOT NULL OR buyer_name <> 'not stated' THEN coalesce(buyer_organisation_id::text, 'named ' || buyer_name) END AS buyer,
           round(value_gross * 100 / count(*) OVER (PARTITION BY ocid, award_id)) AS value FROM award)
       SELECT cpv, buyer, sum(value)::float AS value FROM shared WHERE currency = 'GBP' AND value > 0 AND cpv IS NOT NULL
       GROUP BY cpv, buyer ORDER BY value DESC`,
    );
    const { concentration } = await figures.ask<OfBuyers>(OF_BUYERS);
    const rows = concentration.rows.filter(({ suppliers }) => suppliers !== null);
    expect(rows.length).toBeGreaterThan(5);
    for (const { key, topFourShare, herfindahl } of rows) {
      const own = values.filter(({ cpv }) => cpv === key.code);
      const total = own.reduce((sum, { value }) => sum + value, 0);
      const named = own.filter(({ buyer }) => buyer !== null);
      if (named.length === 0) {
        expect([topFourShare, herfindahl]).toEqual([null, null]);
        continue;
      }
      expect(topFourShare).toBeCloseTo(named.slice(0, 4).reduce((sum, { value }) => sum + value, 0) / total, 9);
      expect(herfindahl).toBeCloseTo(
        named.reduce((sum, { value }) => sum + (value / total) ** 2, 0),
        9,
      );
    }
    expect(rows.map(({ key }) => key.code)).toContain(division);
  });

  it('are in tables by anything else as they were', async () => {
    const { rows } = await figures.breakdown(['YEAR'], ALL, ['AWARDS']);
    const [{ n }]: { n: number }[] = await figures.owner.query(
      `SELECT ${AWARDS_ONCE}::int AS n FROM award WHERE extract(year FROM awarded_on) = 2026`,
    );
    expect(rows.find(({ key: [{ code }] }) => code === '2026')?.values[0].value).toBe(n);
  });
});
