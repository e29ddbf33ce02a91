/** How the kinds of evidence for an item are added up. Chosen by cross-validation on the dev files; `docs/matching.md` has the ablation. */
export const MIXTURE = {
  /** For documents with a classifier, beside its sum. */
  learnt: {
    /** Times BM25 over the catalogue's own words. */
    ownWords: 2,
    /** Times the logarithm of what the nearest of our sentences say. */
    neighbours: 1,
    /** What an item starts from that the classifier does not know. */
    unknown: -3,
  },
  /** For documents without one. */
  unlearnt: {
    ownWords: 6,
    /** Times the logarithm of what terms and the nearest sentences of topics say. */
    topics: 1.2,
    /** What "nothing in this document" starts from. */
    nothing: 3,
  },
  applies: {
    /** Times the log-odds of what the nearest of our sentences say on whether guidance applies. */
    neighbours: 0.5,
  },
  /** Times the share of a related item. */
  links: 0.5,
} as const;
