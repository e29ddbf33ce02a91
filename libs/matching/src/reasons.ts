import type { Reason } from './model';
import { answerFor } from './questions';
import { Best } from './ranking/best';
import { LEAST_ALIKE } from './ranking/decisions';
import { NOTHING, type Hearing, type Reading, type Told, type Without } from './ranking/reading';
import type { Scorer } from './ranking/scorer';
import type { Token } from './text/tokens';

/** Each term that is tried means reading the text again without it: most of the time of a match. */
const MOST_TERMS = 2;
const LEAST_FALL = 1e-6;
const LEAST_EXAMPLE = 0.2;

interface Suspect {
  reason: Reason;
  head: number;
  /** What is taken away: words, by their places in the text, or something else. */
  words: readonly number[];
  without: Without;
}

/**
 * Tells why heads scored as they did. Every reason is tried: what it names is taken away, the score is worked out again, and it is told only
 * when the score fell.
 */
export class Reasons {
  constructor(
    private readonly scorer: Scorer,
    private readonly reading: Reading,
    private readonly told: Told,
    private readonly full: Float64Array,
  ) {}

  /** The reasons for each head: what was answered, earlier decisions, then terms, the nearest example and relations. */
  for(heads: readonly number[]): Reason[][] {
    const terms = this.scorer.termsFor(heads, this.reading, MOST_TERMS);
    const suspects = heads.map((head, at) => this.suspectsFor(head, terms[at]));
    const proven = this.proven(suspects.flat());
    return suspects.map((own) => own.filter((suspect) => proven.has(suspect)).map(({ reason }) => reason));
  }

  private suspectsFor(head: number, terms: readonly string[]): Suspect[] {
    const suspects: Suspect[] = [];
    this.addAnswers(suspects, head);
    this.addEarlierDecisions(suspects, head);
    this.addSynonyms(suspects, head);
    this.addSharedTerms(suspects, head, terms);
    this.addExample(suspects, head);
    this.addRelation(suspects, head);
    return suspects;
  }

  /** The suspects without which the score of their head falls. A text without certain words is heard once for all of them. */
  private proven(suspects: readonly Suspect[]): Set<Suspect> {
    const proven = new Set<Suspect>();
    for (const alike of byWords(suspects)) {
      const hearing = this.hearWithout(
        alike[0].words,
        alike.map(({ head }) => head),
      );
      for (const suspect of alike) {
        const { head, without } = suspect;
        if (this.full[head] - this.scorer.shareOf(head, hearing, this.told, without) > LEAST_FALL) proven.add(suspect);
      }
    }
    return proven;
  }

  private hearWithout(words: readonly number[], heads: readonly number[]): Hearing {
    if (words.length === 0) return this.reading;
    return this.scorer.hearOnly(
      this.reading.tokens.filter((_, at) => !words.includes(at)),
      heads,
      this.reading,
    );
  }

  private addAnswers(suspects: Suspect[], head: number): void {
    for (const answer of this.told.answers) {
      const text = answerFor(this.scorer.heads[head].code, answer);
      if (text !== null)
        suspects.push(suspected(head, { kind: 'ANSWER', text: `you answered “${text}”` }, { ...NOTHING, answer }));
    }
  }

  private addEarlierDecisions(suspects: Suspect[], head: number): void {
    if (this.told.decisions.length === 0) return;
    const nearest = this.told.decisions
      .filter(({ decision, code }) => decision === 'ACCEPT' && this.scorer.headIndex(code) === head)
      .map((decision) => ({ decision, alike: this.scorer.alike(this.reading, decision) }))
      .filter(({ alike }) => alike >= LEAST_ALIKE)
      .sort((a, b) => b.alike - a.alike)
      .slice(0, 2);
    for (const { decision } of nearest) {
      const text = `accepted for a similar requirement in ${decision.where}`;
      suspects.push(suspected(head, { kind: 'EARLIER_DECISION', text }, { ...NOTHING, decision }));
    }
  }

  private addSynonyms(suspects: Suspect[], head: number): void {
    const { tokens, phrases } = this.reading;
    for (const { from, length, topics } of phrases) {
      const topic = topics.find((one) => this.scorer.votes.topicPlace(one, head) > 0);
      if (topic === undefined) continue;
      const text = `“${written(tokens.slice(from, from + length))}” is a term for ${topic}`;
      const words = Array.from({ length }, (_, at) => from + at);
      suspects.push({ reason: { kind: 'SYNONYM', text }, head, words, without: NOTHING });
      if (termsAmong(suspects) === MOST_TERMS) return;
    }
  }

  private addSharedTerms(suspects: Suspect[], head: number, terms: readonly string[]): void {
    const { tokens } = this.reading;
    for (const stem of terms.slice(0, MOST_TERMS - termsAmong(suspects))) {
      const words = [...tokens.keys()].filter((at) => tokens[at].stem === stem);
      const text = `the word “${tokens[words[0]].word}”`;
      suspects.push({ reason: { kind: 'SHARED_TERM', text }, head, words, without: NOTHING });
    }
  }

  private addExample(suspects: Suspect[], head: number): void {
    const neighbour = this.scorer.votes.nearestFor(head, this.reading.compared.neighbours);
    if (neighbour === undefined || neighbour.alike < LEAST_EXAMPLE) return;
    const text = `like the example “${this.scorer.sentence(neighbour.sentence)}”`;
    suspects.push(suspected(head, { kind: 'EXAMPLE', text }, { ...NOTHING, neighbour }));
  }

  private addRelation(suspects: Suspect[], head: number): void {
    const strongest = new Best<{ code: string; gain: number }>(1, (a, b) => b.gain - a.gain);
    for (const { from, strength } of this.scorer.links[head])
      strongest.add({ code: this.scorer.heads[from].code, gain: strength * this.full[from] });
    for (const { code } of strongest.list) {
      const text = `a crosswalk relates it to ${code}, which the text also matches`;
      suspects.push(suspected(head, { kind: 'CROSSWALK', text }, { ...NOTHING, links: true }));
    }
  }
}

/** How many suspects are words of the text. */
function termsAmong(suspects: readonly Suspect[]): number {
  return suspects.filter(({ words }) => words.length > 0).length;
}

function suspected(head: number, reason: Reason, without: Without): Suspect {
  return { reason, head, words: [], without };
}

/** Suspects, those of the same words together. */
function byWords(suspects: readonly Suspect[]): Iterable<readonly Suspect[]> {
  const groups = new Map<string, Suspect[]>();
  for (const suspect of suspects) {
    const key = suspect.words.join(' ');
    const group = groups.get(key);
    if (group) group.push(suspect);
    else groups.set(key, [suspect]);
  }
  return groups.values();
}

function written(tokens: readonly Token[]): string {
  return tokens.map(({ word }) => word).join(' ');
}
