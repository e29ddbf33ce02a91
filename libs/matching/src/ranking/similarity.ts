import type { Token } from '../text/tokens';

interface Posting {
  text: number;
  weight: number;
}

/** Cosine between a text and each of a fixed list of texts, over stems weighted by how rare they are in the list. */
export class Similarity {
  private readonly postings = new Map<string, Posting[]>();
  private readonly rarity = new Map<string, number>();
  private readonly unseen: number;

  constructor(private readonly texts: readonly (readonly Token[])[]) {
    this.unseen = Math.log(1 + texts.length);
    for (const tokens of texts) for (const stem of stems(tokens)) this.rarity.set(stem, (this.rarity.get(stem) ?? 0) + 1);
    for (const [stem, count] of this.rarity) this.rarity.set(stem, Math.log(1 + texts.length / count));
    texts.forEach((tokens, text) => this.addText(text, tokens));
  }

  /** The cosine of each text of the list with this one, 0..1. */
  with(tokens: readonly Token[]): Float64Array {
    const cosines = new Float64Array(this.texts.length);
    const length = this.lengthOf(tokens);
    for (const stem of stems(tokens)) {
      const share = this.weightOf(stem) / length;
      for (const { text, weight } of this.postings.get(stem) ?? []) cosines[text] += share * weight;
    }
    return cosines;
  }

  /** The cosine of two texts, weighted as this list weights. */
  between(one: readonly Token[], other: readonly Token[]): number {
    const others = stems(other);
    let product = 0;
    for (const stem of stems(one)) if (others.has(stem)) product += this.weightOf(stem) ** 2;
    return product === 0 ? 0 : product / (this.lengthOf(one) * this.lengthOf(other));
  }

  private addText(text: number, tokens: readonly Token[]): void {
    const length = this.lengthOf(tokens);
    for (const stem of stems(tokens)) {
      const posting = { text, weight: this.weightOf(stem) / length };
      const list = this.postings.get(stem);
      if (list) list.push(posting);
      else this.postings.set(stem, [posting]);
    }
  }

  private weightOf(stem: string): number {
    return this.rarity.get(stem) ?? this.unseen;
  }

  private lengthOf(tokens: readonly Token[]): number {
    let squares = 0;
    for (const stem of stems(tokens)) squares += this.weightOf(stem) ** 2;
    return Math.sqrt(squares) || 1;
  }
}

function stems(tokens: readonly Token[]): Set<string> {
  return new Set(tokens.map((token) => token.stem));
}
