import type { LearntWeights } from './learnt-weights';
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
