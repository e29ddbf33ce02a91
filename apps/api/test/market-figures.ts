import { DataSource } from 'typeorm';
import { LONDON_DAYS } from '#platform';
import { TestApi } from './harness';

/** A row of a breakdown. */
interface Row {
  key: { dimension: string; code: string; label: string }[];
  values: { measure: string; value: number | null; suppressed: boolean }[];
}

/** What is read of a breakdown. */
export interface Breakdown {
  asOf: string;
  unknownShare: number | null;
  rows: Row[];
}

const MEASURES = ['SUPPLIERS', 'PRODUCTS', 'ATTESTED_SHARE', 'AWARDS', 'AWARD_VALUE'];
/** Of all suppliers, and not of connected places alone. */
export const ALL = { relevance: 'ALL' };
/** Awards as a register has them, in SQL: one to several suppliers has a row of each. */
export const AWARDS_ONCE = 'count(DISTINCT (ocid, award_id))';

/** Some of what is not invented: as a filter, and as a condition on the supplier of an award. */
export const SCOPES: [name: string, filter: object, sql: string][] = [
  ['of connected places', {}, 's.is_relevant'],
  ['of all suppliers', ALL, 'true'],
  ['of some sizes', { ...ALL, sizeBands: ['LARGE', 'MEDIUM'] }, `s.size_band IN ('LARGE', 'MEDIUM')`],
];

/** The awards of such suppliers, a row for each supplier, in SQL. */
export const awardsOf = (sql: string): string =>
  `FROM award a LEFT JOIN supplier s ON s.id = a.supplier_id WHERE s.provenance IS DISTINCT FROM 'DEMONSTRATION' AND ${sql}`;

/** What a table shows of a measure, by the codes of its rows. */
export function shown({ rows }: Breakdown, measure: string): Record<string, number | null> {
  return Object.fromEntries(
    rows
      .filter(({ values }) => values.every(({ suppressed }) => !suppressed))
      .map(({ key, values }) => [
        key.map(({ code }) => code).join(' '),
        values.find((each) => each.measure === measure)?.value ?? null,
      ]),
  );
}

/** The figures of the market as a stranger asks for them: of the real Find a Tender seed, and the demonstration set beside it. */
export class MarketFigures {
  private constructor(
    readonly api: TestApi,
    readonly owner: DataSource,
  ) {}

  static async begin(): Promise<MarketFigures> {
    const api = await TestApi.start();
    const { ownerUrl } = api.database;
    const owner = await new DataSource({ type: 'postgres', url: ownerUrl, extra: { options: LONDON_DAYS } }).initialize();
    return new MarketFigures(api, owner);
  }

  async end(): Promise<void> {
    await this.owner.destroy();
    await this.api.stop();
  }

  async breakdown(by: string[], filter: object = {}, measures: string[] = MEASURES): Promise<Breakdown> {
    const variables = { by, measures, filter };
    const { market } = await this.api.done<{ market: { breakdown: Breakdown } }>(null, 'MarketBreakdown', variables);
    return market.breakdown;
  }

  /** What is answered to a selection of the market's fields. */
  async ask<T>(selection: string): Promise<T> {
    const { data, errors } = await this.api.send<{ market: T }>(null, `{ market { ${selection} } }`);
    expect(errors).toEqual([]);
    return data.market;
  }
}
