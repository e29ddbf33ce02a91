import { SupplierFilter } from '#directory';
import { Conflict, SqlParameters, TooComplex, Tx } from '#platform';
import { Breakdown, breakdownOf } from './breakdown';
import { ALL_SUMS, CellRow, cellsSql, Sum } from './cells';
import { DIMENSIONS, MarketTerms, ReadDimension, READINGS } from './dimensions';
import { readTerms } from './market-terms';
import { scopeSql, Snapshot } from './scope';

/** Values of a dimension with very many that a breakdown keeps: those that most suppliers have. */
export const MOST_VALUES = 50;

/** Rows of an answer; more are no table that anybody reads. */
const MOST_ROWS = 20_000;
/** Rows that an answer is made from: its own, those of which something is unknown, and those that suppression looks at. */
const MOST_CELLS = 60_000;

/** A breakdown, and what of the market it leaves out. */
export interface MarketAnswer extends Breakdown {
  asOf: string;
  /** The share of awards, or of suppliers, whose buyers or SIC codes are beyond the most numerous. */
  leftOutShare: number;
}

/** A question's scope: which state of the market, and a condition on its rows with the values that stand in it. */
export interface Counted {
  snapshot: Snapshot;
  terms: MarketTerms;
  parameters: SqlParameters;
  scope: string;
  /** The snapshot's rows of `market_combination`, as a condition on the alias `c`. */
  combinations: string;
}

/** Terms of the latest snapshot that was asked about. */
let known: { database: unknown; snapshot: number; terms: MarketTerms } | null = null;

/** The latest state of the market, narrowed. @throws Conflict when there is none yet */
export async function countedFor(tx: Tx, filter: SupplierFilter): Promise<Counted> {
  // Compiling such a statement takes longer than running it.
  await tx.query('SET LOCAL jit = off');
  // Groups that do not fit in memory are written to files and read again, which costs a wide table up to a third of its time.
  await tx.query(`SET LOCAL work_mem = '64MB'`);
  const [snapshot]: Snapshot[] = await tx.query(
    'SELECT id, as_of::text AS "asOf" FROM market_snapshot ORDER BY id DESC LIMIT 1',
  );
  if (snapshot === undefined) throw notCounted();
  const database = tx.connection;
  if (known?.database !== database || known.snapshot !== snapshot.id)
    known = { database, snapshot: snapshot.id, terms: await readTerms(tx, snapshot.id) };
  const { terms } = known;
  const parameters = new SqlParameters();
  // The first of the values is the snapshot's.
  const scope = scopeSql(filter, terms, snapshot, parameters);
  return { snapshot, terms, parameters, scope, combinations: 'c.snapshot = $1' };
}

/**
 * Counts a breakdown in PostgreSQL.
 *
 * @param sums what is asked for; the others are nought
 * @throws TooComplex when the table would have more rows than anybody reads
 */
export async function countBreakdown(
  tx: Tx,
  by: readonly ReadDimension[],
  counted: Counted,
  sums: readonly Sum[] = ALL_SUMS,
): Promise<MarketAnswer> {
  const { cells, awardsInScope } = await countCells(tx, by, counted, sums);
  if (cells.length > MOST_CELLS) throw tooFine();
  return answerOf(by, cells, counted, awardsInScope);
}

/** @throws TooComplex when the table would have more rows than anybody reads */
export function answerOf(
  by: readonly ReadDimension[],
  cells: readonly CellRow[],
  { snapshot, terms }: Counted,
  awardsInScope = 0,
): MarketAnswer {
  const folded = breakdownOf(by, cells, terms, MOST_ROWS);
  if (folded === null) throw tooFine();
  const { beyond, ...breakdown } = folded;
  const leftOutShare = awardsInScope > 0 ? 1 - breakdown.total.awards / awardsInScope : beyond;
  return { asOf: snapshot.asOf, leftOutShare, ...breakdown };
}

