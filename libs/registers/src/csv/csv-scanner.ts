import { isUtf8 } from 'node:buffer';

/** A record of a CSV file as bytes. `ends[n]` is where field n ends; the next begins one later. Good until the next is read. */
export interface CsvRecord {
  /** The line that it begins on, from 1. */
  line: number;
  bytes: Buffer;
  start: number;
  ends: Int32Array;
  fields: number;
  /** Whether it was not UTF-8 and was read as Windows-1252. */
  wasRecoded: boolean;
}

/** A stretch of a CSV file that is no record. */
export interface CsvProblem {
  line: number;
  problem: string;
}

/** Records longer than this are none: in the registers they are a few hundred bytes. */
const LONGEST_RECORD = 256 * 1024;
const MOST_FIELDS = 1024;

/** Each costs a look at what a record may have at most. */
const MOST_UNCLOSED = 1000;

const [QUOTE, COMMA, LF, CR] = [0x22, 0x2c, 0x0a, 0x0d];
const AFTER_A_QUOTE = new Set([COMMA, LF, CR]);

/**
 * Cuts CSV that arrives in pieces into records (RFC 4180), in constant memory, whatever the file is. A quote that never closes
 * costs its line and no other; a record that is too long is passed over. It knows nothing of what the fields say.
 *
 * Of its own because no CSV parser on npm goes on after a quote that never closes, and for speed: see docs/registers.md.
 */
export class CsvScanner {
  private rest = Buffer.alloc(0);
  private line = 1;
  private skipping = false;
  private begun = false;
  private gaveUp = false;
  private unclosed = 0;
  private readonly record: CsvRecord = {
    line: 1,
    bytes: this.rest,
    start: 0,
    ends: new Int32Array(MOST_FIELDS),
    fields: 0,
    wasRecoded: false,
  };

  /**
   * @param onRecord called for each record; the object is the same each time
   * @param onProblem called for what is passed over
   */
  constructor(
    private readonly onRecord: (record: CsvRecord) => void,
    private readonly onProblem: (problem: CsvProblem) => void,
  ) {}

  /** @throws Error when so many quotes never close that this is no CSV */
  push(chunk: Buffer): void {
    let bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    if (!this.begun && bytes.length >= 3) {
      this.begun = true;
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3);
    }
    this.rest = Buffer.from(bytes.subarray(this.scanAll(bytes, false)));
  }

  /** @throws Error as `push` */
  end(): void {
    this.scanAll(this.rest, true);
    this.rest = Buffer.alloc(0);
  }

  /** @returns where the record begins that the bytes break off in */
  private scanAll(bytes: Buffer, isLast: boolean): number {
    const isText = isUtf8(bytes) && !bytes.includes(0);
    let at = 0;
    do {
      this.gaveUp = false;
      at = this.scan(bytes, at, isText, isLast);
    } while (this.gaveUp);
    return at;
  }

  /** Scans on until the bytes end, or until it gave up on a line: then what follows that line is to be scanned. */
  private scan(bytes: Buffer, from: number, isText: boolean, isLast: boolean): number {
    const { record } = this;
    const { ends } = record;
    const length = bytes.length;
    let start = from;
    let at = from;
    let lines = 0;
    let fields = 0;
    let fieldStart = from;
    let quoted = false;
    if (this.skipping) {
      const end = bytes.indexOf(LF, from);
      if (end < 0) return length;
      this.skipping = false;
      this.line += 1;
      start = at = fieldStart = end + 1;
    }
    for (; at < length; at += 1) {
      const byte = bytes[at];
      if (quoted) {
        if (byte === QUOTE) {
          if (at + 1 >= length && !isLast) return start;
          if (bytes[at + 1] === QUOTE) at += 1;
          else quoted = false;
          // What stands here instead of a comma says that this quote was to open another field.
          if (!quoted && at + 1 < length && !AFTER_A_QUOTE.has(bytes[at + 1])) return this.giveUp(bytes, start, true);
        } else if (byte === LF) lines += 1;
        if (at - start > LONGEST_RECORD) return this.giveUp(bytes, start, true);
      } else if (byte === COMMA) {
        if (fields < MOST_FIELDS - 1) ends[fields++] = at;
        fieldStart = at + 1;
      } else if (byte === LF) {
        this.emit(bytes, start, at, fields, isText);
        this.line += lines + 1;
        start = fieldStart = at + 1;
        fields = lines = 0;
      } else if (byte === QUOTE && at === fieldStart) {
        if (at + 1 >= length && !isLast) return start;
        quoted = true;
      } else if (at - start > LONGEST_RECORD) {
        return this.giveUp(bytes, start, false);
      }
    }
    if (!isLast || start === length) return start;
    if (quoted) return this.giveUp(bytes, start, true);
    this.emit(bytes, start, length, fields, isText);
    return length;
  }

  private giveUp(bytes: Buffer, start: number, quoted: boolean): number {
    const end = bytes.indexOf(LF, start);
    const isLong = (end < 0 ? bytes.length : end) - start > LONGEST_RECORD;
    const problem =
      quoted && !isLong
        ? 'a quote opens or closes where none belongs; the line is passed over'
        : `it is longer than ${LONGEST_RECORD / 1024} kB; it is passed over`;
    this.onProblem({ line: this.line, problem });
    if (quoted && (this.unclosed += 1) > MOST_UNCLOSED)
      throw new Error(
        `More than ${MOST_UNCLOSED} quotes open and never close: the file is no CSV. Save it again and import that.`,
      );
    this.gaveUp = true;
    if (end < 0) {
      this.skipping = true;
      this.gaveUp = false;
      return bytes.length;
    }
    this.line += 1;
    return end + 1;
  }

  private emit(bytes: Buffer, start: number, at: number, fields: number, isText: boolean): void {
    const end = at > start && bytes[at - 1] === CR ? at - 1 : at;
    if (end === start) return;
    const { record } = this;
    record.line = this.line;
    if (!isText) {
      const own = bytes.subarray(start, end);
      if (!isUtf8(own) || own.includes(0)) {
        this.emitRecoded(own);
        return;
      }
    }
    record.bytes = bytes;
    record.start = start;
    record.ends[fields] = end;
    record.fields = fields + 1;
    record.wasRecoded = false;
    this.onRecord(record);
  }

  private emitRecoded(own: Buffer): void {
    const text = isUtf8(own) ? own.toString('utf8') : new TextDecoder('windows-1252').decode(own);
    const bytes = Buffer.from(`${text.replaceAll('\u0000', '')}\n`);
    const { record } = this;
    let [fields, fieldStart, quoted] = [0, 0, false];
    for (let at = 0; at < bytes.length - 1; at += 1) {
      const byte = bytes[at];
      if (quoted) {
        if (byte === QUOTE && bytes[at + 1] === QUOTE) at += 1;
        else if (byte === QUOTE) quoted = false;
      } else if (byte === COMMA && fields < MOST_FIELDS - 1) {
        record.ends[fields++] = at;
        fieldStart = at + 1;
      } else if (byte === QUOTE && at === fieldStart) quoted = true;
    }
    record.bytes = bytes;
    record.start = 0;
    record.ends[fields] = bytes.length - 1;
    record.fields = fields + 1;
    record.wasRecoded = true;
    this.onRecord(record);
  }
}

/** A field's text, without its quotes. */
export function fieldText({ bytes, start, ends }: CsvRecord, field: number): string {
  const from = field === 0 ? start : ends[field - 1] + 1;
  const text = bytes.toString('utf8', from, ends[field]);
  return text.startsWith('"') ? text.replace(/^"|"$/g, '').replaceAll('""', '"') : text;
}
