import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/**
 * HTTP caching where it is honest. An answer that PostgreSQL wrote whole is the same for every stranger: asked for with GET it has an
 * `ETag`, and may be kept by anybody who asks before each use whether it still holds (`no-cache`), so that a change is seen at once.
 * Whatever else GraphQL answers is nobody's to keep.
 */
export function putValidators(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    if ((typeof payload !== 'string' && !Buffer.isBuffer(payload)) || !request.url.startsWith('/graphql')) return payload;
    if (request.method !== 'GET' || reply.getHeader('assay-read-path') !== 'whole') {
      reply.header('cache-control', 'private, no-store');
      return payload;
    }
    const tag = `"${createHash('sha256').update(payload).digest('base64url').slice(0, 27)}"`;
    reply.header('cache-control', 'public, no-cache').header('etag', tag).header('vary', 'authorization');
    if (!holds(request.headers['if-none-match'], tag)) return payload;
    reply.code(304).removeHeader('content-length').removeHeader('content-type');
    return '';
  });
}

function holds(known: string | undefined, tag: string): boolean {
  return (known ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}
