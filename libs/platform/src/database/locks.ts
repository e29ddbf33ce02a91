import { DataSource } from 'typeorm';

/**
 * The advisory locks of the product by their numbers, which all libraries share; migrations hold 4712 (counting the market) and 4720 (settling
 * searches) besides.
 */
export const LOCKS = {
  seeding: 4711,
  /** One import loads at a time, and none while a page is opened: whoever finds that a number has no page yet opens it alone. */
  loading: 4713,
  /** One process works on an import; with a second number for each. */
  importing: 4714,
  polling: 4715,
  checkingChains: 4716,
  /** One version is published at a time. */
  publishingGuidance: 4717,
  releasingOpenData: 4718,
  makingPacks: 4719,
  /** With a second number for each supplier: it says who may open its documents, one act after the other. */
  consenting: 4730,
} as const;

/**
 * Does work unless another process is at it. The lock is of a session of its own, so that it goes when this process does.
 *
 * @returns what the work returns; undefined when another does it
 */
export async function alone<T>(owner: DataSource, lock: number, work: () => Promise<T>): Promise<T | undefined> {
  const session = owner.createQueryRunner();
  try {
    const [{ mine }]: { mine: boolean }[] = await session.query('SELECT pg_try_advisory_lock($1) AS mine', [lock]);
    if (!mine) return undefined;
    return await work().finally(() => session.query('SELECT pg_advisory_unlock($1)', [lock]));
  } finally {
    await session.release();
  }
}
