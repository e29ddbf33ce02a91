import type { SourceLine } from './paragraphs';
import type { TableRow } from './tables';

/** A document in the order in which it is read. Lines count its paragraphs and rows, from 1. */
export interface DocxBlocks {
  lines: SourceLine[];
  tables: TableRow[][];
}

const TOKEN = /<(\/?)(h[1-6]|p|li|table|tr|td|th|ul|ol|br)\b([^>]*)>|<[^>]*>|([^<]+)/g;
/** The columns that a table of Word has at most. */
const MOST_COLUMNS = 63;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };

/** Takes the HTML that mammoth makes of a DOCX apart: headings, paragraphs, points of lists (also of lists in lists), tables. */
export function docxBlocks(html: string): DocxBlocks {
  const reader = new BlockReader();
  for (const [, closing, tag, attributes, text] of html.matchAll(TOKEN)) {
    if (text !== undefined) reader.write(plainText(text));
    else if (tag === undefined) continue;
    else if (closing === '/') reader.close(tag);
    else reader.open(tag, attributes);
  }
  return reader.blocks();
}

function plainText(html: string): string {
  return html.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name]).replace(/\s+/g, ' ');
}

/** How many columns or rows a cell is merged over. */
function spanOf(attributes: string, name: 'colspan' | 'rowspan'): number {
  return Number(new RegExp(`\\b${name}="(\\d{1,6})"`).exec(attributes)?.[1] ?? 1);
}

/**
 * Collects text until a block ends. Within a table text goes to the cell; a table within a cell is text of that cell. A cell that is
 * merged over rows is one of each, and one that is merged over columns is the first of them, so that the columns of all rows agree.
 */
class BlockReader {
  private readonly lines: SourceLine[] = [];
  private readonly tables: TableRow[][] = [];
  private line = 0;
  private depth = 0;
  private text: string[] = [];
  private point = false;
  private lists = 0;
  private span = { columns: 1, rows: 1 };
  /** Cells of the rows above that reach into the next ones, by their column. */
  private above = new Map<number, { text: string; rows: number }>();

  write(text: string): void {
    this.text.push(text);
  }

  open(tag: string, attributes: string): void {
    if (this.depth > 0) {
      if (tag === 'table') this.depth += 1;
      else if (this.depth > 1 || /^(p|li|br)$/.test(tag)) this.write(' ');
      else if (tag === 'tr') this.tables.at(-1)?.push({ line: (this.line += 1), cells: [] });
      else if (tag === 'td' || tag === 'th') {
        this.text = [];
        this.span = { columns: Math.min(spanOf(attributes, 'colspan'), MOST_COLUMNS), rows: spanOf(attributes, 'rowspan') };
      }
      return;
    }
    if (tag === 'br') return this.write(' ');
    this.endLine();
    this.point = tag === 'li';
    if (tag === 'ul' || tag === 'ol') this.lists += 1;
    if (tag !== 'table') return;
    this.depth = 1;
    this.tables.push([]);
    this.above.clear();
  }

  close(tag: string): void {
    if (this.depth === 0) {
      this.endLine(tag.startsWith('h'));
      if (tag === 'ul' || tag === 'ol') this.lists -= 1;
      return;
    }
    if (tag === 'table') this.depth -= 1;
    else if (this.depth === 1 && (tag === 'td' || tag === 'th')) this.endCell();
    else if (this.depth === 1 && tag === 'tr') this.endRow();
  }

  blocks(): DocxBlocks {
    this.endLine();
    return { lines: this.lines, tables: this.tables };
  }

  private endLine(heading = false): void {
    const text = this.taken();
    if (text === '') return;
    this.line += 1;
    const line = this.point ? { text: `- ${text}`, depth: this.lists } : { text, heading };
    // An empty line between them keeps paragraphs apart.
    this.lines.push({ line: this.line, ...line }, { line: this.line, text: '' });
    this.point = false;
  }

  private endCell(): void {
    const cells = this.cells();
    while (this.above.has(cells.length)) this.reach(cells.length);
    const text = this.taken();
    for (let column = 0; column < this.span.columns; column += 1) {
      const here = column === 0 ? text : '';
      if (this.span.rows > 1) this.above.set(cells.length, { text: here, rows: this.span.rows - 1 });
      cells.push(here);
    }
  }

  private endRow(): void {
    const left = [...this.above.keys()].filter((column) => column >= this.cells().length);
    for (const column of left.sort((a, b) => a - b)) this.reach(column);
  }

  /** Lets a cell of a row above go on in this one. */
  private reach(column: number): void {
    const cells = this.cells();
    const cell = this.above.get(column);
    if (cell === undefined) return;
    while (cells.length < column) cells.push('');
    cells.push(cell.text);
    if (cell.rows > 1) cell.rows -= 1;
    else this.above.delete(column);
  }

  /** Those of the row that is being read. */
  private cells(): string[] {
    return this.tables.at(-1)?.at(-1)?.cells ?? [];
  }

  private taken(): string {
    const text = this.text.join('').replace(/\s+/g, ' ').trim();
    this.text = [];
    return text;
  }
}
