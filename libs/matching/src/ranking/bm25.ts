import type { Token } from '../text/tokens';

const K1 = 1.2;
const B = 0.75;

interface Posting {
  entry: number;
  weight: number;
}

/**
 * BM25 (Robertson and Zaragoza 2009, k1 1.2, b 0.75) over a fixed list of entries. A score is divided by the query's own greatest
 * possible score, so that it lies in 0..1 and long texts do not outweigh short ones.
 */
export class Bm25 {
  private readonly postings = new Map<string, Posting[]>();
  private readonly rarity = new Map<string, number>();

  constructor(entries: readonly (readonly Token[])[]) {
    const meanLength = Math.max(1, entries.reduce((sum, tokens) => sum + tokens.length, 0) / Math.max(1, entries.length));
    entries.forEach((tokens, entry) => this.addEntry(entry, tokens, meanLength));
    for (const [stem, list] of this.postings) {
      const rarity = Math.log(1 + (entries.length - list.length + 0.5) / (list.length + 0.5));
      this.rarity.set(stem, rarity);
      for (const posting of list) posting.weight *= rarity;
    }
    this.size = entries.length;
  }

  private readonly size: number;

  /** The score of every entry for a text, 0..1. */
  scores(tokens: readonly Token[]): Float64Array {
    const scores = new Float64Array(this.size);
    let greatest = 0;
    for (const stem of new Set(tokens.map((token) => token.stem))) {
      greatest += (this.rarity.get(stem) ?? Math.log(1 + this.size)) * (K1 + 1);
      for (const { entry, weight } of this.postings.get(stem) ?? []) scores[entry] += weight;
    }
    if (greatest > 0) for (let entry = 0; entry < this.size; entry++) scores[entry] /= greatest;
    return scores;
  }

  private addEntry(entry: number, tokens: readonly Token[], meanLength: number): void {
    const counts = new Map<string, number>();
    for (const { stem } of tokens) counts.set(stem, (counts.get(stem) ?? 0) + 1);
    const length = 1 - B + (B * tokens.length) / meanLength;
    for (const [stem, count] of counts) {
      const posting = { entry, weight: (count * (K1 + 1)) / (count + K1 * length) };
      const list = this.postings.get(stem);
      if (list) list.push(posting);
      else this.postings.set(stem, [posting]);
    }
  }
}
