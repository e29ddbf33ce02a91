import { SqlParameters, Tx } from '#platform';
import { ReadDimension, READINGS } from './dimensions';
import { cellTable, Snapshot, supplierTable } from './scope';

/** What PostgreSQL adds up for each group of rows; the sums of the same name of several groups add up. Pence are exact to ninety trillion pounds. */
export const SUMS = {
  suppliers: 'count(*) FILTER (WHERE m.number > 0)',
  products: 'sum(m.products)',
  attested: 'count(*) FILTER (WHERE m.attested)',
  awards: 'sum(m.awards)',
  framework: 'sum(m.framework_awards)',
  gross: 'sum(m.gross::float8)',
  gross_awards: 'sum(m.gross_awards)',
  net: 'sum(m.net::float8)',
  net_awards: 'sum(m.net_awards)',
  sme: 'sum(m.awards) FILTER (WHERE m.sme = 1)',
  sme_known: 'sum(m.awards) FILTER (WHERE m.sme <> 0)',
  vcse: 'sum(m.awards) FILTER (WHERE m.vcse = 1)',
  vcse_known: 'sum(m.awards) FILTER (WHERE m.vcse <> 0)',
} as const;
export type Sum = keyof typeof SUMS;

export const ALL_SUMS = Object.keys(SUMS) as Sum[];

/**
 * What is added up, column by column: `lacking`, the columns of the dimensions, and the sums. Rows with several sectors stand in it
 * several times: once for all of them, where the sector is null, and once for each.
 *
 * - `lacking`: where none of the dimensions with several values is told apart: whether something of these is unknown (1), or is beyond
 *   what is listed (2), or neither (0).
 */
export interface Cells {
  count: number;
  columns: Readonly<Record<string, readonly (number | null)[]>>;
}

/**
 * Runs a statement that adds up cells. PostgreSQL hands over columns: to take apart tens of thousands of rows of small numbers costs more
 * than to make a table of them.
 *
 * @param most how many are read; all where nothing is said
 */
export async function readCells(
  tx: Tx,
  { sql, columns, most }: { sql: string; columns: readonly string[]; most?: number },
  parameters: SqlParameters,
): Promise<Cells> {
  const [{ count, ...lists }]: { count: number; [column: string]: unknown }[] = await tx.query(
    `SELECT count(*)::int AS count, ${columns.map((column) => `${listOf(`m.${column}`)} AS ${column}`).join(', ')}
     FROM (${sql}${most === undefined ? '' : ` LIMIT ${most}`}) m`,
    parameters.values,
  );
  const numbersOf = (column: string): (number | null)[] =>
    JSON.parse((lists[column] as string | null) ?? '[]') as (number | null)[];
  return { count, columns: Object.fromEntries(columns.map((column) => [column, numbersOf(column)])) };
}

/** What is nought in a group of nothing. */
export const COUNTS: readonly string[] = ['suppliers', 'awards'] satisfies Sum[];

/** Tables as one: what has the same in every column but the sums is added up, and what is nought then is no more. */
export function addedUp(tables: readonly Cells[], keys: readonly string[], sums: readonly string[]): Cells {
  if (tables.length === 1) return tables[0];
  const { count, places } = placesByKeys(tables, keys);
  // Column by column: several times as quick as cell by cell.
  const columns: Record<string, (number | null)[]> = {};
  for (const key of keys) {
    const values = (columns[key] = new Array<number | null>(count).fill(null));
    for (const [table, { columns: from }] of tables.entries())
      for (let cell = 0; cell < places[table].length; cell += 1) values[places[table][cell]] = from[key][cell];
  }
  for (const name of sums) {
    const values = new Float64Array(count);
    for (const [table, { columns: from }] of tables.entries())
      for (let cell = 0; cell < places[table].length; cell += 1) values[places[table][cell]] += from[name][cell] ?? 0;
    columns[name] = Array.from(values);
  }
  const counts = COUNTS.filter((name) => sums.includes(name)).map((name) => columns[name]);
  return cellsAt({ count, columns }, (cell) => counts.some((values) => (values[cell] ?? 0) > 0));
}

