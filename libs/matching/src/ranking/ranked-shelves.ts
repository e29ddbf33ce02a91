import type { Vocabulary } from '../text/vocabulary';
import { Classifier } from './classifier';
import type { LearntWeights } from './learnt-weights';
import type { Mixture } from './mixture';
import type { Shelf } from './shelves';

/** The label of a document's classifier for texts that the document has nothing to say on. */
export const NOTHING_HERE = '-';

/** A shelf with the span of its heads among those of all, and whether its document has a classifier. */
export interface RankedShelf {
  shelf: Shelf;
  from: number;
  to: number;
  learnt: boolean;
}

/** Puts shelves in a row. */
export function rankShelves(shelves: readonly Shelf[], { documents }: LearntWeights): RankedShelf[] {
  let from = 0;
  return shelves.map((shelf) => {
    const to = from + shelf.heads.length;
    const ranked = { shelf, from, to, learnt: documents[shelf.document] !== undefined };
    from = to;
    return ranked;
  });
}

/**
 * The classifiers of all documents as one: a label for each head, then one for "nothing here" on each shelf, then one for items that the
 * catalogue lacks.
 *
 * @param headAt the number of each head by its code
 */
export function mergeLearnt(
  ranked: readonly RankedShelf[],
  headAt: ReadonlyMap<string, number>,
  { weights: { documents }, mixture, vocabulary }: { weights: LearntWeights; mixture: Mixture; vocabulary: Vocabulary },
): Classifier {
  const heads = ranked.at(-1)?.to ?? 0;
  const nowhere = heads + ranked.length;
  const bias = ranked.flatMap(({ from, to, learnt }): number[] =>
    Array.from({ length: to - from }, (): number => (learnt ? mixture.learnt.unknown : 0)),
  );
  const nothing = ranked.map(({ learnt }) => (learnt ? 0 : mixture.unlearnt.nothing));
  const parts = ranked.flatMap(({ shelf }, at) => {
    const weights = documents[shelf.document];
    if (!weights) return [];
    const placeOf = weights.labels.map((label) => (label === NOTHING_HERE ? heads + at : (headAt.get(label) ?? nowhere)));
    placeOf.forEach((place, label) => {
      if (place < heads) bias[place] = weights.bias[label];
      else if (place < nowhere) nothing[at] += weights.bias[label];
    });
    return [{ rows: weights.rows, placeOf }];
  });
  return new Classifier([...bias, ...nothing, 0], parts, vocabulary);
}
