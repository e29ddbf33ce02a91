import type { NumberedVector } from '../text/features';
import { THOUSANDTHS, type SentenceIndex } from './sentence-index';

/** One of our own sentences, by its number, and how like the asked text it is: the cosine of their features, 0..1. */
export interface Neighbour {
  text: number;
  alike: number;
}

/** A text that was compared with every sentence. */
export interface Compared {
  /** The nearest sentences, the nearest first, equal ones in the order of the index. */
  neighbours: readonly Neighbour[];
  /** Those that may still be near when the text loses a word. */
  closest: Closest;
}

/** Sentences and how like a text each is, to be divided by the length of the text's vector. */
interface Closest {
  sentences: Int32Array;
  alike: Float64Array;
  /** No other sentence is more like the text than this. */
  others: number;
}

/** What is left of nought after adding and taking away again. */
const NOUGHT = 1e-9;

/** A sentence that is less than half as like as the nearest has nothing to add. */
const LEAST_OF_NEAREST = 0.5;

/** A sentence less like than this share of the nearest seldom becomes a neighbour when the text loses a word. */
const LEAST_OF_CLOSEST = 0.2;

/** Finds which of our sentences are most like a text. */
export class Similarity {
  /** How like each sentence is to the text that is compared just now; nought between two texts, since a new list for each would cost most. */
  private readonly sums: Float64Array;
  /** The sentences that have anything there. */
  private readonly touched: Int32Array;
  /** How like those are that are looked at just now, and the same in order. Filled again each time: new lists would cost more than all else. */
  private readonly alike: Float64Array;
  private readonly ordered: Float64Array;
  /** The closest sentences of the text that was looked at last, and the place of each among them, counted from one. */
  private placed: Int32Array;
  private readonly placeOf: Int32Array;

  /** @param most how many neighbours a text has at most */
  constructor(
    private readonly index: SentenceIndex,
    private readonly most: number,
  ) {
    this.sums = new Float64Array(index.sentences);
    this.touched = new Int32Array(index.sentences);
    this.alike = new Float64Array(index.sentences);
    this.ordered = new Float64Array(index.sentences);
    this.placed = new Int32Array(0);
    this.placeOf = new Int32Array(index.sentences);
  }

  /** Compares a text with every sentence. */
  compare(vector: NumberedVector): Compared {
    const closest = this.closest(this.addUp(vector));
    const neighbours = this.nearest(closest.sentences, closest.alike, vector.length);
    return { neighbours: neighbours.sort((a, b) => b.alike - a.alike || a.text - b.text), closest };
  }

  /**
   * The neighbours, in no order, of a text that is much the same as one that was compared: as far as can be, only what differs is worked out.
   *
   * @param changes what the text has more of, and the length of its vector
   * @param whole its vector, for where that cannot be
   */
  neighboursOf(
    changes: NumberedVector,
    { closest: { sentences, alike: before, others } }: Compared,
    whole: () => NumberedVector,
  ): readonly Neighbour[] {
    this.place(sentences);
    const { starts, places, figures } = this.index.postings;
    const { alike } = this;
    alike.set(before);
    let gained = 0;
    for (let one = 0; one < changes.features.length; one++) {
      const row = this.index.postings.row(changes.features[one]);
      const unit = changes.weights[one] / THOUSANDTHS;
      for (let at = starts[row]; at < starts[row + 1]; at++) {
        const place = this.placeOf[places[at]];
        if (place > 0) alike[place - 1] += unit * figures[at];
      }
      gained += Math.max(0, changes.weights[one]);
    }
    const mayLack = greatestOf(alike, sentences.length) * LEAST_OF_NEAREST <= others + gained;
    return mayLack ? this.compare(whole()).neighbours : this.nearest(sentences, alike, changes.length);
  }

  /** Adds up what features say to every sentence that has them, and lists those; how many they are. */
  private addUp({ features, weights }: NumberedVector): number {
    const { sums, touched } = this;
    const { starts, places, figures } = this.index.postings;
    let count = 0;
    for (let one = 0; one < features.length; one++) {
      const row = this.index.postings.row(features[one]);
      const unit = weights[one] / THOUSANDTHS;
      for (let at = starts[row]; at < starts[row + 1]; at++) {
        const sentence = places[at];
        if (sums[sentence] === 0) touched[count++] = sentence;
        sums[sentence] += unit * figures[at];
      }
    }
    return count;
  }

  /** The closest of the sentences that were added up, which are nought again after that. */
  private closest(count: number): Closest {
    const { sums, touched, alike } = this;
    let greatest = 0;
    for (let at = 0; at < count; at++) greatest = Math.max(greatest, sums[touched[at]]);
    const others = greatest * LEAST_OF_CLOSEST;
    let kept = 0;
    for (let at = 0; at < count; at++) {
      const sentence = touched[at];
      if (sums[sentence] > others) {
        touched[kept] = sentence;
        alike[kept++] = sums[sentence];
      }
      sums[sentence] = 0;
    }
    return { sentences: touched.slice(0, kept), alike: alike.slice(0, kept), others };
  }

  private nearest(sentences: Int32Array, alike: Float64Array, length: number): Neighbour[] {
    const least = Math.max(greatestOf(alike, sentences.length) * LEAST_OF_NEAREST, NOUGHT);
    const near: Neighbour[] = [];
    for (let at = 0; at < sentences.length; at++) {
      if (alike[at] >= least) near.push({ text: sentences[at], alike: alike[at] / length });
    }
    return near.length > this.most ? this.mostAlike(near) : near;
  }

  /** As many as there may be of those that are most alike; of equal ones, those that come first in the index. */
  private mostAlike(near: readonly Neighbour[]): Neighbour[] {
    for (let at = 0; at < near.length; at++) this.ordered[at] = near[at].alike;
    const last = this.ordered.subarray(0, near.length).sort()[near.length - this.most];
    const above = near.filter(({ alike }) => alike > last);
    const equal = near.filter(({ alike }) => alike === last).sort((a, b) => a.text - b.text);
    return [...above, ...equal.slice(0, this.most - above.length)];
  }

  private place(sentences: Int32Array): void {
    if (this.placed === sentences) return;
    for (let at = 0; at < this.placed.length; at++) this.placeOf[this.placed[at]] = 0;
    for (let at = 0; at < sentences.length; at++) this.placeOf[sentences[at]] = at + 1;
    this.placed = sentences;
  }
}

function greatestOf(figures: Float64Array, count: number): number {
  let greatest = 0;
  for (let at = 0; at < count; at++) greatest = Math.max(greatest, figures[at]);
  return greatest;
}
