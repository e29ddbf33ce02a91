import type { NumberedVector } from '../text/features';
import type { Vocabulary } from '../text/vocabulary';
import { TableMaker, type Table } from './table';

/**
 * A linear classifier as it is shipped: `bias` in the order of `labels`, and one line a feature, `name<TAB>label:weight label:weight`, where
 * a label is its place in `labels` and a weight is in hundredths.
 */
export interface ClassifierWeights {
  labels: readonly string[];
  bias: readonly number[];
  features: string;
}

/** A classifier to merge, and the place of each of its labels among all; -1 for a label that is left out. */
export interface ClassifierPart {
  weights: ClassifierWeights;
  places: readonly number[];
}

/** What weights are kept to. */
const HUNDREDTHS = 100;

/** Scores labels by the features of a text: a sum, so that what each feature adds can be told. */
export class Classifier {
  private readonly bias: Float64Array;
  /** For each feature, the labels that it speaks for or against, and in hundredths how much. */
  private readonly weights: Table;

  /**
   * Several classifiers as one.
   *
   * @param bias that of all labels, in the order of their places
   * @param vocabulary numbers features; those of the classifiers are added
   */
  constructor(bias: readonly number[], parts: readonly ClassifierPart[], vocabulary: Vocabulary) {
    this.bias = Float64Array.from(bias);
    const weights = new TableMaker(vocabulary);
    for (const {
      weights: { features },
      places,
    } of parts)
      addLines(weights, features, places);
    this.weights = weights.table();
  }

  static of(weights: ClassifierWeights, vocabulary: Vocabulary): Classifier {
    return new Classifier(weights.bias, [{ weights, places: weights.labels.map((_, place) => place) }], vocabulary);
  }

  /** What is said for labels before any feature is known. */
  silence(): Float64Array {
    return new Float64Array(this.bias.length);
  }

  /** Adds what features say for each label to what is said. */
  weigh({ features, weights }: NumberedVector, said: Float64Array): Float64Array {
    const { starts, places, figures } = this.weights;
    for (let one = 0; one < features.length; one++) {
      const row = this.weights.row(features[one]);
      const unit = weights[one] / HUNDREDTHS;
      for (let at = starts[row]; at < starts[row + 1]; at++) said[places[at]] += unit * figures[at];
    }
    return said;
  }

  /** The sum for a label, of what the features of a text said brought to a length of one. */
  sum(label: number, said: Float64Array, length: number): number {
    return length > 0 ? this.bias[label] + said[label] / length : this.bias[label];
  }

  /** What a feature, by its number, adds to one label for each unit of its weight in the text. */
  weightFor(feature: number, label: number): number {
    const { starts, places, figures } = this.weights;
    const row = this.weights.row(feature);
    for (let at = starts[row]; at < starts[row + 1]; at++) if (places[at] === label) return figures[at] / HUNDREDTHS;
    return 0;
  }
}

function addLines(weights: TableMaker, features: string, places: readonly number[]): void {
  for (let start = 0; start < features.length;) {
    const tab = features.indexOf('\t', start);
    start = weights.add(features.slice(start, tab), features, tab + 1, places) + 1;
  }
}
