import type { Sentences } from '../knowledge';
import type { CatalogueItem } from '../model';
import { featuresOf } from '../text/features';
import { Thesaurus } from '../text/thesaurus';
import { tokenise } from '../text/tokens';
import { indexed, type IndexedSentences } from './sentence-index';
import { headOf } from './shelves';

/** One of our own sentences. */
export interface Lesson {
  text: string;
  /**
   * What it asks for, best first in each document; empty when nothing applies. Lessons that ask for the same share one list; those of a topic share
   * that of the topic, and others name the guidance of learnt documents only.
   */
  codes: readonly string[];
}

/** All our own sentences, in the order in which {@link indexOf} numbers them. */
export function lessonsOf({ topics, notApplicable, examples }: Sentences): Lesson[] {
  const codesOf = codesReader();
  return [
    ...topics.flatMap(({ items, examples: texts }) => texts.map((text): Lesson => ({ text, codes: items }))),
    ...notApplicable.map((text): Lesson => ({ text, codes: codesOf('') })),
    ...examples.map(([text, items]): Lesson => ({ text, codes: codesOf(items) })),
  ];
}

/** Reads lists of codes, of which many are the same: each is then held once. */
function codesReader(): (items: string) => readonly string[] {
  const known = new Map<string, readonly string[]>([['', []]]);
  return (items) => {
    const codes = known.get(items) ?? items.split(' ');
    known.set(items, codes);
    return codes;
  };
}

/** Reads all our sentences. */
export function indexOf(sentences: Sentences): IndexedSentences {
  const thesaurus = new Thesaurus(sentences.topics);
  return indexed(lessonsOf(sentences).map(({ text }) => featuresOf(tokenise(text), thesaurus)));
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
