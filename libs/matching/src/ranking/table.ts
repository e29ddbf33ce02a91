import { UNKNOWN, type Vocabulary } from '../text/vocabulary';

const BREAK = 10;
const SPACE = 32;
const MINUS = 45;
const NOUGHT = 48;
const COLON = 58;

/**
 * Rows of whole numbers, one for each feature of a vocabulary: which places have something, and what figure. The rows stand one behind the other
 * in two lists; row `n` is from `starts[n]` to before `starts[n + 1]`.
 */
export class Table {
  constructor(
    readonly starts: Int32Array,
    readonly places: Int32Array,
    readonly figures: Int32Array,
  ) {}

  /** The row of a feature by its number; an empty one for a feature that joined the vocabulary once the table was made. */
  row(feature: number): number {
    return feature < this.starts.length - 1 ? feature : UNKNOWN;
  }
}

/**
 * Makes a table of lines of text, as weights and postings are shipped. All is read at once, letter by letter: that takes about as long as keeping
 * a piece of text for each row until it is asked for, and no text that is matched then waits for a row to be read.
 */
export class TableMaker {
  /** The row of each line, and where its cells end. */
  private readonly rows: number[] = [];
  private readonly ends: number[] = [];
  /** The place and the figure of each cell, one behind the other, with room for more. */
  private cells = new Int32Array(1024);
  private used = 0;

  constructor(private readonly vocabulary: Vocabulary) {}

  /**
   * Adds the cells `place:figure place:figure …` that stand in a text from a place up to the end of the line to the row of a feature. Nought says
   * nothing and is left out.
   *
   * @param placeOf the place in the table of each place of the text, -1 for one to leave out; when it is not given they are the same
   * @returns where the line ends
   */
  add(name: string, text: string, from: number, placeOf?: readonly number[]): number {
    this.rows.push(this.vocabulary.add(name));
    let place = 0;
    let number = 0;
    let sign = 1;
    let at = from;
    for (let letter = SPACE; letter !== BREAK; at++) {
      letter = at < text.length ? text.charCodeAt(at) : BREAK;
      if (letter >= NOUGHT && letter < COLON) number = number * 10 + letter - NOUGHT;
      else if (letter === MINUS) sign = -1;
      else {
        if (letter === COLON) place = placeOf ? placeOf[number] : number;
        else if (number > 0 && place >= 0) this.addCell(place, sign * number);
        number = 0;
        sign = 1;
      }
    }
    this.ends.push(this.used);
    return at - 1;
  }

  /** The table of what was added; the cells of a row in the order in which they were. */
  table(): Table {
    const starts = new Int32Array(this.vocabulary.size + 1);
    this.eachLine((row, from, to) => (starts[row + 1] += (to - from) / 2));
    for (let row = 1; row < starts.length; row++) starts[row] += starts[row - 1];
    const next = starts.slice();
    const places = new Int32Array(this.used / 2);
    const figures = new Int32Array(this.used / 2);
    this.eachLine((row, from, to) => {
      for (let cell = from; cell < to; cell += 2) {
        places[next[row]] = this.cells[cell];
        figures[next[row]++] = this.cells[cell + 1];
      }
    });
    return new Table(starts, places, figures);
  }

  private addCell(place: number, figure: number): void {
    if (this.used === this.cells.length) {
      const wider = new Int32Array(2 * this.used);
      wider.set(this.cells);
      this.cells = wider;
    }
    this.cells[this.used++] = place;
    this.cells[this.used++] = figure;
  }

  private eachLine(tell: (row: number, from: number, to: number) => void): void {
    for (let line = 0; line < this.rows.length; line++)
      tell(this.rows[line], line === 0 ? 0 : this.ends[line - 1], this.ends[line]);
  }
}
