import type { DecidedExample, MatchAnswer } from '../model';
import type { NumberedVector, TextFeatures, Vector } from '../text/features';
import type { LearningVector } from '../text/rarity';
import type { Phrase } from '../text/thesaurus';
import type { Token } from '../text/tokens';
import type { SaidOfEntries } from './bm25';
import type { Said } from './learnt';
import type { Compared } from './similarity';
import type { Neighbour, Tally } from './votes';

/** What classifiers, the network and the catalogue's own words add to each head, and to "nothing in this document", by shelf. */
export interface Evidence {
  evidence: Float64Array;
  nothing: Float64Array;
}

/** What speaks for each head of a text, however the rest is asked. */
export interface Hearing extends Evidence {
  /** The text as it is compared with decided ones, worked out when it is asked for. */
  vector: () => Vector;
  /** What the nearest of our own sentences and terms say. */
  tally: Tally;
}

/** A text, read once. */
export interface Reading extends Hearing {
  tokens: readonly Token[];
  phrases: readonly Phrase[];
  features: TextFeatures;
  /** The text as it is learnt from, and what its features say. */
  learning: LearningVector;
  said: Said;
  /** The text as it is compared with our own sentences, and those that are near. */
  likeness: NumberedVector;
  compared: Compared;
  /** What the catalogue's own words say for each item. */
  ownWords: SaidOfEntries;
}

/** What to leave out when a score is worked out again to see what something added. */
export interface Without {
  /** One of our own sentences that is near. */
  neighbour: Neighbour | undefined;
  links: boolean;
  decision: DecidedExample | undefined;
  answer: MatchAnswer | undefined;
}

export const NOTHING: Without = { neighbour: undefined, links: false, decision: undefined, answer: undefined };

/** What people told: decisions on other texts, and answers about this one. */
export interface Told {
  decisions: readonly DecidedExample[];
  answers: readonly MatchAnswer[];
}
