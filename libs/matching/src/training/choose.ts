import type { LabelledRow } from '../evaluation/labelled-rows';
import { uninformed } from '../knowledge';
import { Matcher } from '../matcher';
import type { ItemRelation } from '../model';
import { logOdds } from '../ranking/confidence';
import { taught } from '../ranking/lessons';
import type { Calibration, LearntWeights } from '../ranking/learnt-weights';
import { headsIn } from '../ranking/shelves';
import { FOLDS, foldOfText, HeldOut } from './cross-validate';
import { LEARNT_DOCUMENTS, type TrainingMaterial } from './samples';
import { Course, NOT_YET_CHOSEN, SharedCourse, type HeldOutChoices } from './train';

/** The greatest share of texts that guidance applies to for which the matcher may wrongly say that none does. */
const MOST_WRONGLY_NONE = 0.04;

/** How many of a text's best matches calibrate the confidence. */
const CALIBRATED_PLACES = 3;

/** A match of a held-out text: its share, and whether people gave it too. */
export interface Outcome {
  document: string;
  text: string;
  share: number;
  right: boolean;
}

/**
 * Learns everything: the weights on all of the material, the threshold and the calibration on texts held out of it, by classifiers that sentences
 * written with such texts in mind did not teach either.
 */
export function learn(material: TrainingMaterial, relations: readonly ItemRelation[] = []): LearntWeights {
  const judging = { ...material, knowledge: uninformed(material.knowledge) };
  const outcomes = outcomesOf(HeldOut.train(judging, relations, NOT_YET_CHOSEN), judging.rows);
  return new Course(material).learn(material.rows, choicesFrom(outcomes, judging));
}

function choicesFrom(outcomes: readonly Outcome[], material: TrainingMaterial): HeldOutChoices {
  return { applicableFrom: chooseThreshold(material), calibration: calibrate(outcomes) };
}

/** The first matches of every labelled text by the matcher that did not see it. */
export function outcomesOf(heldOut: HeldOut, rows: readonly LabelledRow[]): Outcome[] {
  const byCode = new Map(heldOut.catalogue.map((item) => [item.code, item]));
  return LEARNT_DOCUMENTS.flatMap((document) =>
    rows.flatMap(({ text, labels }) => {
      const right = headsIn(document, labels, byCode);
      if (right.length === 0) return [];
      const { matches } = heldOut.match(text, { documents: [document], first: CALIBRATED_PLACES });
      return matches.map(({ code, score }): Outcome => ({ document, text, share: score, right: right.includes(code) }));
    }),
  );
}

/** One logistic curve for each document, of at least forty outcomes. */
export function calibrate(outcomes: readonly Outcome[]): Record<string, Calibration> {
  const documents = [...new Set(outcomes.map(({ document }) => document))].sort();
  return Object.fromEntries(
    documents
      .map((document) => [document, outcomes.filter((outcome) => outcome.document === document)] as const)
      .filter(([, own]) => own.length >= 40)
      .map(([document, own]) => [document, fitCurve(own)]),
  );
}

const CURVE_ROUNDS = 400;
const CURVE_STEP = 0.5;

/** Logistic regression on the log-odds of the share, by AdaGrad, with a weak pull towards the share as it is. */
function fitCurve(outcomes: readonly Outcome[]): Calibration {
  const curve = [0, 1];
  const squares = [1e-8, 1e-8];
  const pull = 1 / outcomes.length;
  for (let round = 0; round < CURVE_ROUNDS; round++) {
    const gradient = [pull * curve[0], pull * (curve[1] - 1)];
    for (const { share, right } of outcomes) {
      const error = 1 / (1 + Math.exp(-(curve[0] + curve[1] * logOdds(share)))) - (right ? 1 : 0);
      gradient[0] += error / outcomes.length;
      gradient[1] += (error * logOdds(share)) / outcomes.length;
    }
    gradient.forEach((slope, at) => {
      squares[at] += slope * slope;
      curve[at] -= (CURVE_STEP * slope) / Math.sqrt(squares[at]);
    });
  }
  return { intercept: Math.round(curve[0] * 1000) / 1000, slope: Math.round(curve[1] * 1000) / 1000 };
}

/** How near the confidences of outcomes are to the truth: the mean gap in ten bands of confidence, weighted by how many fall in each. */
export function expectedCalibrationError(told: readonly { confidence: number; right: boolean }[]): number {
  const bands = Array.from({ length: 10 }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (const { confidence, right } of told) {
    const band = bands[Math.min(9, Math.floor(confidence * 10))];
    band.count++;
    band.confidence += confidence;
    band.right += right ? 1 : 0;
  }
  return bands.reduce((sum, { confidence, right }) => sum + Math.abs(confidence - right), 0) / Math.max(1, told.length);
}

/** The share of "applies" that a text was given by a classifier that had not seen it. */
export interface AppliesOutcome {
  share: number;
  none: boolean;
  /** Whether the text was written to be hard to tell. */
  hard: boolean;
}

/** Every text, our own sentences too, as a classifier sees it that learnt from other texts alone. */
export function heldOutApplies({ catalogue, knowledge, rows }: TrainingMaterial): AppliesOutcome[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const held = (text: string): boolean => foldOfText(text) === fold;
    const kept = {
      ...knowledge,
      topics: knowledge.topics.map((topic) => ({ ...topic, examples: topic.examples.filter((text) => !held(text)) })),
      notApplicable: knowledge.notApplicable.filter((text) => !held(text)),
      examples: knowledge.examples.filter(([text]) => !held(text)),
    };
    const learnt = new SharedCourse({ catalogue, knowledge: kept }).learn(rows.filter(({ text }) => !held(text)));
    const weights = { documents: {}, ...learnt, ...NOT_YET_CHOSEN };
    const matcher = new Matcher(catalogue, { ...taught(kept), weights });
    return appliesTexts(knowledge, rows)
      .filter(({ text }) => held(text))
      .map(({ text, none, hard }) => ({ share: matcher.appliesShare(text), none, hard }));
  }).flat();
}

/** Every text that is known to be one that guidance applies to, or not. */
function appliesTexts(
  { topics, notApplicable, examples, lookAlikes }: TrainingMaterial['knowledge'],
  rows: readonly LabelledRow[],
): { text: string; none: boolean; hard: boolean }[] {
  return [
    ...rows.filter(({ none, labels }) => none || labels.length > 0).map(({ text, none }) => ({ text, none, hard: false })),
    ...topics.flatMap((topic) => topic.examples.map((text) => ({ text, none: false, hard: false }))),
    ...notApplicable.map((text) => ({ text, none: true, hard: false })),
    ...examples.map((example) => ({ text: example[0], none: example[1] === '', hard: lookAlikes.has(example) })),
  ];
}

function chooseThreshold(material: TrainingMaterial): number {
  return greatestThreshold(heldOutApplies(material));
}

/**
 * The greatest threshold that wrongly sends away no more than the share allowed of texts that guidance applies to; those that were written to
 * be hard are left out, since people seldom write such.
 */
export function greatestThreshold(outcomes: readonly AppliesOutcome[]): number {
  const shares = outcomes
    .filter(({ none, hard }) => !none && !hard)
    .map(({ share }) => share)
    .sort((a, b) => a - b);
  if (shares.length === 0) return 0;
  return Math.floor(shares[Math.floor(shares.length * MOST_WRONGLY_NONE)] * 1000) / 1000;
}
