import type { Features } from '../text/features';

/**
 * A linear classifier as it is shipped: `bias` in the order of `labels`, and one line a feature, `name<TAB>label:weight label:weight`, where
 * a label is its place in `labels` and a weight is in hundredths.
 */
export interface ClassifierWeights {
  labels: readonly string[];
  bias: readonly number[];
  features: string;
}

/** The labels that a feature speaks for or against, and how much. */
interface Row {
  labels: Int32Array;
  weights: Float64Array;
}

interface GrowingRow {
  labels: number[];
  weights: number[];
}

/** A classifier to merge, and the place of each of its labels among all; -1 for a label that is left out. */
export interface ClassifierPart {
  weights: ClassifierWeights;
  places: readonly number[];
}

/** Scores labels by the features of a text: a sum, so that what each feature adds can be told. */
export class Classifier {
  private constructor(
    private readonly bias: readonly number[],
    private readonly rows: ReadonlyMap<string, Row>,
  ) {}

  static of(weights: ClassifierWeights): Classifier {
    return Classifier.merged(weights.bias, [{ weights, places: weights.labels.map((_, place) => place) }]);
  }

  /** Several classifiers as one, so that each feature is looked up once. */
  static merged(bias: readonly number[], parts: readonly ClassifierPart[]): Classifier {
    const rows = new Map<string, GrowingRow>();
    for (const { weights, places } of parts) {
      if (weights.features === '') continue;
      for (const line of weights.features.split('\n')) addRow(rows, line, places);
    }
    const fixed = new Map<string, Row>();
    for (const [name, { labels, weights }] of rows) {
      fixed.set(name, { labels: Int32Array.from(labels), weights: Float64Array.from(weights) });
    }
    return new Classifier(bias, fixed);
  }

  /** The sum for each label. */
  sums(features: Features): Float64Array {
    const sums = Float64Array.from(this.bias);
    for (const [name, value] of features) {
      const row = this.rows.get(name);
      if (row === undefined) continue;
      const { labels, weights } = row;
      for (let at = 0; at < labels.length; at++) sums[labels[at]] += value * weights[at];
    }
    return sums;
  }

  /** What one feature adds to one label for each unit of its weight in the text. */
  weight(feature: string, label: number): number {
    const row = this.rows.get(feature);
    const at = row ? row.labels.indexOf(label) : -1;
    return row && at >= 0 ? row.weights[at] : 0;
  }
}

function addRow(rows: Map<string, GrowingRow>, line: string, places: readonly number[]): void {
  const tab = line.indexOf('\t');
  const name = line.slice(0, tab);
  const row = rows.get(name) ?? { labels: [], weights: [] };
  for (const cell of line.slice(tab + 1).split(' ')) {
    const colon = cell.indexOf(':');
    const place = places[Number(cell.slice(0, colon))];
    if (place < 0) continue;
    row.labels.push(place);
    row.weights.push(Number(cell.slice(colon + 1)) / 100);
  }
  rows.set(name, row);
}
