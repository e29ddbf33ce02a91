import { vectorOf, type Features, type Vector } from './features';

/** A stem that fewer of our texts have is strange: it says nothing of guidance, which is itself a sign. */
const FAMILIAR = 2;
const STRANGE = 0.5;

/** What features of a whole text weigh, whatever their rarity: about as much as a common word. */
const WHOLE_TEXT = 1.5;

/**
 * How much a feature tells, by how few of our own texts have it (inverse document frequency). Counted on what ships with the product, so
 * that every installation counts the same.
 */
export class Rarity {
  private readonly rarities: ReadonlyMap<string, number>;
  /** That of a feature that no text of ours has. */
  private readonly greatest: number;
  private readonly strangeFrom: number;

  /**
   * @param counts in how many texts each feature stands
   * @param texts how many texts there are
   */
  constructor(counts: ReadonlyMap<string, number>, texts: number) {
    const rarity = (count: number): number => Math.log((1 + texts) / count);
    this.rarities = new Map(Array.from(counts, ([name, count]) => [name, rarity(count)] as const));
    this.greatest = rarity(1);
    this.strangeFrom = rarity(FAMILIAR - 0.5);
  }

  /** For the classifiers: each feature by the root of its rarity, and how much of the text stands in hardly any text of ours. */
  forLearning(features: Features): Vector {
    const weighted = new Map<string, number>();
    let squares = 0;
    let stems = 0;
    let strange = 0;
    for (const [name, value] of features) {
      squares += value * value;
      const rarity = this.of(name);
      if (name.startsWith('w:')) {
        stems++;
        if (rarity > this.strangeFrom) strange++;
      }
      weighted.set(name, value * (name.startsWith('n:') ? WHOLE_TEXT : Math.sqrt(rarity)));
    }
    if (strange > 0) weighted.set('n:strange', (WHOLE_TEXT * STRANGE * Math.sqrt(squares) * strange) / stems);
    return vectorOf(weighted);
  }

  /** For the likeness of two texts: their stems and topics by their rarity. Order of words and spelling say little about likeness. */
  forLikeness(features: Features): Vector {
    const weighted = new Map<string, number>();
    for (const [name, value] of features)
      if (name.startsWith('w:') || name.startsWith('t:')) weighted.set(name, value * this.of(name));
    return vectorOf(weighted);
  }

  private of(name: string): number {
    return this.rarities.get(name) ?? this.greatest;
  }
}
