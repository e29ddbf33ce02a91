import type { Knowledge, Sentences } from '../knowledge';
import { featuresOf } from '../text/features';
import { Thesaurus } from '../text/thesaurus';
import { tokenise } from '../text/tokens';
import { askedOf } from './asked';
import { indexed, type IndexedSentences } from './sentence-index';

/** All our own sentences, in the order in which {@link indexOf} numbers them, and what they ask for. */
export interface Lessons {
  texts: readonly string[];
  /**
   * Lists of codes, best first in each document; empty for sentences that nothing applies to. Those of the topics come first, in their order; others
   * name the guidance of learnt documents only.
   */
  lists: readonly (readonly string[])[];
  /** The number of each sentence's list. */
  listOf: readonly number[];
}

/** What our own sentences say, and what they ask for. */
export function lessonsOf({ topics, notApplicable, examples }: Sentences): Lessons {
  const lists: (readonly string[])[] = topics.map(({ items }) => items);
  const known = new Map<string, number>();
  const texts: string[] = [];
  const listOf: number[] = [];
  const add = (text: string, list: number): void => {
    texts.push(text);
    listOf.push(list);
  };
  const listFor = (items: string): number => {
    const list = known.get(items);
    if (list !== undefined) return list;
    known.set(items, lists.length);
    return lists.push(items === '' ? [] : items.split(' ')) - 1;
  };
  topics.forEach((topic, list) => topic.examples.forEach((text) => add(text, list)));
  for (const text of notApplicable) add(text, listFor(''));
  for (const [text, items] of examples) add(text, listFor(items));
  return { texts, lists, listOf };
}

/** What a matcher knows of these sentences, but for what is learnt from them. */
export function taught(sentences: Sentences): Omit<Knowledge, 'weights'> {
  const { texts, lists, listOf } = lessonsOf(sentences);
  const thesaurus = new Thesaurus(sentences.topics);
  const words = indexed(texts.map((text) => featuresOf(tokenise(text), thesaurus)));
  return {
    topics: sentences.topics,
    index: { ...words, asked: askedOf(lists, listOf) },
    textOf: (sentence) => texts[sentence],
  };
}

/** Reads all our sentences. */
export function indexOf(sentences: Sentences): IndexedSentences {
  return taught(sentences).index;
}
