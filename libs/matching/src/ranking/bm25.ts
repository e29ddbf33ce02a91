import { stemsOf, type Token } from '../text/tokens';

const K1 = 1.2;
const B = 0.75;

/** What a stem says for entries, and the most that it could. */
interface Posting {
  entries: number[];
  weights: number[];
  most: number;
}

/** What a text says for each entry, to be divided by the most that it could. */
export interface SaidOfEntries {
  sums: Float64Array;
  most: number;
}

/**
 * BM25 (Robertson and Zaragoza 2009, k1 1.2, b 0.75) over a fixed list of entries. A score is divided by the query's own greatest
 * possible score, so that it lies in 0..1 and long texts do not outweigh short ones.
 */
export class Bm25 {
  private readonly postings = new Map<string, Posting>();
  private readonly unknown: Posting;
  /** What is said without some stems, filled again each time: a new list would cost more than all else. */
  private readonly rest: Float64Array;

  constructor(private readonly entries: readonly (readonly Token[])[]) {
    const meanLength = Math.max(1, entries.reduce((sum, tokens) => sum + tokens.length, 0) / Math.max(1, entries.length));
    entries.forEach((tokens, entry) => this.addEntry(entry, tokens, meanLength));
    for (const posting of this.postings.values()) {
      const entriesWith = posting.entries.length;
      const rarity = Math.log(1 + (entries.length - entriesWith + 0.5) / (entriesWith + 0.5));
      posting.most = rarity * (K1 + 1);
      posting.weights = posting.weights.map((weight) => weight * rarity);
    }
    this.rest = new Float64Array(entries.length);
    this.unknown = { entries: [], weights: [], most: Math.log(1 + entries.length) * (K1 + 1) };
  }

  /** The score of every entry for a text, 0..1. */
  scores(tokens: readonly Token[]): Float64Array {
    const { sums, most } = this.said(stemsOf(tokens));
    return most > 0 ? sums.map((sum) => sum / most) : sums;
  }

  /** What stems say for every entry. */
  said(stems: Iterable<string>): SaidOfEntries {
    const said = { sums: new Float64Array(this.entries.length), most: 0 };
    for (const stem of stems) this.add(said, stem, 1);
    return said;
  }

  /** What is said without some of the stems; until this is asked again. */
  without({ sums, most }: SaidOfEntries, stems: Iterable<string>): SaidOfEntries {
    this.rest.set(sums);
    const rest = { sums: this.rest, most };
    for (const stem of stems) this.add(rest, stem, -1);
    return rest;
  }

  private add(said: SaidOfEntries, stem: string, times: number): void {
    const { entries, weights, most } = this.postings.get(stem) ?? this.unknown;
    for (let at = 0; at < entries.length; at++) said.sums[entries[at]] += times * weights[at];
    said.most += times * most;
  }

  private addEntry(entry: number, tokens: readonly Token[], meanLength: number): void {
    const counts = new Map<string, number>();
    for (const { stem } of tokens) counts.set(stem, (counts.get(stem) ?? 0) + 1);
    const length = 1 - B + (B * tokens.length) / meanLength;
    for (const [stem, count] of counts) {
      const weight = (count * (K1 + 1)) / (count + K1 * length);
      const posting = this.postings.get(stem);
      if (posting) {
        posting.entries.push(entry);
        posting.weights.push(weight);
      } else this.postings.set(stem, { entries: [entry], weights: [weight], most: 0 });
    }
  }
}
