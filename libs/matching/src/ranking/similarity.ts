import type { Features } from '../text/features';

interface Posting {
  text: number;
  weight: number;
}

/** A text of the list and how like the asked one it is: the cosine of their features, 0..1. */
export interface Neighbour {
  text: number;
  alike: number;
}

/** Finds the most similar of a fixed list of texts. Features are of length one. */
export class Similarity {
  private readonly postings = new Map<string, Posting[]>();

  constructor(private readonly texts: readonly Features[]) {
    texts.forEach((features, text) => {
      for (const [name, weight] of features) {
        const list = this.postings.get(name);
        if (list) list.push({ text, weight });
        else this.postings.set(name, [{ text, weight }]);
      }
    });
  }

  /** The most similar texts, the nearest first, equal ones in the order of the list. */
  nearest(features: Features, most: number): Neighbour[] {
    const cosines = new Float64Array(this.texts.length);
    for (const [name, weight] of features) {
      for (const posting of this.postings.get(name) ?? []) cosines[posting.text] += weight * posting.weight;
    }
    const found: Neighbour[] = [];
    cosines.forEach((alike, text) => {
      if (alike > 0) found.push({ text, alike });
    });
    return found.sort((a, b) => b.alike - a.alike || a.text - b.text).slice(0, most);
  }
}

/** The cosine of two texts by their features, each of length one. */
export function cosine(one: Features, other: Features): number {
  let product = 0;
  for (const [name, weight] of one) product += weight * (other.get(name) ?? 0);
  return product;
}
