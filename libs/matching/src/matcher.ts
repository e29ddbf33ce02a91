import type { Knowledge } from './knowledge';
import type { CatalogueItem, ItemRelation, MatchOptions, MatchResult } from './model';
import { CONTENDERS, oneToEach, settlingQuestions, SURE, type Contest } from './questions';
import { Reasons } from './reasons';
import type { Reading } from './ranking/reading';
import { Scorer } from './ranking/scorer';
import { Best } from './ranking/best';
import { confidenceOf } from './ranking/confidence';
import { MIXTURE, type Mixture } from './ranking/mixture';
import { compareCodes } from './ranking/shelves';
import { tokenise } from './text/tokens';

const FIRST = 5;

/** How many of our own sentences an engine reads before it is ready. */
const REHEARSED = 10;

/** An item below a head never comes before the heads that a person would look at first. */
const BELOW = 0.1;

/** No codes. */
const NONE: ReadonlySet<string> = new Set();

/** What may be told as a match. */
interface Rankable {
  code: string;
  /** The number of the head that it is, or is ranked under. */
  head: number;
  /** The number of an item below a head; undefined for a head. */
  below: number | undefined;
}

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
  /** By shelf, each head and then the items below it. */
  private readonly rankable: readonly (readonly Rankable[])[];

  constructor(
    readonly catalogue: readonly CatalogueItem[],
    private readonly knowledge: Knowledge,
    relations: readonly ItemRelation[] = [],
    mixture: Mixture = MIXTURE,
  ) {
    this.scorer = new Scorer(catalogue, relations, knowledge, mixture);
    const itemAt = new Map(catalogue.map(({ code }, item) => [code, item]));
    this.rankable = this.scorer.shelves.map(({ shelf, from }) =>
      shelf.heads.flatMap(({ code }, offset): Rankable[] => [
        { code, head: from + offset, below: undefined },
        ...(shelf.below.get(code) ?? []).map((item) => ({
          code: item.code,
          head: from + offset,
          below: itemAt.get(item.code),
        })),
      ]),
    );
    this.rehearse();
  }

  /** Matches a few of our own sentences, so that the first texts do not wait until the program is compiled. Changes no answer. */
  private rehearse(): void {
    const { sentences } = this.scorer;
    const step = Math.ceil(sentences / REHEARSED);
    for (let sentence = 0; sentence < sentences; sentence += step) this.match(this.scorer.sentence(sentence));
  }

  /**
   * The guidance that a text asks for, the most confident first. When no guidance applies, `applicable` is false: there are then no matches over the whole
   * catalogue, and where documents are named they are ranked nevertheless, for a person who wants to look. Where guidance applies only since it
   * was accepted before, what was accepted is among the matches.
   */
  match(text: string, { documents, first = FIRST, least = 0, decisions = [], answers = [] }: MatchOptions = {}): MatchResult {
    const reading = this.scorer.read(tokenise(text));
    const applies = this.scorer.applies(reading);
    const accepted = applies ? NONE : this.scorer.acceptedBefore(reading, decisions);
    const applicable = applies || accepted.size > 0;
    if (reading.tokens.length === 0 || (!applicable && documents === undefined))
      return { applicable, matches: [], questions: [] };
    const told = { decisions, answers: oneToEach(answers) };
    const shares = this.scorer.shares(reading, told);
    const best = this.best({ documents, first, least }, reading, shares, accepted);
    const heads = [...new Set(best.map(({ head }) => head))];
    const reasons = new Reasons(this.scorer, reading, told, shares).for(heads);
    return {
      applicable,
      matches: best.map(({ code, head, score, confidence }) => ({
        code,
        score: rounded(score),
        confidence: rounded(confidence),
        reasons: reasons[heads.indexOf(head)],
      })),
      questions: applicable ? settlingQuestions(this.contests(shares, documents), answers) : [],
    };
  }

  /** Whether guidance applies to a text at all, as a share 0..1: what `applicable` is decided on. */
  appliesShare(text: string): number {
    return this.scorer.appliesShare(this.scorer.read(tokenise(text)));
  }

  /** Whether two texts plainly ask for the same thing. */
  plainlyAlike(one: string, other: string): boolean {
    return this.scorer.plainlyAlike(one, other);
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

  /** @param accepted what is among the best whatever its score */
  private best(
    { documents, first, least }: Pick<MatchOptions, 'documents'> & { first: number; least: number },
    { ownWords }: Reading,
    shares: Float64Array,
    accepted: ReadonlySet<string>,
  ): readonly Candidate[] {
    const best = new Best<Candidate>(first, better);
    const carried = new Best<Candidate>(first, better);
    this.scorer.shelves.forEach(({ shelf: { document } }, at) => {
      if (documents && !documents.includes(document)) return;
      const curve = this.knowledge.weights.calibration[document];
      for (const { code, head, below } of this.rankable[at]) {
        const share = below === undefined ? 1 : BELOW * (ownWords.sums[below] / ownWords.most);
        const score = shares[head] * share;
        const isAccepted = accepted.has(code);
        if (score <= 0 && !isAccepted) continue;
        const confidence = confidenceOf(score, curve);
        if (isAccepted) carried.add({ code, head, score, confidence });
        else if (confidence >= (best.last?.confidence ?? least)) best.add({ code, head, score, confidence });
      }
    });
    if (carried.list.length === 0) return best.list;
    return [...carried.list, ...best.list.slice(0, first - carried.list.length)].sort(better);
  }
}

function better(a: Candidate, b: Candidate): number {
  return b.confidence - a.confidence || b.score - a.score || compareCodes(a.code, b.code);
}

function rounded(figure: number): number {
  return Math.round(figure * 1e6) / 1e6;
}
