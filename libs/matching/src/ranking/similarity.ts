import type { NumberedVector } from '../text/features';
import { THOUSANDTHS, type SentenceIndex } from './sentence-index';

/** Some of our own sentences, in no order, by their numbers, and how like the asked text each is: the cosine of their features, 0..1. */
export interface Neighbours {
  /** How many of either list count. */
  count: number;
  sentences: Int32Array;
  alike: Float64Array;
}

/** A text that was compared with every sentence. */
export interface Compared {
  neighbours: Neighbours;
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

/** Figures that differ by less are the same: it is what is left of nought after adding and taking away again, in whatever order. */
const NOUGHT = 1e-9;

/** A sentence that is less than half as like as the nearest has nothing to add. */
const LEAST_OF_NEAREST = 0.5;

/** A sentence less like than this share of the nearest seldom becomes a neighbour when the text loses a word. */
const LEAST_OF_CLOSEST = 0.3;

/** Finds which of our sentences are most like a text. */
export class Similarity {
  /** How like each sentence is to the text that is compared just now; nought between two texts, since a new list for each would cost most. */
  private readonly sums: Float64Array;
  /** The sentences that have anything there. */
  private readonly touched: Int32Array;
  /** How like those are that are looked at just now, and the same in order. Filled again each time: new lists would cost more than all else. */
  private readonly alike: Float64Array;
  private readonly ordered: Float64Array;
  private readonly near: Neighbours;
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
    this.near = { count: 0, sentences: new Int32Array(index.sentences), alike: new Float64Array(index.sentences) };
    this.placed = new Int32Array(0);
    this.placeOf = new Int32Array(index.sentences);
  }

  /** Compares a text with every sentence. */
  compare(vector: NumberedVector): Compared {
    const closest = this.closest(this.addUp(vector));
    const { count, sentences, alike } = this.nearest(closest.sentences, closest.alike, vector.length);
    return { neighbours: { count, sentences: sentences.slice(0, count), alike: alike.slice(0, count) }, closest };
  }

  /**
   * The neighbours of a text that is much the same as one that was compared, until this is asked again: as far as can be, only what differs is
   * worked out.
   *
   * @param changes what the text has more of, and the length of its vector
   * @param whole its vector, for where that cannot be
   */
  neighboursOf(
    changes: NumberedVector,
    { closest: { sentences, alike: before, others } }: Compared,
    whole: () => NumberedVector,
  ): Neighbours {
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
    const mayLack = leastNear(alike, sentences.length) <= others + gained;
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

  private nearest(sentences: Int32Array, alike: Float64Array, length: number): Neighbours {
    const { near } = this;
    const least = leastNear(alike, sentences.length);
    near.count = 0;
    for (let at = 0; at < sentences.length; at++) if (alike[at] >= least) keep(near, sentences[at], alike[at] / length);
    if (near.count > this.most) this.keepMostAlike();
    return near;
  }

  /** Keeps as many of those that are near as there may be, the most alike; of equal ones, those that come first in the index. */
  private keepMostAlike(): void {
    const { near, ordered } = this;
    const { count, sentences, alike } = near;
    for (let at = 0; at < count; at++) ordered[at] = alike[at];
    const last = nthLeast(ordered, count, count - this.most);
    const isMore = (at: number): boolean => alike[at] >= last + NOUGHT;
    const isEqual = (at: number): boolean => !isMore(at) && alike[at] > last - NOUGHT;
    let more = 0;
    for (let at = 0; at < count; at++) if (isMore(at)) more++;
    const equal = sentences.subarray(0, count).filter((_, at) => isEqual(at));
    const lastEqual = equal.sort()[this.most - more - 1];
    near.count = 0;
    for (let at = 0; at < count; at++)
      if (isMore(at) || (isEqual(at) && sentences[at] <= lastEqual)) keep(near, sentences[at], alike[at]);
  }

  private place(sentences: Int32Array): void {
    if (this.placed === sentences) return;
    for (let at = 0; at < this.placed.length; at++) this.placeOf[this.placed[at]] = 0;
    for (let at = 0; at < sentences.length; at++) this.placeOf[sentences[at]] = at + 1;
    this.placed = sentences;
  }
}

function keep(near: Neighbours, sentence: number, alike: number): void {
  near.sentences[near.count] = sentence;
  near.alike[near.count++] = alike;
}

/** How like a text must be to be near, of figures that say how like each is: as far as can be told it is half as like as the nearest. */
function leastNear(figures: Float64Array, count: number): number {
  return Math.max(greatestOf(figures, count) * LEAST_OF_NEAREST - NOUGHT, NOUGHT);
}

function greatestOf(figures: Float64Array, count: number): number {
  let greatest = 0;
  for (let at = 0; at < count; at++) greatest = Math.max(greatest, figures[at]);
  return greatest;
}

/** The figure that would stand at a place if the first figures were in order, the least at nought (quickselect, Hoare 1961); moves them about. */
function nthLeast(figures: Float64Array, count: number, place: number): number {
  let from = 0;
  let to = count - 1;
  while (from < to) {
    const pivot = figures[(from + to) >> 1];
    let low = from;
    let high = to;
    while (low <= high) {
      while (figures[low] < pivot) low++;
      while (figures[high] > pivot) high--;
      if (low > high) break;
      [figures[low], figures[high]] = [figures[high], figures[low]];
      low++;
      high--;
    }
    if (place <= high) to = high;
    else if (place >= low) from = low;
    else break;
  }
  return figures[place];
}
