import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Authenticator } from '../caller/authenticator';
import { AuthenticatedRequest } from '../graphql/graphql.module';
import { Refusal } from '../errors/refusal';

/**
 * Makes the caller of every request, once, before anything else sees it. A token that does not hold does not make its bearer a
 * stranger: the refusal is kept and told by whoever answers.
 */
export function putDoor(server: FastifyInstance, authenticator: Authenticator): void {
  server.addHook('onRequest', async (request) => {
    const arrival = request as FastifyRequest & AuthenticatedRequest;
    try {
      arrival.caller = await authenticator.authenticate(bearer(request.headers.authorization), request.id);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      arrival.callerRefusal = error;
    }
  });
}

function bearer(header: string | undefined): string | null {
  const match = /^Bearer\s+(\S+)$/i.exec(header ?? '');
  return match === null ? null : match[1];
}
