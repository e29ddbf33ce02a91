import type { Reason } from './model';
import { answerFor } from './questions';
import { LEAST_ALIKE } from './ranking/decisions';
import type { Reading, Scorer, Told, Without } from './ranking/scorer';
import type { Token } from './text/tokens';

/** Each term that is tried means reading the text again without it: most of the time of a match. */
const MOST_TERMS = 2;
const LEAST_FALL = 1e-6;
const LEAST_EXAMPLE = 0.2;

interface Suspect {
  reason: Reason;
  /** What is taken away: words that stay, or something else that is left out. */
  left?: readonly Token[];
  without?: Without;
}

/**
 * Tells why heads scored as they did. Every reason is tried: what it names is taken away, the scores are worked out again, and only what
 * made the head's score fall is told. One trial serves every head of the same text.
 */
export class Reasons {
  private readonly full: Float64Array;
  private readonly tried = new Map<string, Float64Array>();

  constructor(
    private readonly scorer: Scorer,
    private readonly reading: Reading,
    private readonly told: Told,
    shares: Float64Array,
  ) {
    this.full = shares;
  }

  /** The reasons for a head: what was answered, earlier decisions, then terms, the nearest example and relations. */
  for(head: number): Reason[] {
    const suspects = [
      ...this.answers(head),
      ...this.earlierDecisions(head),
      ...[...this.synonyms(head), ...this.sharedTerms(head)].slice(0, MOST_TERMS),
      ...this.example(head),
      ...this.relations(head),
    ];
    return suspects
      .filter((suspect) => this.full[head] - this.sharesWithout(suspect)[head] > LEAST_FALL)
      .map(({ reason }) => reason);
  }

  private sharesWithout({ left, without }: Suspect): Float64Array {
    const key = left ? `left ${left.map(({ stem }) => stem).join(' ')}` : this.keyOf(without ?? {});
    const known = this.tried.get(key);
    if (known) return known;
    const heard = left ? this.scorer.hearOnly(left, this.reading) : this.reading;
    const shares = this.scorer.shares(heard, this.told, without);
    this.tried.set(key, shares);
    return shares;
  }

  private keyOf({ neighbour, decision, answer, links }: Without): string {
    if (links) return 'links';
    if (answer) return `answer ${answer.question}`;
    return decision ? `decision ${this.told.decisions.indexOf(decision)}` : `sentence ${neighbour?.text}`;
  }

  private synonyms(head: number): Suspect[] {
    const { tokens, phrases } = this.reading;
    return phrases
      .map((phrase) => ({ ...phrase, topic: phrase.topics.find((topic) => this.scorer.votes.topicPlace(topic, head) > 0) }))
      .filter(({ topic }) => topic !== undefined)
      .slice(0, MOST_TERMS)
      .map(({ from, length, topic }) => ({
        reason: { kind: 'SYNONYM', text: `“${written(tokens.slice(from, from + length))}” is a term for ${topic}` },
        left: [...tokens.slice(0, from), ...tokens.slice(from + length)],
      }));
  }

  private sharedTerms(head: number): Suspect[] {
    const { tokens } = this.reading;
    return this.scorer
      .termsFor(head, this.reading)
      .slice(0, MOST_TERMS)
      .map((stem) => ({
        reason: {
          kind: 'SHARED_TERM',
          text: `the word “${written(tokens.filter((token) => token.stem === stem).slice(0, 1))}”`,
        },
        left: tokens.filter((token) => token.stem !== stem),
      }));
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
