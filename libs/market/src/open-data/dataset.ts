import { Tx } from '#platform';
import { Column, ColumnKind, Row, Table } from '#publication';

/** A table of a release, with where its rows come from. */
export interface Dataset {
  table: Table;
  /** The address of the licence. */
  licence: string;
  source: string;
  isDemonstration: boolean;
  /** Rows in the order of the table's key, a batch at a time. */
  rows(tx: Tx): AsyncIterable<readonly Row[]>;
}

/** A column that is read out of the database by an expression. */
export interface SqlColumn extends Column {
  sql: string;
}

/** A table that is one statement. */
export interface SqlTable extends Omit<Table, 'columns'> {
  columns: readonly SqlColumn[];
  /** What stands after FROM. */
  from: string;
}

/** Rows that are held in memory at once. */
const BATCH = 5000;

/** How the values of a kind come out of PostgreSQL. */
const CASTS: Record<ColumnKind, (sql: string) => string> = {
  string: (sql) => `(${sql})::text`,
  integer: (sql) => `(${sql})::integer`,
  number: (sql) => `(${sql})::float8`,
  money: (sql) => `(${sql})::numeric(18, 2)::text`,
  boolean: (sql) => sql,
  date: (sql) => `to_char(${sql}, 'YYYY-MM-DD')`,
  dateTime: (sql) => `to_char((${sql}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  list: (sql) => `coalesce((${sql})::text[], '{}')`,
};

/** A column that some rows have no value of. */
export function column(name: string, kind: ColumnKind, sql: string, description: string): SqlColumn {
  return { name, kind, sql, description };
}

/** A column that every row has a value of. */
export function required(name: string, kind: ColumnKind, sql: string, description: string): SqlColumn {
  return { name, kind, sql, description, required: true };
}

/** The rows of a table through a cursor: PostgreSQL keeps what has not been read. */
export async function* sqlRows(tx: Tx, { columns, key, from }: SqlTable): AsyncGenerator<Row[]> {
  const selected = columns.map(({ name, kind, sql }) => `${CASTS[kind](sql)} AS ${name}`).join(', ');
  const order = key.map((name) => `"${name}" COLLATE "C"`).join(', ');
  await tx.query(
    `DECLARE open_data NO SCROLL CURSOR FOR SELECT * FROM (SELECT ${selected} FROM ${from}) rows ORDER BY ${order}`,
  );
  for (;;) {
    const rows: Row[] = await tx.query(`FETCH ${BATCH} FROM open_data`);
    if (rows.length === 0) break;
    yield rows;
  }
  await tx.query('CLOSE open_data');
}

/** What is published of a table: without the expressions. */
export function publishedTable({ name, title, description, key, references, columns }: SqlTable): Table {
  return { name, title, description, key, references, columns: columns.map(({ sql: _, ...column }) => column) };
}
