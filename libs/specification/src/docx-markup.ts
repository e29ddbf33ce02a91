import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { relatedMarkup, textOf, type OfficeParts } from './office-parts';
import { type NumberedParagraph, type ShownNumber, WordNumbering } from './word-numbering';
import { attributeOf, type Tag, tagsOf, unescaped, wholeMarkup } from './xml-tags';

/** A bookmark of this name stands where a paragraph shows a number: the reader of documents keeps bookmarks, and no numbers. */
export const NUMBER_MARK = 'assay-number-';

/** One of this name stands at the end of a paragraph with hidden words, which are left out. */
export const HIDDEN_MARK = 'assay-hidden-';

/** What the reader of documents leaves out with all that is in it, though Word shows it, and what of the same meaning it reads. */
const READ_AS: ReadonlyMap<string, string> = new Map([
  ['fldSimple', 'smartTag'],
  ['bdo', 'smartTag'],
  ['dir', 'smartTag'],
  ['cr', 'br'],
]);
/** What says something of the paragraph or row that it stands in. */
const TELLING = new Set(['pStyle', 'numId', 'ilvl', 'del', 'moveFrom', 'vanish', 'specVanish']);

/** What is marked in a document, each by its place here. */
export interface Marks {
  numbers: readonly ShownNumber[];
  /** The hidden words of a paragraph. */
  hidden: readonly string[];
}

/**
 * A document for its reader, with marks where Word shows a number and where it hides words, which are taken out. What the reader does not
 * know is made something that it knows; pictures are left out.
 *
 * @throws Error when the markup is not whole
 */
export async function markedDocx(office: OfficeParts): Promise<{ source: Buffer; marks: Marks }> {
  const numbering = new WordNumbering(relatedMarkup(office, 'numbering'), relatedMarkup(office, 'styles'));
  const marker = new DocumentMarker(wholeMarkup(textOf(office.parts.get(office.main))), numbering);
  const document = marker.marked();
  const zip = new ZipFile();
  for (const [name, part] of office.parts) {
    const markup = name === office.main ? document : wholeMarkup(textOf(part));
    zip.addBuffer(Buffer.from(markup), name, { compress: false });
  }
  zip.end();
  return { source: await buffer(zip.outputStream), marks: marker.marks };
}

/** An element that is open while the tags of a document are gone through. */
interface OpenElement extends Tag {
  paragraph: NumberedParagraph;
  /** Whether it is not read: another stands in its place, or its deletion is recorded. */
  isGone: boolean;
  /** Whether its words are hidden. */
  isUnseen: boolean;
  /** The hidden words of the paragraph that it is, or is in. */
  unseen: string[];
}

/** Goes through the tags of a document once, whatever their depth. */
class DocumentMarker {
  readonly marks = { numbers: [] as ShownNumber[], hidden: [] as string[] };
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
    const isUnseen = name === 't' && this.open.at(closes ? -2 : -1)?.isUnseen === true;
    const readAs = isUnseen ? 'delText' : READ_AS.get(name);
    const at = start + (closes ? 2 : 1) + prefix.length;
    if (readAs !== undefined) this.write(at, readAs, at + name.length);
  }

  private opened(tag: Tag): void {
    if (TELLING.has(tag.name)) this.tell(tag);
    if (tag.isEmpty) return;
    const paragraph = { style: null, list: null, level: null };
    const unseen = tag.name === 'p' ? [] : (this.open.at(-1)?.unseen ?? []);
    const element = { ...tag, paragraph, isGone: false, isUnseen: false, unseen };
    this.open.push(element);
    // Beside what newer programs show stands the same for all others, which is what is read.
    if (tag.name === 'Choice') this.leaveOut(element);
  }

  private closed(tag: Tag): void {
    const closed = this.open.pop();
    if (closed?.isGone === true) this.gone -= 1;
    const within = this.open.at(-1);
    if (closed?.name === 'pPr' && within?.name === 'p') this.count(tag, within.paragraph);
    else if (closed?.name === 't' && within?.isUnseen === true)
      within.unseen.push(unescaped(this.markup.slice(closed.end, tag.start)));
    else if (closed?.name === 'p' && closed.unseen.length > 0) {
      this.mark(tag, tag.start, `${HIDDEN_MARK}${this.marks.hidden.length}`);
      this.marks.hidden.push(closed.unseen.join(''));
    }
  }

  /** Counts a paragraph at the end of what it says of itself. */
  private count(tag: Tag, paragraph: NumberedParagraph): void {
    const number = this.gone > 0 ? null : this.numbering.next(paragraph);
    if (number === null) return;
    this.mark(tag, tag.end, `${NUMBER_MARK}${this.marks.numbers.length}`);
    this.marks.numbers.push(number);
  }

  private mark({ prefix }: Tag, at: number, name: string): void {
    this.write(at, `<${prefix}bookmarkStart ${prefix}name="${name}"/>`, at);
  }

  /** Takes what a tag says of the paragraph or row around it. */
  private tell(tag: Tag): void {
    const around = this.open.slice(-3);
    const path = [...around, tag].map(({ name }) => name).join('/');
    if (path.endsWith('/p/pPr/pStyle')) around[1].paragraph.style = attributeOf(tag, 'val');
    else if (path === 'p/pPr/numPr/numId') around[0].paragraph.list = attributeOf(tag, 'val');
    else if (path === 'p/pPr/numPr/ilvl') around[0].paragraph.level = attributeOf(tag, 'val');
    else if (path.endsWith('/r/rPr/vanish')) around[1].isUnseen = !isOff(tag);
    else if (path === 'p/pPr/rPr/specVanish') this.takeIn(around[0]);
    else if (/^p\/pPr\/rPr\/(del|moveFrom|vanish)$/.test(path) && !isOff(tag)) this.leaveOut(around[0]);
    else if (path.endsWith('/tr/trPr/del')) this.leaveOut(around[1]);
  }

  private leaveOut(element: OpenElement): void {
    if (!element.isGone) this.gone += 1;
    element.isGone = true;
  }

  /** A paragraph of which only the end is hidden stands in one line with the next, and is counted. */
  private takeIn(element: OpenElement): void {
    if (element.isGone) this.gone -= 1;
    element.isGone = false;
  }

  /** Writes what stands up to a place, then a text, and goes on from another place. */
  private write(until: number, text: string, next: number): void {
    this.pieces.push(this.markup.slice(this.written, until), text);
    this.written = next;
  }
}

/** Whether a property says that it does not hold. */
function isOff(tag: Tag): boolean {
  return /^(0|false|off)$/.test(attributeOf(tag, 'val') ?? '');
}
