import { Tx } from '#platform';
import { sourceOf } from './cells';
import { MarketTerms } from './dimensions';
import { Counted } from './scope';
import { FEWEST_SUPPLIERS } from './suppression';
import { SuppliersOfValue, untoldBy, withheldAmong } from './withheld';

/** Suppliers whose first, or last, award in the data is in a year. Null where withheld. */
export interface MovementRow {
  year: number;
  entrants: number | null;
  exits: number | null;
}

/** Who came into the market and who left it, year by year. */
export interface Movements {
  asOf: string;
  unknownShare: number | null;
  rows: MovementRow[];
}

/**
 * New entrants and exits, by year; exits of the last year in the data are not known. Counted in PostgreSQL.
 *
 * Those of the first year are all its entrants, and those of the last its exits, so that a breakdown by year tells both.
 * Each list but that year adds up to what follows from the other.
 */
export async function countMovements(tx: Tx, counted: Counted): Promise<Movements> {
  const { parameters, scope, snapshot, terms } = counted;
  const spans: { first: number; last: number; n: number }[] = await tx.query(
    `SELECT first, last, count(*)::int AS n FROM (SELECT min(m.year) AS first, max(m.year) AS last
        FROM ${sourceOf(snapshot, 1)} WHERE ${scope.where} AND m.number > 0 AND m.year IS NOT NULL GROUP BY m.number) spans GROUP BY 1, 2`,
    parameters.values,
  );
  const { withheld: untold, unknownShare } = await untoldBy(tx, 'YEAR', counted);
  if (spans.length === 0) return { asOf: snapshot.asOf, unknownShare, rows: [] };
  const years = spans.flatMap(({ first, last }) => [first, last]);
  const [from, to] = [Math.min(...years), Math.max(...years)];
  const listed = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const among = (which: 'first' | 'last'): SuppliersOfValue[] =>
    listed.map((value) => ({
      value,
      suppliers: spans.reduce((sum, span) => (span[which] === value ? sum + span.n : sum), 0),
    }));
  const [entrants, exits] = [among('first'), among('last')];
  const withheld = withheldMovements(
    entrants.filter(({ value }) => value !== from),
    exits.filter(({ value }) => value !== to),
    terms,
  );
  const published = ({ value, suppliers }: SuppliersOfValue, among: ReadonlySet<string>): number | null =>
    untold.has(String(value)) || among.has(String(value)) ? null : suppliers;
  const rows = listed.map((year, index) => ({
    year,
    entrants: published(entrants[index], withheld.entrants),
    exits: year === to ? null : published(exits[index], withheld.exits),
  }));
  return { asOf: snapshot.asOf, unknownShare, rows };
}

/** The years that each list withholds. One that withholds one or two suppliers in all is told by its sum, unless the other list is withheld. */
function withheldMovements(
  entrants: readonly SuppliersOfValue[],
  exits: readonly SuppliersOfValue[],
  terms: MarketTerms,
): { entrants: ReadonlySet<string>; exits: ReadonlySet<string> } {
  const yearsOf = (list: readonly SuppliersOfValue[]): Set<string> => new Set(list.map(({ value }) => String(value)));
  const [own, others] = [entrants, exits].map((list) => new Set(withheldAmong('YEAR', list, terms).keys()));
  const isOfFew = (list: readonly SuppliersOfValue[], withheld: ReadonlySet<string>): boolean => {
    const together = list.reduce((sum, { value, suppliers }) => (withheld.has(String(value)) ? sum + suppliers : sum), 0);
    return together > 0 && together < FEWEST_SUPPLIERS;
  };
  return {
    entrants: isOfFew(exits, others) ? yearsOf(entrants) : own,
    exits: isOfFew(entrants, own) ? yearsOf(exits) : others,
  };
}
