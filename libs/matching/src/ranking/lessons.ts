import type { LabelledExample } from '../data/examples/example';
import type { Topic } from '../data/topics/topic';
import type { Knowledge } from '../knowledge';
import type { CatalogueItem } from '../model';
import { headOf } from './shelves';

/** One of our own sentences as the engine learns from it. */
export interface Lesson {
  text: string;
  /** What it asks for: the share of each head, adding to one in each document that has something to say. Empty when nothing applies. */
  places: ReadonlyMap<string, number>;
  /** The topic that it was written for; null for a sentence that names its guidance itself, and then only that of learnt documents. */
  topic: string | null;
}

/** All our own sentences, with the guidance that they ask for as the catalogue has it. */
export function lessonsOf(
  { topics, notApplicable, examples }: Pick<Knowledge, 'topics' | 'notApplicable' | 'examples'>,
  byCode: ReadonlyMap<string, CatalogueItem>,
): Lesson[] {
  return [
    ...topics.flatMap((topic) => topicLessons(topic, byCode)),
    ...notApplicable.map((text): Lesson => ({ text, places: new Map(), topic: null })),
    ...examples.map(([text, items]: LabelledExample): Lesson => ({
      text,
      places: placesOf(items.split(' '), byCode),
      topic: null,
    })),
  ];
}

function topicLessons({ name, items, examples }: Topic, byCode: ReadonlyMap<string, CatalogueItem>): Lesson[] {
  const places = placesOf(items, byCode);
  return examples.map((text) => ({ text, places, topic: name }));
}

const PLACES = [1, 0.4, 0.2];

/**
 * What codes, best first, say for each head: most for the first of a document, less for later ones, adding to one in each document. Codes that
 * the catalogue lacks say nothing.
 */
export function placesOf(codes: readonly string[], byCode: ReadonlyMap<string, CatalogueItem>): Map<string, number> {
  const byDocument = new Map<string, Set<string>>();
  for (const code of codes) {
    const document = byCode.get(code)?.document;
    if (document === undefined) continue;
    const heads = byDocument.get(document) ?? new Set();
    byDocument.set(document, heads.add(headOf(code, byCode)));
  }
  return new Map([...byDocument.values()].flatMap((heads) => sharesOf([...heads])));
}

function sharesOf(heads: readonly string[]): [string, number][] {
  const place = (at: number): number => PLACES[Math.min(at, PLACES.length - 1)];
  const total = heads.reduce((sum, _, at) => sum + place(at), 0);
  return heads.map((head, at) => [head, place(at) / total]);
}
