import { join } from 'node:path';
import { EXAMPLES, INFORMED_EXAMPLES } from './data/examples';
import type { LabelledExample } from './data/examples/example';
import { NOT_APPLICABLE } from './data/not-applicable';
import { TOPICS } from './data/topics';
import type { Topic } from './data/topics/topic';
import { readShipped, type Shipped } from './shipped-files';

/** Our own topics and sentences. */
export interface Sentences {
  topics: readonly Topic[];
  notApplicable: readonly string[];
  examples: readonly LabelledExample[];
}

/** What a matcher knows besides the catalogue. The index is made of the sentences, by `indexOf`. */
export type Knowledge = Sentences & Shipped;

/** Sentences whose authors knew nothing of the labelled texts: what may be used to measure, or to choose, on those. */
export function uninformed<T extends Sentences>(sentences: T): T {
  const informed = new Set(INFORMED_EXAMPLES);
  return { ...sentences, examples: sentences.examples.filter((example) => !informed.has(example)) };
}

let known: Knowledge | undefined;

/**
 * What ships with the product, read when it is first asked for and kept. `assay match --train` makes the index and the weights anew after a
 * sentence was changed.
 */
export function shipped(): Knowledge {
  return (known ??= {
    topics: TOPICS,
    notApplicable: NOT_APPLICABLE,
    examples: EXAMPLES,
    ...readShipped(join(__dirname, 'data/weights')),
  });
}
