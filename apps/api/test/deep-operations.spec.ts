import { TestApi } from './harness';

describe('an operation that is nested deep', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());

  const TOO_DEEP = 'The operation is more than 200 levels deep, with its fragments and values. Ask in several operations.';
  const nested = (opens: string, times: number, inner: string, closes = '}'): string =>
    opens.repeat(times) + inner + closes.repeat(times);
  /** Fragments of which each spreads the next. */
  const chain = (length: number): string =>
    Array.from({ length }, (_, at) => `fragment F${at} on Query { ...F${at + 1} }`).join(' ') +
    ` fragment F${length} on Query { sectors { code } }`;

  it.each([
    ['inline fragments', `{ ${nested('... { ', 2000, 'sectors { code }')} }`],
    ['fields', `{ guidanceItem(code: "cop.1") { ${nested('parent { ', 2000, 'code')} } }`],
    ['lists', `{ suppliers(first: ${nested('[', 4000, '1', ']')}) { totalCount } }`],
    ['objects', `{ suppliers(filter: ${nested('{a: ', 2000, '1')}) { totalCount } }`],
    ['types of variables', `query($a: ${nested('[', 4000, 'Int', ']')}) { sectors { code } }`],
    ['fragments that spread each other', `{ ...F0 } ${chain(1000)}`],
    [
      'fragments within fragments that spread each other',
      `{ ...A } ${['A', 'B', 'C'].map((name, at) => `fragment ${name} on Query { ${nested('... { ', 150, ['...B', '...C', 'sectors { code }'][at])} }`).join(' ')}`,
    ],
  ])('is refused with a sentence, and not by the end of the stack: %s', async (_, text) => {
    const { status, errors } = await api.send(null, text);
    expect({ status, errors }).toMatchObject({
      status: 400,
      errors: [{ message: TOO_DEEP, extensions: { code: 'TOO_COMPLEX' } }],
    });
    expect(errors).toHaveLength(1);
  });

  it('is refused in an address too', async () => {
    const query = `{ ${nested('...{', 500, 'sectors{code}')} }`;
    const answer = await api.http().get('/graphql').set('content-type', 'application/json').query({ query });
    expect({ status: answer.status, body: answer.body as unknown }).toMatchObject({
      status: 400,
      body: { errors: [{ message: TOO_DEEP }] },
    });
  });

  it('is answered while it is not too deep', async () => {
    for (const text of [`{ ${nested('... { ', 150, 'sectors { code }')} }`, `{ ...F0 } ${chain(150)}`]) {
      const { data, errors } = await api.send<{ sectors: object[] }>(null, text);
      expect(errors).toEqual([]);
      expect(data.sectors.length).toBeGreaterThan(0);
    }
  });
});
