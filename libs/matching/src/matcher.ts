import { SHIPPED, type Knowledge } from './knowledge';
import type { CatalogueItem, DecidedExample, ItemRelation, Match, MatchOptions, MatchResult } from './model';
import { reasonsFor } from './reasons';
import { Scorer, type Reading, type Shares } from './ranking/scorer';
import { confidenceOf } from './ranking/confidence';
import { compareCodes } from './ranking/shelves';
import { tokenise } from './text/tokens';

const FIRST = 10;

/** An item below a head never comes before the heads that a person would look at first. */
const BELOW = 0.1;

interface Candidate {
  code: string;
  head: string;
  document: string;
  score: number;
}

/**
 * Finds the guidance that a line of a specification asks for. Built once from the catalogue (under 300 ms), then asked any number of
 * times; the same text gives the same answer on every machine, equal scores in the order of their codes.
 */
export class Matcher {
  private readonly scorer: Scorer;

  constructor(
    readonly catalogue: readonly CatalogueItem[],
    relations: readonly ItemRelation[] = [],
    private readonly knowledge: Knowledge = SHIPPED,
  ) {
    this.scorer = new Scorer(catalogue, relations, knowledge);
  }

  /**
   * The guidance that a text asks for, best first. When no guidance applies, `applicable` is false: there are then no matches over the whole
   * catalogue, and where documents are named they are ranked nevertheless, for a person who wants to look.
   */
  match(text: string, { documents, first = FIRST, decisions = [] }: MatchOptions = {}): MatchResult {
    const reading = this.scorer.read(tokenise(text));
    const applicable = this.scorer.applies(reading) || this.scorer.acceptedBefore(reading.tokens, decisions);
    if (reading.tokens.length === 0 || (!applicable && documents === undefined)) return { applicable, matches: [] };
    const shares = this.scorer.shares(reading, decisions);
    const best = this.candidates(reading, shares, documents).slice(0, Math.max(0, first));
    return { applicable, matches: best.map((candidate) => this.matchOf(candidate, reading, decisions)) };
  }

  /** Whether guidance applies to a text at all, as a share 0..1: what `applicable` is decided on. */
  appliesShare(text: string): number {
    return this.scorer.appliesShare(this.scorer.read(tokenise(text)));
  }

  private candidates(reading: Reading, shares: Shares, documents: readonly string[] | undefined): Candidate[] {
    const wanted = this.scorer.shelves.filter(({ document }) => documents?.includes(document) ?? true);
    const below = this.scorer.belowShares(reading.tokens);
    return wanted
      .flatMap(({ document, heads, below: under }) =>
        heads.flatMap(({ code: head }) => {
          const share = shares.get(head) ?? 0;
          const own = (under.get(head) ?? []).map(({ code }) => ({
            code,
            head,
            document,
            score: share * BELOW * (below.get(code) ?? 0),
          }));
          return [{ code: head, head, document, score: share }, ...own];
        }),
      )
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || compareCodes(a.code, b.code));
  }

  private matchOf(candidate: Candidate, reading: Reading, decisions: readonly DecidedExample[]): Match {
    const { code, head, document, score } = candidate;
    return {
      code,
      score: rounded(score),
      confidence: rounded(confidenceOf(score, this.knowledge.weights.calibration[document])),
      reasons: reasonsFor(head, reading, this.scorer, decisions),
    };
  }
}

function rounded(figure: number): number {
  return Math.round(figure * 1e6) / 1e6;
}
