/**
 * One thing that buyers ask for, in their words: the guidance that it answers, the terms that give it away and sentences of our own that
 * ask for it. The sentences were written for this product; none is a publisher's.
 */
export interface Topic {
  name: string;
  /** Codes of guidance items, the best of each document before its others. */
  items: readonly string[];
  /** Words and phrases that mean this topic, whoever writes. */
  terms: readonly string[];
  /** Our own example requirements, in many voices. */
  examples: readonly string[];
}
