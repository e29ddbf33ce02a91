import { GRAPHQL_STATUS } from '#platform';
import { TestApi } from './harness';

/** A request that is no operation of ours, and what it is answered. */
type Asked = [
  what: string,
  ask: (api: TestApi) => PromiseLike<{ status: number; body: unknown }>,
  code: string,
  status: number,
];

const post = (body: object): Asked[1] => {
  return (api) => api.http().post('/graphql').send(body);
};
const get = (query: object, headers: Record<string, string> = {}): Asked[1] => {
  return (api) =>
    api
      .http()
      .get('/graphql')
      .set({ 'content-type': 'application/json', ...headers })
      .query(query);
};

describe('a request that is no operation of ours', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.start((configuration) => ({
      ...configuration,
      graphql: { ...configuration.graphql, introspection: false },
    }));
  });
  afterAll(() => api.stop());

  const hashed = { extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } };
  const asked: Asked[] = [
    ['no GraphQL', post({ query: '{ sectors { code }' }), 'GRAPHQL_PARSE_FAILED', 400],
    ['too many tokens', post({ query: `{ ${'a '.repeat(10_001)} }` }), 'GRAPHQL_PARSE_FAILED', 400],
    ['a field that there is not', post({ query: '{ nobodyKnows }' }), 'GRAPHQL_VALIDATION_FAILED', 400],
    ['the schema, where that is off', post({ query: '{ __schema { queryType { name } } }' }), 'GRAPHQL_VALIDATION_FAILED', 400],
    ['no operation', post({ query: '' }), 'BAD_REQUEST', 400],
    ['an operation that is no text', post({ query: 5 }), 'BAD_REQUEST', 400],
    ['variables that are no object', post({ query: '{ sectors { code } }', variables: [1] }), 'BAD_REQUEST', 400],
    ['several operations', post([{ query: '{ sectors { code } }' }]), 'BAD_REQUEST', 400],
    ['a subscription', post({ query: 'subscription { __typename }' }), 'BAD_REQUEST', 200],
    ['a mutation by GET', get({ query: 'mutation { signOut(input: {}) { __typename } }' }), 'BAD_REQUEST', 405],
    ['another method', (one) => one.http().put('/graphql').send({ query: '{ sectors { code } }' }), 'NOT_FOUND', 404],
    ['no answer in JSON', get({ query: '{ sectors { code } }' }, { accept: 'text/csv' }), 'BAD_REQUEST', 406],
    ['an operation as any page could send it', (one) => one.http().get('/graphql?query={sectors{code}}'), 'BAD_REQUEST', 400],
    ['the hash of another text', post({ query: '{ sectors { code } }', ...hashed }), 'BAD_REQUEST', 400],
    ['a hash that nobody knows', post(hashed), 'PERSISTED_QUERY_NOT_FOUND', 200],
    [
      'a body of another type',
      (one) => one.http().post('/graphql').set('content-type', 'text/xml').send('<query/>'),
      'BAD_USER_INPUT',
      415,
    ],
    [
      'a variable of another type',
      post({ query: 'query($n: Int!) { suppliers(first: $n) { totalCount } }' }),
      'BAD_USER_INPUT',
      400,
    ],
  ];

  it.each(asked)('is told so by its code: %s', async (_, ask, code, status) => {
    const answer = await ask(api);
    expect({ status: answer.status, body: answer.body }).toMatchObject({
      status,
      body: { errors: [{ extensions: { code } }] },
    });
  });

  it.each([250, 1500, 10_000])('has an answer of ours also at an address with a part of %i characters', async (length) => {
    const answer = await api.http().get(`/open-data/2026-01-01/${'x'.repeat(length)}`);
    expect({ status: answer.status, body: answer.body as unknown }).toMatchObject({
      status: 404,
      body: { errors: [{ message: expect.any(String) as string, extensions: { code: 'NOT_FOUND' } }] },
    });
  });

  it('has every code that docs/api.md tells of GraphQL itself', () => {
    expect(asked.map(([, , code]) => code)).toEqual(expect.arrayContaining(Object.keys(GRAPHQL_STATUS)));
  });
});
