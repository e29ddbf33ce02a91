import helmet, { FastifyHelmetOptions } from '@fastify/helmet';
import fastify, { FastifyInstance } from 'fastify';

/** What a server says of each answer itself. */
const NOT_HELMETS = ['content-type', 'content-length', 'date', 'connection', 'keep-alive'];

/**
 * Puts helmet's headers on every answer. Nothing in them varies, so that helmet writes them once, at start, and not its whole policy
 * anew for each answer.
 */
export async function putFixedHeaders(server: FastifyInstance, options: FastifyHelmetOptions): Promise<void> {
  const headers = await headersBy(options);
  server.addHook('onRequest', (_, reply, next) => {
    reply.headers(headers);
    next();
  });
}

/** What helmet puts on an answer, by asking a server that has nothing else. */
async function headersBy(options: FastifyHelmetOptions): Promise<Readonly<Record<string, string>>> {
  const server = fastify();
  await server.register(helmet, options);
  server.get('/', async () => '');
  const { headers } = await server.inject('/');
  await server.close();
  const own = Object.entries(headers).filter(([name]) => !NOT_HELMETS.includes(name));
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]));
}
