import type { ClassifierWeights } from '../ranking/classifier';
import type { Features } from '../text/features';
import { featureRows } from '../ranking/table';
import { minimise } from './minimise';

/** A labelled text: its features, the share of each label (they add to one) and how much the text counts. */
export interface Sample {
  features: Features;
  labels: ReadonlyMap<string, number>;
  weight: number;
}

/** How hard to train. */
export interface TrainingSettings {
  /** The most steps, from nothing and from what was learnt before. */
  rounds: { anew: number; further: number };
  /** Pull towards zero (L2), for a total sample weight of one. */
  pull: number;
  /** How many texts a feature must occur in. */
  leastTexts: number;
  /** How much of each text is taken for any label alike (label smoothing, Szegedy et al. 2016), 0..1: no text is quite surely labelled. */
  doubt: number;
}

/** Weights below this are not shipped, in hundredths. */
const LEAST_KEPT = 10;

interface SparseRow {
  features: Int32Array;
  values: Float64Array;
  target: Float64Array;
  weight: number;
}

/**
 * A multinomial logistic classifier in the making. Learns some texts first, and can then learn others besides, any number of times from the
 * same start; so holding texts out costs little. Deterministic: no sampling, weights kept in hundredths.
 */
export class Apprentice {
  private readonly names: ReadonlyMap<string, number>;
  private readonly rows: readonly SparseRow[];
  private readonly start: Float64Array;

  /** Knows the features of the texts that it learns first; others it never will. */
  constructor(
    samples: readonly Sample[],
    private readonly labels: readonly string[],
    private readonly settings: TrainingSettings,
  ) {
    this.names = featureNames(samples, settings.leastTexts);
    this.rows = samples.map((sample) => this.sparse(sample));
    const nothing = new Float64Array((this.names.size + 1) * labels.length);
    this.start = this.fit(nothing, this.rows, settings.rounds.anew);
  }

  /** What it knows after learning further texts; it forgets them again. */
  learn(further: readonly Sample[]): ClassifierWeights {
    if (further.length === 0) return this.shipped(this.start);
    const rows = [...this.rows, ...further.map((sample) => this.sparse(sample))];
    return this.shipped(this.fit(this.start, rows, this.settings.rounds.further));
  }

  private sparse({ features, labels: shares, weight }: Sample): SparseRow {
    const { doubt } = this.settings;
    const known = [...features].filter(([name]) => this.names.has(name));
    return {
      features: Int32Array.from(known, ([name]) => this.names.get(name) ?? 0),
      values: Float64Array.from(known, ([, value]) => value),
      target: Float64Array.from(this.labels, (label) => (1 - doubt) * (shares.get(label) ?? 0) + doubt / this.labels.length),
      weight,
    };
  }

  /** Weights by feature then label; the row after the last feature is the bias. */
  private fit(start: Float64Array, rows: readonly SparseRow[], rounds: number): Float64Array {
    const labels = this.labels.length;
    const biasAt = this.names.size * labels;
    const total = rows.reduce((sum, { weight }) => sum + weight, 0);
    const shares = new Float64Array(labels);
    return minimise(
      start,
      (weights, gradient) => {
        let loss = 0;
        for (let at = 0; at < biasAt; at++) {
          gradient[at] = this.settings.pull * weights[at];
          loss += 0.5 * weights[at] * gradient[at];
        }
        gradient.fill(0, biasAt);
        for (const row of rows) loss += addSlope(row, weights, gradient, shares, biasAt, row.weight / total);
        return loss;
      },
      rounds,
    );
  }

  private shipped(weights: Float64Array): ClassifierWeights {
    const width = this.labels.length;
    const lines = Array.from(this.names, ([name, index]) => {
      const cells = this.labels
        .map((_, label) => [label, Math.round(weights[index * width + label] * 100)] as const)
        .filter(([, weight]) => Math.abs(weight) >= LEAST_KEPT);
      return [name, cells] as const;
    });
    const biasAt = this.names.size * width;
    return {
      labels: this.labels,
      bias: this.labels.map((_, label) => Math.round(weights[biasAt + label] * 100) / 100),
      rows: featureRows(lines.filter(([, cells]) => cells.length > 0)),
    };
  }
}

/** The features that stand in so many of the texts, numbered in the order of their names. */
export function featureNames(samples: readonly Pick<Sample, 'features'>[], leastTexts: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { features } of samples) for (const name of features.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= leastTexts).map(([name]) => name);
  return new Map(kept.sort().map((name, index) => [name, index]));
}

/** Adds one text's share of the slope of the loss (cross-entropy) to the gradient, and returns its share of the loss. */
function addSlope(
  { features, values, target }: SparseRow,
  weights: Float64Array,
  gradient: Float64Array,
  shares: Float64Array,
  biasAt: number,
  scale: number,
): number {
  const labels = shares.length;
  for (let label = 0; label < labels; label++) shares[label] = weights[biasAt + label];
  for (let at = 0; at < features.length; at++) {
    const base = features[at] * labels;
    const value = values[at];
    for (let label = 0; label < labels; label++) shares[label] += value * weights[base + label];
  }
  const loss = toShares(shares, target);
  for (let label = 0; label < labels; label++) {
    shares[label] = (shares[label] - target[label]) * scale;
    gradient[biasAt + label] += shares[label];
  }
  for (let at = 0; at < features.length; at++) {
    const base = features[at] * labels;
    const value = values[at];
    for (let label = 0; label < labels; label++) gradient[base + label] += value * shares[label];
  }
  return loss * scale;
}

/** Turns sums into shares of one, in place (softmax), and returns their cross-entropy with the target. */
function toShares(sums: Float64Array, target: Float64Array): number {
  let greatest = -Infinity;
  for (let at = 0; at < sums.length; at++) if (sums[at] > greatest) greatest = sums[at];
  let total = 0;
  let meant = 0;
  for (let at = 0; at < sums.length; at++) {
    meant += target[at] * (sums[at] - greatest);
    total += sums[at] = Math.exp(sums[at] - greatest);
  }
  for (let at = 0; at < sums.length; at++) sums[at] /= total;
  return Math.log(total) - meant;
}
