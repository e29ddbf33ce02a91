import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { relatedMarkup, textOf, type OfficeParts } from './office-parts';
import { type NumberedParagraph, type ShownNumber, WordNumbering } from './word-numbering';
import { attributeOf, type Tag, tagsOf } from './xml-tags';

/** A bookmark of this name stands where a paragraph shows a number: the reader of documents keeps bookmarks, and no numbers. */
export const NUMBER_MARK = 'assay-number-';

/** What the reader of documents leaves out with all that is in it, though Word shows it, and what of the same meaning it reads. */
const READ_AS: ReadonlyMap<string, string> = new Map([
  ['fldSimple', 'smartTag'],
  ['bdo', 'smartTag'],
  ['dir', 'smartTag'],
  ['cr', 'br'],
]);
/** What says something of the paragraph or row that it stands in. */
const TELLING = new Set(['pStyle', 'numId', 'ilvl', 'del', 'moveFrom']);

/** A document for its reader, and the numbers of which its marks tell the places. */
export interface MarkedDocx {
  source: Buffer;
  numbers: ShownNumber[];
}

/** Marks in a document where Word shows a number, and makes of what its reader does not know something that it knows. Pictures are left out. */
export async function markedDocx(office: OfficeParts): Promise<MarkedDocx> {
  const numbering = new WordNumbering(relatedMarkup(office, 'numbering'), relatedMarkup(office, 'styles'));
  const marker = new DocumentMarker(textOf(office.parts.get(office.main)), numbering);
  const document = Buffer.from(marker.marked());
  const zip = new ZipFile();
  for (const [name, part] of office.parts) zip.addBuffer(name === office.main ? document : part, name, { compress: false });
  zip.end();
  return { source: await buffer(zip.outputStream), numbers: marker.numbers };
}

/** An element that is open while the tags of a document are gone through. */
interface OpenElement extends Tag {
  paragraph: NumberedParagraph;
  /** Whether it is not read: another stands in its place, or its deletion is recorded. */
  isGone: boolean;
}

/** Goes through the tags of a document once, whatever their depth. */
class DocumentMarker {
  readonly numbers: ShownNumber[] = [];
  private readonly pieces: string[] = [];
  private written = 0;
  private readonly open: OpenElement[] = [];
  /** How many of the open elements are not read. */
  private gone = 0;

  constructor(
    private readonly markup: string,
    private readonly numbering: WordNumbering,
  ) {}

  marked(): string {
    for (const tag of tagsOf(this.markup)) {
      this.rename(tag);
      if (tag.closes) this.closed(tag);
      else this.opened(tag);
    }
    return [...this.pieces, this.markup.slice(this.written)].join('');
  }

  private rename({ name, prefix, closes, start }: Tag): void {
    const readAs = READ_AS.get(name);
    const at = start + (closes ? 2 : 1) + prefix.length;
    if (readAs !== undefined) this.write(at, readAs, at + name.length);
  }

  private opened(tag: Tag): void {
    if (TELLING.has(tag.name)) this.tell(tag);
    if (tag.isEmpty) return;
    const element = { ...tag, paragraph: { style: null, list: null, level: null }, isGone: false };
    this.open.push(element);
    // Beside what newer programs show stands the same for all others, which is what is read.
    if (tag.name === 'Choice') this.leaveOut(element);
  }

  private closed({ end }: Tag): void {
    const closed = this.open.pop();
    if (closed?.isGone === true) this.gone -= 1;
    const within = this.open.at(-1);
    if (closed?.name !== 'pPr' || within?.name !== 'p' || this.gone > 0) return;
    const number = this.numbering.next(within.paragraph);
    if (number === null) return;
    const { prefix } = closed;
    this.write(end, `<${prefix}bookmarkStart ${prefix}name="${NUMBER_MARK}${this.numbers.length}"/>`, end);
    this.numbers.push(number);
  }

  /** Takes what a tag says of the paragraph or row around it. */
  private tell(tag: Tag): void {
    const around = this.open.slice(-3);
    const path = [...around, tag].map(({ name }) => name).join('/');
    if (path.endsWith('/p/pPr/pStyle')) around[1].paragraph.style = attributeOf(tag, 'val');
    else if (path === 'p/pPr/numPr/numId') around[0].paragraph.list = attributeOf(tag, 'val');
    else if (path === 'p/pPr/numPr/ilvl') around[0].paragraph.level = attributeOf(tag, 'val');
    else if (/^p\/pPr\/rPr\/(del|moveFrom)$/.test(path)) this.leaveOut(around[0]);
    else if (path.endsWith('/tr/trPr/del')) this.leaveOut(around[1]);
  }

  private leaveOut(element: OpenElement): void {
    if (!element.isGone) this.gone += 1;
    element.isGone = true;
  }

  /** Writes what stands up to a place, then a text, and goes on from another place. */
  private write(until: number, text: string, next: number): void {
    this.pieces.push(this.markup.slice(this.written, until), text);
    this.written = next;
  }
}
