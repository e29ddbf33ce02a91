/** How the kinds of evidence for an item are added up. */
export interface Mixture {
  /** For documents with a classifier, beside its sum. */
  learnt: {
    /** Times the sum of the network. */
    network: number;
    /** Times BM25 over the catalogue's own words. */
    ownWords: number;
    /** Times the logarithm of what the nearest of our sentences say. */
    neighbours: number;
    /** What an item starts from that the classifier does not know. */
    unknown: number;
    /** What all of that is divided by, so that shares tell how sure it is (temperature, Guo et al. 2017). */
    temperature: number;
  };
  /** For documents without one. */
  unlearnt: {
    ownWords: number;
    /** Times the logarithm of what terms and the nearest sentences of topics say. */
    topics: number;
    /** What "nothing in this document" starts from. */
    nothing: number;
  };
  applies: {
    /** Times the log-odds of what the nearest of our sentences say on whether guidance applies. */
    neighbours: number;
    /** Times what the network says for "applies" over "none". */
    network: number;
  };
  /** Times the share of a related item. */
  links: number;
}

/** Chosen by cross-validation on the dev files; `docs/matching.md` has the ablation. */
export const MIXTURE: Mixture = {
  learnt: { network: 1, ownWords: 3, neighbours: 0.6, unknown: -3, temperature: 1.7 },
  unlearnt: { ownWords: 6, topics: 1.2, nothing: 3 },
  applies: { neighbours: 0.5, network: 0.5 },
  links: 0.5,
};
