import { DataSource } from 'typeorm';
import { Relevance, SupplierFilter } from '#directory';
import { TooComplex, Tx } from '#platform';
import { MarketAnswer, countBreakdown, countedFor, everyBreakdown } from './count-breakdown';
import { ReadDimension } from './dimensions';

const RELEVANCES: readonly Relevance[] = ['CONNECTED_PLACES', 'ALL'];

/**
 * Answers every breakdown that nothing narrows, and keeps the answers with the snapshot that they are of: what most people ask is
 * then a row that is read. As the database's owner, after the market was counted; cut off, it goes on with those that are missing.
 *
 * @returns how many were answered; none when the latest snapshot has its answers
 */
export async function prepareAnswers(owner: DataSource): Promise<number> {
  const [latest]: { id: number }[] = await owner.query('SELECT id FROM market_snapshot ORDER BY id DESC LIMIT 1');
  if (latest === undefined) return 0;
  const there: { question: string }[] = await owner.query('SELECT question FROM market_answer WHERE snapshot = $1', [
    latest.id,
  ]);
  const known = new Set(there.map(({ question }) => question));
  const missing = RELEVANCES.flatMap((relevance) => everyBreakdown().map((by) => ({ by, relevance }))).filter(
    ({ by, relevance }) => !known.has(questionOf(by, relevance)),
  );
  for (const { by, relevance } of missing) {
    await owner.transaction(async (tx) => {
      await tx.query('SET LOCAL statement_timeout = 0');
      const answer = await counted(tx, by, relevance);
      await tx.query('INSERT INTO market_answer (snapshot, question, answer) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
        answer?.snapshot ?? latest.id,
        questionOf(by, relevance),
        JSON.stringify(answer?.answer ?? null),
      ]);
    });
  }
  return missing.length;
}

/** The answer, and the snapshot that it is of. Null: it has more rows than anybody reads. */
async function counted(
  tx: Tx,
  by: readonly ReadDimension[],
  relevance: Relevance,
): Promise<{ snapshot: number; answer: MarketAnswer } | null> {
  const scope = await countedFor(tx, { relevance });
  try {
    return { snapshot: scope.snapshot.id, answer: await countBreakdown(tx, by, scope) };
  } catch (error) {
    if (error instanceof TooComplex) return null;
    throw error;
  }
}

/** The answer that was kept; null when there is none, when it is too fine to be given, or when something narrows the question. @param by in the order of the list */
export async function keptAnswer(
  tx: Tx,
  by: readonly ReadDimension[],
  { relevance, ...narrowed }: SupplierFilter,
  snapshot: number,
): Promise<MarketAnswer | null> {
  if (Object.values(narrowed).some((values: unknown[] | null | undefined) => (values?.length ?? 0) > 0)) return null;
  const [row]: { answer: string }[] = await tx.query('SELECT answer FROM market_answer WHERE snapshot = $1 AND question = $2', [
    snapshot,
    questionOf(by, relevance ?? 'CONNECTED_PLACES'),
  ]);
  return row === undefined ? null : (JSON.parse(row.answer) as MarketAnswer | null);
}

function questionOf(by: readonly ReadDimension[], relevance: Relevance): string {
  return `${by.join(' ')} ${relevance}`;
}
