import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Configuration } from '#platform';
import { ApiClient } from './api-client';
import type { Operation } from './operation';

const operation: Operation<object, Record<string, never>> = {
  name: 'Start',
  hash: 'a'.repeat(64),
  text: '{ viewer { roles } }',
};

describe('what the portal asks of the API', () => {
  let server: Server;
  let seen: IncomingHttpHeaders;
  let client: ApiClient;
  let answer: object = { data: {} };
  let status = 200;
  let connections = 0;
  beforeAll(async () => {
    server = createServer((request, response) => {
      seen = request.headers;
      response.statusCode = status;
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    });
    server.on('connection', () => (connections += 1));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    client = new ApiClient({ portal: { apiUrl: `http://127.0.0.1:${port}` } } as Configuration);
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('it asks for the person: with their session, and the address of their browser', async () => {
    await client.send({ token: 't0ken', address: '192.0.2.7' }, operation);
    expect(seen).toMatchObject({ authorization: 'Bearer t0ken', 'x-forwarded-for': '192.0.2.7' });
  });

  it('it asks for a stranger without a session, and does once what has a key', async () => {
    await client.sendOnce({ token: null, address: '2001:db8::1' }, 'a-key-of-a-form', operation, {});
    expect(seen).toMatchObject({ 'x-forwarded-for': '2001:db8::1', 'idempotency-key': 'a-key-of-a-form' });
    expect(seen.authorization).toBeUndefined();
  });

  it('it asks over a connection that stays open, and reads answers that come in many parts', async () => {
    const stranger = { token: null, address: '192.0.2.7' };
    await client.send(stranger, operation);
    const before = connections;
    const data = { name: 'Ŵ€'.repeat(100_000) };
    answer = { data };
    expect(await client.send(stranger, operation)).toEqual(data);
    expect(connections).toBe(before);
  });

  it('it says of a file what the API says: why it was not taken, or is not there', async () => {
    const stranger = { token: null, address: '192.0.2.7' };
    status = 400;
    answer = { errors: [{ message: '"a.txt" is empty. Choose the file again.', extensions: { code: 'BAD_USER_INPUT' } }] };
    await expect(client.upload(stranger, 'a.txt', new Uint8Array(), null)).rejects.toThrow(
      '"a.txt" is empty. Choose the file again.',
    );
    status = 401;
    answer = { errors: [{ message: 'You are not signed in.', extensions: { code: 'UNAUTHENTICATED' } }] };
    await expect(client.download(stranger, '/documents/doc_1')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    status = 200;
  });

  it('it says what the API refuses, and that it cannot be reached', async () => {
    const stranger = { token: null, address: '192.0.2.7' };
    answer = { errors: [{ message: 'There is no such supplier.', extensions: { code: 'NOT_FOUND' } }] };
    await expect(client.send(stranger, operation)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const nobody = new ApiClient({ portal: { apiUrl: 'http://127.0.0.1:1' } } as Configuration);
    await expect(nobody.send(stranger, operation)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
