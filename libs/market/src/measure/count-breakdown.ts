import { SupplierFilter } from '#directory';
import { Conflict, SqlParameters, TooComplex, Tx } from '#platform';
import { Breakdown, breakdownOf } from './breakdown';
import {
  addedUp,
  ALL_SUMS,
  cellCountSql,
  Cells,
  cellsSql,
  columnsOf,
  readCells,
  sampleOf,
  sicCellsSql,
  sourceOf,
  Sum,
} from './cells';
import { cubeSql, Tally } from './cube';
import { MarketTerms, MOST_LISTED, MOST_ROWS, ReadDimension, READINGS } from './dimensions';
import { countInHalves, prepareToCount } from './halves';
import { readTerms } from './market-terms';
import { Counted, Half, Scope, scopeOf, Snapshot, supplierTable } from './scope';

/** Rows that an answer is made from: its own, those of which something is unknown, and those that suppression looks at. */
const MOST_CELLS = 60_000;

/** Suppliers that are looked at to see whether a filter leaves most of them, or a few more. */
const ASKED_SUPPLIERS = 2000;

/** Rows that a page can hold, of which most hold a third. */
const MOST_ON_PAGE = 291;

/** Of a hundred pages, so many are asked first: enough where a filter leaves a tenth of their rows. */
const SAMPLE = 15;

/** A breakdown, and what of the market it leaves out. */
export interface MarketAnswer extends Breakdown {
  asOf: string;
  /** The share of awards, or of suppliers, whose buyers or SIC codes are beyond the most numerous. */
  leftOutShare: number;
}

/** Terms of the latest snapshot that was asked about. */
let known: { database: unknown; snapshot: number; terms: MarketTerms } | null = null;

/** The latest state of the market, narrowed. @throws Conflict when there is none yet */
export async function countedFor(tx: Tx, filter: SupplierFilter): Promise<Counted> {
  await prepareToCount(tx);
  const [snapshot]: Snapshot[] = await tx.query(
    'SELECT id, as_of::text AS "asOf", suppliers FROM market_snapshot ORDER BY id DESC LIMIT 1',
  );
  if (snapshot === undefined) throw notCounted();
  const database = tx.connection;
  if (known?.database !== database || known.snapshot !== snapshot.id)
    known = { database, snapshot: snapshot.id, terms: await readTerms(tx, snapshot.id) };
  const { terms } = known;
  const parameters = new SqlParameters();
  const scope = scopeOf(filter, terms, snapshot, parameters);
  const goneThrough = await goneThroughFor(tx, scope, { snapshot, parameters });
  return { snapshot, terms, parameters, scope, combinations: `c.snapshot = ${snapshot.id}`, ...goneThrough };
}

/**
 * Whether more suppliers are in scope than meet no more than what cubes have apart, and how many are gone through then, by some from all over
 * the market. Those beside each other are alike, so that one of a page tells as much as all of it.
 */
async function goneThroughFor(
  tx: Tx,
  { apart, unmet }: Scope,
  { snapshot, parameters }: Pick<Counted, 'snapshot' | 'parameters'>,
): Promise<Pick<Counted, 'isWide' | 'suppliers'>> {
  if (unmet === null) return { isWide: false, suppliers: snapshot.suppliers };
  const table = supplierTable(snapshot);
  const [{ asked, all, leftOut }]: { asked: number; all: number; leftOut: number }[] = await tx.query(
    `SELECT count(*)::int AS asked, (count(*) FILTER (WHERE ${apart}))::int AS "all", (count(*) FILTER (WHERE ${unmet}))::int AS "leftOut"
     FROM ${table} m
     WHERE m.ctid = ANY (ARRAY(SELECT format('(%s,%s)', page, place)::tid
       FROM (SELECT pg_relation_size('${table}') / current_setting('block_size')::integer AS pages) whole,
         generate_series(0, pages - 1, greatest(pages / ${ASKED_SUPPLIERS}, 1)) page,
         generate_series(1, least(${ASKED_SUPPLIERS} / greatest(pages, 1) + 1, ${MOST_ON_PAGE})) place))`,
    parameters.values,
  );
  const left = all - leftOut;
  return { isWide: leftOut < left, suppliers: (Math.min(left, leftOut) / Math.max(asked, 1)) * snapshot.suppliers };
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
  if (cells.count > MOST_CELLS) throw tooFine();
  return answerOf(by, cells, counted, awardsInScope);
}

