import { CsvError, parse } from 'csv-parse/sync';
import { namedColumns } from './columns';
import { mustBeReadableCells, mustBeReadableText } from './size';
import { SPECIFICATION_LIMITS, SpecificationUnreadable } from './specification';
import type { TableRow } from './tables';

const DELIMITERS = [',', ';', '\t', '|'];
/** Rows that the choice of a delimiter looks at. */
const LOOKED_AT = 30;
const OPTIONS = { bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, info: true } as const;

interface CsvRecord {
  info: { lines: number };
  record: string[];
}

/**
 * The rows of a CSV with any of the usual delimiters, each with the line that it begins on.
 *
 * @throws SpecificationUnreadable when a quotation is never closed, or there is far too much
 */
export function csvRows(text: string): TableRow[] {
  mustBeReadableText(text.length);
  // Each delimiter is tried, and a row of millions of cells takes long to take apart.
  for (const delimiter of DELIMITERS) mustBeReadableCells(text.split(delimiter, SPECIFICATION_LIMITS.cells + 2).length - 1);
  try {
    const records = parse(text, {
      ...OPTIONS,
      delimiter: delimiterOf(text),
      to: SPECIFICATION_LIMITS.lines + 1,
    }) as unknown as CsvRecord[];
    mustBeReadableText(text.length, records.length);
    // The parser tells the line on which a record ends.
    return records.map(({ record }, index) => ({ line: (records[index - 1]?.info.lines ?? 0) + 1, cells: record }));
  } catch (error) {
    if (error instanceof CsvError)
      throw new SpecificationUnreadable(
        `This CSV cannot be read: ${error.message}. Check the quotation marks near there, and save it again.`,
      );
    throw error;
  }
}

/** The delimiter by which most columns get a known name, or else by which most rows are of one width. */
function delimiterOf(text: string): string {
  const merits = new Map(DELIMITERS.map((delimiter) => [delimiter, meritOf(text, delimiter)]));
  return [...DELIMITERS].sort((a, b) => (merits.get(b) ?? 0) - (merits.get(a) ?? 0))[0];
}

function meritOf(text: string, delimiter: string): number {
  let rows: string[][];
  try {
    rows = (parse(text, { ...OPTIONS, delimiter, to: LOOKED_AT }) as unknown as CsvRecord[]).map(({ record }) => record);
  } catch {
    return 0;
  }
  const named = Math.max(0, ...rows.map((cells) => (cells.length > 1 ? namedColumns(cells).size : 0)));
  const widths = new Map<number, number>();
  for (const { length } of rows) if (length > 1) widths.set(length, (widths.get(length) ?? 0) + 1);
  return named * LOOKED_AT + Math.max(0, ...widths.values());
}
