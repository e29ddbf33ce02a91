import { readBeside, Tx } from '#platform';
import { Cells } from './cells';
import { Counted } from './scope';

/** Of so many suppliers and more it is quicker to count half on each of two connections. */
const WORTH_HALVES = 50_000;

/**
 * Counts what is much in halves, each on a connection of its own: PostgreSQL takes one processor for each.
 *
 * @param halves what tells either half; null where there are none
 * @param count all of it, or a half
 * @returns the cells of each half, or all of them where it is little or no other connection is free
 */
export async function countInHalves<Half>(
  tx: Tx,
  { suppliers }: Counted,
  halves: readonly [Half, Half] | null,
  count: (on: Tx, half: Half | null) => Promise<Cells>,
): Promise<Cells[]> {
  if (halves === null || suppliers < WORTH_HALVES) return [await count(tx, null)];
  const [first, second] = halves;
  const beside = readBeside(tx, async (other) => {
    await prepareToCount(other);
    return count(other, second);
  });
  return beside === null ? [await count(tx, null)] : Promise.all([count(tx, first), beside]);
}

/** Has PostgreSQL plan what is counted as this is best counted, until the transaction ends. */
export async function prepareToCount(tx: Tx): Promise<void> {
  // Compiling such a statement takes longer than running it.
  await tx.query('SET LOCAL jit = off');
  // Groups that do not fit in memory are written to files and read again, which costs a wide table up to a third of its time.
  await tx.query(`SET LOCAL work_mem = '64MB'`);
  // Pages are in memory, and an index that leaves out most rows is worth it, wherever they lie.
  await tx.query('SET LOCAL random_page_cost = 1.1');
  // A process that has just begun finds none of PostgreSQL's memory at hand, makes most of the groups again and hands them over: three of
  // them on two cores take longer than the one that has been asked before.
  await tx.query('SET LOCAL max_parallel_workers_per_gather = 0');
}
