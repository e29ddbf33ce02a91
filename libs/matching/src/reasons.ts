import type { DecidedExample, Reason } from './model';
import { LEAST_ALIKE } from './ranking/decisions';
import type { Reading, Scorer, Without } from './ranking/scorer';
import type { Token } from './text/tokens';

const MOST_TERMS = 3;
const LEAST_FALL = 1e-6;
const LEAST_EXAMPLE = 0.2;

/**
 * Why a head scored as it did, strongest first of each kind. Every reason is tried: what it names is taken away, the score is worked out
 * again, and only what made the score fall is told.
 */
export function reasonsFor(head: string, reading: Reading, scorer: Scorer, decisions: readonly DecidedExample[]): Reason[] {
  const score = (changed: Reading, without: Without = {}): number => scorer.shares(changed, decisions, without).get(head) ?? 0;
  const full = score(reading);
  const fell = (changed: Reading, without?: Without): boolean => full - score(changed, without) > LEAST_FALL;
  return [
    ...decisionReasons(head, reading, scorer, decisions).filter(({ without }) => fell(reading, without)),
    ...termReasons(head, reading, scorer).filter(({ left }) => fell(scorer.read(left))),
    ...exampleReasons(head, reading, scorer).filter(({ without }) => fell(reading, without)),
    ...linkReasons(head, scorer).filter(({ without }) => fell(reading, without)),
  ].map(({ reason }) => reason);
}

interface TermReason {
  reason: Reason;
  left: readonly Token[];
}

function termReasons(head: string, reading: Reading, scorer: Scorer): TermReason[] {
  const { tokens, phrases } = reading;
  const synonyms = phrases
    .filter(({ topics }) => topics.some((topic) => scorer.topicPlaces.get(topic)?.has(head)))
    .slice(0, MOST_TERMS)
    .map(({ from, length, topics }): TermReason => {
      const said = tokens.slice(from, from + length);
      const topic = topics.find((name) => scorer.topicPlaces.get(name)?.has(head)) ?? topics[0];
      return {
        reason: { kind: 'SYNONYM', text: `“${said.map(({ word }) => word).join(' ')}” is a term for ${topic}` },
        left: [...tokens.slice(0, from), ...tokens.slice(from + length)],
      };
    });
  const shared = scorer
    .termsFor(head, reading)
    .slice(0, MOST_TERMS)
    .map((stem): TermReason => ({
      reason: { kind: 'SHARED_TERM', text: `the word “${tokens.find((token) => token.stem === stem)?.word ?? stem}”` },
      left: tokens.filter((token) => token.stem !== stem),
    }));
  return [...synonyms, ...shared];
}

interface WithoutReason {
  reason: Reason;
  without: Without;
}

function exampleReasons(head: string, { tokens }: Reading, scorer: Scorer): WithoutReason[] {
  const cosines = scorer.similarity.with(tokens);
  const nearest = scorer.examples
    .map(({ text, topic }, example) => ({ text, topic, example, cosine: cosines[example] }))
    .filter(({ topic, cosine }) => cosine >= LEAST_EXAMPLE && scorer.topicPlaces.get(topic)?.has(head))
    .sort((a, b) => b.cosine - a.cosine || a.example - b.example)
    .slice(0, 1);
  return nearest.map(({ text, example }) => ({
    reason: { kind: 'EXAMPLE', text: `like the example “${text}”` },
    without: { example },
  }));
}

function linkReasons(head: string, scorer: Scorer): WithoutReason[] {
  const links = scorer.links.get(head) ?? [];
  if (links.length === 0) return [];
  const strongest = [...links].sort((a, b) => b.strength - a.strength).slice(0, 2);
  return [
    {
      reason: {
        kind: 'CROSSWALK',
        text: `a published crosswalk relates it to ${strongest.map(({ from }) => from).join(' and ')}`,
      },
      without: { links: true },
    },
  ];
}

function decisionReasons(
  head: string,
  { tokens }: Reading,
  scorer: Scorer,
  decisions: readonly DecidedExample[],
): WithoutReason[] {
  return decisions
    .filter(({ decision, code }) => decision === 'ACCEPT' && scorer.headOf(code) === head)
    .map((decision) => ({ decision, alike: scorer.alike(tokens, decision) }))
    .filter(({ alike }) => alike >= LEAST_ALIKE)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, 2)
    .map(({ decision }) => ({
      reason: { kind: 'EARLIER_DECISION', text: `accepted for a similar requirement in ${decision.where}` },
      without: { decision },
    }));
}
