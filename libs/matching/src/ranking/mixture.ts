/** How the kinds of evidence are added up. Chosen by cross-validation on the dev files; `docs/matching.md` has the ablation. */
export interface Mixture {
  ownWords: number;
  topics: number;
  /** What an item starts from that no classifier knows. */
  unlearnt: number;
  /** Added to "nothing in this document". */
  nothing: number;
}

export const MIXTURE: {
  withClassifier: Mixture;
  withoutClassifier: Mixture;
  links: number;
  sharpness: number;
  term: number;
} = {
  withClassifier: { ownWords: 2, topics: 0.6, unlearnt: -3, nothing: 0 },
  withoutClassifier: { ownWords: 6, topics: 1.2, unlearnt: 0, nothing: 3 },
  links: 0.5,
  sharpness: 20,
  term: 0.05,
};
