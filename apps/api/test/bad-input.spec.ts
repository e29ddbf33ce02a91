import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { ZipFile } from 'yazl';
import { repositoryRoot } from '#platform';
import { PERSISTED_OPERATIONS } from '../src/persisted-operations';
import { Account, makeAccounts } from './accounts';
import { Answer, TestApi } from './harness';

const CREATE =
  'mutation($input: CreateProcurementInput!) { createProcurement(input: $input) { procurement { id title description } } }';
const FROM_NOTICE =
  'mutation($input: CreateProcurementFromNoticeInput!) { createProcurementFromNotice(input: $input) { procurement { id } warnings { path message } } }';
const ADD = 'mutation($input: AddRequirementsInput!) { addRequirements(input: $input) { requirements { id version } } }';
const UPDATE =
  'mutation($input: UpdateRequirementInput!) { updateRequirement(input: $input) { requirement { version text } } }';
const IMPORT = 'mutation($input: ImportSpecificationInput!) { importSpecification(input: $input) { requirements { id } } }';
const LOCK = 'mutation($input: LockCriteriaInput!) { lockCriteria(input: $input) { procurement { stage } } }';
const LOCK_SEARCH = 'mutation($input: LockSearchInput!) { lockSearch(input: $input) { search { id } } }';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The first codes of CPV 2008. */
function codesOfCpv(count: number): string[] {
  const [, ...lines] = readFileSync(join(repositoryRoot(), 'seed/reference/cpv-2008-en.csv'), 'utf8').split('\n');
  return lines.slice(0, count).map((line) => line.slice(0, 8));
}

interface Created {
  createProcurement: { procurement: { id: string; title: string; description: string | null } };
}

