import { SqlParameters, TooComplex, Tx } from '#platform';
import { countRepeated, countUnjoined, isOfAwards } from './awards-once';
import { Breakdown, breakdownOf, everyWider, rowsIn, WiderTable } from './breakdown';
import {
  addedUp,
  ALL_SUMS,
  cellCountSql,
  Cells,
  CellSource,
  cellsSql,
  columnsOf,
  readCells,
  sampleOf,
  sourceOf,
  Sum,
  withListed,
} from './cells';
import { cubeFor, cubeSql, Tally } from './cube';
import { MOST_LISTED, MOST_ROWS, ReadDimension, READINGS } from './dimensions';
import { countInHalves } from './halves';
import { among, Counted, Half, halvesFor, isByRegion } from './scope';
import { sumOver } from './sums';

/** Rows that an answer is made from: its own, those of which something is unknown, and those that suppression looks at. */
const MOST_CELLS = 60_000;

/** Of a hundred pages, so many are asked first at most: enough where a filter leaves a tenth of their rows. */
const MOST_SAMPLED = 15;

/** With how many more rows than anybody reads a table shows that in part of it: nearly all cells are seen in nearly all rows alone. */
const SHOWN_BY_SAMPLE = 1.1 * MOST_ROWS;

/** A breakdown, and what of the market it leaves out. */
export interface MarketAnswer extends Breakdown {
  asOf: string;
  /** The share of awards, or of suppliers, whose buyers or SIC codes are beyond the most numerous; null where the total is withheld. */
  leftOutShare: number | null;
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
  return answerOf(by, await countTables(tx, by, counted, sums), counted);
}

/** A table and its wider ones, as they are counted. */
export interface CountedTables {
  cells: Cells;
  wider: readonly WiderTable[];
  /** All awards in scope, where the table has only those of some buyers. */
  awarded: Cells | null;
  /** What the total of awards has besides what the table adds up to. */
  besides: readonly Cells[];
  awardsInScope: number;
}

/** Counts a table and its wider ones. @throws TooComplex when the table would have more rows than anybody reads */
export async function countTables(
  tx: Tx,
  by: readonly ReadDimension[],
  counted: Counted,
  sums: readonly Sum[] = ALL_SUMS,
): Promise<CountedTables> {
  const listing = await listingFor(tx, by, counted);
  const table = await countCells(tx, by, counted, sums, listing);
  if (table.cells.count > MOST_CELLS) throw tooFine();
  const wider: WiderTable[] = [];
  for (const fewer of everyWider(by)) {
    // The widest tells the totals of suppliers.
    const asked = fewer.some((dimension) => READINGS[dimension].subset > 0) ? SUPPRESSED_BY : sums;
    wider.push({ by: fewer, cells: (await countCells(tx, fewer, counted, asked, listing)).cells });
  }
  if (!by.includes('BUYER')) return { ...table, wider, awarded: null, besides: await countBesides(tx, by, counted, sums) };
  const awarded = (await countCells(tx, ['YEAR'], counted, sums)).cells;
  const awardsInScope = isOfAwards(by) ? sumOver(awarded).awards : table.awardsInScope;
  return { cells: table.cells, wider, awarded, besides: [], awardsInScope };
}

/** What the total of awards has that a table by what suppliers are has not, and, less than nothing, what such a table has more than once. */
async function countBesides(
  tx: Tx,
  by: readonly ReadDimension[],
  counted: Counted,
  sums: readonly Sum[],
): Promise<readonly Cells[]> {
  if (isOfAwards(by)) return [];
  const repeated = await countRepeated(tx, [], counted, sums);
  const isOfSuppliers = by.every((dimension) => READINGS[dimension].subset === 0);
  return isOfSuppliers ? [repeated, await countUnjoined(tx, counted, sums)] : [repeated];
}

/** What suppression looks at. */
const SUPPRESSED_BY: readonly Sum[] = ['suppliers', 'awards'];

/** @throws TooComplex when the table would have more rows than anybody reads */
export function answerOf(
  by: readonly ReadDimension[],
  { awardsInScope, ...tables }: CountedTables,
  { snapshot, terms }: Counted,
): MarketAnswer {
  const folded = breakdownOf(by, { ...tables, inScope: awardsInScope }, terms, MOST_ROWS);
  if (folded === null) throw tooFine();
  const { beyond, awards, ...breakdown } = folded;
  const leftOutShare = awardsInScope > 0 ? 1 - awards / awardsInScope : beyond;
  return { asOf: snapshot.asOf, leftOutShare: breakdown.total && leftOutShare, ...breakdown };
}

/** Which SIC codes and buyers are listed, where they are asked for. */
interface Listing {
  sics: SicCodes | null;
  buyers: { condition: string; awards: number };
}

const ALL_BUYERS: Listing['buyers'] = { condition: '', awards: 0 };

