import { UNKNOWN, type Vocabulary } from '../text/vocabulary';

/**
 * Whole numbers for features, as they are learnt and shipped: for each of the names a row of as many cells as its count says, the rows one
 * behind the other. A cell is a place (0..65,535) and a figure (-32,768..32,767).
 */
export interface FeatureRows {
  names: readonly string[];
  counts: Uint16Array;
  places: Uint16Array;
  figures: Int16Array;
}

/** Rows to put into a table, and the place there of each of their places; when that is not given they are the same. */
export interface TablePart {
  rows: FeatureRows;
  placeOf?: readonly number[];
}

/** The rows of features by name, of cells `[place, figure]`. Nought says nothing and is left out. */
export function featureRows(
  lines: readonly (readonly [name: string, cells: readonly (readonly [number, number])[]])[],
): FeatureRows {
  const kept = lines.map(([, cells]) => cells.filter(([, figure]) => figure !== 0));
  const cells = kept.flat();
  return {
    names: lines.map(([name]) => name),
    counts: Uint16Array.from(kept, ({ length }) => length),
    places: Uint16Array.from(cells, ([place]) => place),
    figures: Int16Array.from(cells, ([, figure]) => figure),
  };
}

/**
 * Rows of whole numbers, one for each feature of a vocabulary: which places have something, and what figure. The rows stand one behind the other
 * in two lists; row `n` is from `starts[n]` to before `starts[n + 1]`.
 */
export class Table {
  private constructor(
    readonly starts: Int32Array,
    readonly places: Int32Array,
    readonly figures: Int32Array,
  ) {}

  /** The rows of all parts, those of one feature together in the order of the parts. Their names are added to the vocabulary. */
  static of(parts: readonly TablePart[], vocabulary: Vocabulary): Table {
    const numbers = parts.map(({ rows }) => vocabulary.addAll(rows.names));
    const starts = new Int32Array(vocabulary.size + 1);
    parts.forEach(({ rows: { counts } }, part) => {
      for (let row = 0; row < counts.length; row++) starts[numbers[part][row] + 1] += counts[row];
    });
    for (let row = 1; row < starts.length; row++) starts[row] += starts[row - 1];
    const cells = starts[starts.length - 1];
    const table = new Table(starts, new Int32Array(cells), new Int32Array(cells));
    const next = starts.slice();
    parts.forEach(({ rows: { counts, places, figures }, placeOf }, part) => {
      const placed = placeOf ? lookedUp(places, placeOf) : places;
      for (let row = 0, cell = 0; row < counts.length; cell += counts[row++]) {
        table.put(next[numbers[part][row]], placed, figures, cell, counts[row]);
        next[numbers[part][row]] += counts[row];
      }
    });
    return table;
  }

  /** Puts cells there. A small function, which is compiled while the first rows are read. */
  private put(at: number, places: Uint16Array, figures: Int16Array, from: number, count: number): void {
    for (let cell = 0; cell < count; cell++) {
      this.places[at + cell] = places[from + cell];
      this.figures[at + cell] = figures[from + cell];
    }
  }

  /** The row of a feature by its number; an empty one for a feature that joined the vocabulary once the table was made. */
  row(feature: number): number {
    return feature < this.starts.length - 1 ? feature : UNKNOWN;
  }
}

/** The places that others stand for. A plain loop: to call a function for each took some eight milliseconds of an engine's start. */
function lookedUp(places: Uint16Array, placeOf: readonly number[]): Uint16Array {
  const found = new Uint16Array(places.length);
  for (let at = 0; at < places.length; at++) found[at] = placeOf[places[at]];
  return found;
}
