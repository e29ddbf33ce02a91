import type { NumberedVector } from '../text/features';
import type { Vocabulary } from '../text/vocabulary';
import { Table, type FeatureRows, type TablePart } from './table';

/** A linear classifier as it is shipped: `bias` in the order of `labels`; the places of the rows are those of labels, and the figures hundredths. */
export interface ClassifierWeights {
  labels: readonly string[];
  bias: readonly number[];
  rows: FeatureRows;
}

/** What weights are kept to. */
const HUNDREDTHS = 100;

/** Scores labels by the features of a text: a sum, so that what each feature adds can be told. */
export class Classifier {
  private readonly bias: Float64Array;
  /** For each feature, the labels that it speaks for or against, and in hundredths how much. */
  private readonly weights: Table;

  /**
   * @param bias that of all labels, in the order of their places
   * @param parts the rows of classifiers, put together as one
   * @param vocabulary numbers features; those of the classifiers are added
   */
  constructor(bias: readonly number[], parts: readonly TablePart[], vocabulary: Vocabulary) {
    this.bias = Float64Array.from(bias);
    this.weights = Table.of(parts, vocabulary);
  }

  static of({ bias, rows }: ClassifierWeights, vocabulary: Vocabulary): Classifier {
    return new Classifier(bias, [{ rows }], vocabulary);
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
}