/** Where each cell of each table comes to: the same place for what has the same in these columns. Their values are small numbers of the market's own. */
function placesByKeys(tables: readonly Cells[], keys: readonly string[]): { count: number; places: Int32Array[] } {
  const places = tables.map(({ count }) => new Int32Array(count));
  // First a number for each combination that there could be of the values that there are,
  let combinations = 1;
  for (const key of keys) {
    const columns = tables.map(({ columns: from }) => from[key]);
    const numbers = new Int32Array(2 + Math.max(...columns.map(greatest)));
    let known = 0;
    for (const [table, values] of columns.entries())
      for (let cell = 0; cell < values.length; cell += 1) {
        const value = (values[cell] ?? -1) + 1;
        if (numbers[value] === 0) numbers[value] = known += 1;
        places[table][cell] += (numbers[value] - 1) * combinations;
      }
    combinations *= Math.max(known, 1);
  }
  // then a place for each that there is.
  const found = new Int32Array(combinations);
  let count = 0;
  for (const at of places)
    for (let cell = 0; cell < at.length; cell += 1) {
      if (found[at[cell]] === 0) found[at[cell]] = count += 1;
      at[cell] = found[at[cell]] - 1;
    }
  return { count, places };
}

function greatest(values: readonly (number | null)[]): number {
  let so = -1;
  for (const value of values) if (value !== null && value > so) so = value;
  return so;
}

function cellsAt({ count, columns }: Cells, isKept: (index: number) => boolean): Cells {
  const kept = Array.from({ length: count }, (_, index) => index).filter(isKept);
  if (kept.length === count) return { count, columns };
  const some = Object.entries(columns).map(([name, values]) => [name, kept.map((index) => values[index])] as const);
  return { count: kept.length, columns: Object.fromEntries(some) };
}

/** A column's numbers as JSON; null for one of none. As an array of PostgreSQL's they would be looked through for what is to be quoted. */
function listOf(column: string): string {
  return `'[' || string_agg(coalesce(${column}::text, 'null'), ',') || ']'`;
}

/** The columns of a table's cells. */
export function columnsOf(by: readonly ReadDimension[], sums: readonly Sum[]): string[] {
  return ['lacking', ...by.map((dimension) => READINGS[dimension].column), ...sums];
}

/** What a table is added up from. */
export interface CellSource {
  /** What is counted, under the alias `m`: a table, or a query in brackets. */
  from: string;
  /** Which rows of it. */
  where: string;
  /** Rows of `market_combination`, as a condition on the alias `c`. */
  combinations: string;
  /** The SIC codes that are listed, as an array in SQL. */
  listed?: string;
  /** Columns of which every value has cells of its own. */
  splits?: readonly string[];
}

/** Where a question is counted: suppliers by themselves, or what they were awarded. */
export function sourceOf(snapshot: Snapshot, subset: number): string {
  return `${subset === 0 ? supplierTable(snapshot) : cellTable(snapshot, subset)} m`;
}

/** So many of a hundred pages of that, from all over it. */
export function sampleOf(snapshot: Snapshot, subset: number, share: number): string {
  return `${sourceOf(snapshot, subset)} TABLESAMPLE SYSTEM (${share}) REPEATABLE (1)`;
}

/** The dimensions that a row can have several values of. */
export function withSeveral(by: readonly ReadDimension[]): ReadDimension[] {
  return by.filter((dimension) => READINGS[dimension].several);
}

/**
 * One statement that adds up a table and all that suppression must know of it. A dimension of which every row has one value adds up
 * to its total afterwards; what has several does not. So each of these in turn takes every group to where it counts: to each of its
 * values, and once to none; what comes to the same is added up before the next.
 */
