import {
  asksForGates,
  Columns,
  Column,
  indexOfMost,
  isRef,
  kindOf,
  namedColumns,
  saysRequirements,
  settledColumns,
  type Weight,
  weightOf,
  wordsIn,
} from './columns';
import { readLines, whyNoRequirement, whyUnusable } from './lines';
import { numberOf, type WrittenNumber } from './paragraphs';
import { excerpt, glance, FoundRequirement, ReadSpecification, SPECIFICATION_LIMITS, SkippedSource } from './specification';
import { strengthOf } from './strength-words';

const NO_WEIGHT = 'Not a weight between 0.01 and 100: the requirement is kept without one';
const WEIGHT_OF_GATE = 'A weight of a gate, which has none: the requirement is kept as a gate, without it';
const ROUNDED = (weight: number): string => `A weight has at most two decimals: it is rounded to ${weight}`;

const IN_HIDDEN_ROW = 'In a hidden row';
const STRENGTHS_IN_WORDS =
  'a statement by the supplier, a commitment in the contract, a check or a test by somebody independent, an assured design, or assured components';

/** A row of a table, each cell as text. */
export interface TableRow {
  line: number;
  cells: string[];
  /** Whether it is not seen in the source. */
  isHidden?: boolean;
}

/** A table of which is known what its columns are and which of its rows are requirements. */
interface UnderstoodTable {
  columns: Columns;
  /** Whether the column of kinds says of each row whether it is a gate: then what is not understood there is told. */
  tellsKinds: boolean;
  kept: readonly TableRow[];
  skipped: readonly SkippedSource[];
}

/**
 * Reads the tables of one specification. Of each, its header row tells the columns by their names. Without one, the column that holds most
 * sentences is taken for the requirements. A title above the header is no header, and a header that is printed again on each page is left out.
 */
export function readTables(tables: readonly (readonly TableRow[])[]): ReadSpecification[] {
  const understood = tables.map(understoodTable);
  const whole = isOneInAll(understood.flatMap((table) => ('kept' in table ? weightsOf(table) : [])));
  return understood.map((table) =>
    'kept' in table ? readRows(table, whole || isOneInAll(weightsOf(table)) ? 100 : 1) : table,
  );
}

/** What is not seen is no part of a table: it is told, as the column of the requirements has it. */
function understoodTable(rows: readonly TableRow[]): UnderstoodTable | ReadSpecification {
  const seen = seenOf(rows);
  const table = understoodRows(seen);
  const column = 'kept' in table ? table.columns.get('text') : wordiest(seen);
  const hidden = rows
    .filter(({ isHidden }) => isHidden === true)
    .map((row) => ({ row, text: (row.cells[column ?? -1] ?? '').trim() || row.cells.join(' ').trim() }))
    .filter(({ text }) => text !== '');
  return { ...table, skipped: [...table.skipped, ...hidden.map(({ row, text }) => skip(row, text, IN_HIDDEN_ROW))] };
}

function seenOf(rows: readonly TableRow[]): readonly TableRow[] {
  return rows.filter(({ isHidden }) => isHidden !== true);
}

function understoodRows(rows: readonly TableRow[]): UnderstoodTable | ReadSpecification {
  const header = headerOf(rows);
  if (header === null) return withoutHeader(rows);
  const body = rows.filter((row) => row !== header).map(({ cells }) => cells);
  return sorted(rows, settledColumns(namedColumns(header.cells), body), header);
}

/** Whether a table has a header that names the column of its requirements; a word alone is none, unless they stand below it. */
export function namesItsRequirements(rows: readonly TableRow[]): boolean {
  const seen = seenOf(rows);
  const header = headerOf(seen);
  return header !== null && (filledIn(header) > 1 || listsRequirements(seen, wordiest(seen)));
}

/**
 * The row that names most columns. One that names the requirements alone must name the wordiest column, and be known for a header by what
 * stands below or beside it: else it is the title of a cover.
 */
