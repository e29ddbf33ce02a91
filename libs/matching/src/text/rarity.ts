import { normalised, type Features } from './features';

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
  private readonly counts = new Map<string, number>();
  private readonly rarities: ReadonlyMap<string, number>;
  private readonly roots: ReadonlyMap<string, number>;
  private readonly greatest: number;

  constructor(texts: readonly Features[]) {
    for (const features of texts) for (const name of features.keys()) this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    this.greatest = Math.log(1 + texts.length);
    this.rarities = new Map([...this.counts].map(([name, count]) => [name, Math.log((1 + texts.length) / count)]));
    this.roots = new Map([...this.rarities].map(([name, rarity]) => [name, Math.sqrt(rarity)]));
  }

  /** For the classifiers: each feature by the root of its rarity, and how much of the text stands in hardly any text of ours. */
  forLearning(features: Features): Features {
    const stems = [...features.keys()].filter((name) => name.startsWith('w:'));
    const strange = stems.filter((name) => (this.counts.get(name) ?? 0) < FAMILIAR).length / Math.max(1, stems.length);
    const told = new Map([...features, ['n:strange', STRANGE * strange]] as const);
    return this.weighted(told, (name) =>
      name.startsWith('n:') ? WHOLE_TEXT : (this.roots.get(name) ?? Math.sqrt(this.greatest)),
    );
  }

  /** For the likeness of two texts: their stems and topics by their rarity. Order of words and spelling say little about likeness. */
  forLikeness(features: Features): Features {
    return this.weighted(features, (name) => (name.startsWith('w:') || name.startsWith('t:') ? this.of(name) : 0));
  }

  private weighted(features: Features, weightOf: (name: string) => number): Features {
    const weighted = new Map<string, number>();
    for (const [name, value] of features) {
      const weight = weightOf(name);
      if (weight > 0) weighted.set(name, value * weight);
    }
    return normalised(weighted);
  }

  private of(name: string): number {
    return this.rarities.get(name) ?? this.greatest;
  }
}
