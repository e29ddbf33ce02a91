import { NOT_APPLICABLE } from './data/not-applicable';
import { TOPICS } from './data/topics';
import type { Topic } from './data/topics/topic';
import { WEIGHTS } from './data/weights';
import type { LearntWeights } from './ranking/learnt-weights';

/** What a matcher knows besides the catalogue. */
export interface Knowledge {
  topics: readonly Topic[];
  notApplicable: readonly string[];
  weights: LearntWeights;
}

/** What ships with the product: our own topics and sentences, and the learnt weights. */
export const SHIPPED: Knowledge = { topics: TOPICS, notApplicable: NOT_APPLICABLE, weights: WEIGHTS };
