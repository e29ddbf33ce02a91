import { normalised, type Features } from '../text/features';
import { Rarity } from '../text/rarity';
import { readCells } from './cells';

/** Which of our sentences have a feature, and how much of each it is. */
export interface Postings {
  sentences: readonly number[];
  weights: readonly number[];
}

/** Pairs and beginnings that fewer sentences have are as rare as those that none has. */
const LEAST_COUNTED = 3;

/** What likeness is kept to. */
const THOUSANDTHS = 1000;

const NONE: Postings = { sentences: [], weights: [] };

/**
 * Our own sentences, read once for all: in how many each feature stands, and, of stems and topics, how much of which sentences it is.
 * Shipped as text, since reading thousands of sentences anew takes longer than an engine may take to be ready; a line is looked into
 * when its feature is first asked for.
 *
 * The first line is the number of sentences; each other is `feature<TAB>count<TAB>sentence:thousandths sentence:thousandths …`.
 */
export class SentenceIndex {
  readonly sentences: number;
  readonly rarity: Rarity;
  /** What stands after the count, until it is asked for. */
  private readonly lines = new Map<string, string>();
  private readonly known = new Map<string, Postings>();

  constructor(text: string) {
    const [sentences, ...lines] = text.split('\n');
    this.sentences = Number(sentences);
    const counts = new Map<string, number>();
    for (const line of lines) {
      const [name, count, cells] = line.split('\t');
      counts.set(name, Number(count));
      if (cells !== '') this.lines.set(name, cells);
    }
    this.rarity = new Rarity(counts, this.sentences);
  }

  /** Makes the index of sentences from their features, in the order of the sentences. */
  static textOf(features: readonly Features[]): string {
    const counts = new Map<string, number>();
    for (const one of features) for (const name of one.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
    const rarity = new Rarity(counts, features.length);
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

  /** Which sentences have a stem or a topic. */
  postings(name: string): Postings {
    const known = this.known.get(name);
    if (known) return known;
    const cells = this.lines.get(name);
    if (cells === undefined) return NONE;
    const read = readPostings(cells);
    this.known.set(name, read);
    this.lines.delete(name);
    return read;
  }
}

function readPostings(cells: string): Postings {
  const { places, figures } = readCells(cells);
  return { sentences: places, weights: figures.map((weight) => weight / THOUSANDTHS) };
}
