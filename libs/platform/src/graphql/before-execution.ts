import { GraphQLError } from 'graphql';
import { HTTP_STATUS, Refusal } from '../errors/refusal';

/**
 * A refusal before anything is executed, with its HTTP status: without one the answer would be a 500, as if it were a fault of ours, and
 * clients and proxies would send it again.
 */
export function beforeExecution(refusal: Refusal): GraphQLError {
  const extensions = { ...refusal.extensions, http: { status: HTTP_STATUS[refusal.code] } };
  return new GraphQLError(refusal.message, { originalError: refusal, extensions });
}

/** Checks a request before it is executed. @throws what `check` throws; a refusal with its HTTP status */
export async function refusing(check: () => void | Promise<void>): Promise<void> {
  try {
    await check();
  } catch (error) {
    throw error instanceof Refusal ? beforeExecution(error) : error;
  }
}
