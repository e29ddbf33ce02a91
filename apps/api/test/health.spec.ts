import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { TestApi } from './harness';

describe('what a load balancer asks', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());

  it('is told that the database answers, and when it does not that this is no fault of the request', async () => {
    expect((await api.http().get('/health/ready')).status).toBe(200);
    await api.database.drop();
    const away = await api.http().get('/health/ready');
    expect(away.status).toBe(503);
    expect(away.body).toEqual({ errors: [{ message: 'The database does not answer.', extensions: { code: 'UNAVAILABLE' } }] });
    expect((await api.http().get('/health/live')).status).toBe(200);
  });
});

describe('a question while the database is away', () => {
  const ways = new Set<Socket>();
  let relay: Server;
  let api: TestApi;
  beforeAll(async () => {
    let database: URL | null = null;
    relay = createServer((caller) => {
      const way = connect(Number(database?.port), database?.hostname);
      for (const socket of [caller, way]) {
        ways.add(socket);
        socket.on('error', () => undefined);
      }
      caller.pipe(way).pipe(caller);
    });
    await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
    api = await TestApi.start((configuration) => {
      database = new URL(configuration.database.url ?? '');
      const relayed = new URL(database);
      relayed.hostname = '127.0.0.1';
      relayed.port = String((relay.address() as AddressInfo).port);
      return { ...configuration, database: { ...configuration.database, url: relayed.href } };
    });
  });
  afterAll(() => api.stop());

  it('is answered that it is away, and not that something is wrong', async () => {
    const ask = () => api.http().post('/graphql').send({ query: '{ suppliers(first: 1) { totalCount } }' });
    expect((await ask()).body).toEqual({ data: { suppliers: { totalCount: expect.any(Number) as number } } });
    relay.close();
    for (const way of ways) way.destroy();
    for (let turn = 0; turn < 2; turn += 1)
      expect((await ask()).body).toMatchObject({
        errors: [
          { message: expect.stringMatching(/^The database cannot be reached/) as string, extensions: { code: 'UNAVAILABLE' } },
        ],
      });
  });
});
