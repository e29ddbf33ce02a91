import { join } from 'node:path';
import type { LabelledExample } from './data/examples/example';
import type { Topic } from './data/topics/topic';
import { readShipped, type Shipped } from './shipped-files';

/** Our own topics and sentences. */
export interface Sentences {
  topics: readonly Topic[];
  notApplicable: readonly string[];
  examples: readonly LabelledExample[];
}

/** Sentences, and which of the examples are to be told apart where the matching is measured. */
export interface TeachingSentences extends Sentences {
  /** Examples whose authors had seen labelled texts: they teach, and stay out of what is measured on those texts. */
  informed: ReadonlySet<LabelledExample>;
  /** Examples written to look like lines that nothing applies to, and to ask for something even so. */
  lookAlikes: ReadonlySet<LabelledExample>;
  /** Examples written as controls of an organisation. */
  controls: ReadonlySet<LabelledExample>;
  /** Examples by those who wrote them, so that a matcher can be measured on authors that it has not learnt from. Not all examples are among them. */
  byAuthor: readonly (readonly LabelledExample[])[];
}

/** What a matcher knows besides the catalogue. Of sentences that are not those shipped, `taught` makes it. */
export interface Knowledge extends Shipped {
  topics: readonly Topic[];
  /** Our own sentences by the numbers that they have in the index. */
  textOf: (sentence: number) => string;
}

/** Sentences whose authors knew nothing of the labelled texts: what may be used to measure, or to choose, on those. */
export function uninformed<T extends TeachingSentences>(sentences: T): T {
  return { ...sentences, examples: sentences.examples.filter((example) => !sentences.informed.has(example)) };
}

let known: Promise<Knowledge> | undefined;

/**
 * What ships with the product, read when it is first asked for and kept: it is some megabytes, which a process that matches nothing need not
 * hold. `assay match --train` makes the index and the weights anew after a sentence was changed.
 */
export function shipped(): Promise<Knowledge> {
  return (known ??= read());
}

async function read(): Promise<Knowledge> {
  const { TOPICS } = await import('./data/topics');
  const { NOT_APPLICABLE } = await import('./data/not-applicable');
  const { ExampleTexts } = await import('./data/examples/texts');
  const first = [...TOPICS.flatMap(({ examples }) => examples), ...NOT_APPLICABLE];
  let others: InstanceType<typeof ExampleTexts> | undefined;
  return {
    topics: TOPICS,
    textOf: (sentence) => first[sentence] ?? (others ??= new ExampleTexts()).at(sentence - first.length),
    ...readShipped(join(__dirname, 'data/weights')),
  };
}

/** All our own sentences, for what learns or measures. */
export async function ownSentences(): Promise<TeachingSentences> {
  const { BY_AUTHOR, CONTROLS, EXAMPLES, INFORMED_EXAMPLES, LOOK_ALIKES } = await import('./data/examples');
  const { TOPICS } = await import('./data/topics');
  const { NOT_APPLICABLE } = await import('./data/not-applicable');
  return {
    topics: TOPICS,
    notApplicable: NOT_APPLICABLE,
    examples: EXAMPLES,
    informed: new Set(INFORMED_EXAMPLES),
    lookAlikes: new Set(LOOK_ALIKES),
    controls: new Set(CONTROLS),
    byAuthor: BY_AUTHOR,
  };
}
