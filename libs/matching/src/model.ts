/** One thing that guidance asks for, as the guidance library or the seed folder gives it. `parent` is the code of the item above, if any. */
export interface CatalogueItem {
  code: string;
  title: string;
  summary: string;
  document: string;
  parent: string | null;
  theme: string;
}

/** How two items of different documents stand to each other, from a published crosswalk or an operator. */
export interface ItemRelation {
  item: string;
  related: string;
  relationship: 'EQUAL' | 'SUBSET' | 'SUPERSET' | 'INTERSECTS';
}

export type ReasonKind = 'SHARED_TERM' | 'SYNONYM' | 'CROSSWALK' | 'EXAMPLE' | 'EARLIER_DECISION' | 'ANSWER';

/** Why a match scored as it did. What a reason names raised the score: without it the score would have been lower. */
export interface Reason {
  kind: ReasonKind;
  text: string;
}

/** A guidance item that a text asks for. Score and confidence are 0..1; confidence is the calibrated share of such matches that are right. */
export interface Match {
  code: string;
  score: number;
  confidence: number;
  reasons: Reason[];
}

/** Matches, best first. `applicable` is false, and there are no matches, when no guidance applies to the text. */
export interface MatchResult {
  applicable: boolean;
  matches: Match[];
  /** What to ask the writer when documents match weakly; empty when no question would settle it. */
  questions: MatchQuestion[];
}

/** A question whose answer tells near items apart. */
export interface MatchQuestion {
  id: string;
  text: string;
  answers: { id: string; text: string }[];
}

/** The answer that a person gave, by ids. */
export interface MatchAnswer {
  question: string;
  answer: string;
}

/** An earlier decision of this installation that the caller may see; `where` says where it was taken, in words for a reader. */
export interface DecidedExample {
  text: string;
  code: string;
  decision: 'ACCEPT' | 'REJECT';
  where: string;
}

/** What to match against and how many matches to give. */
export interface MatchOptions {
  /** Codes of documents; all of the catalogue when left out. */
  documents?: readonly string[];
  /** How many matches at most; five when left out. */
  first?: number;
  /** How sure a match is at least, but for one that makes guidance apply since it was accepted before; all when left out. */
  least?: number;
  decisions?: readonly DecidedExample[];
  /** What the writer answered to questions of an earlier result. */
  answers?: readonly MatchAnswer[];
}

/** How strongly a statement is backed, weakest first. */
export type Strength =
  | 'ASSERTION'
  | 'CONTRACTUAL_COMMITMENT'
  | 'INDEPENDENT_VALIDATION'
  | 'INDEPENDENT_TESTING'
  | 'ASSURED_DESIGN'
  | 'ASSURED_COMPONENTS';

/** A sentence that a council could put in its specification, what to ask for in evidence, and the least strength that fits. Ours. */
export interface Wording {
  wording: string;
  evidence: string;
  minimumStrength: Strength;
}