async function listingFor(tx: Tx, by: readonly ReadDimension[], counted: Counted): Promise<Listing> {
  const sics = by.includes('SIC') ? await mostSic(tx, counted) : null;
  return { sics, buyers: by.includes('BUYER') ? await mostBuyers(tx, counted) : ALL_BUYERS };
}

/** What a breakdown is made from, and, where not all buyers are listed, the awards of all, each once for every supplier of it. */
export async function countCells(
  tx: Tx,
  by: readonly ReadDimension[],
  counted: Counted,
  sums: readonly Sum[] = ALL_SUMS,
  listing?: Listing,
): Promise<{ cells: Cells; awardsInScope: number }> {
  const subset = by.reduce((so, dimension) => so | READINGS[dimension].subset, 0);
  const { combinations, scope, snapshot, terms } = counted;
  // What is most numerous is asked first: its statements know the values of the scope alone.
  const { sics, buyers: mostNumerous } = listing ?? (await listingFor(tx, by, counted));
  const buyers = by.includes('BUYER') ? mostNumerous : ALL_BUYERS;
  const others = by.filter((dimension) => dimension !== 'SIC');
  const source = { from: sourceOf(snapshot, subset), where: scope.where + buyers.condition, combinations };
  const tally: Tally = {
    by: others,
    keys: columnsOf(others, []),
    sums: Object.fromEntries(sums.map((name) => [name, `m.${name}`])),
    condition: buyers.condition,
    counted: (where) => cellsSql(others, sums, { ...source, where }),
  };
  const most = by.reduce((so, dimension) => so * READINGS[dimension].most(terms), 1);
  if (most > SHOWN_BY_SAMPLE && !by.includes('BUYER') && sics === null && (await cubeFor(tx, others, counted)) === null)
    await refuseIfSampleIsTooFine(tx, by, subset, { source, most }, counted);
  const listed = sics && (await readListed(tx, by, sums, { ...source, ...sics }, counted));
  if (listed !== null && listed.count > MOST_ROWS && rowsIn(by, listed, terms) > MOST_ROWS) throw tooFine();
  const whole = await readTally(tx, tally, counted, MOST_CELLS + 1);
  const cells = listed === null ? whole : withListed(by, sums, listed, whole);
  if (!isOfAwards(by)) return { cells, awardsInScope: buyers.awards };
  const repeated = await countRepeated(tx, by, counted, sums, buyers.condition);
  return { cells: addedUp([cells, repeated], tally.keys, sums), awardsInScope: buyers.awards };
}

/** A sample that has too many cells tells so of the whole. @throws TooComplex */
async function refuseIfSampleIsTooFine(
  tx: Tx,
  by: readonly ReadDimension[],
  subset: number,
  { source, most }: { source: CellSource; most: number },
  { snapshot, parameters, suppliersLeft }: Counted,
): Promise<void> {
  const share =
    suppliersLeft === null ? MOST_SAMPLED : Math.min(MOST_SAMPLED, Math.ceil((100 * enoughOf(most)) / suppliersLeft));
  const [{ cells }]: { cells: number }[] = await tx.query(
    cellCountSql(by, { ...source, from: sampleOf(snapshot, subset, share) }),
    parameters.values,
  );
  if (cells > MOST_ROWS) throw tooFine();
}

/**
 * Of how many suppliers the rows are likely to have more cells than anybody reads, of so many that there could be. Were all as likely, it would take
 * most × ln(most / (most − rows)) draws; some are likelier, and a supplier has several rows: three suppliers for four draws were enough.
 */
function enoughOf(most: number): number {
  return 0.75 * most * Math.log(most / (most - MOST_ROWS));
}

/** What those have who have one of the SIC codes that are listed, or none at all. */
async function readListed(
  tx: Tx,
  by: readonly ReadDimension[],
  sums: readonly Sum[],
  { codes, numbers, ...source }: CellSource & SicCodes,
  counted: Counted,
): Promise<Cells> {
  const { parameters } = counted;
  const listed = `'{${codes.join(',')}}'::int[]`;
  const columns = columnsOf(by, sums);
  // Those of no SIC code at all have the number 0. An index finds the numbers, and of all only half.
  const every = [0, ...numbers];
  const parts = [0, 1].map((first) => every.filter((_, place) => place % 2 === first)) as [number[], number[]];
  const halves = await countInHalves(tx, counted, halvesFor(counted.scope, by) && parts, (on, half) => {
    const where = `${source.where} AND ${among('sics', half ?? every)}`;
    return readGroups(on, { sql: cellsSql(by, sums, { ...source, where, listed }), columns, most: MOST_CELLS + 1 }, parameters);
  });
  return addedUp(halves, columnsOf(by, []), sums);
}

