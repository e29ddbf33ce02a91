import type { Reason } from './model';
import { answerFor } from './questions';
import { Best } from './ranking/best';
import { LEAST_ALIKE } from './ranking/decisions';
import { NOTHING, type Hearing, type Reading, type Scorer, type Told, type Without } from './ranking/scorer';
import type { Token } from './text/tokens';

/** Each term that is tried means reading the text again without it: most of the time of a match. */
const MOST_TERMS = 2;
const LEAST_FALL = 1e-6;
const LEAST_EXAMPLE = 0.2;

interface Suspect {
  reason: Reason;
  /** What is taken away: words, by their places in the text, or something else. */
  words: readonly number[] | undefined;
  without: Without;
}

/**
 * Tells why heads scored as they did. Every reason is tried: what it names is taken away, the score is worked out again, and it is told only
 * when the score fell. A text without certain words is heard once for all heads.
 */
export class Reasons {
  private readonly heard = new Map<string, Hearing>();

  constructor(
    private readonly scorer: Scorer,
    private readonly reading: Reading,
    private readonly told: Told,
    private readonly full: Float64Array,
  ) {}

  /** The reasons for a head: what was answered, earlier decisions, then terms, the nearest example and relations. */
  for(head: number): Reason[] {
    const suspects: Suspect[] = [];
    this.addAnswers(suspects, head);
    this.addEarlierDecisions(suspects, head);
    this.addSynonyms(suspects, head);
    this.addSharedTerms(suspects, head);
    this.addExample(suspects, head);
    this.addRelation(suspects, head);
    return suspects
      .filter((suspect) => this.full[head] - this.shareWithout(head, suspect) > LEAST_FALL)
      .map(({ reason }) => reason);
  }

  private shareWithout(head: number, { words, without }: Suspect): number {
    return this.scorer.shareOf(head, words ? this.hearWithout(words) : this.reading, this.told, without);
  }

  private hearWithout(words: readonly number[]): Hearing {
    const key = words.join(' ');
    const known = this.heard.get(key);
    if (known) return known;
    const gone = new Set(words);
    const left = this.reading.tokens.filter((_, at) => !gone.has(at));
    const heard = this.scorer.hearOnly(left, this.reading);
    this.heard.set(key, heard);
    return heard;
  }

  private addAnswers(suspects: Suspect[], head: number): void {
    for (const answer of this.told.answers) {
      const text = answerFor(this.scorer.heads[head].code, answer);
      if (text !== null) suspects.push(suspected({ kind: 'ANSWER', text: `you answered “${text}”` }, { ...NOTHING, answer }));
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
      suspects.push(suspected({ kind: 'EARLIER_DECISION', text }, { ...NOTHING, decision }));
    }
  }

  private addSynonyms(suspects: Suspect[], head: number): void {
    const { tokens, phrases } = this.reading;
    for (const { from, length, topics } of phrases) {
      const topic = topics.find((one) => this.scorer.votes.topicPlace(one, head) > 0);
      if (topic === undefined) continue;
      const text = `“${written(tokens.slice(from, from + length))}” is a term for ${topic}`;
      const words = Array.from({ length }, (_, at) => from + at);
      suspects.push({ reason: { kind: 'SYNONYM', text }, words, without: NOTHING });
      if (termsAmong(suspects) === MOST_TERMS) return;
    }
  }

  private addSharedTerms(suspects: Suspect[], head: number): void {
    const { tokens } = this.reading;
    for (const stem of this.scorer.termsFor(head, this.reading, MOST_TERMS - termsAmong(suspects))) {
      const words = [...tokens.keys()].filter((at) => tokens[at].stem === stem);
      const text = `the word “${tokens[words[0]].word}”`;
      suspects.push({ reason: { kind: 'SHARED_TERM', text }, words, without: NOTHING });
    }
  }

  private addExample(suspects: Suspect[], head: number): void {
    const neighbour = this.reading.compared.neighbours.find(
      ({ text, alike }) => alike >= LEAST_EXAMPLE && this.scorer.votes.asksFor(text, head),
    );
    if (!neighbour) return;
    const { text } = this.scorer.lessons[neighbour.text];
    suspects.push(suspected({ kind: 'EXAMPLE', text: `like the example “${text}”` }, { ...NOTHING, neighbour }));
  }

  private addRelation(suspects: Suspect[], head: number): void {
    const strongest = new Best<{ code: string; gain: number }>(1, (a, b) => b.gain - a.gain);
    for (const { from, strength } of this.scorer.links[head])
      strongest.add({ code: this.scorer.heads[from].code, gain: strength * this.full[from] });
    for (const { code } of strongest.list) {
      const text = `a crosswalk relates it to ${code}, which the text also matches`;
      suspects.push(suspected({ kind: 'CROSSWALK', text }, { ...NOTHING, links: true }));
    }
  }
}

/** How many suspects are words of the text. */
function termsAmong(suspects: readonly Suspect[]): number {
  return suspects.filter(({ words }) => words !== undefined).length;
}

function suspected(reason: Reason, without: Without): Suspect {
  return { reason, words: undefined, without };
}

function written(tokens: readonly Token[]): string {
  return tokens.map(({ word }) => word).join(' ');
}
