import helmet, { FastifyHelmetOptions } from '@fastify/helmet';
import fastify, { FastifyInstance } from 'fastify';
import { putFixedHeaders } from './fixed-headers';

const POLICY: FastifyHelmetOptions = {
  contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
};

function routesOn(server: FastifyInstance): void {
  server.get('/there', async () => ({ there: true }));
  server.get('/broken', async () => {
    throw new Error('as it was meant to be');
  });
}

describe('fixed headers', () => {
  let ours: FastifyInstance;
  let helmets: FastifyInstance;

  beforeAll(async () => {
    [ours, helmets] = [fastify(), fastify()];
    await putFixedHeaders(ours, POLICY);
    await helmets.register(helmet, POLICY);
    for (const server of [ours, helmets]) routesOn(server);
  });
  afterAll(async () => {
    await ours.close();
    await helmets.close();
  });

  it.each(['/there', '/nowhere', '/broken'])('are what helmet writes for each answer: %s', async (url) => {
    const [{ headers: fixed }, { headers: written }] = await Promise.all([ours.inject(url), helmets.inject(url)]);
    expect({ ...fixed, date: null }).toEqual({ ...written, date: null });
    expect(fixed['content-security-policy']).toContain("default-src 'none'");
  });
});
