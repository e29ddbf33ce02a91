import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FILES } from './files';

const LINE_END = 10;
const TAB = 9;

/**
 * The sentences of all files by number. Each is made a piece of text when it is asked for: an engine asks for few, and to make all of them took
 * a sixth of its start.
 */
export class ExampleTexts {
  private readonly bytes: Buffer;
  /** Where each line of a sentence begins. */
  private readonly starts: number[] = [];

  constructor() {
    const files = FILES.map((file) => readFileSync(join(__dirname, `${file}.tsv`)));
    this.bytes = Buffer.concat(files);
    let from = 0;
    for (const { length } of files) {
      from += length;
      // The first line of a file says what it holds.
      for (let at = this.nextLine(from - length); at < from; at = this.nextLine(at)) this.starts.push(at);
    }
  }

  at(sentence: number): string {
    const start = this.starts[sentence];
    return this.bytes.toString('utf8', start, this.bytes.indexOf(TAB, start));
  }

  /** Where the line after that begins; where all ends, if there is none. */
  private nextLine(at: number): number {
    const end = this.bytes.indexOf(LINE_END, at);
    return end < 0 ? this.bytes.length : end + 1;
  }
}
