import { differences, type Vector } from '../text/features';
import { Best } from './best';
import type { SentenceIndex } from './sentence-index';

/** One of our sentences, by its number, and how like the asked text it is: the cosine of their features, 0..1. */
export interface Neighbour {
  text: number;
  alike: number;
}

/** How like each of our sentences a text is, in the order of the index; to be divided by the length of the text's vector. */
export type Likenesses = Float64Array;

/** A text and what is known of it. */
export interface Compared {
  vector: Vector;
  likenesses: Likenesses;
}

/** Compares a text with every sentence; from one that was compared before and is much the same, only what differs is worked out. */
export function compare(index: SentenceIndex, vector: Vector, before?: Compared): Compared {
  const likenesses = before ? before.likenesses.slice() : new Float64Array(index.sentences);
  for (const [name, weight] of before ? differences(vector.features, before.vector.features) : vector.features) {
    const { sentences, weights } = index.postings(name);
    for (let at = 0; at < sentences.length; at++) likenesses[sentences[at]] += weight * weights[at];
  }
  return { vector, likenesses };
}

/** What is left of nought after adding and taking away again. */
const NOUGHT = 1e-9;

/** A sentence that is less than half as like as the nearest has nothing to add. */
const LEAST_OF_NEAREST = 0.5;

/** The sentences that are most like a text, the nearest first, equal ones in the order of the index. */
export function nearest({ vector, likenesses }: Compared, most: number): Neighbour[] {
  const best = new Best<Neighbour>(most, (a, b) => b.alike - a.alike);
  let least = NOUGHT;
  for (let text = 0; text < likenesses.length; text++)
    if (likenesses[text] * LEAST_OF_NEAREST > least) least = likenesses[text] * LEAST_OF_NEAREST;
  for (let text = 0; text < likenesses.length; text++) {
    if (likenesses[text] < least) continue;
    best.add({ text, alike: likenesses[text] });
    if (best.list.length === most) least = best.list[most - 1].alike;
  }
  return best.list.map(({ text, alike }) => ({ text, alike: alike / vector.length }));
}
