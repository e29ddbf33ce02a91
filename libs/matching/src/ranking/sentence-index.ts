import { normalised, type Features } from '../text/features';
import { Rarity, tellsLikeness } from '../text/rarity';
import { Vocabulary } from '../text/vocabulary';
import type { Asked } from './asked';
import { featureRows, Table, type FeatureRows } from './table';

/** Pairs and beginnings that fewer sentences have are as rare as those that none has. */
const LEAST_COUNTED = 3;

/**
 * How much of a sentence is left out where it is compared, of the sum of the squares of its features, 0..1: the words that stand in most sentences
 * take most of the time and tell least.
 */
const LEFT_OUT = 0.06;

/** What likeness is kept to. */
export const THOUSANDTHS = 1000;

/**
 * Our own sentences, read once for all: shipped, since reading thousands of sentences anew takes longer than an engine may take to be ready.
 * The places of the rows are those of sentences, and the figures how many thousandths of each a stem or a topic is.
 */
export interface IndexedWords {
  sentences: number;
  /** In how many sentences each name of the rows stands, as far as that counts. */
  frequencies: Uint16Array;
  rows: FeatureRows;
}

/** Our own sentences by their words, and what they ask for. */
export interface IndexedSentences extends IndexedWords {
  asked: Asked;
}

/** What is asked of our own sentences: how rare each feature is there, and which sentences have a stem or a topic. */
export class SentenceIndex {
  readonly sentences: number;
  readonly rarity: Rarity;
  /** Which sentences have a stem or a topic, and how many thousandths of each it is. */
  readonly postings: Table;

  /** @param vocabulary numbers features; those of the index are added */
  constructor({ sentences, frequencies, rows }: IndexedWords, vocabulary = new Vocabulary()) {
    this.sentences = sentences;
    this.rarity = new Rarity(rows.names, frequencies, sentences, vocabulary);
    this.postings = Table.of([{ rows }], vocabulary);
  }
}

/** Reads sentences, of which these are the features, for a {@link SentenceIndex}. */
export function indexed(sentences: readonly Features[]): IndexedWords {
  const counts = new Map<string, number>();
  for (const one of sentences) for (const name of one.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const rarity = new Rarity([...counts.keys()], [...counts.values()], sentences.length, new Vocabulary());
  const postings = new Map<string, [sentence: number, thousandths: number][]>();
  sentences.forEach((one, sentence) => {
    for (const [name, weight] of comparedBy(one, rarity)) {
      const list = postings.get(name) ?? [];
      list.push([sentence, Math.round(weight * THOUSANDTHS)]);
      postings.set(name, list);
    }
  });
  const names = [...counts.keys()].filter((name) => tellsLikeness(name) || (counts.get(name) ?? 0) >= LEAST_COUNTED).sort();
  return {
    sentences: sentences.length,
    frequencies: Uint16Array.from(names, (name) => counts.get(name) ?? 0),
    rows: featureRows(names.map((name) => [name, postings.get(name) ?? []])),
  };
}

/** What a sentence is compared by: how much of it each of its features is, 0..1, without those that tell least. */
export function comparedBy(sentence: Features, rarity: Rarity): Features {
  const features = [...normalised(rarity.forLikeness(sentence))].sort(([, one], [, other]) => one - other);
  let leftOut = 0;
  return new Map(features.filter(([, weight]) => (leftOut += weight * weight) > LEFT_OUT));
}
