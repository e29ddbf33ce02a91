import type { Reason } from './model';
import { answerFor } from './questions';
import { LEAST_ALIKE } from './ranking/decisions';
import type { Hearing, Reading, Scorer, Told, Without } from './ranking/scorer';
import type { Token } from './text/tokens';

/** Each term that is tried means reading the text again without it: most of the time of a match. */
const MOST_TERMS = 2;
const LEAST_FALL = 1e-6;
const LEAST_EXAMPLE = 0.2;

interface Suspect {
  reason: Reason;
  /** What is taken away: words, by their places in the text, or something else. */
  words?: readonly number[];
  without?: Without;
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
    const suspects = [
      ...this.answers(head),
      ...this.earlierDecisions(head),
      ...this.terms(head),
      ...this.example(head),
      ...this.relations(head),
    ];
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

  private terms(head: number): Suspect[] {
    const synonyms = this.synonyms(head);
    return synonyms.length < MOST_TERMS ? [...synonyms, ...this.sharedTerms(head, MOST_TERMS - synonyms.length)] : synonyms;
  }

  private synonyms(head: number): Suspect[] {
    const { tokens, phrases } = this.reading;
    const found: Suspect[] = [];
    for (const { from, length, topics } of phrases) {
      const topic = topics.find((one) => this.scorer.votes.topicPlace(one, head) > 0);
      if (topic === undefined) continue;
      found.push({
        reason: { kind: 'SYNONYM', text: `“${written(tokens.slice(from, from + length))}” is a term for ${topic}` },
        words: Array.from({ length }, (_, at) => from + at),
      });
      if (found.length === MOST_TERMS) break;
    }
    return found;
  }

  private sharedTerms(head: number, most: number): Suspect[] {
    const { tokens } = this.reading;
    return this.scorer
      .termsFor(head, this.reading)
      .slice(0, most)
      .map((stem) => {
        const words = [...tokens.keys()].filter((at) => tokens[at].stem === stem);
        return { reason: { kind: 'SHARED_TERM', text: `the word “${tokens[words[0]].word}”` }, words };
      });
  }

  private example(head: number): Suspect[] {
    const neighbour = this.reading.compared.neighbours.find(
      ({ text, alike }) => alike >= LEAST_EXAMPLE && this.scorer.votes.asksFor(text, head),
    );
    if (!neighbour) return [];
    const { text } = this.scorer.lessons[neighbour.text];
    return [{ reason: { kind: 'EXAMPLE', text: `like the example “${text}”` }, without: { neighbour } }];
  }

  private relations(head: number): Suspect[] {
    const strongest = [...this.scorer.links[head]]
      .map(({ from, strength }) => ({ code: this.scorer.heads[from].code, gain: strength * this.full[from] }))
      .sort((a, b) => b.gain - a.gain)
      .slice(0, 1);
    return strongest.map(({ code }) => ({
      reason: { kind: 'CROSSWALK', text: `a crosswalk relates it to ${code}, which the text also matches` },
      without: { links: true },
    }));
  }

  private answers(head: number): Suspect[] {
    return this.told.answers.flatMap((answer) => {
      const text = answerFor(this.scorer.heads[head].code, answer);
      return text === null
        ? []
        : [{ reason: { kind: 'ANSWER' as const, text: `you answered “${text}”` }, without: { answer } }];
    });
  }

  private earlierDecisions(head: number): Suspect[] {
    return this.told.decisions
      .filter(({ decision, code }) => decision === 'ACCEPT' && this.scorer.headIndex(code) === head)
      .map((decision) => ({ decision, alike: this.scorer.alike(this.reading, decision) }))
      .filter(({ alike }) => alike >= LEAST_ALIKE)
      .sort((a, b) => b.alike - a.alike)
      .slice(0, 2)
      .map(({ decision }) => ({
        reason: { kind: 'EARLIER_DECISION', text: `accepted for a similar requirement in ${decision.where}` },
        without: { decision },
      }));
  }
}

function written(tokens: readonly Token[]): string {
  return tokens.map(({ word }) => word).join(' ');
}
