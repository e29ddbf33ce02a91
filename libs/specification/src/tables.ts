import {
  Columns,
  Column,
  indexOfMost,
  isRef,
  kindOf,
  namedColumns,
  settledColumns,
  strengthOf,
  weightOf,
  wordsIn,
} from './columns';
import { readLines, whyNoRequirement, whyUnusable } from './lines';
import { excerpt, FoundRequirement, ReadSpecification, SPECIFICATION_LIMITS, SkippedSource } from './specification';

/** A row of a table, each cell as text. */
export interface TableRow {
  line: number;
  cells: string[];
}

/**
 * Reads a table: its header row tells the columns by their names. Without one, the column that holds most sentences is taken for
 * the requirements. A title above the header is no header, and a header that is printed again on each page is left out.
 */
export function readTable(rows: readonly TableRow[]): ReadSpecification {
  const header = headerOf(rows);
  if (header === null) return withoutHeader(rows);
  const body = rows.filter((row) => row !== header).map(({ cells }) => cells);
  return readRows(rows, settledColumns(namedColumns(header.cells), body), header);
}

/** The row that names most columns. One that names the requirements alone must name the wordiest column: else it is a title. */
function headerOf(rows: readonly TableRow[]): TableRow | null {
  const widest = wordiest(rows);
  let header: TableRow | null = null;
  let most = 0;
  for (const row of rows) {
    const named = namedColumns(row.cells);
    if (named.size <= most || !named.has('text')) continue;
    if (named.size === 1 && !named.get('text')?.includes(widest)) continue;
    header = row;
    most = named.size;
  }
  return header;
}

function readRows(rows: readonly TableRow[], columns: Columns, header: TableRow | null): ReadSpecification {
  const requirements: FoundRequirement[] = [];
  const skipped: SkippedSource[] = [];
  const scale = weightScale(rows, columns);
  for (const row of rows) {
    const all = row.cells.join(' ').trim();
    if (all === '') continue;
    const skip = (text: string, reason: string): number =>
      skipped.push({ sheet: null, line: row.line, text: excerpt(text), reason });
    const text = cellOf(row, columns, 'text');
    if (header !== null && isHeader(row, header, columns)) skip(all, 'The header of the table');
    else if (text === '') skip(all, 'No text in the column of the requirements');
    else {
      const reason = whyNoRow(row, text, columns);
      if (reason !== null) {
        skip(text, reason);
        continue;
      }
      const requirement = requirementOf(row, columns, scale);
      requirements.push(requirement);
      const weight = cellOf(row, columns, 'weight');
      if (requirement.weight === null && requirement.kind !== 'GATE' && /[1-9]/.test(weight))
        skip(weight, 'Not a weight between 0.01 and 100: the requirement is kept without one');
    }
  }
  return { requirements, skipped };
}

/** A header of two rows, of which one is merged over both, names the column of the requirements twice. */
function isHeader(row: TableRow, header: TableRow, columns: Columns): boolean {
  return row === header || cellOf(row, columns, 'text') === cellOf(header, columns, 'text');
}

function cellOf({ cells }: TableRow, columns: Columns, column: Column): string {
  return (cells[columns.get(column) ?? -1] ?? '').trim();
}

/**
 * A cell under the header is a requirement, however short. Where rows are numbered, one without a number is judged as text is,
 * since headings stand between the rows of many tables.
 */
function whyNoRow(row: TableRow, text: string, columns: Columns): string | null {
  if (!columns.has('ref') || cellOf(row, columns, 'ref') !== '') return whyUnusable(text);
  return whyNoRequirement({ line: row.line, text });
}

function requirementOf(row: TableRow, columns: Columns, scale: number): FoundRequirement {
  const ref = cellOf(row, columns, 'ref');
  const kind = kindOf(cellOf(row, columns, 'kind'));
  const weight = Math.round((weightOf(cellOf(row, columns, 'weight')) ?? 0) * scale * 100) / 100;
  return {
    ref: ref === '' || ref.length > SPECIFICATION_LIMITS.refCharacters ? null : ref,
    text: cellOf(row, columns, 'text'),
    kind,
    weight: kind === 'GATE' || weight <= 0 || weight > 100 ? null : weight,
    minimumStrength: strengthOf(cellOf(row, columns, 'strength')),
    sheet: null,
    line: row.line,
  };
}

/** A sheet keeps 10% as 0.1: weights that add up to one are parts of one, and are read as hundredths. */
function weightScale(rows: readonly TableRow[], columns: Columns): number {
  const weights = rows.map((row) => weightOf(cellOf(row, columns, 'weight')) ?? 0).filter((weight) => weight > 0);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.length > 1 && Math.abs(sum - 1) < 0.005 ? 100 : 1;
}

function wordiest(rows: readonly TableRow[]): number {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const cells = rows.map((row) => row.cells);
  return indexOfMost(Array.from({ length: width }, (_, column) => wordsIn(cells, column)));
}

/** Takes the wordiest column for the requirements, and a column of numbers before it for their refs. */
function withoutHeader(rows: readonly TableRow[]): ReadSpecification {
  const text = wordiest(rows);
  const filled = rows.filter(({ cells }) => (cells[text] ?? '').trim() !== '');
  const ref = Array.from({ length: text }, (_, column) => column).find(
    (column) => filled.filter(({ cells }) => isRef(cells[column] ?? '')).length > filled.length / 2,
  );
  if (ref !== undefined)
    return readRows(
      rows,
      new Map([
        ['ref', ref],
        ['text', text],
      ]),
      null,
    );
  // Rows are apart already: an empty line between them keeps it so.
  return readLines(
    rows.flatMap(({ line, cells }) => [
      { line, text: cells[text] ?? '' },
      { line, text: '' },
    ]),
  );
}
