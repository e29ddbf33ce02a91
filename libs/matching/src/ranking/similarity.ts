import { differences, type Vector } from '../text/features';
import type { SentenceIndex } from './sentence-index';

/** One of our sentences, by its number, and how like the asked text it is: the cosine of their features, 0..1. */
export interface Neighbour {
  text: number;
  alike: number;
}

/** A text that was compared with every sentence. */
export interface Compared {
  vector: Vector;
  /** The nearest sentences, the nearest first, equal ones in the order of the index. */
  neighbours: readonly Neighbour[];
  /** Those that may still be near when the text loses a word. */
  closest: Closest;
}

/** Sentences and how like a text each is, to be divided by the length of the text's vector. */
interface Closest {
  sentences: readonly number[];
  alike: readonly number[];
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
  /** The sentences that have anything there, and how many they are; each is marked, to be listed once. */
  private readonly touched: Int32Array;
  private readonly marks: Uint8Array;
  private count = 0;

  /** @param most how many neighbours a text has at most */
  constructor(
    private readonly index: SentenceIndex,
    private readonly most: number,
  ) {
    this.sums = new Float64Array(index.sentences);
    this.touched = new Int32Array(index.sentences);
    this.marks = new Uint8Array(index.sentences);
  }

  /** Compares a text with every sentence. */
  compare(vector: Vector): Compared {
    this.add(vector.features);
    const greatest = this.greatest();
    const neighbours = this.nearest(greatest, vector);
    const closest = this.closest(greatest * LEAST_OF_CLOSEST);
    this.clear();
    return { vector, neighbours, closest };
  }

  /** The neighbours of a text that is much the same as one that was compared: as far as can be, only what differs is worked out. */
  neighboursOf(vector: Vector, { vector: before, closest: { sentences, alike, others } }: Compared): Neighbour[] {
    for (let at = 0; at < sentences.length; at++) this.addTo(sentences[at], alike[at]);
    const changes = differences(vector.features, before.features);
    this.add(changes);
    const greatest = this.greatest();
    const gained = changes.reduce((sum, [, weight]) => sum + Math.max(0, weight), 0);
    const neighbours = greatest * LEAST_OF_NEAREST > others + gained ? this.nearest(greatest, vector) : undefined;
    this.clear();
    return neighbours ?? [...this.compare(vector).neighbours];
  }

  /** Adds what features say to every sentence that has them. */
  private add(features: Iterable<readonly [name: string, weight: number]>): void {
    for (const [name, weight] of features) {
      const { sentences, weights } = this.index.postings(name);
      for (let at = 0; at < sentences.length; at++) this.addTo(sentences[at], weight * weights[at]);
    }
  }

  private addTo(sentence: number, likeness: number): void {
    if (this.marks[sentence] === 0) {
      this.marks[sentence] = 1;
      this.touched[this.count++] = sentence;
    }
    this.sums[sentence] += likeness;
  }

  private greatest(): number {
    let greatest = 0;
    for (let at = 0; at < this.count; at++) greatest = Math.max(greatest, this.sums[this.touched[at]]);
    return greatest;
  }

  private nearest(greatest: number, { length }: Vector): Neighbour[] {
    const least = Math.max(greatest * LEAST_OF_NEAREST, NOUGHT);
    const near: Neighbour[] = [];
    for (let at = 0; at < this.count; at++) {
      const text = this.touched[at];
      if (this.sums[text] >= least) near.push({ text, alike: this.sums[text] / length });
    }
    return near.sort((a, b) => b.alike - a.alike || a.text - b.text).slice(0, this.most);
  }

  private closest(others: number): Closest {
    const sentences: number[] = [];
    const alike: number[] = [];
    for (let at = 0; at < this.count; at++) {
      const sentence = this.touched[at];
      if (this.sums[sentence] <= others) continue;
      sentences.push(sentence);
      alike.push(this.sums[sentence]);
    }
    return { sentences, alike, others };
  }

  private clear(): void {
    for (let at = 0; at < this.count; at++) {
      this.sums[this.touched[at]] = 0;
      this.marks[this.touched[at]] = 0;
    }
    this.count = 0;
  }
}