function headerOf(rows: readonly TableRow[]): TableRow | null {
  const widest = wordiest(rows);
  let shape: Shape | null = null;
  let header: TableRow | null = null;
  let most = 0;
  for (const row of rows) {
    const named = namedColumns(row.cells);
    if (named.size <= most || !named.has('text')) continue;
    if (named.size === 1) {
      if (!named.get('text')?.includes(widest)) continue;
      shape ??= { lists: listsRequirements(rows, widest), isOneColumn: rows.every((each) => filledIn(each) < 2) };
      if (!isHeaderOfOne(row, widest, shape)) continue;
    }
    header = row;
    most = named.size;
  }
  return header;
}

/** What tells a header from a title where it names the requirements alone. */
interface Shape {
  /** Whether what stands in the wordiest column reads like requirements. */
  lists: boolean;
  /** Whether no row has more than one cell. */
  isOneColumn: boolean;
}

function isHeaderOfOne(row: TableRow, column: number, { lists, isOneColumn }: Shape): boolean {
  if (lists || filledIn(row) > 2) return true;
  return saysRequirements(row.cells[column]) && (isOneColumn || filledIn(row) > 1);
}

/** Whether most of what stands in a column, but for headers, reads like a requirement. */
function listsRequirements(rows: readonly TableRow[], column: number): boolean {
  const texts = rows
    .map(({ line, cells }) => ({ line, text: (cells[column] ?? '').trim() }))
    .filter(({ text }) => text !== '' && !namedColumns([text]).has('text'));
  return texts.filter((line) => whyNoRequirement(line) === null).length > texts.length / 2;
}

function filledIn({ cells }: TableRow): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}

/** Tells the rows that are requirements from those that are not. */
function sorted(rows: readonly TableRow[], columns: Columns, header: TableRow | null): UnderstoodTable {
  const kept: TableRow[] = [];
  const skipped: SkippedSource[] = [];
  for (const row of rows) {
    const all = row.cells.join(' ').trim();
    if (all === '') continue;
    const text = cellOf(row, columns, 'text');
    if (header !== null && isHeader(row, header, columns)) skipped.push(skip(row, all, 'The header of the table'));
    else if (text === '') skipped.push(skip(row, all, 'No text in the column of the requirements'));
    else {
      const reason = whyNoRow(row, text, columns);
      if (reason === null) kept.push(row);
      else skipped.push(skip(row, text, reason));
    }
  }
  const tellsKinds =
    (header !== null && asksForGates(cellOf(header, columns, 'kind'))) ||
    kept.some((row) => kindOf(cellOf(row, columns, 'kind')) !== null);
  return { columns, tellsKinds, kept, skipped };
}

/** @param scale what a weight is multiplied by */
function readRows(table: UnderstoodTable, scale: number): ReadSpecification {
  const { columns, kept, skipped } = table;
  const numbers = numbersIn(table);
  const requirements = kept.map((row, index) => requirementOf(row, columns, scale, numbers[index]));
  const changed = kept.flatMap((row, index) => {
    const cell = cellOf(row, columns, 'weight');
    const reason = whyOtherWeight(cell, requirements[index], scale);
    return reason === null ? [] : [skip(row, cell, reason)];
  });
  const notUnderstood = kept.flatMap((row) => wordsNotUnderstood(row, table));
  return { requirements, skipped: [...skipped, ...changed, ...notUnderstood].sort((a, b) => a.line - b.line) };
}

/** What a row says of its kind and strength in words that are not known: it is kept with the least of each, and that is told. */
function wordsNotUnderstood(row: TableRow, { columns, tellsKinds }: UnderstoodTable): SkippedSource[] {
  const kind = cellOf(row, columns, 'kind');
  const strength = cellOf(row, columns, 'strength');
  return [
    ...(tellsKinds && says(kind) && kindOf(kind) === null
      ? [skip(row, kind, `“${glance(kind)}” is neither gate nor scored: the requirement is kept as scored`)]
      : []),
    ...(says(strength) && strengthOf(strength) === null
      ? [
          skip(
            row,
            strength,
            `“${glance(strength)}” is none of these: ${STRENGTHS_IN_WORDS}. The requirement is kept with the least, a statement by the supplier`,
          ),
        ]
      : []),
  ];
}