export function cellsSql(by: readonly ReadDimension[], sums: readonly Sum[], source: CellSource): string {
  const several = withSeveral(by);
  const splits = source.splits ?? [];
  const columns = [...by.map((dimension) => READINGS[dimension].column), ...splits];
  const keys = [
    ...by.map(
      (dimension) => `${READINGS[dimension].value ?? `m.${READINGS[dimension].column}`} AS ${READINGS[dimension].column}`,
    ),
    ...splits.map((column) => `m.${column}`),
  ];
  const isUnknown = `0 IN (${several.map((dimension) => `m.${READINGS[dimension].column}`).join(', ')})`;
  const lacking = several.length === 0 ? '0' : `CASE WHEN ${isUnknown} THEN 1 ELSE 0 END`;
  // What is lacking follows from the other keys, so that it is not one of them. Where there are none, nothing in scope is no group either.
  const grouping = keys.length === 0 ? 'HAVING count(*) > 0' : `GROUP BY ${places(2, keys.length)}`;
  const groups = `SELECT ${[`${lacking} AS lacking`, ...keys, ...sums.map((name) => `(${SUMS[name]})::float8 AS ${name}`)].join(', ')}
    FROM ${source.from} WHERE ${source.where} ${grouping}`;
  return several.reduce((from, dimension, index) => {
    const { column } = READINGS[dimension];
    const taken = columns.map((each) => `${each === column ? 'c.value' : `m.${each}`} AS ${each}`);
    return `SELECT CASE WHEN c.value IS NULL THEN m.lacking ELSE 0 END AS lacking, ${taken.join(', ')},
      ${sums.map((name) => `sum(m.${name}) AS ${name}`).join(', ')}
      FROM (${from}) m JOIN market_combination c ON ${source.combinations} AND c.dimension = '${dimension}' AND c.number = m.${column}
      ${source.listed && dimension === 'SIC' ? `AND (c.value = ANY (${source.listed}) OR c.value IS NULL AND ${toldApart(several.slice(0, index))} = 0)` : ''} GROUP BY ${places(1, keys.length + 1)}`;
  }, groups);
}

/**
 * A table by SIC code, of which fifty are listed: those who have one of these, or none at all, are counted by themselves. Where no SIC code
 * is told the table is as it is without them; what of it is not among the listed is of those beyond.
 *
 * @param whole the table without SIC codes
 */
export function withListed(by: readonly ReadDimension[], sums: readonly Sum[], listed: Cells, whole: Cells): Cells {
  const keys = columnsOf(by, []);
  const several = withSeveral(by).map((dimension) => READINGS[dimension].column);
  const isTold = ({ columns }: Cells, cell: number): boolean =>
    several.some((column) => (columns[column][cell] ?? null) !== null);
  const all = cellsOf(whole, [...keys, ...sums]);
  const beyond = addedUp(
    [
      cellsAt(all, (cell) => !isTold(all, cell)),
      less(
        cellsAt(listed, (cell) => !isTold(listed, cell)),
        sums,
      ),
    ].map(({ count, columns }) => ({ count, columns: { ...columns, lacking: new Array<number>(count).fill(2) } })),
    keys,
    sums,
  );
  const tables = [listed, cellsAt(all, (cell) => isTold(all, cell)), beyond];
  return {
    count: tables.reduce((so, { count }) => so + count, 0),
    columns: Object.fromEntries([...keys, ...sums].map((column) => [column, tables.flatMap(({ columns }) => columns[column])])),
  };
}

/** With those columns, of which some may be new: these tell nothing. */
function cellsOf({ count, columns }: Cells, names: readonly string[]): Cells {
  return {
    count,
    columns: Object.fromEntries(names.map((name) => [name, columns[name] ?? new Array<null>(count).fill(null)])),
  };
}

function less({ count, columns }: Cells, sums: readonly Sum[]): Cells {
  return {
    count,
    columns: { ...columns, ...Object.fromEntries(sums.map((name) => [name, columns[name].map((sum) => -(sum ?? 0))])) },
  };
}

/** How many of these dimensions are told apart in a row. */
function toldApart(several: readonly ReadDimension[]): string {
  return several.length === 0
    ? '0'
    : `num_nonnulls(${several.map((dimension) => `m.${READINGS[dimension].column}`).join(', ')})`;
}

/** Counts the cells of a table, those alone of which all is known. */
export function cellCountSql(by: readonly ReadDimension[], { from, where, combinations }: CellSource): string {
  const joins = withSeveral(by).map(
    (
      dimension,
    ) => `JOIN (SELECT c.number, c.value AS ${READINGS[dimension].column}_value FROM market_combination c WHERE ${combinations}
      AND c.dimension = '${dimension}' AND c.value IS NOT NULL) ${dimension} ON ${dimension}.number = m.${READINGS[dimension].column}`,
  );
  const keys = by.map((dimension) => {
    const { column, several, value } = READINGS[dimension];
    return several ? `${column}_value` : (value ?? `m.${column}`);
  });
  const known = by.flatMap((dimension) => READINGS[dimension].known ?? []);
  return `SELECT count(*)::int AS cells FROM (SELECT DISTINCT ${keys.join(', ')} FROM ${from} ${joins.join(' ')}
    WHERE ${[where, ...known].join(' AND ')}) cells`;
}

function places(first: number, count: number): string {
  return Array.from({ length: count }, (_, index) => first + index).join(', ');
}