/** @throws TooComplex when the table would have more rows than anybody reads */
export function answerOf(
  by: readonly ReadDimension[],
  cells: Cells,
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
): Promise<{ cells: Cells; awardsInScope: number }> {
  const subset = by.reduce((so, dimension) => so | READINGS[dimension].subset, 0);
  const { combinations, parameters, scope, snapshot } = counted;
  // What is most numerous is asked first: its statements know the values of the scope alone.
  const sics = by.includes('SIC') ? await mostSic(tx, counted) : null;
  const buyers = by.includes('BUYER') ? await mostBuyers(tx, counted) : { condition: '', awards: 0 };
  const others = by.filter((dimension) => dimension !== 'SIC');
  const source = { from: sourceOf(snapshot, subset), where: scope.where + buyers.condition, combinations };
  const tally: Tally = {
    by: others,
    keys: columnsOf(others, []),
    sums: Object.fromEntries(sums.map((name) => [name, `m.${name}`])),
    condition: buyers.condition,
    counted: (where) => cellsSql(others, sums, { ...source, where }),
  };
  // A sample that has too many cells tells so of the whole. Of listed SIC codes it has too few.
  const most = by.reduce((so, dimension) => so * READINGS[dimension].most(counted.terms), 1);
  if (most > MOST_ROWS && !by.includes('BUYER') && sics === null && (await cubeSql(tx, tally, counted)) === null) {
    const [{ cells }]: { cells: number }[] = await tx.query(
      cellCountSql(by, { ...source, from: sampleOf(snapshot, subset, SAMPLE) }),
      parameters.values,
    );
    if (cells > MOST_ROWS) throw tooFine();
  }
  const listed = sics && {
    codes: `${parameters.add(sics.codes)}::int[]`,
    // Those of no SIC code at all have the number 0.
    numbers: `${parameters.add([0, ...sics.numbers])}::int[]`,
  };
  const read = async (on: Tx, half: Half | null): Promise<Cells> => {
    const where = half === null ? source.where : `${source.where} AND ${half.left}`;
    const whole = (await cubeSql(on, tally, counted, half)) ?? tally.counted(where);
    const sql = listed === null ? whole : sicCellsSql(by, sums, { ...source, where, listed }, whole, half);
    // PostgreSQL foresees fewer groups than there are, and would sort what is quicker hashed.
    await on.query('SET LOCAL enable_sort = off');
    return readCells(on, { sql, columns: columnsOf(by, sums), most: MOST_CELLS + 1 }, parameters);
  };
  const halves = await countInHalves(tx, counted, read);
  // Of what is left out a half may have more cells than are read, where the whole has not.
  const isCut = counted.isWide && halves.some(({ count }) => count > MOST_CELLS);
  const cells = isCut ? await read(tx, null) : addedUp(halves, columnsOf(by, []), sums);
  return { cells, awardsInScope: buyers.awards };
}

/** A condition that keeps the buyers with most suppliers in scope, and the awards of all. */
export async function mostBuyers(tx: Tx, counted: Counted): Promise<{ condition: string; awards: number }> {
  const { parameters, scope, snapshot } = counted;
  const tally: Tally = {
    by: ['BUYER'],
    keys: ['buyer'],
    // Awards that nobody was joined to are one row of a buyer, and somebody's.
    sums: { awards: 'm.awards', suppliers: 'CASE WHEN m.provenance = 0 THEN 1 ELSE m.suppliers END' },
    counted: (where) =>
      `SELECT m.buyer, sum(m.awards) AS awards, count(*) AS suppliers FROM ${sourceOf(snapshot, READINGS.BUYER.subset)} WHERE ${where} GROUP BY 1`,
  };
  const rows: { buyer: number; awards: number }[] = await tx.query(
    `SELECT m.buyer, (sum(m.awards) OVER ())::float8 AS awards FROM (${(await cubeSql(tx, tally, counted)) ?? tally.counted(scope.where)}) m
     ORDER BY m.suppliers DESC, m.buyer LIMIT ${MOST_LISTED}`,
    parameters.values,
  );
  const among = parameters.add(rows.map(({ buyer }) => buyer));
  return { condition: ` AND m.buyer = ANY (${among}::int[])`, awards: rows[0]?.awards ?? 0 };
}

/** The SIC codes that most suppliers in scope have, and the numbers of the combinations that one of these is in. */
async function mostSic(tx: Tx, counted: Counted): Promise<{ codes: number[]; numbers: number[] }> {
  const { combinations, parameters, scope, snapshot } = counted;
  const tally: Tally = {
    by: ['SIC'],
    keys: ['sics'],
    sums: { suppliers: 'm.suppliers' },
    counted: (where) => `SELECT m.sics, count(*) AS suppliers FROM ${sourceOf(snapshot, 0)} WHERE ${where} GROUP BY 1`,
  };
  const rows: { sic: number; numbers: number[] }[] = await tx.query(
    `SELECT c.value AS sic, array_agg(m.sics) AS numbers FROM (${(await cubeSql(tx, tally, counted)) ?? tally.counted(scope.where)}) m
     JOIN market_combination c ON ${combinations} AND c.dimension = 'SIC' AND c.number = m.sics AND c.value IS NOT NULL
     GROUP BY 1 ORDER BY sum(m.suppliers) DESC, 1 LIMIT ${MOST_LISTED}`,
    parameters.values,
  );
  return { codes: rows.map(({ sic }) => sic), numbers: [...new Set(rows.flatMap(({ numbers }) => numbers))] };
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
