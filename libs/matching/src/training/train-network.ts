import { SIXTY_FOURTHS, type LabelSet, type NetworkWeights } from '../ranking/network';
import type { Features } from '../text/features';
import { Lot } from './lot';
import { featureNames } from './train-classifier';

/** What a text teaches in one set: the share of each label (they add to one) and how much it counts. */
export interface Target {
  /** The set's name. */
  set: string;
  labels: ReadonlyMap<string, number>;
  weight: number;
}

/** A text and what it teaches in every set that it says something of. */
export interface SharedSample {
  features: Features;
  targets: readonly Target[];
}

/** How hard to train. */
export interface NetworkSettings {
  /** How many units stand between features and labels. */
  units: number;
  /** How often all texts are gone through. */
  passes: number;
  /** How often further texts are gone through, and how many of the first are learnt again with each, so that they are not forgotten. */
  further: { passes: number; again: number };
  /** How far to go at first; the way shortens evenly to nothing. */
  step: { features: number; labels: number };
  /** How many of a text's features are left out each time that it is learnt, 0..1 (dropout, Srivastava et al. 2014). */
  leftOut: number;
  /** How many texts a feature must occur in. */
  leastTexts: number;
  /** How much of each text is taken for any label alike (label smoothing), 0..1. */
  doubt: number;
}

/** A label that is out by less is not put right, which saves most of the work. */
const LEAST_ERROR = 0.003;

/** What figures start from, and the start of the sums of squares: no step is divided by nothing. */
const FIRST_FIGURES = 0.17;
const FIRST_SQUARES = 1e-8;

/** The greatest figure that a byte holds. */
const MOST = 127;

/** Everything that is learnt, and by how much each part was moved already (sums of squared slopes, for AdaGrad). */
interface Learnt {
  features: Float32Array;
  labels: Float32Array;
  unitBias: Float32Array;
  labelBias: Float32Array;
  featureSquares: Float32Array;
  labelSquares: Float32Array;
  biasSquares: Float32Array;
}

/** A target with its set and labels by their places. */
interface PlacedTarget {
  from: number;
  to: number;
  weight: number;
  shares: Float64Array;
}

/** A text as it is learnt: the rows of its features, what each weighs, and what they are to say. */
interface Text {
  rows: Int32Array;
  values: Float64Array;
  targets: readonly PlacedTarget[];
}

/**
 * A network in the making (see `Network`). Learns by going down the slope of the cross-entropy text by text (Duchi et al. 2011, a step for each row).
 * Learns some texts first, and can then learn others besides, any number of times from the same start. What is left to chance is drawn from
 * a fixed start: the same texts give the same weights.
 */
export class NetworkApprentice {
  private readonly names: ReadonlyMap<string, number>;
  /** Where the labels of each set begin among those of all. */
  private readonly fromOf: ReadonlyMap<string, number>;
  private readonly texts: readonly Text[];
  private readonly start: Learnt;
  private learnt: Learnt;
  private lot = new Lot(1);
  // What is worked out just now: the units, their slopes, the shares of labels and which features of a text are heard.
  private readonly units: Float64Array;
  private readonly slopes: Float64Array;
  private readonly shares: Float64Array;
  private heard = new Uint8Array(0);

  /** Knows the features of the texts that it learns first; others it never will. */
  constructor(
    samples: readonly SharedSample[],
    private readonly sets: readonly LabelSet[],
    private readonly settings: NetworkSettings,
  ) {
    let from = 0;
    this.fromOf = new Map(sets.map(({ name, labels }) => [name, (from += labels.length) - labels.length]));
    this.names = featureNames(samples, settings.leastTexts);
    this.units = new Float64Array(settings.units);
    this.slopes = new Float64Array(settings.units);
    this.shares = new Float64Array(from);
    this.learnt = this.nothingLearnt(this.names.size, from);
    this.texts = samples.map((sample) => this.textOf(sample));
    const order = Int32Array.from(this.texts.keys());
    for (let pass = 0; pass < settings.passes; pass++) {
      this.lot.shuffle(order);
      order.forEach((text, at) => this.study(this.texts[text], 1 - (pass + at / order.length) / settings.passes));
    }
    this.start = this.learnt;
  }

