import { setTimeout as wait } from 'node:timers/promises';
import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { Refusal } from '../errors/refusal';

/** How long work waits for a database that is away, before it gives up. */
const LONGEST_OUTAGE_MS = 10 * 60_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5000;

/** Codes of PostgreSQL and of Node that say that the database or the way to it was gone, not that something was wrong. */
const GONE = /^(?:08...|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)$/;
/** TypeORM releases the query runner of a connection that broke; the next statement of that work then finds it released. */
const RELEASED = [QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError];

/** What node-postgres and TypeORM say, without a code, of a connection that broke under them. */
const BROKEN =
  /^Connection terminated|^Client was closed|^Client has encountered a connection error|not queryable|^timeout exceeded when trying to connect/i;

/** Whether an error says that the connection to the database broke, or that none could be made: work can be done again later. */
export function isOutage(error: unknown): boolean {
  const { code, message, driverError, thrownValue, errors } = (error ?? {}) as {
    code?: unknown;
    message?: unknown;
    driverError?: unknown;
    /** Where GraphQL took an error for none. */
    thrownValue?: unknown;
    errors?: unknown;
  };
  if (RELEASED.some((kind) => error instanceof kind)) return true;
  if (typeof code === 'string' && GONE.test(code)) return true;
  if (typeof message === 'string' && BROKEN.test(message)) return true;
  if (Array.isArray(errors) && errors.some(isOutage)) return true;
  return [driverError, thrownValue].some((inner) => inner !== undefined && inner !== error && isOutage(inner));
}

/** An outage in words for whoever asked meanwhile; any other error unchanged. */
export function outageToldTo(error: unknown): unknown {
  if (!isOutage(error)) return error;
  return new Refusal(
    'UNAVAILABLE',
    'The database cannot be reached just now. Try again in a minute. If you were saving something, read it first: it may have been saved.',
  );
}

/** Classes of PostgreSQL's codes that say that what was written is not what the tables take: data, constraints, and what is too long for an index. */
const NOT_TAKEN = /^(?:22|23|54)...$/;

/** Whether an error says that the database does not take what was written, and would not take it again. */
export function refusesData(error: unknown): error is Error {
  const { code } = ((error as { driverError?: unknown } | null)?.driverError ?? error ?? {}) as { code?: unknown };
  return error instanceof Error && typeof code === 'string' && NOT_TAKEN.test(code);
}

/** The database stayed away for longer than work waits. What was not done is taken up again later. */
export class DatabaseAway extends Error {
  override name = 'DatabaseAway';
}

/**
 * Does work of the database, and does it again when the connection broke under it. Whether a commit was heard of is then unknown:
 * the work has to be such that doing it twice comes to the same.
 *
 * @param back what is done before each new try, such as taking a lock again
 * @throws DatabaseAway once it has been so for ten minutes; or whatever else went wrong
 */
export async function throughOutages<T>(
  work: () => Promise<T>,
  back: () => Promise<void> = () => Promise.resolve(),
): Promise<T> {
  let goneSince: number | null = null;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      if (goneSince !== null) await back();
      return await work();
    } catch (error) {
      goneSince ??= Date.now();
      if (!isOutage(error)) throw error;
      if (Date.now() - goneSince > LONGEST_OUTAGE_MS)
        throw new DatabaseAway('The database has not answered for ten minutes. Start it; what was not done goes on then.', {
          cause: error,
        });
      await wait(pause);
    }
  }
}
