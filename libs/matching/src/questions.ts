import type { MatchAnswer, MatchQuestion } from './model';
import { QUESTIONS } from './data/questions';

/** A document of which the best match is less sure than this has something to settle. */
export const SURE = 0.6;

/** How many of a document's heads a question must tell apart, and how much of their share at least. */
export const CONTENDERS = 4;
const LEAST_GAIN = 0.08;
const MOST_QUESTIONS = 3;

/** The answers of all questions, those of one question together. */
const ANSWERS = QUESTIONS.flatMap(({ answers }, question) => answers.map(({ items }) => ({ question, items })));

/** Which answers, by their places among all, speak for a code. */
const SPEAKING = new Map<string, number[]>();
ANSWERS.forEach(({ items }, answer) => {
  for (const code of items) SPEAKING.set(code, [...(SPEAKING.get(code) ?? []), answer]);
});

/** How far an answer moves an item, in log-odds: as much as three acceptances of the very same text. */
const ANSWERED = 2;

/** The best heads of a document whose best match is not {@link SURE}, {@link CONTENDERS} at most. */
export type Contest = readonly { code: string; share: number }[];

/**
 * The questions, three at most, that would tell apart what a text could mean: those whose answers part the best items of documents that match
 * weakly, the one that settles most first. Those that are answered are not asked again.
 */
export function settlingQuestions(contests: readonly Contest[], answers: readonly MatchAnswer[]): MatchQuestion[] {
  if (contests.length === 0) return [];
  const gains = new Float64Array(QUESTIONS.length);
  for (const heads of contests) addGains(gains, heads);
  if (!gains.some((gain) => gain >= LEAST_GAIN)) return [];
  return QUESTIONS.map((question, at) => ({ question, gain: gains[at] }))
    .filter(({ question, gain }) => gain >= LEAST_GAIN && !answers.some((answer) => answer.question === question.id))
    .sort((a, b) => b.gain - a.gain || (a.question.id < b.question.id ? -1 : 1))
    .slice(0, MOST_QUESTIONS)
    .map(({ question: { id, text, answers: options } }) => ({
      id,
      text,
      answers: options.map((one) => ({ id: one.id, text: one.text })),
    }));
}

/** What answers speak for in one document, and the most and the second most of each question. Filled again each time. */
const SHARES = new Float64Array(ANSWERS.length);
const MOST = new Float64Array(QUESTIONS.length);
const SECOND = new Float64Array(QUESTIONS.length);

/** Adds what each question settles in one document: the share that its second answer could take from its first. */
function addGains(gains: Float64Array, heads: Contest): void {
  SHARES.fill(0);
  MOST.fill(0);
  SECOND.fill(0);
  for (const { code, share } of heads) for (const answer of SPEAKING.get(code) ?? []) SHARES[answer] += share;
  for (let answer = 0; answer < ANSWERS.length; answer++) {
    const { question } = ANSWERS[answer];
    SECOND[question] = Math.max(SECOND[question], Math.min(MOST[question], SHARES[answer]));
    MOST[question] = Math.max(MOST[question], SHARES[answer]);
  }
  for (let question = 0; question < gains.length; question++) gains[question] += SECOND[question];
}

/** One answer to each question, the last where there are several: what was kept before that was refused may answer one twice. */
export function oneToEach(answers: readonly MatchAnswer[]): MatchAnswer[] {
  return [...new Map(answers.map((answer) => [answer.question, answer])).values()];
}

/** How far answers, {@link oneToEach} question, move each code, in log-odds. Unknown questions and answers move nothing. */
export function movesOf(answers: readonly MatchAnswer[]): Map<string, number> {
  const moves = new Map<string, number>();
  for (const { question, answer } of answers) {
    const options = QUESTIONS.find(({ id }) => id === question)?.answers ?? [];
    const chosen = options.find(({ id }) => id === answer);
    if (chosen === undefined) continue;
    for (const code of new Set(options.flatMap(({ items }) => items))) {
      moves.set(code, (moves.get(code) ?? 0) + (chosen.items.includes(code) ? ANSWERED : -ANSWERED));
    }
  }
  return moves;
}

/** The words of an answer that speaks for a code, for the reasons; null when none does. */
export function answerFor(code: string, { question, answer }: MatchAnswer): string | null {
  const chosen = QUESTIONS.find(({ id }) => id === question)?.answers.find(({ id }) => id === answer);
  return chosen?.items.includes(code) ? chosen.text : null;
}

/** Whether there is such a question with such an answer. */
export function isAnswer({ question, answer }: MatchAnswer): boolean {
  return QUESTIONS.some(({ id, answers }) => id === question && answers.some((one) => one.id === answer));
}
