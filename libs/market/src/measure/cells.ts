import { MarketRow, ReadDimension, READINGS } from './dimensions';

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
 * What is added up: the columns of the dimensions, and the sums. Rows with several sectors stand in it several times: once for all of
 * them, in none of which the sectors are told, and once in each.
 */
export interface CellRow extends MarketRow {
  /** Which of the dimensions with several values are told apart: a bit for each, in their order. The others are null. */
  apart: number;
  /** Where nothing is told apart: whether something of these is unknown (1), or is beyond what is listed (2), or neither (0). */
  lacking: number;
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
  listedSics: string;
  /** Columns of which every value has cells of its own. */
  splits?: readonly string[];
}

/** Where a question is counted: suppliers by themselves, or what they were awarded. */
export function sourceOf(subset: number): string {
  return subset === 0 ? 'market_supplier m' : `(SELECT * FROM market_cell WHERE by = ${subset}) m`;
}

/** So many of a hundred pages of that, from all over it. */
export function sampleOf(subset: number, share: number): string {
  const sample = `TABLESAMPLE SYSTEM (${share}) REPEATABLE (1)`;
  return subset === 0 ? `market_supplier m ${sample}` : `(SELECT * FROM market_cell ${sample} WHERE by = ${subset}) m`;
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
    ...by.map((dimension) => `${valueOf(dimension, source)} AS ${READINGS[dimension].column}`),
    ...splits.map((column) => `m.${column}`),
  ];
  const groups = `SELECT 0 AS apart, ${lacking(several, source)} AS lacking, ${keys.join(', ')},
    ${sums.map((name) => `(${SUMS[name]})::float8 AS ${name}`).join(', ')} FROM ${source.from} WHERE ${source.where} GROUP BY ${places(3, keys.length)}`;
  return several.reduce((from, dimension, index) => {
    const { column } = READINGS[dimension];
    const taken = columns.map((each) => `${each === column ? 'c.value' : `m.${each}`} AS ${each}`);
    return `SELECT CASE WHEN c.value IS NULL THEN m.apart ELSE m.apart + ${1 << index} END AS apart,
      CASE WHEN c.value IS NULL THEN m.lacking ELSE 0 END AS lacking, ${taken.join(', ')},
      ${sums.map((name) => `sum(m.${name}) AS ${name}`).join(', ')}
      FROM (${from}) m JOIN market_combination c ON ${source.combinations} AND c.dimension = '${dimension}' AND c.number = m.${column}
      ${dimension === 'SIC' ? `AND (c.value IS NULL OR c.value = ANY (${source.listedSics}))` : ''} GROUP BY ${places(1, keys.length + 2)}`;
  }, groups);
}

/** Counts the cells of a table, those alone of which all is known. */
export function cellCountSql(by: readonly ReadDimension[], { from, where, combinations, listedSics }: CellSource): string {
  const joins = withSeveral(by).map(
    (
      dimension,
    ) => `JOIN (SELECT c.number, c.value AS ${READINGS[dimension].column}_value FROM market_combination c WHERE ${combinations}
      AND c.dimension = '${dimension}' AND ${dimension === 'SIC' ? `c.value = ANY (${listedSics})` : 'c.value IS NOT NULL'}) ${dimension} ON ${dimension}.number = m.${READINGS[dimension].column}`,
  );
  const keys = by.map((dimension) => {
    const { column, several, value } = READINGS[dimension];
    return several ? `${column}_value` : (value ?? `m.${column}`);
  });
  const known = by.flatMap((dimension) => READINGS[dimension].known ?? []);
  return `SELECT count(*)::int AS cells FROM (SELECT DISTINCT ${keys.join(', ')} FROM ${from} ${joins.join(' ')}
    WHERE ${[where, ...known].join(' AND ')}) cells`;
}

/** What rows are grouped by; combinations without a listed SIC code are all one. */
function valueOf(dimension: ReadDimension, { combinations, listedSics }: CellSource): string {
  const { column, value } = READINGS[dimension];
  if (dimension !== 'SIC') return value ?? `m.${column}`;
  return `CASE WHEN m.sics = 0 OR m.sics IN (SELECT c.number FROM market_combination c
    WHERE ${combinations} AND c.dimension = 'SIC' AND c.value = ANY (${listedSics})) THEN m.sics ELSE ${UNLISTED} END`;
}

/** The number of a combination of SIC codes none of which is listed. */
const UNLISTED = -1;

function lacking(several: readonly ReadDimension[], source: CellSource): string {
  if (several.length === 0) return '0';
  const values = several.map((dimension) => valueOf(dimension, source));
  const beyond = several.includes('SIC') ? `WHEN ${values[several.indexOf('SIC')]} = ${UNLISTED} THEN 2 ` : '';
  return `CASE ${beyond}WHEN 0 IN (${values.join(', ')}) THEN 1 ELSE 0 END`;
}

function places(first: number, count: number): string {
  return Array.from({ length: count }, (_, index) => first + index).join(', ');
}