/** What a breakdown is made from, and, where not all buyers are listed, the awards of all. */
export async function countCells(
  tx: Tx,
  by: readonly ReadDimension[],
  counted: Counted,
  sums: readonly Sum[] = ALL_SUMS,
): Promise<{ cells: CellRow[]; awardsInScope: number }> {
  const subset = by.reduce((so, dimension) => so | READINGS[dimension].subset, 0);
  const { combinations, parameters, scope } = counted;
  // What is most numerous is asked first: its statements know the values of the scope alone.
  const sics = by.includes('SIC') ? await mostSic(tx, counted) : [];
  const buyers = by.includes('BUYER') ? await mostBuyers(tx, counted) : { condition: '', awards: 0 };
  const source = {
    rows: `${sourceOf(subset)} WHERE ${scope}${buyers.condition}`,
    combinations,
    listedSics: by.includes('SIC') ? `${parameters.add(sics)}::int[]` : '',
  };
  const cells: CellRow[] = await tx.query(`${cellsSql(by, sums, source)} LIMIT ${MOST_CELLS + 1}`, parameters.values);
  return { cells, awardsInScope: buyers.awards };
}

/** Where a question is counted: suppliers by themselves, or what they were awarded. */
export function sourceOf(subset: number): string {
  return subset === 0 ? 'market_supplier m' : `(SELECT * FROM market_cell WHERE by = ${subset}) m`;
}

/** A condition that keeps the buyers with most suppliers in scope, and the awards of all. */
export async function mostBuyers(tx: Tx, { parameters, scope }: Counted): Promise<{ condition: string; awards: number }> {
  const rows: { buyer: number; awards: number }[] = await tx.query(
    `SELECT m.buyer, (sum(sum(m.awards)) OVER ())::float8 AS awards FROM market_cell m WHERE ${scope} AND m.by = 4 GROUP BY m.buyer
     ORDER BY count(*) DESC, m.buyer LIMIT ${MOST_VALUES}`,
    parameters.values,
  );
  const among = parameters.add(rows.map(({ buyer }) => buyer));
  return { condition: ` AND m.buyer = ANY (${among}::int[])`, awards: rows[0]?.awards ?? 0 };
}

/** The SIC codes that most suppliers in scope have. */
async function mostSic(tx: Tx, { combinations, parameters, scope }: Counted): Promise<number[]> {
  const rows: { sic: number }[] = await tx.query(
    `SELECT c.value AS sic FROM (SELECT m.sics AS number, count(*) AS suppliers FROM market_supplier m WHERE ${scope} GROUP BY 1) m
     JOIN market_combination c ON ${combinations} AND c.dimension = 'SIC' AND c.number = m.number AND c.value IS NOT NULL
     GROUP BY 1 ORDER BY sum(m.suppliers) DESC, 1 LIMIT ${MOST_VALUES}`,
    parameters.values,
  );
  return rows.map(({ sic }) => sic);
}

/** Every breakdown of one to three dimensions; no two levels of region at once. */
export function everyBreakdown(): ReadDimension[][] {
  const regions = (by: readonly ReadDimension[]): number => by.filter((one) => one.startsWith('REGION_')).length;
  return DIMENSIONS.flatMap((a, i) => [
    [a],
    ...DIMENSIONS.slice(i + 1).flatMap((b, j) => [[a, b], ...DIMENSIONS.slice(i + j + 2).map((c) => [a, b, c])]),
  ]).filter((by) => regions(by) < 2);
}

/** Refuses a table that has more rows than anybody reads. */
export function tooFine(): TooComplex {
  return new TooComplex(
    `This table would have more than ${MOST_ROWS.toLocaleString('en-GB')} rows. Choose fewer dimensions or wider regions, or narrow the question.`,
  );
}

export function notCounted(): Conflict {
  return new Conflict('The market has not been counted yet. Ask again in a few minutes.');
}
