import { stringify } from 'csv-stringify/sync';
import { Cell, Row, Table } from './table';

/** Between the texts of a list. One that stands within a text becomes a comma: CSV on the Web has no way to escape it. */
export const LIST_SEPARATOR = ';';

/** The header of a table as CSV (RFC 4180, UTF-8). */
export function csvHead({ columns }: Table): string {
  return lines([columns.map(({ name }) => name)]);
}

/** Rows as CSV, exactly as they are: no mark keeps a spreadsheet from reading a text as a formula. */
export function csvRows({ columns }: Table, rows: readonly Row[]): string {
  return lines(rows.map((row) => columns.map(({ name }) => csvCell(row[name] ?? null))));
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell.map((text) => text.replaceAll(LIST_SEPARATOR, ',')).join(LIST_SEPARATOR);
  return String(cell);
}

function lines(rows: string[][]): string {
  return stringify(rows, { record_delimiter: 'windows' });
}
