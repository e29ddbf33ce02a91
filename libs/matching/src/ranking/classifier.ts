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
  labels: Uint16Array;
  weights: Float64Array;
}

/** Scores labels by the features of a text: a sum, so that what each feature adds can be told. */
export class Classifier {
  readonly labels: readonly string[];
  private readonly bias: readonly number[];
  private readonly rows: Map<string, Row>;

  constructor({ labels, bias, features }: ClassifierWeights) {
    this.labels = labels;
    this.bias = bias;
    this.rows = new Map(features === '' ? [] : features.split('\n').map(readRow));
  }

  /** The sum for each label, in the order of `labels`. */
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

function readRow(line: string): [string, Row] {
  const [name, cells] = line.split('\t');
  const pairs = cells.split(' ').map((cell) => cell.split(':'));
  return [
    name,
    {
      labels: Uint16Array.from(pairs, ([label]) => Number(label)),
      weights: Float64Array.from(pairs, ([, weight]) => Number(weight) / 100),
    },
  ];
}
