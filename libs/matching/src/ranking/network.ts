import type { NumberedVector } from '../text/features';
import type { Vocabulary } from '../text/vocabulary';

/** Labels of which a text has one: those of a document, or whether guidance applies at all. */
export interface LabelSet {
  /** A document's code, or {@link APPLICABILITY}. */
  name: string;
  labels: readonly string[];
}

/** The set that tells whether guidance applies, of the labels `applies` and `none`. */
export const APPLICABILITY = 'applicability';

/**
 * A network of one layer of units between the features of a text and the labels of all sets, as it is shipped: whole figures of a byte,
 * in 64ths.
 */
export interface NetworkWeights {
  sets: readonly LabelSet[];
  /** What units and labels start from; the labels of all sets in a row. */
  bias: { units: readonly number[]; labels: readonly number[] };
  /** The features that it knows. */
  names: readonly string[];
  /** For each feature, what it adds to each unit. */
  features: Int8Array;
  /** For each label, what each unit adds to it. */
  labels: Int8Array;
}

/** What figures are kept to. */
export const SIXTY_FOURTHS = 64;

/**
 * Scores the labels of all sets by what they share: what is learnt of a text for one document helps with the others. Each unit is the hyperbolic
 * tangent of a sum over features, and each label a sum over units.
 */
export class Network {
  readonly sets: readonly LabelSet[];
  private readonly size: number;
  /** For each feature of the vocabulary, its row counted from one; nought for one that the network does not know. */
  private readonly rowOf: Int32Array;
  private readonly features: Int8Array;
  private readonly labels: Float64Array;
  private readonly unitBias: Float64Array;
  private readonly labelBias: Float64Array;
  /** The units of the text that was heard last. */
  private readonly units: Float64Array;

  /** @param vocabulary numbers features; those of the network are added */
  constructor({ sets, bias, names, features, labels }: NetworkWeights, vocabulary: Vocabulary) {
    this.sets = sets;
    this.size = bias.units.length;
    const numbers = vocabulary.addAll(names);
    this.rowOf = new Int32Array(vocabulary.size);
    for (let row = 0; row < numbers.length; row++) this.rowOf[numbers[row]] = row + 1;
    this.features = features;
    this.labels = Float64Array.from(labels, (figure) => figure / SIXTY_FOURTHS);
    this.unitBias = Float64Array.from(bias.units);
    this.labelBias = Float64Array.from(bias.labels);
    this.units = new Float64Array(this.size);
  }

  /** Where the labels of a set begin among those of all; -1 where it has none such. */
  labelsFrom(name: string): number {
    let from = 0;
    for (const set of this.sets) {
      if (set.name === name) return from;
      from += set.labels.length;
    }
    return -1;
  }

  /** What units are told before any feature is known. */
  silence(): Float64Array {
    return new Float64Array(this.size);
  }

  /** Adds what features tell each unit to what it is told. */
  tell({ features, weights }: NumberedVector, told: Float64Array): Float64Array {
    const { size } = this;
    for (let one = 0; one < features.length; one++) {
      const row = features[one] < this.rowOf.length ? this.rowOf[features[one]] : 0;
      if (row === 0) continue;
      const unit = weights[one] / SIXTY_FOURTHS;
      const from = (row - 1) * size;
      for (let at = 0; at < size; at++) told[at] += unit * this.features[from + at];
    }
    return told;
  }

  /** The units of a text, of what its features told brought to a length of one; until this is asked again. */
  unitsOf(told: Float64Array, length: number): Float64Array {
    const { size, units, unitBias } = this;
    const scale = length > 0 ? 1 / length : 0;
    for (let at = 0; at < size; at++) units[at] = Math.tanh(unitBias[at] + scale * told[at]);
    return units;
  }

  /** The sum for a label, by its place among those of all sets. Added up in four parts, since each addition of one waits for the last. */
  sum(label: number, units: Float64Array): number {
    const { size, labels } = this;
    const from = label * size;
    const whole = size - (size % 4);
    let first = 0;
    let second = 0;
    let third = 0;
    let fourth = 0;
    for (let at = 0; at < whole; at += 4) {
      first += units[at] * labels[from + at];
      second += units[at + 1] * labels[from + at + 1];
      third += units[at + 2] * labels[from + at + 2];
      fourth += units[at + 3] * labels[from + at + 3];
    }
    for (let at = whole; at < size; at++) first += units[at] * labels[from + at];
    return this.labelBias[label] + (first + second + (third + fourth));
  }
}
