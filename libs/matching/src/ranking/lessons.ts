import type { Sentences } from '../knowledge';
import type { CatalogueItem } from '../model';
import { featuresOf } from '../text/features';
import { Thesaurus } from '../text/thesaurus';
import { tokenise } from '../text/tokens';
import { indexed, type IndexedSentences } from './sentence-index';

/** All our own sentences, in the order in which {@link indexOf} numbers them, and what they ask for: many ask for the same, and share one list. */
export interface Lessons {
  texts: readonly string[];
  /**
   * Lists of codes, best first in each document; empty for sentences that nothing applies to. Those of the topics come first, in their order; others
   * name the guidance of learnt documents only.
   */
  lists: readonly (readonly string[])[];
  /** The number of each sentence's list. */
  listOf: Uint16Array;
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
  return { texts, lists, listOf: Uint16Array.from(listOf) };
}

/** Reads all our sentences. */
export function indexOf(sentences: Sentences): IndexedSentences {
  const thesaurus = new Thesaurus(sentences.topics);
  return indexed(lessonsOf(sentences).texts.map((text) => featuresOf(tokenise(text), thesaurus)));
}

/** How much is said for a head, 0..1. */
export interface Place {
  head: CatalogueItem;
  share: number;
}

/** What is said for the first head of a document, the second and every later one, before they are brought to one. */
const WORTH = [1, 0.4, 0.2];

/**
 * What codes, best first, say for each head: most for the first of a document, less for later ones, adding to one in each document. Codes that
 * the catalogue lacks say nothing.
 *
 * @param headFor what each code is ranked under
 */
export function placesOf(codes: readonly string[], headFor: ReadonlyMap<string, CatalogueItem>): Place[] {
  const heads: CatalogueItem[] = [];
  for (const code of codes) {
    const head = headFor.get(code);
    if (head !== undefined && !heads.includes(head)) heads.push(head);
  }
  return heads.map((head, at) => ({ head, share: shareOf(head, at, heads) }));
}

function shareOf({ document }: CatalogueItem, at: number, heads: readonly CatalogueItem[]): number {
  let own = 0;
  let total = 0;
  let place = 0;
  for (let other = 0; other < heads.length; other++) {
    if (heads[other].document !== document) continue;
    const worth = WORTH[Math.min(place++, WORTH.length - 1)];
    if (other === at) own = worth;
    total += worth;
  }
  return own / total;
}
