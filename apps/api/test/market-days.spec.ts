import { DataSource } from 'typeorm';
import { LONDON_DAYS } from '#platform';
import { TestApi } from './harness';

interface Days {
  asOf: string;
  noticesFrom: string;
  noticesTo: string;
}
interface Point {
  period: string;
  value: number | null;
  suppressed: boolean;
  reach: string;
}

const DAYS = 'asOf noticesFrom noticesTo';
/** Every kind of answer. */
const ANSWERS = {
  breakdown: 'breakdown(by: [SECTOR], measures: [SUPPLIERS])',
  trend: 'trend(measure: AWARDS, from: "2026-01-01", to: "2026-12-31")',
  concentration: 'concentration(by: CPV)',
  coverage: 'coverage',
  locationQuotients: 'locationQuotients',
  gaps: 'gaps',
  movements: 'movements',
};

/** The real Find a Tender seed, and the demonstration set beside it. */
describe('the days of the market', () => {
  let api: TestApi;
  let owner: DataSource;
  /** Of the notices that any award is of. */
  let notices: { from: string; to: string };

  beforeAll(async () => {
    api = await TestApi.start();
    owner = await new DataSource({
      type: 'postgres',
      url: api.database.ownerUrl,
      extra: { options: LONDON_DAYS },
    }).initialize();
    [notices] = await owner.query(
      `SELECT min(n.published_at)::date::text AS "from", max(n.published_at)::date::text AS "to"
       FROM award a JOIN notice n ON n.id = a.notice_id`,
    );
  });
  afterAll(async () => {
    await owner?.destroy();
    await api.stop();
  });

  const ask = async <T>(selection: string, filter?: object): Promise<T> => {
    const variables = filter === undefined ? '' : '($filter: SupplierFilter)';
    const { data, errors } = await api.send<{ market: T }>(null, `query ${variables} { market { ${selection} } }`, { filter });
    expect(errors).toEqual([]);
    return data.market;
  };
  const trendOf = async (from: string, to: string, filter: object): Promise<Point[]> => {
    const question = `trend(measure: AWARDS, from: "${from}", to: "${to}", filter: $filter)`;
    const { trend } = await ask<{ trend: { points: Point[] } }>(
      `${question} { points { period value suppressed reach } }`,
      filter,
    );
    return trend.points;
  };

  it('says with every answer between which days the notices were published that it rests on', async () => {
    const selection = Object.values(ANSWERS).map((answer) => `${answer} { ${DAYS} }`);
    const market = await ask<Days & Record<string, Days>>(`${DAYS} ${selection.join(' ')}`);
    const days = { asOf: market.asOf, noticesFrom: notices.from, noticesTo: notices.to };
    expect(market).toMatchObject(days);
    for (const kind of Object.keys(ANSWERS)) expect({ kind, ...market[kind] }).toEqual({ kind, ...days });
  });

  it('has no value of quarters that the notices do not reach into, and never nought', async () => {
    const [year, nextYear] = [Number(notices.to.slice(0, 4)), Number(notices.to.slice(0, 4)) + 1];
    const later = await trendOf(`${nextYear}-01-01`, `${nextYear}-12-31`, { relevance: 'ALL' });
    expect(later).toHaveLength(4);
    for (const point of later) expect(point).toMatchObject({ value: null, suppressed: false, reach: 'NOT_YET' });
    const earlier = await trendOf('1990-01-01', '1990-12-31', { relevance: 'ALL' });
    for (const point of earlier) expect(point).toMatchObject({ value: null, suppressed: false, reach: 'NOT_READ' });
    const known = await trendOf(`${year - 10}-01-01`, notices.to, { relevance: 'ALL' });
    expect(known.at(-1)).toMatchObject({ reach: 'PARTIAL' });
    for (const { value, reach } of known) if (reach === 'NOT_READ') expect(value).toBeNull();
  });

  it('says of every answer about suppliers and awards what share a breakdown by the same has unknown', async () => {
    for (const filter of [{}, { relevance: 'ALL' }, { relevance: 'ALL', sizeBands: ['UNKNOWN'] }]) {
      const share = (name: string, by: string): string =>
        `${name}: breakdown(by: [${by}], measures: [SUPPLIERS], filter: $filter) { unknownShare }`;
      const market = await ask<Record<string, { unknownShare: number | null }>>(
        `concentration(by: CPV, filter: $filter) { unknownShare } ${share('cpv', 'CPV')}
         coverage(filter: $filter) { unknownShare } ${share('sector', 'SECTOR')}
         locationQuotients(filter: $filter) { unknownShare } ${share('places', 'REGION_ITL1, SECTOR')}
         gaps(filter: $filter) { unknownShare } ${share('pairs', 'SECTOR, TECHNOLOGY')}
         movements(filter: $filter) { unknownShare } ${share('year', 'YEAR')}`,
        filter,
      );
      expect(market.concentration).toEqual(market.cpv);
      expect(market.coverage).toEqual(market.sector);
      expect(market.locationQuotients).toEqual(market.places);
      expect(market.movements).toEqual(market.year);
      // Gaps tell of cells of few, so that theirs is never more than a whole percent.
      const [gaps, pairs] = [market.gaps.unknownShare, market.pairs.unknownShare];
      if (gaps !== null && pairs !== null) expect(Math.abs(gaps - pairs)).toBeLessThanOrEqual(0.005);
    }
    const { gaps } = await ask<{ gaps: { unknownShare: number | null } }>('gaps(filter: $filter) { unknownShare }', {
      relevance: 'ALL',
    });
    expect(gaps.unknownShare).toBeGreaterThan(0);
  });
});
