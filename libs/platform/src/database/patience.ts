import { DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';
import type { Tx } from './transactions';

/** For how long a request waits for what another holds, and then is told. Milliseconds; less than a statement may take. */
export const PATIENCE = 8000;

/**
 * Does what has to wait for what others hold, and not for longer than a person waits for an answer.
 *
 * @param otherwise what is thrown when it takes longer
 */
export async function patiently<T>(tx: Tx, work: () => Promise<T>, otherwise: () => Error): Promise<T> {
  await tx.query(`SET LOCAL lock_timeout = ${PATIENCE}`);
  const done = await work().catch((error: unknown) => {
    throw isOfLock(error) ? otherwise() : error;
  });
  await tx.query('SET LOCAL lock_timeout TO DEFAULT');
  return done;
}

/** PostgreSQL's code for a lock that was waited for too long. */
function isOfLock(error: unknown): boolean {
  return error instanceof QueryFailedError && (error.driverError as DatabaseError).code === '55P03';
}