  /** What it knows after learning further texts; it forgets them again. */
  learn(further: readonly SharedSample[]): NetworkWeights {
    if (further.length > 0) this.learnFurther(further.map((sample) => this.textOf(sample)));
    const weights = this.shipped();
    this.learnt = this.start;
    return weights;
  }

  private learnFurther(texts: readonly Text[]): void {
    const { passes, again } = this.settings.further;
    this.learnt = copyOf(this.start);
    this.lot = new Lot(2);
    const all = [...texts, ...this.texts];
    const order = Int32Array.from({ length: passes * texts.length * (1 + again) }, (_, at) =>
      at % (1 + again) === 0 ? Math.floor(at / (1 + again)) % texts.length : texts.length + this.lot.below(this.texts.length),
    );
    this.lot.shuffle(order);
    order.forEach((text, at) => this.study(all[text], 1 - at / order.length));
  }

  private textOf({ features, targets }: SharedSample): Text {
    const known = [...features].filter(([name]) => this.names.has(name));
    return {
      rows: Int32Array.from(known, ([name]) => this.names.get(name) ?? 0),
      values: Float64Array.from(known, ([, value]) => value),
      targets: targets.flatMap(({ set, labels, weight }): PlacedTarget[] => {
        const own = this.sets.find(({ name }) => name === set);
        const from = this.fromOf.get(set);
        if (own === undefined || from === undefined) return [];
        const { doubt } = this.settings;
        const count = own.labels.length;
        const shares = Float64Array.from(own.labels, (label) => (1 - doubt) * (labels.get(label) ?? 0) + doubt / count);
        return [{ from, to: from + count, weight, shares }];
      }),
    };
  }

  /** @param rate how long a step is, 0..1 */
  private study(text: Text, rate: number): void {
    this.hear(text);
    this.slopes.fill(0);
    for (const target of text.targets) this.putLabelsRight(target, rate);
    this.putFeaturesRight(text, rate);
  }

  /** Works out the units of a text without some of its features, the others counting more in turn. */
  private hear({ rows, values }: Text): void {
    const { units } = this;
    const { features, unitBias } = this.learnt;
    const { leftOut } = this.settings;
    if (this.heard.length < rows.length) this.heard = new Uint8Array(2 * rows.length);
    units.set(unitBias);
    for (let at = 0; at < rows.length; at++) {
      this.heard[at] = this.lot.next() < leftOut ? 0 : 1;
      if (this.heard[at] === 0) continue;
      const value = values[at] / (1 - leftOut);
      const from = rows[at] * units.length;
      for (let unit = 0; unit < units.length; unit++) units[unit] += value * features[from + unit];
    }
    for (let unit = 0; unit < units.length; unit++) units[unit] = Math.tanh(units[unit]);
  }

  /** Goes down the slope for the labels of a set, and adds to the slopes of the units. */
  private putLabelsRight({ from, to, weight, shares: wanted }: PlacedTarget, rate: number): void {
    const { units, slopes, shares } = this;
    const { labels, labelBias, labelSquares } = this.learnt;
    const size = units.length;
    let mean = 0;
    for (let unit = 0; unit < size; unit++) mean += (units[unit] * units[unit]) / size;
    this.shareOut(from, to);
    for (let label = from; label < to; label++) {
      const error = weight * (shares[label] - wanted[label - from]);
      if (Math.abs(error) < LEAST_ERROR) continue;
      labelSquares[label] += error * error * mean;
      const step = ((this.settings.step.labels * rate) / Math.sqrt(labelSquares[label])) * error;
      const row = label * size;
      for (let unit = 0; unit < size; unit++) {
        slopes[unit] += error * labels[row + unit];
        labels[row + unit] -= step * units[unit];
      }
      labelBias[label] -= step;
    }
  }

