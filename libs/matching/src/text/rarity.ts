import { normalised, type Features } from './features';

/**
 * How much a feature tells, by how few of our own texts have it (inverse document frequency). Counted on what ships with the product, so
 * that every installation counts the same.
 */
export class Rarity {
  private readonly counts = new Map<string, number>();

  constructor(private readonly texts: readonly Features[]) {
    for (const features of texts) for (const name of features.keys()) this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  /** For the classifiers: each feature by the root of its rarity. */
  forLearning(features: Features): Features {
    return this.weighted(features, (name) => Math.sqrt(this.of(name)));
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
    return Math.log((1 + this.texts.length) / Math.max(1, this.counts.get(name) ?? 1));
  }
}
