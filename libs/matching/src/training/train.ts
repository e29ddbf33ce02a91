import type { LabelledRow } from '../evaluation/labelled-rows';
import type { TeachingSentences } from '../knowledge';
import type { CatalogueItem } from '../model';
import type { Calibration, LearntWeights } from '../ranking/learnt-weights';
import { NOTHING_HERE } from '../ranking/ranked-shelves';
import { shelve } from '../ranking/shelves';
import { LEARNT_DOCUMENTS, Samples } from './samples';
import { Apprentice, type TrainingSettings } from './train-classifier';

const DOCUMENT_SETTINGS: TrainingSettings = {
  rounds: { anew: 120, further: 30 },
  pull: 0.00001,
  leastTexts: 3,
  doubt: 0.1,
};
const APPLICABILITY_SETTINGS: TrainingSettings = {
  rounds: { anew: 200, further: 30 },
  pull: 0.00001,
  leastTexts: 4,
  doubt: 0,
};

/** What is chosen by looking at texts that were held out of training. */
export interface HeldOutChoices {
  applicableFrom: number;
  calibration: Readonly<Record<string, Calibration>>;
}

export const NOT_YET_CHOSEN: HeldOutChoices = { applicableFrom: 0.5, calibration: {} };

/**
 * Learns our own sentences and the catalogue once, and then any labelled texts besides. The same sentences and texts give the same weights, to the
 * last digit.
 */
export class Course {
  private readonly samples: Samples;
  private readonly documents: readonly (readonly [document: string, apprentice: Apprentice])[];
  private readonly applicability: Apprentice;

  constructor({ catalogue, knowledge }: { catalogue: readonly CatalogueItem[]; knowledge: TeachingSentences }) {
    this.samples = new Samples(catalogue, knowledge);
    const shelves = new Map(shelve(catalogue).map((shelf) => [shelf.document, shelf]));
    this.documents = LEARNT_DOCUMENTS.flatMap((document) => {
      const heads = shelves.get(document)?.heads.map(({ code }) => code) ?? [];
      if (heads.length < 2) return [];
      const labels = [...heads, NOTHING_HERE];
      return [[document, new Apprentice(this.samples.ofDocument(document), labels, DOCUMENT_SETTINGS)] as const];
    });
    this.applicability = apprenticeInApplicability(this.samples);
  }

  /** The weights of every document and of applicability, after these texts too. */
  learn(rows: readonly LabelledRow[], choices: HeldOutChoices = NOT_YET_CHOSEN): LearntWeights {
    const documents = this.documents.map(
      ([document, apprentice]) => [document, apprentice.learn(this.samples.ofDocumentRows(document, rows))] as const,
    );
    const applicability = this.applicability.learn(this.samples.ofApplicabilityRows(rows));
    return { documents: Object.fromEntries(documents), applicability, ...choices };
  }
}

/** Learns to tell texts that guidance applies to from those that it does not. */
export function apprenticeInApplicability(samples: Samples): Apprentice {
  return new Apprentice(samples.ofApplicability(), ['applies', 'none'], APPLICABILITY_SETTINGS);
}
