import { normalised, type Features } from '../text/features';
import { Rarity } from '../text/rarity';
import { Vocabulary } from '../text/vocabulary';
import { TableMaker, type Table } from './table';

/** Pairs and beginnings that fewer sentences have are as rare as those that none has. */
const LEAST_COUNTED = 3;

/** What likeness is kept to. */
export const THOUSANDTHS = 1000;

/**
 * Our own sentences, read once for all: in how many each feature stands, and, of stems and topics, how much of which sentences it is.
 * Shipped as text, since reading thousands of sentences anew takes longer than an engine may take to be ready.
 *
 * The first line is the number of sentences; each other is `feature<TAB>count<TAB>sentence:thousandths sentence:thousandths …`.
 */
export class SentenceIndex {
  readonly sentences: number;
  readonly rarity: Rarity;
  /** Which sentences have a stem or a topic, and how many thousandths of each it is. */
  readonly postings: Table;

  /** @param vocabulary numbers features; those of the index are added */
  constructor(text: string, vocabulary = new Vocabulary()) {
    const postings = new TableMaker(vocabulary);
    const counts = new Map<string, number>();
    const [first] = text.split('\n', 1);
    this.sentences = Number(first);
    for (let start = first.length + 1; start < text.length;) {
      const tab = text.indexOf('\t', start);
      const cells = text.indexOf('\t', tab + 1) + 1;
      const name = text.slice(start, tab);
      counts.set(name, Number(text.slice(tab + 1, cells - 1)));
      start = postings.add(name, text, cells) + 1;
    }
    this.rarity = new Rarity(counts, this.sentences, vocabulary);
    this.postings = postings.table();
  }

  /** Makes the index of sentences from their features, in the order of the sentences. */
  static textOf(features: readonly Features[]): string {
    const counts = new Map<string, number>();
    for (const one of features) for (const name of one.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
    const rarity = new Rarity(counts, features.length, new Vocabulary());
    const postings = new Map<string, string[]>();
    features.forEach((one, sentence) => {
      for (const [name, weight] of normalised(rarity.forLikeness(one))) {
        const list = postings.get(name) ?? [];
        list.push(`${sentence}:${Math.round(weight * THOUSANDTHS)}`);
        postings.set(name, list);
      }
    });
    const lines = [...counts.keys()]
      .filter((name) => postings.has(name) || (counts.get(name) ?? 0) >= LEAST_COUNTED)
      .sort()
      .map((name) => `${name}\t${counts.get(name)}\t${postings.get(name)?.join(' ') ?? ''}`);
    return [String(features.length), ...lines].join('\n');
  }
}