  /** The share of each label of a set by what the units say (softmax). */
  private shareOut(from: number, to: number): void {
    const { units, shares } = this;
    const { labels, labelBias } = this.learnt;
    const size = units.length;
    let greatest = -Infinity;
    for (let label = from; label < to; label++) {
      const row = label * size;
      let sum = labelBias[label];
      for (let unit = 0; unit < size; unit++) sum += units[unit] * labels[row + unit];
      shares[label] = sum;
      greatest = Math.max(greatest, sum);
    }
    let total = 0;
    for (let label = from; label < to; label++) total += shares[label] = Math.exp(shares[label] - greatest);
    for (let label = from; label < to; label++) shares[label] /= total;
  }

  /** Goes down the slope for the features that were heard, and for what units start from. */
  private putFeaturesRight({ rows, values }: Text, rate: number): void {
    const { units, slopes } = this;
    const { features, unitBias, featureSquares, biasSquares } = this.learnt;
    const { leftOut, step } = this.settings;
    const size = units.length;
    let mean = 0;
    for (let unit = 0; unit < size; unit++) {
      slopes[unit] *= 1 - units[unit] * units[unit];
      mean += (slopes[unit] * slopes[unit]) / size;
    }
    biasSquares[0] += mean;
    const biasStep = (step.features * rate) / Math.sqrt(biasSquares[0]);
    for (let unit = 0; unit < size; unit++) unitBias[unit] -= biasStep * slopes[unit];
    for (let at = 0; at < rows.length; at++) {
      if (this.heard[at] === 0) continue;
      const value = values[at] / (1 - leftOut);
      const row = rows[at];
      featureSquares[row] += value * value * mean;
      const featureStep = ((step.features * rate) / Math.sqrt(featureSquares[row])) * value;
      const from = row * size;
      for (let unit = 0; unit < size; unit++) features[from + unit] -= featureStep * slopes[unit];
    }
  }

  private nothingLearnt(features: number, labels: number): Learnt {
    const { units } = this.settings;
    const drawn = (count: number, most: number): Float32Array =>
      Float32Array.from({ length: count }, () => (2 * this.lot.next() - 1) * most);
    return {
      features: drawn(features * units, FIRST_FIGURES),
      labels: drawn(labels * units, Math.sqrt(3 / units)),
      unitBias: new Float32Array(units),
      labelBias: new Float32Array(labels),
      featureSquares: new Float32Array(features).fill(FIRST_SQUARES),
      labelSquares: new Float32Array(labels).fill(FIRST_SQUARES),
      biasSquares: new Float32Array(1).fill(FIRST_SQUARES),
    };
  }

  private shipped(): NetworkWeights {
    const { features, labels, unitBias, labelBias } = this.learnt;
    return {
      sets: this.sets,
      bias: { units: inHundredths(unitBias), labels: inHundredths(labelBias) },
      names: [...this.names.keys()],
      features: inBytes(features),
      labels: inBytes(labels),
    };
  }
}

function copyOf(learnt: Learnt): Learnt {
  return {
    features: learnt.features.slice(),
    labels: learnt.labels.slice(),
    unitBias: learnt.unitBias.slice(),
    labelBias: learnt.labelBias.slice(),
    featureSquares: learnt.featureSquares.slice(),
    labelSquares: learnt.labelSquares.slice(),
    biasSquares: learnt.biasSquares.slice(),
  };
}

function inBytes(figures: Float32Array): Int8Array {
  return Int8Array.from(figures, (figure) => Math.max(-MOST, Math.min(MOST, Math.round(figure * SIXTY_FOURTHS))));
}

function inHundredths(figures: Float32Array): number[] {
  return Array.from(figures, (figure) => Math.round(figure * 100) / 100);
}
