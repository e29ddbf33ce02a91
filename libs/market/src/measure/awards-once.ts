import { Tx } from '#platform';
import { Cells, cellsSql, columnsOf, readCells, sourceOf, Sum } from './cells';
import { ReadDimension, READINGS } from './dimensions';
import { Counted } from './scope';

/** The sums that count awards, by their columns: an award to several suppliers is in the rows of each. Values are not, since each has a share. */
const COUNTS_AWARDS: Partial<Record<Sum, string>> = {
  awards: 'awards',
  framework: 'framework_awards',
  gross_awards: 'gross_awards',
  net_awards: 'net_awards',
};

/** Whether rows are told apart by nothing that suppliers are, so that an award is in one of them whoever won it. */
export function isOfAwards(by: readonly ReadDimension[]): boolean {
  return by.length > 0 && by.every((dimension) => READINGS[dimension].subset > 0);
}

/**
 * What is to be added to a table of awards that was counted supplier by supplier, so that an award to several suppliers in scope counts
 * once: less than nothing.
 *
 * @param by dimensions of awards; none for everything in scope
 * @param condition which awards, as more of a condition; '' for all
 */
export function countRepeated(
  tx: Tx,
  by: readonly ReadDimension[],
  { parameters, scope, snapshot }: Counted,
  sums: readonly Sum[],
  condition = '',
): Promise<Cells> {
  const keys = by.map((dimension) => `m.${READINGS[dimension].column}`);
  const counts = Object.values(COUNTS_AWARDS);
  const sql = `SELECT ${['0 AS lacking', ...keys, ...sums.map((name) => `${repeated(name)} AS ${name}`)].join(', ')}
    FROM (SELECT ${[...keys, ...counts.map((column) => `max(m.${column}) - sum(m.${column}) AS ${column}`)].join(', ')}
      FROM market_joint_award m WHERE m.snapshot = ${snapshot.id} AND ${scope.where}${condition}
      GROUP BY ${['m.award', ...keys].join(', ')} HAVING count(*) > 1) m
    ${keys.length === 0 ? '' : `GROUP BY ${keys.join(', ')}`}`;
  return readCells(tx, { sql, columns: columnsOf(by, sums) }, parameters);
}

function repeated(name: Sum): string {
  const column = COUNTS_AWARDS[name];
  return column === undefined ? '0' : `sum(m.${column})::float8`;
}

/** The awards in scope that nobody was joined to, which no table of suppliers has. */
export function countUnjoined(
  tx: Tx,
  { combinations, parameters, scope, snapshot }: Counted,
  sums: readonly Sum[],
): Promise<Cells> {
  // Nothing is known of who won them: the index finds them by that.
  const where = `${scope.where} AND m.sectors = 0 AND NOT m.relevant AND m.number = 0`;
  const from = sourceOf(snapshot, READINGS.YEAR.subset);
  return readCells(tx, { sql: cellsSql([], sums, { from, where, combinations }), columns: columnsOf([], sums) }, parameters);
}
