import { AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Account, accountOf, makeAccounts } from './accounts';
import { CREATE, expectRefusal } from './bad-input';
import { TestApi } from './harness';

describe('bad input', () => {
  let api: TestApi;
  let buyer: Account;

  beforeAll(async () => {
    api = await TestApi.start();
    buyer = accountOf(await makeAccounts(api.database.ownerUrl, 'input'), 'BUYER', 'EDITOR');
  });
  afterAll(() => api.stop());

  /** What the server says to bytes that no client would send, to the end of the connection. */
  const raw = async (sent: string): Promise<string> => {
    const { port } = api.app.getHttpServer().address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    socket.end(sent);
    return text(socket);
  };

  describe('in a request', () => {
    it('of 30 MB is refused with a sentence', async () => {
      const token = await api.token(buyer.email);
      const { status, body } = await api
        .http()
        .post('/graphql')
        .set('authorization', `Bearer ${token}`)
        .set('content-type', 'application/json')
        .send(`{"query":"${'x'.repeat(30 * 1024 * 1024)}"}`);
      expect({ status, body }).toMatchObject({
        status: 413,
        body: {
          errors: [{ message: expect.stringMatching(/too large.*\/documents/), extensions: { code: 'BAD_USER_INPUT' } }],
        },
      });
    });

    it('that is no JSON is refused with a sentence', async () => {
      const { status, body } = await api.http().post('/graphql').set('content-type', 'application/json').send('{"query": ');
      expect({ status, body }).toMatchObject({
        status: 400,
        body: { errors: [{ message: expect.stringMatching(/not valid JSON/) }] },
      });
    });

    it('forty levels deep or with a thousand aliases is too complex', async () => {
      const deep = `{ guidanceItem(code: "cop.1") { ${'parent { '.repeat(40)}code${' }'.repeat(40)} } }`;
      expectRefusal(await api.send(null, deep), 'TOO_COMPLEX', /levels deep; 15 is the most/);
      const wide = `{ ${Array.from({ length: 1000 }, (_, index) => `a${index}: sectors { code }`).join(' ')} }`;
      expectRefusal(await api.send(null, wide), 'TOO_COMPLEX', /1000 aliases; 60 is the most/);
    });

    it('whose fragments double with each level is refused before it is read', async () => {
      const doubling = Array.from(
        { length: 60 },
        (_, level) => `fragment F${level} on GuidanceItem { ...F${level + 1} ...F${level + 1} }`,
      );
      const text = `{ guidanceItem(code: "cop.1") { ...F0 } } ${doubling.join(' ')} fragment F60 on GuidanceItem { code }`;
      const answer = await api.send(null, text);
      expectRefusal(answer, 'TOO_COMPLEX', /more than 5000 fields, with its fragments spread/);
      expect(answer.status).toBe(400);
    });

    it('costs what its variables make it cost, whatever it was asked with before', async () => {
      const text = `query($with: Boolean!, $a: Int, $b: Int) { sectors { code }
        suppliers(first: $a) @include(if: $with) { edges { node { name awards(first: $b) { edges { node { title notice { title } } } } } } } }`;
      expect((await api.send(null, text, { with: false, a: 100, b: 100 })).errors).toEqual([]);
      expect((await api.send(null, text, { with: true, a: 1, b: 1 })).errors).toEqual([]);
      expectRefusal(await api.send(null, text, { with: true, a: 100, b: 100 }), 'TOO_COMPLEX', /points; 20000 is the most/);
    });

    it('costs what it costs also after it was sent with variables that do not fit', async () => {
      const text = `query($length: Int = 100) { suppliers(first: $length) { edges { node { name awards(first: $length) { edges { node { title notice { title } } } } } } } }`;
      expectRefusal(await api.send(null, text, { length: 'many' }), 'BAD_USER_INPUT', /cannot represent non-integer/);
      expectRefusal(await api.send(null, text), 'TOO_COMPLEX', /points; 20000 is the most/);
    });

    it('is measured by the operation that is carried out, whichever of its document was before', async () => {
      const wide = Array.from({ length: 100 }, (_, index) => `a${index}: sectors { code }`).join(' ');
      const query = `query Narrow { sectors { code } } query Wide { ${wide} }`;
      const ask = async (operationName: string): Promise<unknown> =>
        (await api.http().post('/graphql').send({ query, operationName })).body;
      expect(await ask('Narrow')).toMatchObject({ data: { sectors: expect.any(Array) } });
      expect(await ask('Wide')).toMatchObject({ errors: [{ extensions: { code: 'TOO_COMPLEX' } }] });
    });

    it('that does not say which operation is meant is told what there is', async () => {
      const query = 'query One { sectors { code } } query Two { regions { code } }';
      const ask = async (operationName?: string): Promise<unknown> =>
        (await api.http().post('/graphql').send({ query, operationName })).body;
      expect(await ask()).toMatchObject({ errors: [{ message: expect.stringMatching(/which to carry out: One, Two/) }] });
      expect(await ask('')).toMatchObject({ errors: [{ message: expect.stringMatching(/no operation named ""/) }] });
      expect(await ask('Three')).toMatchObject({
        errors: [{ message: expect.stringMatching(/no operation named "Three"/), extensions: { code: 'BAD_USER_INPUT' } }],
      });
    });

    it('that subscribes is told that nothing can be subscribed to', async () => {
      expect(await api.send(null, 'subscription { __typename }')).toMatchObject({
        errors: [{ message: expect.stringMatching(/no subscriptions here/), extensions: { code: 'BAD_REQUEST' } }],
      });
    });

    it('by the hash of an operation is told when the hash is unknown, or is not that of its text', async () => {
      const ask = async (query?: string): Promise<unknown> => {
        const persistedQuery = { version: 1, sha256Hash: '0'.repeat(64) };
        return (await api.http().post('/graphql').send({ query, extensions: { persistedQuery } })).body;
      };
      expect(await ask()).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] });
      expect(await ask('{ sectors { code } }')).toMatchObject({
        errors: [{ message: expect.stringMatching(/not the SHA-256 of the query/), extensions: { code: 'BAD_REQUEST' } }],
      });
    });

    it('with an Idempotency-Key that is too short is a mistake of the client, also by its status', async () => {
      const answer = await api.send(buyer.email, CREATE, { input: { title: 'x' } }, { 'idempotency-key': 'short' });
      expectRefusal(answer, 'BAD_USER_INPUT', /8 to 200 characters/);
      expect(answer.status).toBe(400);
    });

    it.each([0, -1, 1_000_000])('for a page of %i is refused', async (first) => {
      expectRefusal(
        await api.send(null, 'query($first: Int) { suppliers(first: $first) { totalCount } }', { first }),
        'BAD_USER_INPUT',
        /first is (less|more) than/,
      );
    });

    it('with a cursor that is none, or of another query, is refused', async () => {
      const page =
        'query($after: String, $filter: SupplierFilter) { suppliers(first: 1, after: $after, filter: $filter) { pageInfo { endCursor } } }';
      const { data } = await api.send<{ suppliers: { pageInfo: { endCursor: string } } }>(null, page);
      const after = data.suppliers.pageInfo.endCursor;
      expect((await api.send(null, page, { after })).errors).toEqual([]);
      expectRefusal(
        await api.send(null, page, { after, filter: { relevance: 'ALL' } }),
        'BAD_USER_INPUT',
        /another query, order or filter/,
      );
      expectRefusal(await api.send(null, page, { after: 'garbage' }), 'BAD_USER_INPUT', /not a cursor/);
    });

    it.each([
      ['notices', ''],
      ['guidanceItems', ''],
      ['suppliers', 'search: "camera", '],
      ['suppliers', ''],
    ])('with a cursor of %s(%s) whose keys were changed is refused as none', async (list, given) => {
      const page = (after: string): string => `{ ${list}(${given}first: 1${after}) { pageInfo { endCursor } } }`;
      const { data } = await api.send<Record<string, { pageInfo: { endCursor: string | null } }>>(null, page(''));
      const parts = JSON.parse(Buffer.from(data[list].pageInfo.endCursor ?? '', 'base64url').toString()) as string[];
      for (const changed of ['', 'abc', 'NaN', '1e400', '2026-02-31', '99999999999999999999']) {
        const keysChanged = parts.map((part, at) => (at === 0 ? part : changed));
        const after = Buffer.from(JSON.stringify(keysChanged)).toString('base64url');
        const { errors } = await api.send(null, page(`, after: "${after}"`));
        expect(errors.map(({ extensions }) => extensions?.code).filter((code) => code !== 'BAD_USER_INPUT')).toEqual([]);
      }
    });

    it('with a list of more entries than any list takes is refused before each is looked at', async () => {
      const count = 'query($filter: SupplierFilter) { suppliers(filter: $filter) { totalCount } }';
      const times = (length: number): string[] => Array<string>(length).fill('DEMONSTRATION');
      expectRefusal(
        await api.send(null, count, { filter: { provenance: times(11) } }),
        'BAD_USER_INPUT',
        /provenance has more/,
      );
      const attested = Array.from({ length: 5001 }, () => ({ scheme: 'ce' }));
      expectRefusal(await api.send(null, count, { filter: { attested } }), 'BAD_USER_INPUT', /attested has more than 5,000/);
    });

    it('by a form of another site is refused', async () => {
      const { status } = await api
        .http()
        .post('/graphql')
        .set('content-type', 'text/plain')
        .send('{"query":"{ sectors { code } }"}');
      expect(status).toBeGreaterThanOrEqual(400);
    });
  });

  it.each([
    [
      'whose headers are longer than is read',
      `GET /graphql HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(100_000)}\r\n\r\n`,
      431,
      'longer than 16 KB',
    ],
    ['that is no HTTP', 'HELO assay\r\n\r\n', 400, 'This is no HTTP request that can be read.'],
  ])('in a request %s is answered as any other mistake of a client', async (_, sent, status, sentence) => {
    const answer = await raw(sent);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*\r\nContent-Type: application/json`));
    const { errors } = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))) as {
      errors: { message: string; extensions: object }[];
    };
    expect(errors).toMatchObject([
      { message: expect.stringContaining(sentence) as string, extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  it('in an address that cannot be decoded is answered as an address where nothing is', async () => {
    for (const address of ['/%', '/documents/%FF']) {
      const { status, body } = await api.http().get(address);
      expect({ status, body }).toMatchObject({ status: 404, body: { errors: [{ extensions: { code: 'NOT_FOUND' } }] } });
    }
  });
});