/** A cell of a dash says nothing, nor does "n/a". */
function says(cell: string): boolean {
  return /[\p{L}\d]/u.test(cell) && !/^(n\/?a|none)\.?$/i.test(cell);
}

/** Why a requirement has not the weight that its cell says; null when it has, or the cell says none: a dash, or nought for a gate. */
function whyOtherWeight(cell: string, { kind, weight }: FoundRequirement, scale: number): string | null {
  if (kind === 'GATE') return /[1-9]/.test(cell) ? WEIGHT_OF_GATE : null;
  if (weight === null) return /[\p{L}\d]/u.test(cell) ? NO_WEIGHT : null;
  return Math.abs(amountOf(cell, scale) - weight) > 1e-9 ? ROUNDED(weight) : null;
}

function skip({ line }: TableRow, text: string, reason: string): SkippedSource {
  return { sheet: null, line, text: excerpt(text), reason };
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

/** The numbers that the requirements begin with, where no column has them and most do. */
function numbersIn({ columns, kept }: UnderstoodTable): (WrittenNumber | null)[] {
  const numbers = kept.map((row) => (columns.has('ref') ? null : numberOf(cellOf(row, columns, 'text'))));
  const isNumbered = numbers.filter((number) => number !== null).length > numbers.length / 2;
  return numbers.map((number) => (isNumbered ? number : null));
}

function requirementOf(row: TableRow, columns: Columns, scale: number, number: WrittenNumber | null): FoundRequirement {
  const ref = number?.ref ?? cellOf(row, columns, 'ref').replace(/[.:]$/, '');
  const kind = kindOf(cellOf(row, columns, 'kind'));
  const weight = Math.round(amountOf(cellOf(row, columns, 'weight'), scale) * 100) / 100;
  return {
    ref: ref === '' || ref.length > SPECIFICATION_LIMITS.refCharacters ? null : ref,
    text: number?.text ?? cellOf(row, columns, 'text'),
    kind,
    weight: kind === 'GATE' || weight <= 0 || weight > 100 ? null : weight,
    minimumStrength: strengthOf(cellOf(row, columns, 'strength')),
    sheet: null,
    line: row.line,
  };
}

/** The weight that a cell says, in hundredths of the whole; 0 when it says none. */
function amountOf(cell: string, scale: number): number {
  return (weightOf(cell)?.amount ?? 0) * scale;
}

/** The weights of what is scored by them. */
function weightsOf({ columns, kept }: UnderstoodTable): Weight[] {
  return kept.flatMap((row) => weightOf(cellOf(row, columns, 'weight')) ?? []).filter(({ amount }) => amount > 0);
}

/** A sheet keeps 10% as 0.1: weights that add up to one are parts of one, and are read as hundredths. One that says "%" is no such part. */
function isOneInAll(weights: readonly Weight[]): boolean {
  const sum = weights.reduce((total, { amount }) => total + amount, 0);
  return weights.length > 1 && weights.every(({ hasUnit }) => !hasUnit) && Math.abs(sum - 1) < 0.005;
}

function wordiest(rows: readonly TableRow[]): number {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const cells = rows.map((row) => row.cells);
  return indexOfMost(Array.from({ length: width }, (_, column) => wordsIn(cells, column)));
}

/** Takes the wordiest column for the requirements, and a column of numbers before it for their refs. */
function withoutHeader(rows: readonly TableRow[]): UnderstoodTable | ReadSpecification {
  const text = wordiest(rows);
  const filled = rows.filter(({ cells }) => (cells[text] ?? '').trim() !== '');
  const ref = Array.from({ length: text }, (_, column) => column).find(
    (column) => filled.filter(({ cells }) => isRef(cells[column] ?? '')).length > filled.length / 2,
  );
  if (ref !== undefined)
    return sorted(
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
