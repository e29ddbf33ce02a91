import { Tx } from '#platform';
import { sourceOf } from './cells';
import { Counted } from './scope';
import { FEWEST_SUPPLIERS } from './suppression';

/** Suppliers whose first, or last, award in the data is in a year. Null where fewer than three. */
export interface MovementRow {
  year: number;
  entrants: number | null;
  exits: number | null;
}

export interface Movements {
  asOf: string;
  rows: MovementRow[];
}

/** New entrants and exits, by year; exits of the last year in the data are not known. Counted in PostgreSQL. */
export async function countMovements(tx: Tx, { parameters, scope, snapshot }: Counted): Promise<Movements> {
  const spans: { first: number; last: number; n: number }[] = await tx.query(
    `SELECT first, last, count(*)::int AS n FROM (SELECT min(m.year) AS first, max(m.year) AS last
        FROM ${sourceOf(snapshot, 1)} WHERE ${scope.where} AND m.number > 0 AND m.year IS NOT NULL GROUP BY m.number) spans GROUP BY 1, 2`,
    parameters.values,
  );
  if (spans.length === 0) return { asOf: snapshot.asOf, rows: [] };
  const years = spans.flatMap(({ first, last }) => [first, last]);
  const [from, to] = [Math.min(...years), Math.max(...years)];
  const count = (which: 'first' | 'last', year: number): number | null =>
    publishable(spans.reduce((sum, span) => (span[which] === year ? sum + span.n : sum), 0));
  const rows = Array.from({ length: to - from + 1 }, (_, index) => from + index).map((year) => ({
    year,
    entrants: count('first', year),
    exits: year === to ? null : count('last', year),
  }));
  return { asOf: snapshot.asOf, rows };
}

/** Nobody is told of one or two. */
function publishable(suppliers: number): number | null {
  return suppliers > 0 && suppliers < FEWEST_SUPPLIERS ? null : suppliers;
}
