import type { MatchAnswer, MatchQuestion } from './model';
import { QUESTIONS, type SettlingQuestion } from './data/questions';

/** A document of which the best match is less sure than this has something to settle. */
const SURE = 0.6;

/** How many of a document's heads a question must tell apart, and how much of their share at least. */
const CONTENDERS = 4;
const LEAST_GAIN = 0.08;
const MOST_QUESTIONS = 3;

/** How far an answer moves an item, in log-odds: as much as three acceptances of the very same text. */
const ANSWERED = 2;

/** A document's heads with their shares, the best first, and how sure the best is. */
export interface Contest {
  confidence: number;
  heads: readonly { code: string; share: number }[];
}

/**
 * The questions, three at most, that would tell apart what a text could mean: those whose answers part the best items of documents that match
 * weakly, the one that settles most first. Those that are answered are not asked again.
 */
export function settlingQuestions(contests: readonly Contest[], answers: readonly MatchAnswer[]): MatchQuestion[] {
  const open = contests
    .filter(({ confidence }) => confidence < SURE)
    .map(({ heads }) => new Map(heads.slice(0, CONTENDERS).map(({ code, share }) => [code, share])));
  return QUESTIONS.filter(({ id }) => !answers.some(({ question }) => question === id))
    .map((question) => ({ question, gain: open.reduce((sum, shares) => sum + gainOf(question, shares), 0) }))
    .filter(({ gain }) => gain >= LEAST_GAIN)
    .sort((a, b) => b.gain - a.gain || (a.question.id < b.question.id ? -1 : 1))
    .slice(0, MOST_QUESTIONS)
    .map(({ question: { id, text, answers: options } }) => ({
      id,
      text,
      answers: options.map((one) => ({ id: one.id, text: one.text })),
    }));
}

/** What a question settles in one document: the share that its second answer could take from its first. */
function gainOf({ answers }: SettlingQuestion, shares: ReadonlyMap<string, number>): number {
  const taken = answers.map(({ items }) => items.reduce((sum, code) => sum + (shares.get(code) ?? 0), 0)).sort((a, b) => b - a);
  return taken[1] ?? 0;
}

/** How far answers move each code, in log-odds. Unknown questions and answers move nothing. */
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
