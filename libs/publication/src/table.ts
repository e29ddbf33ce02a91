/**
 * What a column holds. `money` is pounds and pence, as text with two decimals; `number` is any other figure; `date` is `2026-11-26`,
 * `dateTime` an instant in UTC, `list` several texts.
 */
export type ColumnKind = 'string' | 'integer' | 'number' | 'money' | 'boolean' | 'date' | 'dateTime' | 'list';

/** A column of a published table. */
export interface Column {
  /** Lower case with underscores: the same in every format. */
  name: string;
  kind: ColumnKind;
  description: string;
  /** Whether every row has a value. A list is never unknown: it may be empty. */
  required?: true;
}

/** A table as it is published, in whatever format. */
export interface Table {
  /** Its files are named after it. */
  name: string;
  title: string;
  description: string;
  columns: readonly Column[];
  /** Columns of text that name a row; rows come in the order of their bytes. */
  key: readonly string[];
  /** Columns that name a row of another table. */
  references?: readonly { column: string; table: string; names: string }[];
}

/** Money, dates and instants are text; null is unknown. */
export type Cell = string | number | boolean | null | readonly string[];
export type Row = Readonly<Record<string, Cell>>;

/** The key of a row as bytes: two tables in this order can be compared row by row. */
export function keyOf({ key }: Pick<Table, 'key'>, row: Row): Buffer {
  return Buffer.from(key.map((name) => String(row[name] ?? '')).join('\u0000'));
}
