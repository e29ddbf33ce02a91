import { DataSource } from 'typeorm';
import { Relevance, SupplierFilter } from '#directory';
import { TooComplex, Tx } from '#platform';
import { MarketAnswer, countBreakdown, countedFor, everyBreakdown } from './count-breakdown';
import { ReadDimension } from './dimensions';

const RELEVANCES: readonly Relevance[] = ['CONNECTED_PLACES', 'ALL'];

/**
 * Answers every breakdown that nothing narrows, and keeps the answers with the snapshot that they are of: what most people ask is
 * then a row that is read. As the database's owner, after the market was counted.
 *
 * @returns how many were answered; none when the latest snapshot has its answers
 */
export async function prepareAnswers(owner: DataSource): Promise<number> {
  const [latest]: { id: number; answered: boolean }[] = await owner.query(
    `SELECT s.id, EXISTS (SELECT FROM market_answer a WHERE a.snapshot = s.id) AS answered FROM market_snapshot s ORDER BY s.id DESC LIMIT 1`,
  );
  if (latest === undefined || latest.answered) return 0;
  return owner.transaction(async (tx) => {
    await tx.query('SET LOCAL statement_timeout = 0');
    let answered = 0;
    for (const relevance of RELEVANCES) {
      for (const by of everyBreakdown()) {
        const answer = await counted(tx, by, relevance);
        if (answer === null) continue;
        await tx.query(`INSERT INTO market_answer (snapshot, question, answer) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [
          latest.id,
          questionOf(by, relevance),
          JSON.stringify(answer),
        ]);
        answered += 1;
      }
    }
    return answered;
  });
}

/** Null: it has more rows than anybody reads. */
async function counted(tx: Tx, by: readonly ReadDimension[], relevance: Relevance): Promise<MarketAnswer | null> {
  try {
    return await countBreakdown(tx, by, await countedFor(tx, { relevance }), true);
  } catch (error) {
    if (error instanceof TooComplex) return null;
    throw error;
  }
}

/** The answer that was kept; null when there is none, or something narrows the question. @param by in the order of the list */
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
  return row === undefined ? null : (JSON.parse(row.answer) as MarketAnswer);
}

function questionOf(by: readonly ReadDimension[], relevance: Relevance): string {
  return `${by.join(' ')} ${relevance}`;
}
