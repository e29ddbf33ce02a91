import { DataSource } from 'typeorm';
import { Relevance, SupplierFilter } from '#directory';
import { TooComplex, Tx } from '#platform';
import { Sum } from './cells';
import { Concentration, ConcentrationOf, countConcentration } from './concentration';
import { countBreakdown, MarketAnswer, tooFine } from './count-breakdown';
import { countedFor } from './counted';
import { Coverage, coverageOn } from './coverage';
import { cubeName, everyCube, keepCube } from './cube';
import { DIMENSIONS, everyBreakdown, MarketDimension, ReadDimension } from './dimensions';
import { countGaps, Gaps } from './gaps';
import { breakdownKept, KeptBreakdown, keptBreakdown } from './kept-breakdown';
import { countMovements, Movements } from './movements';
import { Counted } from './scope';

/** What is prepared, in the order in which people ask for it. */
const RELEVANCES: readonly Relevance[] = ['CONNECTED_PLACES', 'ALL'];

/** A question whose answer is kept where nothing narrows it. */
interface Question<Answer> {
  name: string;
  count(tx: Tx, counted: Counted): Promise<Answer>;
  /** What is kept of an answer, as JSON, and the answer out of it; where nothing is said it is kept as it is. */
  form?: { kept(answer: Answer): unknown; read(kept: unknown): Answer };
}

/**
 * @param by in the order of the list
 * @param sums what is asked for, where not all is
 */
export function breakdownQuestion(by: readonly ReadDimension[], sums?: readonly Sum[]): Question<MarketAnswer> {
  return {
    name: by.join(' '),
    count: (tx, counted) => countBreakdown(tx, by, counted, sums),
    form: { kept: keptBreakdown, read: (kept) => breakdownKept(kept as KeptBreakdown) },
  };
}

/** Every quarter: a trend over any days is made of these. */
export const QUARTERS_QUESTION = breakdownQuestion(['QUARTER']);

/** How concentrated each row of a dimension is. */
export function concentrationQuestion(asked: { by: MarketDimension; of: ConcentrationOf }): Question<Concentration> {
  return { name: `concentration ${asked.by} ${asked.of}`, count: (tx, counted) => countConcentration(tx, asked, counted) };
}

/** Who came and who went, year by year. */
export const MOVEMENTS_QUESTION: Question<Movements> = { name: 'movements', count: countMovements };

/** Who holds what on the snapshot's own day. */
export const COVERAGE_QUESTION: Question<Coverage> = {
  name: 'coverage',
  count: (tx, counted) => coverageOn(tx, counted, counted.snapshot.asOf),
};

/** What hardly anybody offers. */
export const GAPS_QUESTION: Question<Gaps> = { name: 'gaps', count: countGaps };

/** Not asked by anybody: what answers to filters are made of. */
function cubeQuestion(by: readonly ReadDimension[]): Question<number | null> {
  return { name: cubeName(by), count: (tx, counted) => keepCube(tx, by, counted) };
}

function everyQuestion(): Question<unknown>[] {
  const kinds: ConcentrationOf[] = ['SUPPLIERS', 'BUYERS'];
  return [
    MOVEMENTS_QUESTION,
    QUARTERS_QUESTION,
    COVERAGE_QUESTION,
    GAPS_QUESTION,
    ...everyBreakdown().map((by) => breakdownQuestion(by)),
    ...DIMENSIONS.flatMap((by) => kinds.map((of) => concentrationQuestion({ by, of }))),
  ];
}

/**
 * Answers every question that nothing narrows, and keeps the answers with the snapshot that they are of: what most people ask is
 * then a row that is read. As the database's owner, after the market was counted; cut off, it goes on with those that are missing.
 *
 * @param among which suppliers the answers are about
 * @param forMs after how long it leaves off, for whatever else is to be done
 * @returns how many were answered; none when the latest snapshot has its answers
 */
export async function prepareAnswers(owner: DataSource, among = RELEVANCES, forMs = Infinity): Promise<number> {
  const until = performance.now() + forMs;
  const [latest]: { id: number }[] = await owner.query('SELECT id FROM market_snapshot ORDER BY id DESC LIMIT 1');
  if (latest === undefined) return 0;
  const there: { question: string }[] = await owner.query('SELECT question FROM market_answer WHERE snapshot = $1', [
    latest.id,
  ]);
  const known = new Set(there.map(({ question }) => question));
  const asked = (
    relevance: Relevance,
    questions: Question<unknown>[],
  ): { question: Question<unknown>; relevance: Relevance; key: string }[] =>
    questions.map((question) => ({ question, relevance, key: keyOf(question, relevance) }));
  const missing = [
    ...asked('ALL', everyCube().map(cubeQuestion)),
    ...among.flatMap((relevance) => asked(relevance, everyQuestion())),
  ].filter(({ key }) => !known.has(key));
  let answered = 0;
  for (const { question, relevance, key } of missing) {
    if (performance.now() > until) break;
    answered += 1;
    await owner.transaction(async (tx) => {
      await tx.query('SET LOCAL statement_timeout = 0');
      const counted = await countedFor(tx, { relevance });
      const answer = await question.count(tx, counted).catch(ifTooFine);
      const kept = answer !== null && question.form ? question.form.kept(answer) : answer;
      await tx.query('INSERT INTO market_answer (snapshot, question, answer) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
        counted.snapshot.id,
        key,
        JSON.stringify(kept),
      ]);
    });
  }
  return answered;
}

/** What is kept of a table that has more rows than anybody reads: that there is none. */
function ifTooFine(error: unknown): null {
  if (error instanceof TooComplex) return null;
  throw error;
}

/**
 * The answer that was kept, or, where something narrows the question or nothing is kept yet, one that is counted now.
 *
 * @throws TooComplex when the table has more rows than anybody reads
 */
export async function answerTo<Answer>(
  tx: Tx,
  question: Question<Answer>,
  filter: SupplierFilter,
  counted: Counted,
): Promise<Answer> {
  const { relevance, ...narrowing } = filter;
  const isNarrowed = Object.values(narrowing).some((values: unknown[] | null | undefined) => (values?.length ?? 0) > 0);
  if (isNarrowed) return question.count(tx, counted);
  const [kept]: { answer: string }[] = await tx.query(
    'SELECT answer FROM market_answer WHERE snapshot = $1 AND question = $2',
    [counted.snapshot.id, keyOf(question, relevance ?? 'CONNECTED_PLACES')],
  );
  if (kept === undefined) return question.count(tx, counted);
  const answer: unknown = JSON.parse(kept.answer);
  if (answer === null) throw tooFine();
  return question.form ? question.form.read(answer) : (answer as Answer);
}

function keyOf({ name }: Question<unknown>, relevance: Relevance): string {
  return `${name} ${relevance}`;
}
