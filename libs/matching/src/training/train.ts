import type { ClassifierWeights } from '../ranking/classifier';
import type { Calibration, LearntWeights } from '../ranking/learnt-weights';
import { NOTHING_HERE } from '../ranking/scorer';
import { shelve } from '../ranking/shelves';
import { LEARNT_DOCUMENTS, Samples, type TrainingMaterial } from './samples';
import { trainClassifier, type TrainingSettings } from './train-classifier';

const DOCUMENT_SETTINGS: TrainingSettings = { rounds: 120, pull: 0.00002, leastTexts: 3 };
const APPLICABILITY_SETTINGS: TrainingSettings = { rounds: 120, pull: 0.0001, leastTexts: 2 };

/** What is chosen by looking at texts that were held out of training. */
export interface HeldOutChoices {
  applicableFrom: number;
  calibration: Readonly<Record<string, Calibration>>;
}

export const NOT_YET_CHOSEN: HeldOutChoices = { applicableFrom: 0.5, calibration: {} };

/** Learns the weights of every document and of applicability. The same material gives the same weights, to the last digit. */
export function train(material: TrainingMaterial, choices: HeldOutChoices = NOT_YET_CHOSEN): LearntWeights {
  const samples = new Samples(material);
  const shelves = new Map(shelve(material.catalogue).map((shelf) => [shelf.document, shelf]));
  const learnt = LEARNT_DOCUMENTS.flatMap((document) => {
    const heads = shelves.get(document)?.heads.map(({ code }) => code) ?? [];
    if (heads.length < 2) return [];
    return [[document, trainClassifier(samples.ofDocument(document), [...heads, NOTHING_HERE], DOCUMENT_SETTINGS)] as const];
  });
  return { documents: Object.fromEntries(learnt), applicability: trainApplicability(samples), ...choices };
}

/** Learns to tell texts that guidance applies to from those that it does not. */
export function trainApplicability(samples: Samples): ClassifierWeights {
  return trainClassifier(samples.ofApplicability(), ['applies', 'none'], APPLICABILITY_SETTINGS);
}
