import type { FastifyReply } from 'fastify';

/**
 * Whether an answer has begun to go out: then it is left as it is, and nobody answers any more. Whoever broke a download off hears nothing, and
 * an error page behind the headers would end the process, since writing them twice throws where nobody catches it.
 */
export function leftAsBegun(reply: FastifyReply): boolean {
  if (reply.raw.headersSent && !reply.sent) reply.hijack();
  return reply.sent;
}
