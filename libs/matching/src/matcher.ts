import { SHIPPED, type Knowledge } from './knowledge';
import type { CatalogueItem, ItemRelation, MatchOptions, MatchResult } from './model';
import { CONTENDERS, settlingQuestions, SURE, type Contest } from './questions';
import { Reasons } from './reasons';
import { Scorer, type Reading } from './ranking/scorer';
import { Best } from './ranking/best';
import { confidenceOf } from './ranking/confidence';
import { MIXTURE, type Mixture } from './ranking/mixture';
import { compareCodes } from './ranking/shelves';
import { tokenise } from './text/tokens';

const FIRST = 5;

/** How many of our own sentences an engine reads before it is ready. */
const REHEARSED = 20;

/** An item below a head never comes before the heads that a person would look at first. */
const BELOW = 0.1;

interface Candidate {
  code: string;
  head: number;
  score: number;
  confidence: number;
}

/**
 * Finds the guidance that a line of a specification asks for. Built once from the catalogue (under 300 ms), then asked any number of
 * times; the same text gives the same answer on every machine, equal scores in the order of their codes.
 */
export class Matcher {
  private readonly scorer: Scorer;
  private readonly itemAt: ReadonlyMap<string, number>;

  constructor(
    readonly catalogue: readonly CatalogueItem[],
    relations: readonly ItemRelation[] = [],
    private readonly knowledge: Knowledge = SHIPPED,
    mixture: Mixture = MIXTURE,
  ) {
    this.scorer = new Scorer(catalogue, relations, knowledge, mixture);
    this.itemAt = new Map(catalogue.map(({ code }, item) => [code, item]));
    this.rehearse();
  }

  /** Matches a few of our own sentences, so that the first texts do not wait until the program is compiled. Changes no answer. */
  private rehearse(): void {
    const { lessons } = this.scorer;
    const step = Math.ceil(lessons.length / REHEARSED);
    for (let lesson = 0; lesson < lessons.length; lesson += step) this.match(lessons[lesson].text);
  }

  /**
   * The guidance that a text asks for, the most confident first. When no guidance applies, `applicable` is false: there are then no matches over the whole
   * catalogue, and where documents are named they are ranked nevertheless, for a person who wants to look.
   */
  match(text: string, { documents, first = FIRST, decisions = [], answers = [] }: MatchOptions = {}): MatchResult {
    const reading = this.scorer.read(tokenise(text));
    const applicable = this.scorer.applies(reading) || this.scorer.acceptedBefore(reading, decisions);
    if (reading.tokens.length === 0 || (!applicable && documents === undefined))
      return { applicable, matches: [], questions: [] };
    const told = { decisions, answers };
    const shares = this.scorer.shares(reading, told);
    const reasons = new Reasons(this.scorer, reading, told, shares);
    const best = this.best(first, reading, shares, documents);
    return {
      applicable,
      matches: best.map(({ code, head, score, confidence }) => ({
        code,
        score: rounded(score),
        confidence: rounded(confidence),
        reasons: reasons.for(head),
      })),
      questions: applicable ? settlingQuestions(this.contests(shares, documents), answers) : [],
    };
  }

  /** Whether guidance applies to a text at all, as a share 0..1: what `applicable` is decided on. */
  appliesShare(text: string): number {
    return this.scorer.appliesShare(this.scorer.read(tokenise(text)));
  }

  /** What is not settled in each document that was asked for and has a measured confidence. */
  private contests(shares: Float64Array, documents: readonly string[] | undefined): Contest[] {
    return this.scorer.shelves.flatMap(({ shelf: { document, heads }, from }): Contest[] => {
      const curve = this.knowledge.weights.calibration[document];
      if (curve === undefined || (documents && !documents.includes(document))) return [];
      let greatest = 0;
      for (let head = from; head < from + heads.length; head++) greatest = Math.max(greatest, shares[head]);
      if (confidenceOf(greatest, curve) >= SURE) return [];
      const best = new Best<Contest[number]>(CONTENDERS, (a, b) => b.share - a.share);
      heads.forEach(({ code }, offset) => {
        const share = shares[from + offset];
        if (share > (best.last?.share ?? 0)) best.add({ code, share });
      });
      return [best.list];
    });
  }

  private best(
    first: number,
    { ownWords }: Reading,
    shares: Float64Array,
    documents: readonly string[] | undefined,
  ): readonly Candidate[] {
    const best = new Best<Candidate>(first, better);
    for (const { shelf, from } of this.scorer.shelves) {
      const { document } = shelf;
      if (documents && !documents.includes(document)) continue;
      const curve = this.knowledge.weights.calibration[document];
      const add = (code: string, head: number, score: number): void => {
        const confidence = confidenceOf(score, curve);
        if (score > 0 && confidence >= (best.last?.confidence ?? 0)) best.add({ code, head, score, confidence });
      };
      shelf.heads.forEach(({ code: head }, offset) => {
        const share = shares[from + offset];
        add(head, from + offset, share);
        for (const { code } of shelf.below.get(head) ?? []) {
          add(code, from + offset, share * BELOW * (ownWords.sums[this.itemAt.get(code) ?? 0] / ownWords.most));
        }
      });
    }
    return best.list;
  }
}

function better(a: Candidate, b: Candidate): number {
  return b.confidence - a.confidence || b.score - a.score || compareCodes(a.code, b.code);
}

function rounded(figure: number): number {
  return Math.round(figure * 1e6) / 1e6;
}
