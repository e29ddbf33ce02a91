import type { Tx } from './transactions';

/**
 * The time of a deed, in SQL: when something is done, for the record and to hold against a deadline. It is PostgreSQL's, the one clock that all
 * share: deadlines, row-level security and the defaults of columns go by it, and the clock of an API may be minutes away from it and from that
 * of another API.
 *
 * It is the time as it is now, and not when the transaction began (`now()`): of two who wait for one row, who comes second may have begun
 * first, and waiting for a lock buys nobody time. Asked for once the rows are locked that a deed stands on, times come in the order of the
 * deeds, which is what the verifier of a pack looks for.
 */
export const TIME_OF_DEED = 'clock_timestamp()';

/** The time of a deed, down to the millisecond that columns keep, so that it never lies ahead: the same in the row, in a hash and in a pack. */
export async function timeOfDeed(tx: Tx): Promise<Date> {
  const [{ now }]: { now: Date }[] = await tx.query(`SELECT ${TIME_OF_DEED} AS now`);
  return now;
}
