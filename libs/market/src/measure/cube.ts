import { SupplierFilter } from '#directory';
import { Tx } from '#platform';
import { ALL_SUMS, cellCountSql, cellsSql, sampleOf, sourceOf, Sum } from './cells';
import { DIMENSIONS, everyBreakdown, MOST_ROWS, ReadDimension, READINGS } from './dimensions';
import { Counted, cubeTable } from './scope';

/** What a cube has cells apart for, by the fields of a filter: a supplier has one value of each. */
const SPLITS: readonly (keyof SupplierFilter)[] = ['relevance', 'provenance', 'sizeBands'];
const COLUMNS = ['relevant', 'provenance', 'size'];

/** Cells of a cube; one of more is not kept, since its table would have too many rows as well. */
const MOST_CELLS = 600_000;

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

/** Whether a filter is of nothing but what cubes have cells apart for. */
export function isOfCubes(filter: SupplierFilter): boolean {
  return Object.entries(filter).every(
    ([field, values]: [string, unknown[] | null | undefined]) =>
      SPLITS.includes(field as keyof SupplierFilter) || (values?.length ?? 0) === 0,
  );
}

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
    // What a filter leaves is seldom less than a fiftieth: where that has too many rows for a table, nobody will ask the cube.
    const part = { ...source, from: sampleOf(snapshot, subset, 2) };
    const [{ cells: rows }]: { cells: number }[] = await tx.query(cellCountSql(apart, part));
    if (rows > MOST_ROWS) return null;
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

/** The statement that adds up a table out of its cube; null when that is not kept, or the filter is of something else. */
export async function cubeCellsSql(
  tx: Tx,
  by: readonly ReadDimension[],
  counted: Counted,
  { sums, condition }: { sums: readonly Sum[]; condition: string },
): Promise<string | null> {
  const told = by.filter((dimension) => dimension !== 'SIZE');
  if (!(await hasCube(tx, told, counted))) return null;
  const keys = ['lacking', ...by.map((dimension) => READINGS[dimension].column)].map((column) => `m.${column}`);
  return `SELECT ${[...keys, ...sums.map((name) => `sum(m.${name})::float8 AS ${name}`)].join(', ')}
    FROM ${cubeTable(counted.snapshot)} m WHERE ${counted.scope} AND m.dimensions = ${dimensionsOf(told)}${condition} GROUP BY ${keys.join(', ')}`;
}

export async function hasCube(tx: Tx, by: readonly ReadDimension[], counted: Counted): Promise<boolean> {
  if (!counted.isOfCubes) return false;
  const kept: unknown[] = await tx.query(
    `SELECT FROM market_answer WHERE snapshot = $1 AND question = $2 AND answer <> 'null'`,
    [counted.snapshot.id, `${cubeName(by)} ALL`],
  );
  return kept.length > 0;
}

/** A bit for each. */
export function dimensionsOf(by: readonly ReadDimension[]): number {
  return by.reduce((bits, dimension) => bits | (1 << ORDER.indexOf(dimension)), 0);
}
