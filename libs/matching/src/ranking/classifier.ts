import { differences, type Vector } from '../text/features';
import { readCells } from './cells';

/**
 * A linear classifier as it is shipped: `bias` in the order of `labels`, and one line a feature, `name<TAB>label:weight label:weight`, where
 * a label is its place in `labels` and a weight is in hundredths.
 */
export interface ClassifierWeights {
  labels: readonly string[];
  bias: readonly number[];
  features: string;
}

/** The labels that a feature speaks for or against, and how much. Plain lists, which are quicker to go through than as many typed arrays. */
export interface Row {
  labels: readonly number[];
  weights: readonly number[];
}

/** What a feature adds to one label for each unit of its weight in the text. */
export function weightIn({ labels, weights }: Row, label: number): number {
  const at = labels.indexOf(label);
  return at >= 0 ? weights[at] : 0;
}

/** A classifier to merge, and the place of each of its labels among all; -1 for a label that is left out. */
export interface ClassifierPart {
  weights: ClassifierWeights;
  places: readonly number[];
}

/** A text and what its features say for each label, whatever its length. */
export interface Weighed {
  vector: Vector;
  said: Float64Array;
}

/** What stands after the tab of a line, until its feature first occurs. */
interface Unread {
  cells: string;
  places: readonly number[];
}

/** What weights are kept to. */
const HUNDREDTHS = 100;

const UNKNOWN: Row = { labels: [], weights: [] };

/** Scores labels by the features of a text: a sum, so that what each feature adds can be told. A line is read when its feature first occurs. */
export class Classifier {
  private readonly bias: Float64Array;
  private readonly unread = new Map<string, Unread[]>();
  private readonly known = new Map<string, Row>();

  /** Several classifiers as one; `bias` is that of all labels, in the order of their places. */
  constructor(bias: readonly number[], parts: readonly ClassifierPart[]) {
    this.bias = Float64Array.from(bias);
    for (const { weights, places } of parts) this.keep(weights.features, places);
  }

  static of(weights: ClassifierWeights): Classifier {
    return new Classifier(weights.bias, [{ weights, places: weights.labels.map((_, place) => place) }]);
  }

  /** What a text's features say for each label; of one that is much the same as one weighed before, only what differs is worked out. */
  weigh(vector: Vector, before?: Weighed): Weighed {
    const said = before ? before.said.slice() : new Float64Array(this.bias.length);
    for (const [name, value] of before ? differences(vector.features, before.vector.features) : vector.features) {
      const { labels, weights } = this.row(name);
      for (let at = 0; at < labels.length; at++) said[labels[at]] += value * weights[at];
    }
    return { vector, said };
  }

  /** The sum for each label, of a text brought to a length of one. */
  sums({ vector, said }: Weighed): Float64Array {
    const sums = this.bias.slice();
    if (vector.length > 0) for (let label = 0; label < sums.length; label++) sums[label] += said[label] / vector.length;
    return sums;
  }

  /** What one feature says for labels. */
  row(name: string): Row {
    const known = this.known.get(name);
    if (known) return known;
    const unread = this.unread.get(name);
    if (unread === undefined) return UNKNOWN;
    const row: { labels: number[]; weights: number[] } = { labels: [], weights: [] };
    for (const { cells, places } of unread) {
      const read = readCells(cells);
      read.places.forEach((label, at) => {
        if (places[label] < 0) return;
        row.labels.push(places[label]);
        row.weights.push(read.figures[at] / HUNDREDTHS);
      });
    }
    this.known.set(name, row);
    this.unread.delete(name);
    return row;
  }

  private keep(features: string, places: readonly number[]): void {
    if (features === '') return;
    for (const line of features.split('\n')) {
      const tab = line.indexOf('\t');
      const name = line.slice(0, tab);
      const one = { cells: line.slice(tab + 1), places };
      const others = this.unread.get(name);
      if (others) others.push(one);
      else this.unread.set(name, [one]);
    }
  }
}
