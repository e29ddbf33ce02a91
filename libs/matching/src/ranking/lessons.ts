import type { Sentences } from '../knowledge';
import type { CatalogueItem } from '../model';
import { featuresOf } from '../text/features';
import { Thesaurus } from '../text/thesaurus';
import { tokenise } from '../text/tokens';
import { indexed, type IndexedSentences } from './sentence-index';
import { headOf } from './shelves';

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
    const list = known.get(items) ?? lists.push(items === '' ? [] : items.split(' ')) - 1;
    known.set(items, list);
    return list;
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

const PLACES = [1, 0.4, 0.2];

/**
 * What codes, best first, say for each head: most for the first of a document, less for later ones, adding to one in each document. Codes that
 * the catalogue lacks say nothing.
 */
export function placesOf(codes: readonly string[], byCode: ReadonlyMap<string, CatalogueItem>): Map<string, number> {
  const byDocument = new Map<string, string[]>();
  for (const code of codes) {
    const document = byCode.get(code)?.document;
    if (document === undefined) continue;
    const head = headOf(code, byCode);
    const heads = byDocument.get(document);
    if (heads === undefined) byDocument.set(document, [head]);
    else if (!heads.includes(head)) heads.push(head);
  }
  const places = new Map<string, number>();
  for (const heads of byDocument.values()) addShares(places, heads);
  return places;
}

function addShares(places: Map<string, number>, heads: readonly string[]): void {
  let total = 0;
  for (let at = 0; at < heads.length; at++) total += placeWeight(at);
  for (let at = 0; at < heads.length; at++) places.set(heads[at], placeWeight(at) / total);
}

function placeWeight(at: number): number {
  return PLACES[Math.min(at, PLACES.length - 1)];
}
