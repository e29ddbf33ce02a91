import type { Pool } from 'pg';
import { Tx } from './transactions';

/**
 * Reads in a transaction of its own beside another, as nobody: for what is public, and so long that two processors are better than one. Its
 * time counts to the request of the first.
 *
 * @returns null where no connection is free: who waits for a second one while holding the first may wait for somebody who does the same
 */
export function readBeside<T>(tx: Tx, work: (other: Tx) => Promise<T>): Promise<T> | null {
  const { master: pool } = tx.connection.driver as unknown as { master: Pool };
  const isFree = pool.waitingCount === 0 && (pool.idleCount > 0 || pool.totalCount < pool.options.max);
  if (!isFree) return null;
  return tx.connection.transaction(async (other) => {
    if (other.queryRunner !== undefined) other.queryRunner.data = tx.queryRunner?.data ?? {};
    await other.query('SET TRANSACTION READ ONLY');
    return work(other);
  });
}
