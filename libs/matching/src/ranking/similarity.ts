import { differences, type Vector } from '../text/features';
import type { SentenceIndex } from './sentence-index';

/** One of our sentences, by its number, and how like the asked text it is: the cosine of their features, 0..1. */
export interface Neighbour {
  text: number;
  alike: number;
}

/** Sentences and how like a text each is; to be divided by the length of the text's vector. */
interface Likenesses {
  sentences: readonly number[];
  alike: readonly number[];
  /** No other sentence is more like the text than this. */
  others: number;
}

/** A text that was compared with every sentence. */
export interface Compared {
  vector: Vector;
  /** The nearest sentences, the nearest first, equal ones in the order of the index. */
  neighbours: readonly Neighbour[];
  /** All sentences that share a feature with the text. */
  all: Likenesses;
  /** Those that may still be near when the text loses a word. */
  closest: Likenesses;
}

/** What is left of nought after adding and taking away again. */
const NOUGHT = 1e-9;

/** A sentence that is less than half as like as the nearest has nothing to add. */
const LEAST_OF_NEAREST = 0.5;

/** A sentence less like than this share of the nearest seldom becomes a neighbour when the text loses a word. */
const LEAST_OF_CLOSEST = 0.125;

/** Finds which of our sentences are most like a text. */
export class Similarity {
  /** A place for each sentence, nought between two texts: a new list for each would be most of the cost. */
  private readonly sums: Float64Array;

  /** @param most how many neighbours a text has at most */
  constructor(
    private readonly index: SentenceIndex,
    private readonly most: number,
  ) {
    this.sums = new Float64Array(index.sentences);
  }

  /** Compares a text with every sentence. */
  compare(vector: Vector): Compared {
    const all = this.added({ sentences: [], alike: [], others: 0 }, vector.features);
    const neighbours = this.nearest(all, vector) ?? [];
    return { vector, neighbours, all, closest: closest(all) };
  }

  /** The neighbours of a text that is much the same as one that was compared: only what differs is worked out. */
  neighboursOf(vector: Vector, { vector: before, closest, all }: Compared): Neighbour[] {
    const changes = differences(vector.features, before.features);
    return this.nearest(this.added(closest, changes), vector) ?? this.nearest(this.added(all, changes), vector) ?? [];
  }

  /** Likenesses with what features add to them. */
  private added(before: Likenesses, features: Iterable<readonly [name: string, weight: number]>): Likenesses {
    const { sums } = this;
    let { others } = before;
    const sentences = before.sentences.slice();
    for (let at = 0; at < sentences.length; at++) sums[sentences[at]] = before.alike[at];
    for (const [name, weight] of features) {
      const { sentences: having, weights } = this.index.postings(name);
      for (let at = 0; at < having.length; at++) {
        if (sums[having[at]] === 0) sentences.push(having[at]);
        sums[having[at]] += weight * weights[at];
      }
      if (others > 0 && weight > 0) others += weight;
    }
    const alike = sentences.map((sentence) => sums[sentence]);
    for (const sentence of sentences) sums[sentence] = 0;
    return { sentences, alike, others };
  }

  /** Undefined when a sentence that is not in the list may be among the nearest. */
  private nearest({ sentences, alike, others }: Likenesses, { length }: Vector): Neighbour[] | undefined {
    const least = Math.max(greatest(alike) * LEAST_OF_NEAREST, NOUGHT);
    if (least <= others) return undefined;
    const near: Neighbour[] = [];
    for (let at = 0; at < alike.length; at++)
      if (alike[at] >= least) near.push({ text: sentences[at], alike: alike[at] / length });
    return near.sort((a, b) => b.alike - a.alike || a.text - b.text).slice(0, this.most);
  }
}

function closest({ sentences, alike }: Likenesses): Likenesses {
  const others = greatest(alike) * LEAST_OF_CLOSEST;
  const kept: { sentences: number[]; alike: number[]; others: number } = { sentences: [], alike: [], others };
  for (let at = 0; at < alike.length; at++) {
    if (alike[at] <= others) continue;
    kept.sentences.push(sentences[at]);
    kept.alike.push(alike[at]);
  }
  return kept;
}

function greatest(figures: readonly number[]): number {
  let most = 0;
  for (const figure of figures) if (figure > most) most = figure;
  return most;
}
