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
