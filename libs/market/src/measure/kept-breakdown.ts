import { MadeRow, RowSource } from './breakdown';
import { sumsIn } from './sums';
import { ALL_SUMS } from './cells';
import { MarketAnswer } from './count-breakdown';
import { Term } from './dimensions';

/**
 * A breakdown as it is kept: its rows column by column, and each term once. A table of 18,000 rows is 1 MB of text so, in place of 7 with the
 * names of everything in every row.
 */
export interface KeptBreakdown extends Omit<MarketAnswer, 'rows'> {
  /** Of each dimension: its terms, and which of these each row has. */
  dimensions: { terms: readonly Term[]; places: readonly number[] }[];
  /** Each sum of every row; null where it is withheld. */
  sums: Readonly<Record<string, readonly (number | null)[]>>;
}

/** What is kept of a breakdown. */
export function keptBreakdown({ rows, ...answer }: MarketAnswer): KeptBreakdown {
  const dimensions = (rows[0]?.terms ?? []).map((_, dimension) => {
    const terms = new Map(rows.map((row) => [row.terms[dimension].code, row.terms[dimension]]));
    const places = new Map([...terms.keys()].map((code, place) => [code, place]));
    return { terms: [...terms.values()], places: rows.map((row) => places.get(row.terms[dimension].code)!) };
  });
  const sums = Object.fromEntries(ALL_SUMS.map((name) => [name, rows.map((row) => row.sums && row.sums[name])]));
  return { ...answer, dimensions, sums };
}

/** The breakdown that was kept. */
export function breakdownKept({ dimensions, sums, ...answer }: KeptBreakdown): MarketAnswer {
  const sumsOf = sumsIn({ columns: sums });
  const source: RowSource = {
    termsOf: (place) => dimensions.map(({ terms, places }) => terms[places[place]]),
    sumsOf: (place) => (sums.suppliers[place] === null ? null : sumsOf(place)),
  };
  return { ...answer, rows: sums.suppliers.map((_, place) => new MadeRow(source, place)) };
}
