import { Tx } from '#platform';
import { sourceOf } from './cells';
import { mostBuyers } from './count-breakdown';
import { MarketDimension, MarketRow, READINGS, Term } from './dimensions';
import { Counted } from './scope';
import { untoldBy, withheldAmong } from './withheld';

/** How much of a row's award value its largest suppliers, or buyers, have. Null where the row is withheld, or names none of them. */
export interface ConcentrationRow {
  term: Term;
  suppliers: number | null;
  topFourShare: number | null;
  herfindahl: number | null;
}

/** Whose shares a concentration is of. */
export type ConcentrationOf = 'SUPPLIERS' | 'BUYERS';

/** How concentrated the market is, row by row. */
export interface Concentration {
  asOf: string;
  unknownShare: number | null;
  rows: ConcentrationRow[];
}

/**
 * A row of PostgreSQL's: how many suppliers there are behind it, and what its largest have, in pence. Awards that nobody was joined to are
 * somebody's. What is of no named buyer is in the total alone: else the total less what a breakdown states would tell of it.
 */
interface StatedRow extends MarketRow {
  makers: number;
  total: number;
  squares: number | null;
  top: number[] | null;
}

/** How much of the award value the largest have, by a dimension. Counted in PostgreSQL. */
export async function countConcentration(
  tx: Tx,
  { by, of }: { by: MarketDimension; of: ConcentrationOf },
  counted: Counted,
): Promise<Concentration> {
  const { combinations, parameters, scope, snapshot, terms } = counted;
  const { column, value, subset, several, termsOf } = READINGS[by];
  const narrowed = by === 'BUYER' ? (await mostBuyers(tx, counted)).condition : '';
  const key = several ? 'c.value' : (value ?? `m.${column}`);
  const each = `JOIN market_combination c ON ${combinations} AND c.dimension = '${by}' AND c.number = m.${column} AND c.value IS NOT NULL`;
  // What a buyer spends is there whoever won it.
  const [entity, source, joined] =
    of === 'BUYERS'
      ? ['m.buyer', sourceOf(snapshot, subset | READINGS.BUYER.subset), '']
      : ['m.number', sourceOf(snapshot, subset), ' AND m.number > 0'];
  const rows: StatedRow[] = await tx.query(
    `WITH stated AS (SELECT ${key} AS ${column}, ${entity} AS entity, m.number, m.gross::float8 AS value
        FROM ${source} ${several ? each : ''} WHERE ${scope.where}${narrowed} AND m.gross > 0${joined}),
      shares AS (SELECT ${column}, entity, sum(value) AS value,
          row_number() OVER (PARTITION BY ${column}, entity IS NULL ORDER BY sum(value) DESC) AS place
        FROM stated GROUP BY ${column}, entity),
      makers AS (SELECT ${column}, greatest(count(DISTINCT number) FILTER (WHERE number > 0), 1)::int AS makers FROM stated GROUP BY ${column})
     SELECT makers.*, sum(value) AS total, sum(value * value) FILTER (WHERE entity IS NOT NULL) AS squares,
       array_agg(value) FILTER (WHERE place <= 4 AND entity IS NOT NULL) AS top
     FROM shares JOIN makers USING (${column}) GROUP BY makers.${column}, makers.makers`,
    parameters.values,
  );
  // Breakdowns state the award value of each row: what they withhold would follow from it and the shares.
  const makers = rows.map((row) => ({ value: row[column] as number | null, suppliers: row.makers }));
  const untold = await untoldBy(tx, by, counted);
  const withheld = new Map([...untold.withheld, ...withheldAmong(by, makers, terms)]);
  const shown = rows
    .flatMap((row) => termsOf(row, terms).map((term) => ({ term, row })))
    .filter(({ term }) => !withheld.has(term.code))
    .map(({ term, row }) => concentrationOf(term, row));
  const hidden = [...withheld.values()].map((term) => ({ term, suppliers: null, topFourShare: null, herfindahl: null }));
  const listed = [...shown, ...hidden].sort((a, b) => (a.term.code < b.term.code ? -1 : 1));
  return { asOf: snapshot.asOf, unknownShare: untold.unknownShare, rows: listed };
}

function concentrationOf(term: Term, { makers, total, squares, top }: StatedRow): ConcentrationRow {
  return {
    term,
    suppliers: makers,
    topFourShare: top && top.reduce((sum, value) => sum + value, 0) / total,
    herfindahl: squares === null ? null : squares / (total * total),
  };
}
