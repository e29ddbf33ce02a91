import type { Topic } from '../data/topics/topic';
import type { CatalogueItem } from '../model';
import { headOf } from './shelves';

/** The label of a document's classifier for texts that the document has nothing to say on. */
export const NOTHING_HERE = '-';

const PLACES = [1, 0.4, 0.2];

/** How much the first, second and later items of a document count for a text. */
export function shareOfPlace(before: number): number {
  return PLACES[Math.min(before, PLACES.length - 1)];
}

/** How much a topic speaks for each head: most for the first item of a document, less for later ones. */
export function placesOf(topic: Topic, byCode: ReadonlyMap<string, CatalogueItem>): Map<string, number> {
  const places = new Map<string, number>();
  const seen = new Map<string, number>();
  for (const code of topic.items) {
    const document = byCode.get(code)?.document;
    if (document === undefined) continue;
    const head = headOf(code, byCode);
    const before = seen.get(document) ?? 0;
    if (!places.has(head)) places.set(head, shareOfPlace(before));
    seen.set(document, before + 1);
  }
  return places;
}
