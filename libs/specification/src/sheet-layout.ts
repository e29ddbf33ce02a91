import { columnNumber } from './office-markup';
import { type OfficeParts, relatedParts, textOf } from './office-parts';
import { attributeOf, tagsOf, wholeMarkup } from './xml-tags';

/** Cells of a column that are shown as one, from the top to the bottom row, each counted from 0. */
export interface MergedCells {
  top: number;
  bottom: number;
  column: number;
}

/** What is not seen of a sheet, each counted from 0, and which of its cells are one. */
export interface SheetLayout {
  isHidden: boolean;
  hiddenRows: ReadonlySet<number>;
  hiddenColumns: ReadonlySet<number>;
  merged: readonly MergedCells[];
}

/** A row, a column or merged cells of a sheet, whatever its namespace is called. */
const PLACED = /<(?:[\w.-]+:)?(row|col|mergeCell)(?=[\s/>])([^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*)>/g;
/** The columns that a sheet has at most, and so the most descriptions of them. */
const MOST_COLUMNS = 16384;

/** A tag, a text or all comments of a sheet have at most so many characters: a cell has 32,767, each perhaps an entity. */
const LONGEST = 250000;

/**
 * How the sheets of a workbook are laid out, in the order in which its main part names them; a sheet without a name is none.
 *
 * @throws Error when the markup of a sheet is not whole, or has a piece of more characters than a cell
 */
export function sheetLayouts(workbook: OfficeParts): SheetLayout[] {
  const names = new Map(relatedParts(workbook, workbook.main).map(({ id, name }) => [id, name]));
  const layouts = new Map<string, Omit<SheetLayout, 'isHidden'>>();
  return [...tagsOf(textOf(workbook.parts.get(workbook.main)))]
    .filter((tag) => tag.name === 'sheet' && (attributeOf(tag, 'name') ?? '') !== '')
    .map((tag) => {
      const name = names.get(attributeOf(tag, 'id') ?? '') ?? '';
      const layout = layouts.get(name) ?? layoutOf(textOf(workbook.parts.get(name)));
      layouts.set(name, layout);
      return { ...layout, isHidden: /^(hidden|veryHidden)$/.test(attributeOf(tag, 'state') ?? '') };
    });
}

/** By the XML of a sheet. A row that a filter leaves out is hidden. */
function layoutOf(sheet: string): Omit<SheetLayout, 'isHidden'> {
  mustBeInPieces(sheet);
  const hiddenRows = new Set<number>();
  const hiddenColumns: string[] = [];
  const merged: MergedCells[] = [];
  let row = 0;
  for (const [, element, attributes] of sheet.matchAll(PLACED)) {
    if (element === 'row') {
      row = Number(attributeOf({ attributes }, 'r') ?? row + 1);
      if (saysHidden(attributes)) hiddenRows.add(row - 1);
    } else if (element === 'mergeCell') merged.push(...mergedIn(attributeOf({ attributes }, 'ref') ?? ''));
    else if (saysHidden(attributes)) hiddenColumns.push(attributes);
  }
  return { hiddenRows, hiddenColumns: columnsIn(hiddenColumns), merged };
}

/** The reader of workbooks takes a sheet piece by piece, in steps that become the smaller the longer it takes: at last they are none. */
function mustBeInPieces(sheet: string): void {
  const plain = wholeMarkup(sheet);
  let longest = sheet.length - plain.length;
  let read = 0;
  for (const { start, end } of tagsOf(plain)) {
    longest = Math.max(longest, start - read, end - start);
    read = end;
  }
  if (longest > LONGEST) throw new Error('The sheet has a piece that is longer than a cell can be.');
}

function saysHidden(attributes: string): boolean {
  return /^(1|true|on)$/.test(attributeOf({ attributes }, 'hidden') ?? '');
}

/** The columns that descriptions are of, each from its first to its last. */
function columnsIn(descriptions: readonly string[]): Set<number> {
  const within = new Uint8Array(MOST_COLUMNS);
  for (const attributes of descriptions.slice(0, MOST_COLUMNS)) {
    const [first, last] = ['min', 'max'].map((end) => Number(attributeOf({ attributes }, end) ?? 0));
    if (first >= 1) within.fill(1, first - 1, last);
  }
  return new Set(Array.from(within.keys()).filter((column) => within[column] === 1));
}

/** Only cells that are one over several rows: over columns, the first has the text as it is. */
function mergedIn(area: string): MergedCells[] {
  const [, column, top, bottom] = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(area) ?? [];
  if (column === undefined || top === bottom) return [];
  return [{ top: Number(top) - 1, bottom: Number(bottom) - 1, column: columnNumber(column) - 1 }];
}
