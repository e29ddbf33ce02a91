import type { LabelledRow } from '../evaluation/labelled-rows';
import type { Calibration, LearntWeights } from '../ranking/learnt-weights';
import { APPLICABILITY, type LabelSet } from '../ranking/network';
import { NOTHING_HERE } from '../ranking/ranked-shelves';
import { shelve } from '../ranking/shelves';
import { LEARNT_DOCUMENTS, Samples, type TrainingMaterial } from './samples';
import { Apprentice, type TrainingSettings } from './train-classifier';
import { NetworkApprentice, type NetworkSettings } from './train-network';

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
  doubt: 0.1,
};
const NETWORK_SETTINGS: NetworkSettings = {
  units: 64,
  passes: 8,
  further: { passes: 10, again: 3 },
  step: { features: 0.1, labels: 0.05 },
  leftOut: 0.5,
  leastTexts: 4,
  doubt: 0.1,
};

/** The labels of whether guidance applies. */
const APPLIES = ['applies', 'none'];

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
  private readonly shared: SharedCourse;
  private readonly documents: readonly (readonly [document: string, apprentice: Apprentice])[];

  constructor(material: Omit<TrainingMaterial, 'rows'>) {
    this.shared = new SharedCourse(material);
    const { samples, documents } = this.shared;
    this.documents = documents.map(
      ({ name, labels }) => [name, new Apprentice(samples.ofDocument(name), labels, DOCUMENT_SETTINGS)] as const,
    );
  }

  /** The weights of every document and of applicability, after these texts too. */
  learn(rows: readonly LabelledRow[], choices: HeldOutChoices = NOT_YET_CHOSEN): LearntWeights {
    const { samples } = this.shared;
    const documents = this.documents.map(
      ([document, apprentice]) => [document, apprentice.learn(samples.ofDocumentRows(document, rows))] as const,
    );
    return { documents: Object.fromEntries(documents), ...this.shared.learn(rows), ...choices };
  }
}

/** What tells whether guidance applies: the classifier of that, and the network, which has learnt of all documents besides. */
export class SharedCourse {
  readonly samples: Samples;
  /** The documents that are learnt, with their labels. */
  readonly documents: readonly LabelSet[];
  private readonly applicability: Apprentice;
  private readonly network: NetworkApprentice;

  constructor({ catalogue, knowledge }: Omit<TrainingMaterial, 'rows'>) {
    this.samples = new Samples(catalogue, knowledge);
    const shelves = new Map(shelve(catalogue).map((shelf) => [shelf.document, shelf]));
    this.documents = LEARNT_DOCUMENTS.flatMap((name) => {
      const heads = shelves.get(name)?.heads.map(({ code }) => code) ?? [];
      return heads.length < 2 ? [] : [{ name, labels: [...heads, NOTHING_HERE] }];
    });
    this.applicability = new Apprentice(this.samples.ofApplicability(), APPLIES, APPLICABILITY_SETTINGS);
    const sets = [...this.documents, { name: APPLICABILITY, labels: APPLIES }];
    this.network = new NetworkApprentice(this.samples.ofAll(this.names), sets, NETWORK_SETTINGS);
  }

  /** The weights after these texts too. */
  learn(rows: readonly LabelledRow[]): Pick<LearntWeights, 'applicability' | 'network'> {
    return {
      applicability: this.applicability.learn(this.samples.ofApplicabilityRows(rows)),
      network: this.network.learn(this.samples.ofAllRows(this.names, rows)),
    };
  }

  private get names(): string[] {
    return this.documents.map(({ name }) => name);
  }
}
