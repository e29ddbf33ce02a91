import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';
import { PERSISTED_OPERATIONS } from '../src/persisted-operations';
import { Account, accountOf, makeAccounts } from './accounts';
import { CREATE, Created, expectRefusal, IMPORT, newProcurement } from './bad-input';
import { Answer, TestApi } from './harness';

const FROM_NOTICE =
  'mutation($input: CreateProcurementFromNoticeInput!) { createProcurementFromNotice(input: $input) { procurement { id } warnings { path message } } }';
const ADD = 'mutation($input: AddRequirementsInput!) { addRequirements(input: $input) { requirements { id version } } }';
const UPDATE =
  'mutation($input: UpdateRequirementInput!) { updateRequirement(input: $input) { requirement { version text } } }';
const LOCK = 'mutation($input: LockCriteriaInput!) { lockCriteria(input: $input) { procurement { stage } } }';
const LOCK_SEARCH = 'mutation($input: LockSearchInput!) { lockSearch(input: $input) { search { id } } }';

/** The first codes of CPV 2008. */
function codesOfCpv(count: number): string[] {
  const [, ...lines] = readFileSync(join(repositoryRoot(), 'seed/reference/cpv-2008-en.csv'), 'utf8').split('\n');
  return lines.slice(0, count).map((line) => line.slice(0, 8));
}

describe('bad input', () => {
  let api: TestApi;
  let buyer: Account;

  beforeAll(async () => {
    api = await TestApi.start();
    buyer = accountOf(await makeAccounts(api.database.ownerUrl, 'input'), 'BUYER', 'EDITOR');
  });
  afterAll(() => api.stop());

  const create = (input: object): Promise<Answer<Created>> => api.send<Created>(buyer.email, CREATE, { input });
  const notice = (
    release: unknown,
  ): Promise<Answer<{ createProcurementFromNotice: { warnings: { path: string; message: string }[] } }>> =>
    api.send(buyer.email, FROM_NOTICE, { input: { release } });

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
      const procurementId = await newProcurement(api, buyer.email);
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
      const procurementId = await newProcurement(api, buyer.email);
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
      const procurementId = await newProcurement(api, buyer.email);
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
      const procurementId = await newProcurement(api, buyer.email);
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
      const procurementId = await newProcurement(api, buyer.email);
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
      const procurementId = await newProcurement(api, buyer.email);
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
      const procurementId = await newProcurement(api, buyer.email);
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
          .set({ 'idempotency-key': 'a-key-of-my-own-3', authorization: await api.authorization(buyer.email) })
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
});