/** What a tally adds up, out of a cube or the rows themselves. */
async function readTally(tx: Tx, tally: Tally, counted: Counted, most?: number): Promise<Cells> {
  const { scope, snapshot, parameters } = counted;
  const sums = Object.keys(tally.sums);
  const cube = await cubeFor(tx, tally.by, counted);
  const read = (on: Tx, half: Half | null): Promise<Cells> => {
    const where = scope.where + (tally.condition ?? '') + (half === null ? '' : ` AND ${half.left}`);
    const sql = cube === null ? tally.counted(where) : cubeSql(tally, cube, snapshot, half);
    // Of a region only some groups are, which stay at hand. A further condition has an index of its own, which finds fewer rows.
    const isInTableOrder = isByRegion(tally.by) && !tally.condition;
    return readGroups(on, { sql, columns: [...tally.keys, ...sums], most }, parameters, isInTableOrder);
  };
  if (cube?.unmet === null) return read(tx, null);
  const halves = await countInHalves(tx, counted, halvesFor(scope, tally.by), read);
  // Of what is left out a half may have more cells than are read, where the whole has not.
  const isCut = cube !== null && most !== undefined && halves.length > 1 && halves.some(({ count }) => count >= most);
  return isCut ? read(tx, null) : addedUp(halves, tally.keys, sums);
}

/** @param isInTableOrder whether rows are read as they stand in the table, those of a region beside each other, and not as in an index */
async function readGroups(
  tx: Tx,
  groups: Parameters<typeof readCells>[1],
  parameters: SqlParameters,
  isInTableOrder = false,
): Promise<Cells> {
  // PostgreSQL foresees fewer groups than there are, and would sort what is quicker hashed.
  await tx.query(`SET LOCAL enable_sort = off; SET LOCAL enable_indexscan = ${isInTableOrder ? 'off' : 'on'}`);
  return readCells(tx, groups, parameters);
}

/** A condition that keeps the buyers with most suppliers in scope and awards of no named buyer, and the awards of all. */
export async function mostBuyers(tx: Tx, counted: Counted): Promise<{ condition: string; awards: number }> {
  const { columns } = await readTally(
    tx,
    {
      by: ['BUYER'],
      keys: ['buyer'],
      // Awards that nobody was joined to are one row of a buyer, and somebody's.
      sums: { awards: 'm.awards', suppliers: 'CASE WHEN m.provenance = 0 THEN 1 ELSE m.suppliers END' },
      counted: (where) =>
        `SELECT m.buyer, sum(m.awards) AS awards, count(*) AS suppliers FROM ${sourceOf(counted.snapshot, READINGS.BUYER.subset)} WHERE ${where} GROUP BY 1`,
    },
    counted,
  );
  const buyers = columns.buyer
    .map((buyer, place) => ({ buyer, suppliers: columns.suppliers[place] ?? 0 }))
    .filter((each): each is { buyer: number; suppliers: number } => each.buyer !== null)
    .sort((a, b) => b.suppliers - a.suppliers || a.buyer - b.buyer)
    .slice(0, MOST_LISTED);
  return {
    // Of whom nothing is known is not beyond what is listed: it is in the share unknown.
    condition: ` AND ${among('buyer', [...buyers.map(({ buyer }) => buyer), null])}`,
    awards: columns.awards.reduce<number>((so, awards) => so + (awards ?? 0), 0),
  };
}

/** SIC codes, and the numbers of the combinations that one of these is in. */
interface SicCodes {
  codes: number[];
  numbers: number[];
}

/** The SIC codes that most suppliers in scope have. */
async function mostSic(tx: Tx, counted: Counted): Promise<SicCodes> {
  const { columns } = await readTally(
    tx,
    {
      by: ['SIC'],
      keys: ['sics'],
      sums: { suppliers: 'm.suppliers' },
      counted: (where) =>
        `SELECT m.sics, count(*) AS suppliers FROM ${sourceOf(counted.snapshot, 0)} WHERE ${where} GROUP BY 1`,
    },
    counted,
  );
  const rows: { sic: number; numbers: number[] }[] = await tx.query(
    `SELECT c.value AS sic, array_agg(c.number) AS numbers FROM unnest($1::int[], $2::float8[]) m(sics, suppliers)
     JOIN market_combination c ON ${counted.combinations} AND c.dimension = 'SIC' AND c.number = m.sics AND c.value IS NOT NULL
     GROUP BY 1 ORDER BY sum(m.suppliers) DESC, 1 LIMIT ${MOST_LISTED}`,
    [columns.sics, columns.suppliers],
  );
  return { codes: rows.map(({ sic }) => sic), numbers: [...new Set(rows.flatMap(({ numbers }) => numbers))] };
}

/** Refuses a table that has more rows than anybody reads. */
export function tooFine(): TooComplex {
  return new TooComplex(
    `This table would have more than ${MOST_ROWS.toLocaleString('en-GB')} rows. Choose fewer dimensions or wider regions, or narrow the question.`,
  );
}
