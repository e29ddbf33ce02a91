import type { ItemRelation } from '../model';

/** How the kinds of evidence are added up. Chosen by cross-validation on the dev files; `docs/matching.md` has the ablation. */
export interface Mixture {
  ownWords: number;
  topics: number;
  /** What an item starts from that no classifier knows. */
  unlearnt: number;
  /** Added to "nothing in this document". */
  nothing: number;
}

export const MIXTURE: {
  withClassifier: Mixture;
  withoutClassifier: Mixture;
  links: number;
  sharpness: number;
  term: number;
} = {
  withClassifier: { ownWords: 2, topics: 0.6, unlearnt: -3, nothing: 0 },
  withoutClassifier: { ownWords: 6, topics: 1.2, unlearnt: 0, nothing: 3 },
  links: 0.5,
  sharpness: 20,
  term: 0.05,
};

/** How far evidence for one item counts for a related one. */
export const RELATION_STRENGTH: Record<ItemRelation['relationship'], number> = {
  EQUAL: 1,
  SUBSET: 0.7,
  SUPERSET: 0.7,
  INTERSECTS: 0.4,
};

const PLACES = [1, 0.4, 0.2];

/** How much the first, second and later items of a document count in a topic. */
export function shareOfPlace(before: number): number {
  return PLACES[Math.min(before, PLACES.length - 1)];
}
