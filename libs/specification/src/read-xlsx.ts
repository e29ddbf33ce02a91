import type { Sheet } from 'read-excel-file/node';
import { mustBeOfficeFile } from './office-container';
import { columnName } from './office-markup';
import type { OfficeParts } from './office-parts';
import { type MergedCells, sheetLayouts, type SheetLayout } from './sheet-layout';
import { mustBeReadable } from './size';
import {
  excerpt,
  ReadSpecification,
  SkippedSource,
  SPECIFICATION_LIMITS,
  SpecificationUnreadable,
  together,
  WholeSpecification,
} from './specification';
import { namesItsRequirements, readTables, type TableRow } from './tables';
import { plainCharacters } from './text-encoding';

const ON_HIDDEN_SHEET = 'On a hidden sheet';
const ON_COVER = 'On a sheet without a column of requirements, which another sheet has';

/** What the reader of workbooks makes of a sheet. */
type Cells = readonly (readonly unknown[])[];

/** A sheet of a workbook as it is read. */
interface ReadSheet {
  name: string;
  rows: TableRow[];
  isHidden: boolean;
  /** The columns that are not read. */
  left: SkippedSource[];
}

/**
 * Reads every sheet that is shown; lines are the rows of each, and told apart by its name where there are several. What stands on a
 * hidden sheet, in hidden rows and columns, or on a sheet without a column of requirements beside one that has it, such as a cover, is
 * told and left to a person.
 */
export async function readXlsx(source: Buffer): Promise<WholeSpecification> {
  const office = await mustBeOfficeFile(source, 'XLSX');
  const { layouts, sheets } = await sheetsOf(source, office).catch(() => {
    throw new SpecificationUnreadable('This XLSX file is damaged and cannot be opened. Save it again and upload that.');
  });
  const cells = sheets.map(({ data }) => cellsOf(data));
  mustBeReadable(cells);
  const filled = sheets
    .map(({ sheet }, index) => readSheet(sheetName(sheet), cells[index], layouts[index]))
    .filter(({ rows }) => rows.length > 0);
  // Once more, since a long text in merged cells is one of each row.
  mustBeReadable(filled.map(({ rows }) => rows.map((row) => row.cells)));
  const shown = filled.filter(({ isHidden }) => !isHidden);
  const unseen = filled.filter(({ isHidden }) => isHidden);
  const ordered = [...shown, ...unseen];
  // Apart, since weights on hidden sheets are no part of the whole.
  const tables = [
    ...withoutCovers(shown.map(({ rows }) => rows)),
    ...readTables(unseen.map(({ rows }) => rows)).map((table) => leftOut(table, ON_HIDDEN_SHEET)),
  ].map(({ requirements, skipped }, index) => ({ requirements, skipped: [...ordered[index].left, ...skipped] }));
  if (filled.length < 2) return { ...together(tables), sheets: [] };
  const named = tables.map((table, index) => ofSheet(ordered[index].name, table));
  return { ...together(named), sheets: filled.map(({ name }) => name) };
}

async function sheetsOf(source: Buffer, office: OfficeParts): Promise<{ layouts: SheetLayout[]; sheets: Sheet[] }> {
  const layouts = sheetLayouts(office);
  const { default: readWorkbook } = await import('read-excel-file/node');
  return { layouts, sheets: await readWorkbook(source) };
}

/** A sheet that is a chart has no cells. */
function cellsOf(data: Cells | undefined): Cells {
  return data ?? [];
}

function readSheet(name: string, data: Cells, layout: SheetLayout | undefined): ReadSheet {
  const rows = data.map((row, index) => ({
    line: index + 1,
    cells: row.map(cellText),
    isHidden: layout?.hiddenRows.has(index) === true,
  }));
  if (layout === undefined) return { name, rows, isHidden: false, left: [] };
  spread(rows, layout.merged);
  const width = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
  const columns = [...layout.hiddenColumns].filter((column) => column < width);
  const left = columns.flatMap((column) => withoutColumn(rows, column));
  return { name, rows, isHidden: layout.isHidden, left };
}

/** Writes what stands in a cell that is merged over rows into each of them, as it is shown. */
function spread(rows: readonly TableRow[], merged: readonly MergedCells[]): void {
  let room = SPECIFICATION_LIMITS.cells;
  for (const { top, bottom, column } of merged) {
    const below = rows.slice(top + 1, Math.min(bottom + 1, top + 1 + room));
    room -= below.length;
    const text = rows[top]?.cells[column] ?? '';
    if (text !== '') for (const { cells } of below) cells[column] ||= text;
  }
}

/** Empties a column, and tells it by its first cell that is not empty. */
function withoutColumn(rows: readonly TableRow[], column: number): SkippedSource[] {
  const filled = rows.filter(({ cells }) => (cells[column] ?? '').trim() !== '');
  if (filled.length === 0) return [];
  const first = filled.find(({ isHidden }) => isHidden !== true) ?? filled[0];
  const told = { sheet: null, line: first.line, text: excerpt(first.cells[column]), reason: inHiddenColumn(column) };
  for (const { cells } of filled) cells[column] = '';
  return [told];
}

function inHiddenColumn(column: number): string {
  return `Column ${columnName(column + 1)} is hidden, and was not read: show it and import the workbook again if it is part of the specification`;
}

function withoutCovers(sheets: readonly (readonly TableRow[])[]): ReadSpecification[] {
  const named = sheets.map(namesItsRequirements);
  return readTables(sheets).map((table, index) => (named[index] || !named.includes(true) ? table : leftOut(table, ON_COVER)));
}

/** Takes none of the requirements of a table, and tells why; a person may take them in. */
function leftOut({ requirements, skipped }: ReadSpecification, reason: string): ReadSpecification {
  const lines = new Set(requirements.map(({ line }) => line));
  const left = requirements.map(({ sheet, line, text }) => ({ sheet, line, text: excerpt(text), reason }));
  // What was not understood of a requirement tells nothing where the requirement itself is left out.
  const others = skipped.filter(({ line }) => !lines.has(line));
  return { requirements: [], skipped: [...left, ...others].sort((a, b) => a.line - b.line) };
}

function ofSheet(sheet: string, { requirements, skipped }: ReadSpecification): ReadSpecification {
  return {
    requirements: requirements.map((requirement) => ({ ...requirement, sheet })),
    skipped: skipped.map((line) => ({ ...line, sheet })),
  };
}

/** At most longer than any that workbook programs write, since it is said again with every line. */
function sheetName(name: string): string {
  return cellText(name).slice(0, 100);
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return plainCharacters(cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell));
}
