import { Tx } from '#platform';
import { breakdownOf, BreakdownRow } from './breakdown';
import { countBreakdown } from './count-breakdown';
import { MarketDimension, MarketTerms, READINGS, Term } from './dimensions';
import { Counted } from './scope';

/** Suppliers of one value of a dimension, as PostgreSQL tells it; null where it is unknown. */
export interface SuppliersOfValue {
  value: number | null;
  suppliers: number;
}

/** What a breakdown by one dimension does not tell. */
interface Untold {
  /** The terms that it withholds, by their codes. */
  withheld: Map<string, Term>;
  unknownShare: number | null;
}

/**
 * What a breakdown by one dimension withholds, and its share unknown: no other figure of the same rows may tell of them either. Its statements
 * know the values of the scope alone, so that it is asked before others are added.
 */
export async function untoldBy(tx: Tx, by: MarketDimension, counted: Counted): Promise<Untold> {
  const { rows, unknownShare } = await countBreakdown(tx, [by], counted, ['suppliers', 'awards']);
  return { withheld: byCode(rows), unknownShare };
}

/** What is to be withheld of other counts of suppliers by that dimension, in the same way. That there are none is told. */
export function withheldAmong(by: MarketDimension, counts: readonly SuppliersOfValue[], terms: MarketTerms): Map<string, Term> {
  const some = counts.filter(({ suppliers }) => suppliers > 0);
  const columns = {
    lacking: some.map(() => 0),
    [READINGS[by].column]: some.map(({ value }) => value),
    suppliers: some.map(({ suppliers }) => suppliers),
  };
  return byCode(breakdownOf([by], { cells: { count: some.length, columns } }, terms, Infinity)?.rows ?? []);
}

function byCode(rows: readonly BreakdownRow[]): Map<string, Term> {
  return new Map(rows.flatMap(({ terms: [term], sums }) => (sums === null ? [[term.code, term]] : [])));
}
