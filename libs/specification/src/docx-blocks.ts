import { HIDDEN_MARK, type Marks, NUMBER_MARK } from './docx-markup';
import { asks, begins, type SourceLine } from './paragraphs';
import type { TableRow } from './tables';
import { plainCharacters } from './text-encoding';
import type { ShownNumber } from './word-numbering';

/** A document in the order in which it is read. Lines count its paragraphs and rows, from 1. */
export interface DocxBlocks {
  lines: SourceLine[];
  tables: TableRow[][];
  /** Words that the document does not show, beside the lines and rows. */
  hidden: SourceLine[];
}

const TOKEN = /<(\/?)(h[1-6]|p|li|table|tr|td|th|ul|ol|br|a)\b([^>]*)>|<[^>]*>|([^<]+)/g;
const MARK = new RegExp(`\\bid="(${NUMBER_MARK}|${HIDDEN_MARK})(\\d{1,6})"`);
/** The columns that a table of Word has at most. */
const MOST_COLUMNS = 63;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };

/**
 * Takes the HTML that mammoth makes of a DOCX apart: headings, paragraphs, points of lists (also of lists in lists), tables.
 *
 * @param marks what is marked in it
 */
export function docxBlocks(html: string, marks: Marks): DocxBlocks {
  const reader = new BlockReader(marks);
  for (const [, closing, tag, attributes, text] of html.matchAll(TOKEN)) {
    if (text !== undefined) reader.write(plainText(text));
    else if (tag === undefined) continue;
    else if (closing === '/') reader.close(tag);
    else reader.open(tag, attributes);
  }
  return reader.blocks();
}

function plainText(html: string): string {
  const text = html.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name]);
  return plainCharacters(text).replace(/\s+/g, ' ');
}

/** The number of a list without what it stands in or ends with: "a" of "(a)", "3.1" of "3.1.", "4(b)" of "4(b)". */
function bareNumber(shown: string): string {
  const whole = plainSpace(shown);
  const inner = /^[([]([^()[\]]*)[)\]]$/.exec(whole)?.[1] ?? whole;
  const ends = inner.includes('(') ? '.: ' : '.:) ';
  let length = inner.length;
  while (length > 0 && ends.includes(inner[length - 1])) length -= 1;
  return inner.slice(0, length);
}

/** The lines of a block, each with those that go on with it: a line begins with a number, or as a point of a list. */
function linesOf(block: string): string[] {
  const lines: string[] = [];
  for (const line of block.split('\n')) {
    const plain = plainSpace(line);
    if (plain === '') continue;
    if (lines.length === 0 || begins(plain)) lines.push(plain);
    else lines[lines.length - 1] += ` ${plain}`;
  }
  return lines;
}

/** Whether what is marked as a heading is a whole sentence that demands: many number their clauses by the styles of headings. */
function isClause(text: string): boolean {
  return /[.;]$/.test(text) && asks(text);
}

function plainSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
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
  private readonly hidden: SourceLine[] = [];
  private line = 0;
  private depth = 0;
  private text: string[] = [];
  private point = false;
  private lists = 0;
  /** Whether what is written is the mark of a footnote. */
  private isMark = false;
  /** What Word shows before the paragraph that is being read. */
  private shown: ShownNumber | null = null;
  /** The last line that has a number. */
  private numbered: SourceLine | null = null;
  private span = { columns: 1, rows: 1 };
  /** Cells of the rows above that reach into the next ones, by their column. */
  private above = new Map<number, { text: string; rows: number }>();

  constructor(private readonly marks: Marks) {}

  write(text: string): void {
    if (!this.isMark) this.text.push(text);
  }

  open(tag: string, attributes: string): void {
    if (tag === 'a') return this.mark(attributes);
    if (this.depth > 0) {
      if (tag === 'table') this.depth += 1;
      else if (this.depth > 1 || /^(h[1-6]|p|li|br)$/.test(tag)) this.write(' ');
      else if (tag === 'tr') this.tables.at(-1)?.push({ line: (this.line += 1), cells: [] });
      else if (tag === 'td' || tag === 'th') {
        this.text = [];
        this.span = { columns: Math.min(spanOf(attributes, 'colspan'), MOST_COLUMNS), rows: spanOf(attributes, 'rowspan') };
      }
      return;
    }
    if (tag === 'br') return this.write('\n');
    this.endLine();
    this.point = tag === 'li';
    this.shown = null;
    if (tag === 'ul' || tag === 'ol') this.lists += 1;
    if (tag !== 'table') return;
    this.depth = 1;
    this.tables.push([]);
    this.above.clear();
  }

  close(tag: string): void {
    if (tag === 'a') {
      this.isMark = false;
      return;
    }
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
    return { lines: this.lines, tables: this.tables, hidden: this.hidden };
  }

  /** In a cell a number is a part of the text, as one that is written there. */
  private mark(attributes: string): void {
    this.isMark = /\b(id|href)="#?(foot|end)note-ref-/.test(attributes);
    const [, mark, place] = MARK.exec(attributes) ?? [];
    if (mark === NUMBER_MARK) this.count(this.marks.numbers[Number(place)]);
    else if (mark === HIDDEN_MARK) this.hide(plainSpace(this.marks.hidden[Number(place)] ?? ''));
  }

  private count(shown: ShownNumber | undefined): void {
    if (shown === undefined) return;
    if (this.depth === 0) this.shown = shown;
    else if (shown.number !== '') this.write(`${shown.number} `);
  }

  private hide(text: string): void {
    if (text !== '') this.hidden.push({ line: this.depth > 0 ? this.line : this.line + 1, text });
  }

  private endLine(marked = false): void {
    const text = this.taken();
    if (plainSpace(text) === '') return;
    const heading = marked && !isClause(plainSpace(text));
    const [first, ...more] = heading ? [plainSpace(text)] : linesOf(text);
    this.push(this.isPoint(heading) ? this.pointOf(first) : { text: first, heading });
    for (const line of more) this.push({ text: line });
    this.point = false;
    this.shown = null;
  }

  /** An empty line between them keeps paragraphs apart. */
  private push(words: Omit<SourceLine, 'line'>): void {
    this.line += 1;
    const line = { line: this.line, ...words };
    this.follow(line);
    this.lines.push(line, { line: this.line, text: '' });
  }

  /** Where "1.1" follows "1", that is the number of a heading or a clause and no point of a list, as where it is written. */
  private follow(line: SourceLine): void {
    const { number } = line;
    if (number === undefined) return;
    const before = this.numbered;
    this.numbered = line;
    if (before?.number === undefined || !number.startsWith(before.number)) return;
    if (!/^[.(-]/.test(number.slice(before.number.length))) return;
    before.text = before.text.replace(/^- /, '');
    before.depth = undefined;
  }

  private isPoint(heading: boolean): boolean {
    return !heading && (this.point || this.shown !== null);
  }

  private pointOf(text: string): Omit<SourceLine, 'line'> {
    const depth = this.shown === null ? this.lists : this.shown.level + 1;
    const number = bareNumber(this.shown?.number ?? '');
    return { text: `- ${text}`, depth, ...(number === '' ? {} : { number }) };
  }

  private endCell(): void {
    const cells = this.cells();
    while (this.above.has(cells.length)) this.reach(cells.length);
    const text = plainSpace(this.taken());
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
    const text = this.text.join('');
    this.text = [];
    return text;
  }
}
