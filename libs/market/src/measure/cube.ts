import { Tx } from '#platform';
import { ALL_SUMS, cellCountSql, cellsSql, COUNTS, sampleOf, sourceOf } from './cells';
import { DIMENSIONS, everyBreakdown, MOST_ROWS, ReadDimension, READINGS } from './dimensions';
import { Counted, cubeTable, Half, isByRegion, Snapshot } from './scope';

/** What a cube has cells apart for, as {@link Scope.apart} asks: a supplier has one value of each. */
const COLUMNS = ['relevant', 'provenance', 'size', 'placed'];

/** Cells of a cube; one of more is not kept, since its table would have too many rows as well. */
const MOST_CELLS = 600_000;

/** Rows that a part of a table may have: with many more than are ever shown nobody will ask the cube, and with a few more a filter leaves fewer. */
const MOST_SAMPLED_ROWS = 1.25 * MOST_ROWS;

/** Dimensions of the largest tables. */
const MOST_DIMENSIONS = 3;

/** Every dimension has a bit. */
const ORDER: readonly ReadDimension[] = [...DIMENSIONS, 'QUARTER'];

/**
 * Breakdowns that have a cube. Of buyers and SIC codes only some are listed, and which these are depends on the filter: of each there
 * is the cube that tells it, where the combinations of SIC codes are not taken apart.
 */
export function everyCube(): ReadDimension[][] {
  const hasCube = (by: readonly ReadDimension[]): boolean =>
    !by.includes('SIZE') && !by.includes('SIC') && (!by.includes('BUYER') || by.length === 1);
  return [[], ['QUARTER'], ['SIC'], ...everyBreakdown().filter(hasCube)];
}

/** The name under which a cube is kept. */
export function cubeName(by: readonly ReadDimension[]): string {
  return `cube ${dimensionsOf(by)}`;
}

/**
 * Counts a cube and keeps it with the snapshot, as the database's owner.
 *
 * @returns how many cells it has; null when they are too many to be kept
 */
export async function keepCube(tx: Tx, by: readonly ReadDimension[], { snapshot }: Counted): Promise<number | null> {
  const subset = by.reduce((so, dimension) => so | READINGS[dimension].subset, 0);
  const apart = by.filter((dimension) => dimension !== 'SIC');
  const splits = by.includes('SIC') ? ['sics', ...COLUMNS] : COLUMNS;
  const source = { from: sourceOf(snapshot, subset), where: 'true', combinations: `c.snapshot = ${snapshot.id}` };
  if (apart.length === MOST_DIMENSIONS) {
    // What a filter leaves is seldom less than a fiftieth.
    const part = { ...source, from: sampleOf(snapshot, subset, 2) };
    const [{ cells: rows }]: { cells: number }[] = await tx.query(cellCountSql(apart, part));
    if (rows > MOST_SAMPLED_ROWS) return null;
  }
  const columns = [...apart.map((dimension) => READINGS[dimension].column), ...splits];
  await tx.query('SAVEPOINT cube');
  const [{ cells }]: { cells: number }[] = await tx.query(
    `WITH kept AS (INSERT INTO market_cube (snapshot, dimensions, lacking, ${[...columns, ...ALL_SUMS].join(', ')})
       SELECT $1, ${dimensionsOf(by)}, * FROM (${cellsSql(apart, ALL_SUMS, { ...source, splits })} LIMIT ${MOST_CELLS + 1}) cells RETURNING 1)
     SELECT count(*)::int AS cells FROM kept`,
    [snapshot.id],
  );
  if (cells <= MOST_CELLS) return cells;
  await tx.query('ROLLBACK TO SAVEPOINT cube');
  return null;
}

/** What is added up, and how. */
export interface Tally {
  by: readonly ReadDimension[];
  /** Columns that groups are told apart by. */
  keys: readonly string[];
  /** Sums by their names, as a cell of a cube has them. */
  sums: Readonly<Record<string, string>>;
  /** Which groups are added up, as more of a condition; '' for all. */
  condition?: string;
  /** The statement that adds up the same of the rows that meet a condition, where no cube tells. */
  counted(where: string): string;
}

/** A cube that tells a scope: by some of its cells alone, or, less what is left out, by more of them. */
export interface TellingCube {
  dimensions: number;
  /** The cells that tell, as a condition under the alias `m`. */
  where: string;
  /** The rows that are left out, which are to be counted; null where the cells tell all. */
  unmet: string | null;
}

/**
 * The cube that tells a scope. What cubes have no cells apart for is told all the same where regions are, or where most is left: then what
 * is left out is counted, and taken from the whole.
 *
 * @returns null where none does
 */
export async function cubeFor(
  tx: Tx,
  by: readonly ReadDimension[],
  { isWide, scope, snapshot }: Counted,
): Promise<TellingCube | null> {
  const told = by.filter((dimension) => dimension !== 'SIZE');
  const regions = told.filter((dimension) => isByRegion([dimension]));
  const levels = Math.max(0, ...regions.map((dimension) => READINGS[dimension].levels ?? 0));
  const ofRegions = scope.ofRegions !== null && scope.ofRegions.level <= levels ? scope.ofRegions : null;
  if (scope.unmet !== null && ofRegions === null && !isWide) return null;
  if (!(await isKept(tx, told, snapshot))) return null;
  const cells = ofRegions === null ? { where: scope.apart, unmet: scope.unmet } : { where: ofRegions.sql, unmet: null };
  return { dimensions: dimensionsOf(told), ...cells };
}

/**
 * The statement that adds up cells of a cube, less what is left out.
 *
 * @param half of what is left out; the cube's own cells are in the first
 */
export function cubeSql(
  { keys, sums, condition = '', counted }: Tally,
  { dimensions, where, unmet }: TellingCube,
  snapshot: Snapshot,
  half: Half | null = null,
): string {
  const columns = keys.map((key) => `m.${key}`).join(', ');
  const names = Object.keys(sums);
  const cells = `SELECT ${columns}, ${names.map((name) => `${sums[name]} AS ${name}`).join(', ')}
    FROM ${cubeTable(snapshot)} m WHERE ${where}${condition} AND m.dimensions = ${dimensions}`;
  const added = (from: string): string =>
    `SELECT ${columns}, ${names.map((name) => `sum(m.${name})::float8 AS ${name}`).join(', ')} FROM (${from}) m GROUP BY ${columns}`;
  if (unmet === null) return added(cells);
  const rows = unmet + condition + (half === null ? '' : ` AND ${half.leftOut}`);
  const leftOut = `SELECT ${columns}, ${names.map((name) => `-m.${name} AS ${name}`).join(', ')} FROM (${counted(rows)}) m`;
  if (half !== null) return half.isFirst ? added(`${cells} UNION ALL ${leftOut}`) : leftOut;
  const counts = names.filter((name) => COUNTS.includes(name));
  return `${added(`${cells} UNION ALL ${leftOut}`)} HAVING ${counts.map((name) => `sum(m.${name}) > 0`).join(' OR ')}`;
}

/** Whether the cube is kept that tells these. */
async function isKept(tx: Tx, by: readonly ReadDimension[], { id }: Snapshot): Promise<boolean> {
  const kept: unknown[] = await tx.query(
    `SELECT FROM market_answer WHERE snapshot = $1 AND question = $2 AND answer <> 'null'`,
    [id, `${cubeName(by)} ALL`],
  );
  return kept.length > 0;
}

/** A bit for each. */
function dimensionsOf(by: readonly ReadDimension[]): number {
  return by.reduce((bits, dimension) => bits | (1 << ORDER.indexOf(dimension)), 0);
}
