import { Cell, Column, Row, Table } from './table';

/** Rows as JSON lines (UTF-8): an object a line, its members in the order of the columns, unknown ones null. */
export function jsonLines({ columns }: Table, rows: readonly Row[]): string {
  return rows.map((row) => `{${columns.map((column) => member(column, row[column.name] ?? null)).join(',')}}\n`).join('');
}

/** Money is written digit by digit, since a JavaScript number does not hold every sum to the penny. */
function member({ name, kind }: Column, cell: Cell): string {
  const value = kind === 'money' && cell !== null ? String(cell) : JSON.stringify(cell);
  return `${JSON.stringify(name)}:${value}`;
}
