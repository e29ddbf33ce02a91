import { MarketRow, ReadDimension, READINGS, SeveralValues } from './dimensions';

/** What PostgreSQL adds up for each group of rows; the sums of the same name of several groups add up. */
export const SUMS = {
  suppliers: 'count(*) FILTER (WHERE m.number > 0)',
  products: 'sum(m.products)',
  attested: 'count(*) FILTER (WHERE m.attested)',
  awards: 'sum(m.awards)',
  framework: 'sum(m.framework_awards)',
  gross: 'sum(m.gross)',
  gross_awards: 'sum(m.gross_awards)',
  net: 'sum(m.net)',
  net_awards: 'sum(m.net_awards)',
  sme: 'sum(m.awards) FILTER (WHERE m.sme = 1)',
  sme_known: 'sum(m.awards) FILTER (WHERE m.sme <> 0)',
  vcse: 'sum(m.awards) FILTER (WHERE m.vcse = 1)',
  vcse_known: 'sum(m.awards) FILTER (WHERE m.vcse <> 0)',
} as const;
export type Sum = keyof typeof SUMS;

const NAMES = Object.keys(SUMS) as Sum[];

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

/** The dimensions that a row can have several values of. */
export function withSeveral(by: readonly ReadDimension[]): ReadDimension[] {
  return by.filter((dimension) => READINGS[dimension].each !== undefined);
}

/**
 * One statement that adds up a table and all that suppression must know of it. A dimension of which every row has one value adds up
 * to its total afterwards; what has several does not, so that each combination of these is added up by itself, out of the same groups.
 *
 * @param rows what is counted, under the alias `m`: FROM and WHERE
 * @param listedSics the SIC codes that are listed, as an array in SQL
 */
export function cellsSql(by: readonly ReadDimension[], rows: string, listedSics: string): string {
  const several = withSeveral(by).map((dimension) => ({
    each: READINGS[dimension].each!,
    column: READINGS[dimension].columns[0],
  }));
  const single = [...new Set(by.filter((each) => !READINGS[each].each).flatMap((each) => READINGS[each].columns))];
  const grouped = [...several.map(({ column }) => column), ...single].map((column) =>
    column === 'sics'
      ? `CASE WHEN m.sics && ${listedSics} THEN m.sics WHEN m.sics IS NOT NULL THEN '{}' END AS sics`
      : `m.${column}`,
  );
  const passes = Array.from({ length: 2 ** several.length }, (_, apart) => passSql(several, single, apart, listedSics));
  return `WITH groups AS MATERIALIZED (SELECT ${[...grouped, ...NAMES.map((name) => `(${SUMS[name]})::float8 AS ${name}`)].join(', ')}
      FROM ${rows} GROUP BY ${places(grouped.length)})
    ${passes.join('\n UNION ALL ')}`;
}

function passSql(
  several: readonly { each: SeveralValues; column: string }[],
  single: readonly string[],
  apart: number,
  listedSics: string,
): string {
  const isApart = (index: number): boolean => (apart & (1 << index)) !== 0;
  const all = apart === 2 ** several.length - 1;
  const keys = [
    ...several.map(({ each, column }, index) => `${isApart(index) ? each.value : nothing(column)} AS ${column}`),
    ...single.map((column) => `m.${column}`),
    `${apart === 0 ? lacking(several) : '0'} AS lacking`,
  ];
  // Between the total and the finest table only suppression looks.
  const sums = NAMES.map(
    (name) => (all || apart === 0 || name === 'suppliers' ? `sum(m.${name})` : 'NULL::float8') + ` AS ${name}`,
  );
  const joins = several.map(({ each }, index) => (isApart(index) ? each.join('groups', listedSics) : ''));
  return `SELECT ${apart} AS apart, ${[...keys, ...sums].join(', ')} FROM groups m ${joins.join(' ')} GROUP BY ${places(keys.length + 1)}`;
}

/** Nothing of a column, in its type. */
function nothing(column: string): string {
  return column === 'sics' ? 'NULL::integer[]' : 'NULL::integer';
}

function lacking(several: readonly { each: SeveralValues; column: string }[]): string {
  const beyond = several.some(({ column }) => column === 'sics') ? `WHEN m.sics = '{}' THEN 2 ` : '';
  const unknown = several.map(({ each }) => each.unknown).join(' OR ');
  return several.length === 0 ? '0' : `CASE ${beyond}WHEN ${unknown} THEN 1 ELSE 0 END`;
}

function places(count: number): string {
  return Array.from({ length: count }, (_, index) => index + 1).join(', ');
}
