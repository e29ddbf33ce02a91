import type { SourceLine } from './paragraphs';
import type { TableRow } from './tables';

/** A document in the order in which it is read. Lines count its paragraphs and rows, from 1. */
export interface DocxBlocks {
  lines: SourceLine[];
  tables: TableRow[][];
}

const TOKEN = /<(\/?)(h[1-6]|p|li|table|tr|td|th|ul|ol|br)\b[^>]*>|<[^>]*>|([^<]+)/g;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };

/** Takes the HTML that mammoth makes of a DOCX apart: headings, paragraphs, points of lists (also of lists in lists), tables. */
export function docxBlocks(html: string): DocxBlocks {
  const reader = new BlockReader();
  for (const [, closing, tag, text] of html.matchAll(TOKEN)) {
    if (text !== undefined) reader.write(plainText(text));
    else if (tag === undefined) continue;
    else if (closing === '/') reader.close(tag);
    else reader.open(tag);
  }
  return reader.blocks();
}

function plainText(html: string): string {
  return html.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name]).replace(/\s+/g, ' ');
}

/** Collects text until a block ends. Within a table text goes to the cell; a table within a cell is text of that cell. */
class BlockReader {
  private readonly lines: SourceLine[] = [];
  private readonly tables: TableRow[][] = [];
  private line = 0;
  private depth = 0;
  private text: string[] = [];
  private point = false;
  private lists = 0;

  write(text: string): void {
    this.text.push(text);
  }

  open(tag: string): void {
    if (this.depth > 0) {
      if (tag === 'table') this.depth += 1;
      else if (this.depth > 1 || /^(p|li|br)$/.test(tag)) this.write(' ');
      else if (tag === 'tr') this.tables.at(-1)?.push({ line: (this.line += 1), cells: [] });
      else if (tag === 'td' || tag === 'th') this.text = [];
      return;
    }
    if (tag === 'br') return this.write(' ');
    this.endLine();
    this.point = tag === 'li';
    if (tag === 'ul' || tag === 'ol') this.lists += 1;
    if (tag !== 'table') return;
    this.depth = 1;
    this.tables.push([]);
  }

  close(tag: string): void {
    if (this.depth === 0) {
      this.endLine(tag.startsWith('h'));
      if (tag === 'ul' || tag === 'ol') this.lists -= 1;
      return;
    }
    if (tag === 'table') this.depth -= 1;
    else if (this.depth === 1 && (tag === 'td' || tag === 'th')) this.tables.at(-1)?.at(-1)?.cells.push(this.taken());
  }

  blocks(): DocxBlocks {
    this.endLine();
    return { lines: this.lines, tables: this.tables };
  }

  private endLine(heading = false): void {
    const text = this.taken();
    if (text === '') return;
    this.line += 1;
    const line = this.point ? { text: `- ${text}`, nested: this.lists > 1 } : { text, heading };
    // An empty line between them keeps paragraphs apart.
    this.lines.push({ line: this.line, ...line }, { line: this.line, text: '' });
    this.point = false;
  }

  private taken(): string {
    const text = this.text.join('').replace(/\s+/g, ' ').trim();
    this.text = [];
    return text;
  }
}
