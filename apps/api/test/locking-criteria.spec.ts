import { Answer, TestApi } from './harness';

const EDITOR = 'editor@wexcombe.example';
const COLLEAGUE = 'admin@wexcombe.example';
const STRANGER = 'editor@dunmoor.example';
const ADD = 'mutation($input: AddRequirementsInput!) { addRequirements(input: $input) { requirements { id ref version } } }';
const UPDATE =
  'mutation($input: UpdateRequirementInput!) { updateRequirement(input: $input) { requirement { id ref version } } }';
const REMOVE = 'mutation($input: RemoveRequirementInput!) { removeRequirement(input: $input) { removedId } }';
const STAGE = 'query($id: ID!) { procurement(id: $id) { stage criteriaLockedAt } }';
const RECORD = 'query($id: ID!) { auditTrail(subject: $id, first: 100) { edges { node { action } } } }';

interface Read {
  id: string;
  ref: string;
  version: number;
}

describe('locking the criteria', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());

  /** A procurement of these requirements, whose search is locked where it is to stand at SOURCING. */
  async function procurement(requirements: readonly object[], isSourcing = true): Promise<{ id: string; read: Read[] }> {
    const made = await api.done<{ createProcurement: { procurement: { id: string } } }>(EDITOR, 'CreateProcurement', {
      input: { title: 'Cameras (invented)' },
    });
    const { id } = made.createProcurement.procurement;
    const read = requirements.length === 0 ? [] : await add(id, requirements);
    const search = { procurementId: id, filter: { provenance: ['DEMONSTRATION'] } };
    if (isSourcing) await api.done(EDITOR, 'LockSearch', { input: search });
    return { id, read };
  }

  async function add(procurementId: string, requirements: readonly object[]): Promise<Read[]> {
    const { data, errors } = await api.send<{ addRequirements: { requirements: Read[] } }>(COLLEAGUE, ADD, {
      input: { procurementId, requirements },
    });
    expect(errors).toEqual([]);
    return data.addRequirements.requirements;
  }

  const lock = (who: string, procurementId: string, more: object = {}): Promise<Answer<unknown>> =>
    api.run(who, 'LockCriteria', { input: { procurementId, ...more } });
  const seen = (read: readonly Read[]) => ({ seen: read.map(({ id, version }) => ({ requirementId: id, version })) });

  /** That the lock was refused so, and left nothing behind. */
  async function expectRefused(answer: Answer<unknown>, id: string, code: string, sentence: RegExp): Promise<void> {
    expect(answer.errors.map(({ message, extensions }) => ({ code: extensions.code, message }))).toEqual([
      { code, message: expect.stringMatching(sentence) as string },
    ]);
    const { data } = await api.send<{ procurement: { criteriaLockedAt: string | null } }>(EDITOR, STAGE, { id });
    expect(data.procurement.criteriaLockedAt).toBeNull();
    const record = await api.send<{ auditTrail: { edges: { node: { action: string } }[] } }>(EDITOR, RECORD, { id });
    expect(record.data.auditTrail.edges.map(({ node }) => node.action)).not.toContain('criteria.locked');
  }

  const HALVES = [
    { text: 'No camera shall have a default password.', weight: 50 },
    { text: 'Updates shall be signed.', weight: 50 },
  ];

  it('is refused before the search is locked', async () => {
    const { id } = await procurement(HALVES, false);
    await expectRefused(await lock(EDITOR, id), id, 'ILLEGAL_TRANSITION', /Locking the criteria/);
  });

  it('is refused where there is no requirement', async () => {
    const { id } = await procurement([]);
    await expectRefused(await lock(EDITOR, id), id, 'BAD_USER_INPUT', /no requirement yet\. Add the specification/);
  });

  it('is refused where a scored requirement has no weight, and names it', async () => {
    const { id } = await procurement([...HALVES, { ref: 'W-9', text: 'The data shall be exported.' }]);
    const sentence = /1 scored requirements have no weight: W-9\. Give each a weight, or make it a gate/;
    await expectRefused(await lock(EDITOR, id), id, 'BAD_USER_INPUT', sentence);
  });

  it.each([
    [49.99, '99.99'],
    [50.01, '100.01'],
  ])('is refused where the weights add up to 50 and %d', async (weight, sum) => {
    const { id } = await procurement([HALVES[0], { ...HALVES[1], weight }]);
    const answer = await lock(EDITOR, id);
    await expectRefused(answer, id, 'BAD_USER_INPUT', new RegExp(`add up to ${sum}; they have to add up to 100`));
    expect(answer.errors[0].extensions.fields).toMatchObject([{ path: 'weight' }]);
  });

  it('is refused to whoever may only read, and to another buyer as if it were not there', async () => {
    const { id } = await procurement(HALVES);
    await expectRefused(await lock('viewer@wexcombe.example', id), id, 'FORBIDDEN', /./);
    await expectRefused(await lock(STRANGER, id), id, 'NOT_FOUND', /./);
  });

  it('is refused where a requirement was changed since it was read, and names it', async () => {
    const { id, read } = await procurement(HALVES);
    const change = { requirementId: read[1].id, text: 'Updates shall be signed and tested.' };
    expect((await api.send(COLLEAGUE, UPDATE, { input: change })).errors).toEqual([]);
    const sentence =
      /^Somebody else has changed the requirements since you read them \(added or changed: R-02\)\. Read them again; nothing was locked\.$/;
    await expectRefused(await lock(EDITOR, id, seen(read)), id, 'CONFLICT', sentence);
    const again = [read[0], { ...read[1], version: read[1].version + 1 }];
    expect((await lock(EDITOR, id, seen(again))).errors).toEqual([]);
  });

  it('is refused where a requirement was added or removed since they were read', async () => {
    const { id, read } = await procurement(HALVES);
    const [gate] = await add(id, [{ ref: 'G-1', text: 'The supplier shall be insured.', kind: 'GATE' }]);
    await expectRefused(await lock(EDITOR, id, seen(read)), id, 'CONFLICT', /\(added or changed: G-1\)/);
    expect((await api.send(COLLEAGUE, REMOVE, { input: { requirementId: gate.id } })).errors).toEqual([]);
    await expectRefused(await lock(EDITOR, id, seen([...read, gate])), id, 'CONFLICT', /\(removed: 1\)/);
    expect((await lock(EDITOR, id, seen(read))).errors).toEqual([]);
  });

  it('is done once', async () => {
    const { id, read } = await procurement(HALVES);
    const { data } = await api.run<{ lockCriteria: { procurement: { stage: string } } }>(EDITOR, 'LockCriteria', {
      input: { procurementId: id, ...seen(read) },
    });
    expect(data.lockCriteria.procurement.stage).toBe('CRITERIA_LOCKED');
    expect((await lock(COLLEAGUE, id)).errors[0].extensions.code).toBe('ILLEGAL_TRANSITION');
    const change = { requirementId: read[0].id, weight: 40 };
    expect((await api.send(COLLEAGUE, UPDATE, { input: change })).errors[0].extensions.code).toBe('ILLEGAL_TRANSITION');
  });

  it.each(['the lock', 'the change'])(
    'locks what was read, or nothing, when a colleague changes a requirement at the same moment, %s sent first',
    async (first) => {
      const { id, read } = await procurement(HALVES);
      const change = { requirementId: read[0].id, text: 'No camera shall have a password that others have.' };
      const sent = [() => lock(EDITOR, id, seen(read)), () => api.send(COLLEAGUE, UPDATE, { input: change })];
      if (first === 'the change') sent.reverse();
      const answers = await api.together<Answer<unknown>>({ table: 'procurement', key: id.slice('prc_'.length) }, sent);
      const refusals = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code));
      expect(refusals).toHaveLength(1);
      expect(['CONFLICT', 'ILLEGAL_TRANSITION']).toContain(refusals[0]);
    },
  );
});
