import type { ClassifierWeights } from './classifier';
import type { NetworkWeights } from './network';

/** How far a share of one is to be believed: confidence = 1 / (1 + exp(-(intercept + slope * log-odds of the share))). */
export interface Calibration {
  intercept: number;
  slope: number;
}

/** What is learnt from labelled texts: figures and stems, no sentences. */
export interface LearntWeights {
  /** Classifier of each document, by the document's code. */
  documents: Readonly<Record<string, ClassifierWeights>>;
  /** Labels `applies` and `none`. */
  applicability: ClassifierWeights;
  /** One network for all documents and for applicability. */
  network: NetworkWeights;
  /** Share of `applies` below which a text is not applicable. */
  applicableFrom: number;
  calibration: Readonly<Record<string, Calibration>>;
}