describe('bad input', () => {
  let api: TestApi;
  let buyer: Account;

  beforeAll(async () => {
    api = await TestApi.start((configuration) => ({
      ...configuration,
      documents: { ...configuration.documents, maximumBytes: 200_000 },
    }));
    buyer = (await makeAccounts(api.database.ownerUrl, 'input')).find(
      ({ kind, role }) => kind === 'BUYER' && role === 'EDITOR',
    ) as Account;
  });
  afterAll(() => api.stop());

  const create = (input: object): Promise<Answer<Created>> => api.send<Created>(buyer.email, CREATE, { input });
  const newProcurement = async (): Promise<string> =>
    (await create({ title: 'Cameras (invented)' })).data.createProcurement.procurement.id;
  const notice = (
    release: unknown,
  ): Promise<Answer<{ createProcurementFromNotice: { warnings: { path: string; message: string }[] } }>> =>
    api.send(buyer.email, FROM_NOTICE, { input: { release } });
  const upload = async (name: string, bytes: Buffer) =>
    api
      .http()
      .post('/documents')
      .set('authorization', `Bearer ${await api.token(buyer.email)}`)
      .attach('file', bytes, name);
  /** What the server says to bytes that no client would send, to the end of the connection. */
  const raw = async (sent: string): Promise<string> => {
    const { port } = api.app.getHttpServer().address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    socket.end(sent);
    return text(socket);
  };
  const stored = (): string[] => {
    const folder = api.configuration.documents.folder;
    return existsSync(folder)
      ? (readdirSync(folder, { recursive: true, withFileTypes: true }) as { isFile(): boolean; name: string }[])
          .filter((entry) => entry.isFile())
          .map(({ name }) => name)
      : [];
  };

  function expectRefusal(answer: Answer<unknown>, code: string, sentence: RegExp): void {
    expect(answer.errors.map(({ message, extensions }) => ({ code: extensions.code, message }))).toEqual([
      { code, message: expect.stringMatching(sentence) },
    ]);
  }

  describe('in a notice', () => {
    const good = { ocid: 'ocds-test-1', id: '1', tag: ['tender'], tender: { title: 'Cameras (invented)' } };

    it('without a tender, without an ocid, or no object at all says what is missing', async () => {
      expectRefusal(await notice({ ocid: 'ocds-test-1' }), 'BAD_USER_INPUT', /has no tender with a title/);
      expectRefusal(await notice({ tender: { title: 'x' } }), 'BAD_USER_INPUT', /has no ocid/);
      expectRefusal(await notice(['a list']), 'BAD_USER_INPUT', /not one OCDS release/);
      expectRefusal(await notice({ releases: [good] }), 'BAD_USER_INPUT', /one of its releases/);
    });

    it('nested deeper than it can be walked is refused', async () => {
      const token = await api.token(buyer.email);
      const release = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
      const { body } = await api
        .http()
        .post('/graphql')
        .set('authorization', `Bearer ${token}`)
        .set('content-type', 'application/json')
        .send(`{"query":${JSON.stringify(FROM_NOTICE)},"variables":{"input":{"release":${release}}}}`);
      expect(body).toMatchObject({ errors: [{ message: expect.stringMatching(/nested more than 100 levels deep/) }] });
    });

    it('keeps going past a date, a CPV code and a company number that are none, and warns of each with its path', async () => {
      const { data, errors } = await notice({
        ...good,
        parties: [
          { id: 'b', name: 'A council (invented)', roles: ['buyer'], identifier: { scheme: 'GB-COH', id: 'not a number' } },
        ],
        tender: {
          ...good.tender,
          tenderPeriod: { endDate: '2026-02-31T12:00:00Z' },
          items: [
            {
              additionalClassifications: [
                { scheme: 'CPV', id: '99999999' },
                { scheme: 'CPV', id: 'abc' },
              ],
            },
          ],
        },
      });
      expect(errors).toEqual([]);
      const warnings = data.createProcurementFromNotice.warnings.map(({ path, message }) => `${path}: ${message}`).join('\n');
      expect(warnings).toMatch(/tender\.tenderPeriod\.endDate: "2026-02-31T12:00:00Z" is not a date/);
      expect(warnings).toMatch(/cpvCodes\[0\]: "99999999" is not a code of CPV 2008/);
      expect(warnings).toMatch(/additionalClassifications\[1\]\.id: "abc" is not a CPV code/);
      expect(warnings).toMatch(/parties\[0\]\.identifier\.id: "not a number" is not a company number.*kept as published/);
    });
  });

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

  describe('in a procurement', () => {
    it('names the field of a CPV code, a day and a period that cannot be', async () => {
      expectRefusal(await create({ title: 'x', cpvCodes: ['12345678'] }), 'BAD_USER_INPUT', /not a code of CPV 2008/);
      expect((await create({ title: 'x', contractPeriod: { startsOn: '2026-13-01' } })).errors[0].message).toMatch(
        /not a calendar day/,
      );
      expectRefusal(
        await create({ title: 'x', contractPeriod: { startsOn: '2027-01-01', endsOn: '2026-01-01' } }),
        'BAD_USER_INPUT',
        /would end on 1 January 2026, before it starts on 1 January 2027\./,
      );
      expectRefusal(await create({ title: '' }), 'BAD_USER_INPUT', /title is empty/);
    });

    it('takes as many CPV codes as a notice brings, and names the list that is longer', async () => {
      const { title, cpvCodes } = { title: 'Everything', cpvCodes: codesOfCpv(120) };
      expect((await create({ title, cpvCodes })).errors).toEqual([]);
      const tooMany = Array.from({ length: 5001 }, () => cpvCodes[0]);
      expectRefusal(await create({ title, cpvCodes: tooMany }), 'BAD_USER_INPUT', /cpvCodes has more than 5,000 entries/);
    });

    it('takes a null for what was left out', async () => {
      const empty = { description: null, cpvCodes: null, estimatedValue: null, sectors: null, dataSensitivity: null };
      const { errors } = await create({ title: 'Lamps', ...empty, contractPeriod: { startsOn: null, endsOn: null } });
      expect(errors).toEqual([]);
    });

    it('takes a null for what was left out of a requirement and of a specification', async () => {
      const procurementId = await newProcurement();
      const empty = { ref: null, kind: null, weight: null, minimumStrength: null };
      const requirements = [{ text: 'It shall be secure.', ...empty }];
      const added = await api.send<{ addRequirements: { requirements: { id: string }[] } }>(buyer.email, ADD, {
        input: { procurementId, requirements },
      });
      expect(added.errors).toEqual([]);
      const [{ id }] = added.data.addRequirements.requirements;
      const changed = await api.send(buyer.email, UPDATE, {
        input: { requirementId: id, text: null, expectedVersion: null, ...empty },
      });
      expect(changed).toMatchObject({
        errors: [],
        data: { updateRequirement: { requirement: { text: 'It shall be secure.' } } },
      });
      const gate = await api.send(buyer.email, UPDATE, { input: { requirementId: id, kind: 'GATE', weight: null } });
      expect(gate.errors).toEqual([]);
      const pasted = { procurementId, documentId: null, text: 'R-1 The supplier shall encrypt data.' };
      expect((await api.send(buyer.email, IMPORT, { input: pasted })).errors).toEqual([]);
      expectRefusal(
        await api.send(buyer.email, IMPORT, { input: { ...pasted, text: null } }),
        'BAD_USER_INPUT',
        /Give either the id of an uploaded document or the pasted text/,
      );
    });

    it('keeps emoji, right-to-left marks and 100,000 characters as they came, and refuses NUL by its path', async () => {
      const description = `${'é🚦\u200f\u202e'.repeat(20_000)}`.slice(0, 99_999);
      const { data, errors } = await create({ title: 'Ampeln 🚦 \u200fعربي', description });
      expect(errors).toEqual([]);
      expect(data.createProcurement.procurement).toMatchObject({ title: 'Ampeln 🚦 \u200fعربي', description });
      expectRefusal(await create({ title: 'x', description: 'x'.repeat(100_001) }), 'BAD_USER_INPUT', /description/);
      expectRefusal(await create({ title: 'a\u0000b' }), 'BAD_USER_INPUT', /title contains a character that cannot be stored/);
    });

    it('takes blanks for nothing, and half of a character not at all', async () => {
      for (const title of ['   ', '\n', '\u200b', '\u202e'])
        expectRefusal(await create({ title }), 'BAD_USER_INPUT', /title is empty/);
      expectRefusal(await create({ title: 'a\ud800b' }), 'BAD_USER_INPUT', /title contains half of a character/);
      const procurementId = await newProcurement();
      const cancel = 'mutation($input: CancelProcurementInput!) { cancelProcurement(input: $input) { procurement { stage } } }';
      expectRefusal(
        await api.send(buyer.email, cancel, { input: { procurementId, reason: ' ' } }),
        'BAD_USER_INPUT',
        /reason is empty; the record needs why/,
      );
    });

    it('tells more decimals than are kept, also in a number that is written with an exponent', async () => {
      for (const amount of [0.005, 1e-10])
        expectRefusal(
          await create({ title: 'x', estimatedValue: { amount, currency: 'GBP' } }),
          'BAD_USER_INPUT',
          /estimatedValue\.amount is not a number of at most two decimals/,
        );
    });

    it('leaves as it was what is changed to null, where there has to be something', async () => {
      const procurementId = await newProcurement();
      const rename = 'mutation($input: UpdateProcurementInput!) { updateProcurement(input: $input) { procurement { title } } }';
      expect((await api.send(buyer.email, rename, { input: { procurementId, title: null } })).data).toEqual({
        updateProcurement: { procurement: { title: 'Cameras (invented)' } },
      });
      const added = await api.send<{ addRequirements: { requirements: { id: string; weight: number | null }[] } }>(
        buyer.email,
        ADD.replace('version', 'weight'),
        {
          input: {
            procurementId,
            requirements: [
              { text: 'It shall be secure.', weight: null },
              { text: 'It shall be watched.', kind: 'GATE', weight: null },
            ],
          },
        },
      );
      expect(added.data.addRequirements.requirements.map(({ weight }) => weight)).toEqual([null, null]);
      const change = UPDATE.replace('version text', 'weight');
      const [{ id: requirementId }] = added.data.addRequirements.requirements;
      await api.send(buyer.email, change, { input: { requirementId, weight: 33.33 } });
      expect((await api.send(buyer.email, change, { input: { requirementId, weight: null } })).data).toEqual({
        updateRequirement: { requirement: { weight: 33.33 } },
      });
    });

    it('does not lock criteria whose weights do not add up to 100', async () => {
      const procurementId = await newProcurement();
      await api.send(buyer.email, ADD, {
        input: {
          procurementId,
          requirements: [
            { text: 'It shall be secure.', weight: 60 },
            { text: 'It shall be watched.', weight: 39.5 },
          ],
        },
      });
      await api.send(buyer.email, LOCK_SEARCH, { input: { procurementId, filter: { provenance: ['DEMONSTRATION'] } } });
      expectRefusal(
        await api.send(buyer.email, LOCK, { input: { procurementId } }),
        'BAD_USER_INPUT',
        /add up to 99\.5; they have to add up to 100/,
      );
    });

    it('numbers what has no ref around the refs that are given, and refuses one that comes twice', async () => {
      const procurementId = await newProcurement();
      const add = (requirements: object[]): Promise<Answer<{ addRequirements: { requirements: { ref: string }[] } }>> =>
        api.send(buyer.email, ADD.replace('id version', 'ref'), { input: { procurementId, requirements } });
      const { data, errors } = await add([{ text: 'It shall be secure.' }, { ref: 'R-01', text: 'It shall be watched.' }]);
      expect(errors).toEqual([]);
      expect(data.addRequirements.requirements.map(({ ref }) => ref)).toEqual(['R-02', 'R-01']);
      const again = await add([{ ref: 'R-01', text: 'It shall be something else.' }]);
      expect(again.errors[0]).toMatchObject({
        message: expect.stringMatching(/There is a requirement R-01 already/),
        extensions: { code: 'CONFLICT' },
      });
      const several = ['R-02', 'R-03', 'R-01'].map((ref) => ({ ref, text: `It shall have ${ref}.` }));
      const { errors: clashes } = await add(several);
      const message =
        'There are requirements R-02 and R-01 already. A number is used once in a procurement; change these or leave them out.';
      expect(clashes[0]).toMatchObject({
        message,
        extensions: { fields: [0, 2].map((index) => ({ path: `requirements[${index}].ref`, message })) },
      });
    });

    it('refuses to change the number of a requirement to one that is there, and says which', async () => {
      const procurementId = await newProcurement();
      const requirements = ['R-01', 'R-02'].map((ref) => ({ ref, text: `It shall have ${ref}.` }));
      const { data } = await api.send<{ addRequirements: { requirements: { id: string }[] } }>(buyer.email, ADD, {
        input: { procurementId, requirements },
      });
      const [, { id: requirementId }] = data.addRequirements.requirements;
      const change = (ref: string): Promise<Answer<unknown>> =>
        api.send(buyer.email, UPDATE, { input: { requirementId, ref } });
      const { errors } = await change('R-01');
      const message = 'There is a requirement R-01 already. A number is used once in a procurement; change it or leave it out.';
      expect(errors[0]).toMatchObject({ message, extensions: { code: 'CONFLICT', fields: [{ path: 'ref', message }] } });
      expect((await change('R-02')).errors).toEqual([]);
    });

    it('tells the second of two people that the first has changed the same thing', async () => {
      const procurementId = await newProcurement();
      const { data } = await api.send<{ addRequirements: { requirements: { id: string; version: number }[] } }>(
        buyer.email,
        ADD,
        { input: { procurementId, requirements: [{ text: 'It shall be secure.' }] } },
      );
      const [{ id, version }] = data.addRequirements.requirements;
      const write = (text: string): Promise<Answer<unknown>> =>
        api.send(buyer.email, UPDATE, { input: { requirementId: id, text, expectedVersion: version } });
      expect((await write('The first.')).errors).toEqual([]);
      expectRefusal(await write('The second.'), 'CONFLICT', /Somebody else has changed this requirement.*nothing was saved/);
    });

    it('acts once on one Idempotency-Key, answers the same again, and refuses the key for anything else', async () => {
      const headers = { 'idempotency-key': 'a-key-of-my-own-1' };
      const first = await api.send<Created>(buyer.email, CREATE, { input: { title: 'Once (invented)' } }, headers);
      const second = await api.send<Created>(buyer.email, CREATE, { input: { title: 'Once (invented)' } }, headers);
      expect(second.data).toEqual(first.data);
      const { data } = await api.send<{ procurements: { edges: { node: { title: string } }[] } }>(
        buyer.email,
        '{ procurements(first: 100) { edges { node { title } } } }',
      );
      expect(data.procurements.edges.filter(({ node }) => node.title === 'Once (invented)')).toHaveLength(1);
      expectRefusal(
        await api.send(buyer.email, CREATE, { input: { title: 'Other' } }, headers),
        'BAD_USER_INPUT',
        /was used for another request/,
      );
    });

    it('refuses the key of one operation for another that is asked for by its hash, with the same variables', async () => {
      const ask = async (name: string): Promise<unknown> => {
        const [sha256Hash] = [...PERSISTED_OPERATIONS].find(([, text]) => text.startsWith(`mutation ${name} {`)) ?? [];
        const { body } = await api
          .http()
          .post('/graphql')
          .set({ 'idempotency-key': 'a-key-of-my-own-3', authorization: `Bearer ${await api.token(buyer.email)}` })
          .send({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
        return body;
      };
      expect(await ask('MarkNotificationsRead')).toMatchObject({ data: { markNotificationsRead: {} } });
      expect(await ask('BeginSecondFactor')).toMatchObject({
        errors: [{ message: expect.stringMatching(/was used for another request/), extensions: { code: 'BAD_USER_INPUT' } }],
      });
    });

    it('acts once when the same is sent twice at the same moment', async () => {
      const headers = { 'idempotency-key': 'a-key-of-my-own-2' };
      await Promise.all(
        [1, 2, 3].map(() => api.send(buyer.email, CREATE, { input: { title: 'At once (invented)' } }, headers)),
      );
      const { data } = await api.send<{ procurements: { edges: { node: { title: string } }[] } }>(
        buyer.email,
        '{ procurements(first: 100) { edges { node { title } } } }',
      );
      expect(data.procurements.edges.filter(({ node }) => node.title === 'At once (invented)')).toHaveLength(1);
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

  describe('in a file', () => {
    it('that brings another behind it is refused, and neither is saved', async () => {
      const before = stored();
      const { status, body } = await api
        .http()
        .post('/documents')
        .set('authorization', `Bearer ${await api.token(buyer.email)}`)
        .attach('file', Buffer.from('One.'), 'one.txt')
        .attach('file', Buffer.from('Another.'), 'another.txt');
      expect({ status, body }).toMatchObject({
        status: 400,
        body: { errors: [{ message: expect.stringMatching(/More than one file came/) }] },
      });
      expect(stored()).toEqual(before);
    });

    it('whose form is malformed or cut short is a mistake of the client', async () => {
      const token = await api.token(buyer.email);
      const cut = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf a file';
      for (const [type, form] of [
        ['multipart/form-data; boundary=x', cut],
        ['multipart/form-data; boundary=x', '--x\r\ngarbage'],
        ['multipart/form-data', cut],
      ]) {
        const { status, body } = await api
          .http()
          .post('/documents')
          .set('authorization', `Bearer ${token}`)
          .set('content-type', type)
          .send(form);
        expect({ status, body }).toMatchObject({
          status: 400,
          body: { errors: [{ message: expect.stringMatching(/malformed or was cut short/) }] },
        });
      }
      expect(stored()).toEqual([]);
    });

    it('keeps what it is and where it came from apart: a path in its name is only a name', async () => {
      const { status, body } = await upload('../../etc/evidence.txt', Buffer.from('plain words'));
      expect({ status, body }).toMatchObject({
        status: 201,
        body: { fileName: 'evidence.txt', mediaType: 'text/plain', size: 11 },
      });
    });

    it.each([
      ['a program that says it is a PDF', 'report.pdf', Buffer.from('MZ\u0000\u0001 not a PDF'), /says that it is PDF/],
      [
        'a text that says it is a picture',
        'photo.png',
        Buffer.from('just words'),
        /says that it is PNG, but its content is text/,
      ],
      [
        'a document with a password',
        'specification.docx',
        Buffer.from('d0cf11e0a1b11ae100', 'hex'),
        /encrypted or of an old format.*without a password as DOCX/,
      ],
      ['an ending that is not taken', 'run.exe', Buffer.from('MZ'), /is not taken here/],
      ['nothing at all', 'empty.txt', Buffer.alloc(0), /is empty/],
      ['more than may be', 'large.txt', Buffer.alloc(300_000, 'a'), /too large/],
    ])('%s is refused and leaves nothing behind', async (_what, name, bytes, sentence) => {
      const before = stored();
      const { status, body } = await upload(name, bytes);
      expect({ status, body }).toMatchObject({
        status: 400,
        body: { errors: [{ message: expect.stringMatching(sentence), extensions: { code: 'BAD_USER_INPUT' } }] },
      });
      expect(stored()).toEqual(before);
    });

    it('that is cut half-way does not exist', async () => {
      const before = stored();
      const { port } = api.app.getHttpServer().address() as AddressInfo;
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      const head = `--cut\r\ncontent-disposition: form-data; name="file"; filename="half.txt"\r\ncontent-type: text/plain\r\n\r\n`;
      socket.write(
        `POST /documents HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${await api.token(buyer.email)}\r\ncontent-type: multipart/form-data; boundary=cut\r\ncontent-length: 100000\r\n\r\n${head}only the first half`,
      );
      await wait(300);
      socket.destroy();
      await wait(500);
      expect(stored()).toEqual(before);
    });

    it('that is a ZIP bomb in an XLSX is not opened', async () => {
      const zip = new ZipFile();
      const chunks: Buffer[] = [];
      const done = new Promise((resolve) =>
        zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', resolve),
      );
      zip.addBuffer(Buffer.from('<workbook/>'), 'xl/workbook.xml');
      zip.addBuffer(Buffer.alloc(120 * 1024 * 1024), 'xl/worksheets/sheet1.xml');
      zip.end();
      await done;
      const { body } = await upload('bomb.xlsx', Buffer.concat(chunks));
      expect(body).toMatchObject({ mediaType: XLSX });
      const procurementId = await newProcurement();
      const { id } = body as { id: string };
      expectRefusal(
        await api.send(buyer.email, IMPORT, { input: { procurementId, documentId: id } }),
        'BAD_USER_INPUT',
        /as a ZIP bomb does.*not opened/,
      );
    });

    it('of a specification that is damaged says so', async () => {
      const { body } = await upload('broken.docx', Buffer.from('PK\u0003\u0004 and then nothing of a DOCX'));
      const procurementId = await newProcurement();
      const { id } = body as { id: string };
      expectRefusal(
        await api.send(buyer.email, IMPORT, { input: { procurementId, documentId: id } }),
        'BAD_USER_INPUT',
        /damaged/,
      );
    });
  });
});
