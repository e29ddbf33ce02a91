import type { ClassifierWeights } from '../ranking/classifier';
import type { Features } from '../text/features';

/** A labelled text: its features, the share of each label (they add to one) and how much the text counts. */
export interface Sample {
  features: Features;
  labels: ReadonlyMap<string, number>;
  weight: number;
}

/** How hard to train. */
export interface TrainingSettings {
  rounds: number;
  /** Pull towards zero (L2), for a total sample weight of one. */
  pull: number;
  /** How many texts a feature must occur in. */
  leastTexts: number;
}

const STEP = 0.5;
const LEAST_KEPT = 10;

/**
 * Fits a multinomial logistic classifier by full-batch AdaGrad. Deterministic: no sampling, a fixed number of rounds, weights kept in
 * hundredths.
 */
export function trainClassifier(
  samples: readonly Sample[],
  labels: readonly string[],
  settings: TrainingSettings,
): ClassifierWeights {
  const names = featureNames(samples, settings.leastTexts);
  const rows = samples.map((sample) => sparse(sample, names, labels));
  const total = rows.reduce((sum, row) => sum + row.weight, 0);
  const weights = fit(rows, names.size, labels.length, settings, total);
  return shipped(weights, names, labels);
}

interface SparseRow {
  features: Int32Array;
  values: Float64Array;
  target: Float64Array;
  weight: number;
}

function featureNames(samples: readonly Sample[], leastTexts: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { features } of samples) for (const name of features.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= leastTexts).map(([name]) => name);
  return new Map(kept.sort().map((name, index) => [name, index]));
}

function sparse(
  { features, labels: shares, weight }: Sample,
  names: ReadonlyMap<string, number>,
  labels: readonly string[],
): SparseRow {
  const known = [...features].filter(([name]) => names.has(name));
  return {
    features: Int32Array.from(known, ([name]) => names.get(name) ?? 0),
    values: Float64Array.from(known, ([, value]) => value),
    target: Float64Array.from(labels, (label) => shares.get(label) ?? 0),
    weight,
  };
}

/** Weights by feature then label; the row after the last feature is the bias. */
function fit(
  rows: readonly SparseRow[],
  features: number,
  labels: number,
  settings: TrainingSettings,
  total: number,
): Float64Array {
  const weights = new Float64Array((features + 1) * labels);
  const squares = new Float64Array(weights.length).fill(1e-8);
  const gradient = new Float64Array(weights.length);
  const biasAt = features * labels;
  for (let round = 0; round < settings.rounds; round++) {
    for (let at = 0; at < biasAt; at++) gradient[at] = settings.pull * weights[at];
    gradient.fill(0, biasAt);
    for (const row of rows) addGradient(row, weights, gradient, labels, biasAt, total);
    for (let at = 0; at < weights.length; at++) {
      squares[at] += gradient[at] * gradient[at];
      weights[at] -= (STEP * gradient[at]) / Math.sqrt(squares[at]);
    }
  }
  return weights;
}

function addGradient(
  row: SparseRow,
  weights: Float64Array,
  gradient: Float64Array,
  labels: number,
  biasAt: number,
  total: number,
): void {
  const error = new Float64Array(labels);
  for (let label = 0; label < labels; label++) error[label] = weights[biasAt + label];
  for (let at = 0; at < row.features.length; at++) {
    const base = row.features[at] * labels;
    for (let label = 0; label < labels; label++) error[label] += row.values[at] * weights[base + label];
  }
  toShares(error);
  const scale = row.weight / total;
  for (let label = 0; label < labels; label++) {
    error[label] = (error[label] - row.target[label]) * scale;
    gradient[biasAt + label] += error[label];
  }
  for (let at = 0; at < row.features.length; at++) {
    const base = row.features[at] * labels;
    for (let label = 0; label < labels; label++) gradient[base + label] += row.values[at] * error[label];
  }
}

/** Turns sums into shares of one, in place (softmax). */
export function toShares(sums: Float64Array): Float64Array {
  const greatest = sums.reduce((a, b) => Math.max(a, b), -Infinity);
  let total = 0;
  for (let at = 0; at < sums.length; at++) total += sums[at] = Math.exp(sums[at] - greatest);
  for (let at = 0; at < sums.length; at++) sums[at] /= total;
  return sums;
}

function shipped(weights: Float64Array, names: ReadonlyMap<string, number>, labels: readonly string[]): ClassifierWeights {
  const lines: string[] = [];
  for (const [name, index] of names) {
    const cells = labels
      .map((_, label) => [label, Math.round(weights[index * labels.length + label] * 100)])
      .filter(([, weight]) => Math.abs(weight) >= LEAST_KEPT)
      .map(([label, weight]) => `${label}:${weight}`);
    if (cells.length > 0) lines.push(`${name}\t${cells.join(' ')}`);
  }
  const biasAt = names.size * labels.length;
  return {
    labels,
    bias: labels.map((_, label) => Math.round(weights[biasAt + label] * 100) / 100),
    features: lines.join('\n'),
  };
}
