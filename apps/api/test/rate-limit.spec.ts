import type { Response } from 'supertest';
import { TestApi } from './harness';

const A_MINUTE = 5;
const QUESTION = { query: '{ sectors { code } }' };

describe('how much may be asked', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.start((configuration) => ({ ...configuration, rateLimitPerMinute: A_MINUTE }));
  });
  afterAll(() => api.stop());

  const askedBy = (addresses: string, headers: Record<string, string> = {}): Promise<Response> =>
    api
      .http()
      .post('/graphql')
      .set({ 'x-forwarded-for': addresses, ...headers })
      .send(QUESTION)
      .then();

  it('is bounded for an address, with a sentence that says when to come back', async () => {
    for (let request = 0; request < A_MINUTE; request += 1) expect((await askedBy('192.0.2.1')).status).toBe(200);
    const refused = await askedBy('192.0.2.1');
    expect(refused.status).toBe(429);
    expect(refused.body.errors[0]).toMatchObject({
      message: expect.stringMatching(/^[A-Z][^<>]+\.$/) as string,
      extensions: { code: 'RATE_LIMITED' },
    });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await askedBy('192.0.2.2')).status).toBe(200);
  });

  it('is bounded for an IPv6 network, whichever of its addresses asks', async () => {
    const statuses: number[] = [];
    for (let request = 0; request <= A_MINUTE; request += 1) statuses.push((await askedBy(`2001:db8::${request}`)).status);
    expect(statuses).toEqual([...Array<number>(A_MINUTE).fill(200), 429]);
    expect((await askedBy('2001:db8:0:1::')).status).toBe(200);
  });

  it('does not grow with addresses that a stranger writes before the proxy does', async () => {
    const statuses: number[] = [];
    for (let request = 0; request <= A_MINUTE; request += 1)
      statuses.push((await askedBy(`203.0.113.${request}, 192.0.2.3`)).status);
    expect(statuses).toEqual([...Array<number>(A_MINUTE).fill(200), 429]);
  });

  it('is more for a person who has signed in, from wherever that is', async () => {
    const authorization = await api.authorization('editor@wexcombe.example');
    for (let request = 0; request <= A_MINUTE; request += 1)
      expect((await askedBy('192.0.2.4', { authorization })).status).toBe(200);
  });

  it('is told with headers that mean something for an answer that is no page', async () => {
    const { headers } = await askedBy('192.0.2.5');
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-ratelimit-limit': String(A_MINUTE),
    });
    expect(headers).not.toHaveProperty('x-download-options');
  });
});
