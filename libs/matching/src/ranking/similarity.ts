import type { Features } from '../text/features';

/** Which texts have a feature, and how much of each it is. */
interface Postings {
  texts: Int32Array;
  weights: Float64Array;
}

/** A text of the list and how like the asked one it is: the cosine of their features, 0..1. */
export interface Neighbour {
  text: number;
  alike: number;
}

/** Finds the most similar of a fixed list of texts. Features are of length one. */
export class Similarity {
  private readonly postings: ReadonlyMap<string, Postings>;

  constructor(private readonly texts: readonly Features[]) {
    const lists = new Map<string, { texts: number[]; weights: number[] }>();
    texts.forEach((features, text) => {
      for (const [name, weight] of features) {
        const list = lists.get(name) ?? { texts: [], weights: [] };
        list.texts.push(text);
        list.weights.push(weight);
        lists.set(name, list);
      }
    });
    this.postings = new Map(
      [...lists].map(([name, list]) => [
        name,
        { texts: Int32Array.from(list.texts), weights: Float64Array.from(list.weights) },
      ]),
    );
  }

  /** The most similar texts, the nearest first, equal ones in the order of the list. */
  nearest(features: Features, most: number): Neighbour[] {
    const cosines = new Float64Array(this.texts.length);
    for (const [name, weight] of features) {
      const list = this.postings.get(name);
      if (list === undefined) continue;
      for (let at = 0; at < list.texts.length; at++) cosines[list.texts[at]] += weight * list.weights[at];
    }
    return greatest(cosines, most);
  }
}

/** The greatest of the figures above nought, by one pass that keeps the best so far in their order. */
function greatest(cosines: Float64Array, most: number): Neighbour[] {
  const best: Neighbour[] = [];
  let least = 0;
  for (let text = 0; text < cosines.length; text++) {
    const alike = cosines[text];
    if (alike <= least) continue;
    let place = best.length;
    while (place > 0 && best[place - 1].alike < alike) place--;
    best.splice(place, 0, { text, alike });
    if (best.length > most) best.pop();
    if (best.length === most) least = best[most - 1].alike;
  }
  return best;
}

/** The cosine of two texts by their features, each of length one. */
export function cosine(one: Features, other: Features): number {
  let product = 0;
  for (const [name, weight] of one) product += weight * (other.get(name) ?? 0);
  return product;
}
