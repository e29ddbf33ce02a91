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

interface Row {
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
    const rows = new Map<string, Row>();
    for (const { weights, places } of parts) {
      if (weights.features === '') continue;
      for (const line of weights.features.split('\n')) addRow(rows, line, places);
    }
    return new Classifier(bias, rows);
  }

  /** The sum for each label. */
  sums(features: Features): Float64Array {
    const sums = Float64Array.from(this.bias);
    for (const [name, value] of features) {
      const row = this.rows.get(name);
      if (row) for (let at = 0; at < row.labels.length; at++) sums[row.labels[at]] += value * row.weights[at];
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

function addRow(rows: Map<string, Row>, line: string, places: readonly number[]): void {
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
