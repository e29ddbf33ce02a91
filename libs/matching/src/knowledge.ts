import { EXAMPLES } from './data/examples';
import type { LabelledExample } from './data/examples/example';
import { NOT_APPLICABLE } from './data/not-applicable';
import { TOPICS } from './data/topics';
import type { Topic } from './data/topics/topic';
import { WEIGHTS } from './data/weights';
import type { LearntWeights } from './ranking/learnt-weights';

/** What a matcher knows besides the catalogue. */
export interface Knowledge {
  topics: readonly Topic[];
  notApplicable: readonly string[];
  examples: readonly LabelledExample[];
  weights: LearntWeights;
}

/** What ships with the product: our own topics and sentences, and the learnt weights. */
export const SHIPPED: Knowledge = { topics: TOPICS, notApplicable: NOT_APPLICABLE, examples: EXAMPLES, weights: WEIGHTS };
