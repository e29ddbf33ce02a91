import { demonstrationId } from '#directory';
import { Answer, TestApi } from './harness';

const EDITOR = 'editor@wexcombe.example';
const CREATE = 'mutation($input: CreateProcurementInput!) { createProcurement(input: $input) { procurement { id } } }';
const COLLEAGUE = 'admin@wexcombe.example';
const DECIDE_GUIDANCE =
  'mutation($input: DecideGuidanceInput!) { decideGuidance(input: $input) { requirement { guidance { item { code } status note decidedAt } } } }';
const NOTES =
  'query($id: ID!) { procurement(id: $id) { requirements { id guidance { item { code } status note decidedAt } } } }';
const ADD =
  'mutation($input: AddRequirementsInput!) { addRequirements(input: $input) { requirements { id guidance { item { code } status } } } }';
const SETTLE =
  'mutation($input: SettleGuidanceInput!) { settleGuidance(input: $input) { requirements { id guidance { item { code } status decidedBy { name } decidedAt } } } }';
const UPDATE =
  'mutation($input: UpdateRequirementsInput!) { updateRequirements(input: $input) { requirements { ref kind weight } } }';
const LOCK = 'mutation($input: LockSearchInput!) { lockSearch(input: $input) { search { resultCount } } }';
const DECIDE =
  'mutation($input: DecideCandidatesInput!) { decideCandidates(input: $input) { candidates { state reason supplier { id } } } }';
const CANDIDATES = 'query($id: ID!) { procurement(id: $id) { candidates { state supplier { id } } } }';

interface Guided {
  id: string;
  guidance: { item: { code: string }; status: string; decidedAt: string | null }[];
}

interface Noted extends Guided {
  guidance: (Guided['guidance'][number] & { note: string | null })[];
}

describe('a buyer decides many things at once', () => {
  let api: TestApi;
  let procurementId: string;
  let requirements: Guided[];
  beforeAll(async () => {
    api = await TestApi.start();
    const made = await api.send<{ createProcurement: { procurement: { id: string } } }>(EDITOR, CREATE, {
      input: { title: 'Cameras (invented)' },
    });
    procurementId = made.data.createProcurement.procurement.id;
    const added = await api.send<{ addRequirements: { requirements: Guided[] } }>(EDITOR, ADD, {
      input: {
        procurementId,
        requirements: [
          { text: 'No camera shall have a default password.', weight: 50 },
          { text: 'The supplier shall keep its software up to date.', weight: 50 },
        ],
      },
    });
    requirements = added.data.addRequirements.requirements;
  });
  afterAll(() => api.stop());

  const accepted = (requirement: Guided): string[] =>
    requirement.guidance.filter(({ status }) => status === 'ACCEPTED').map(({ item }) => item.code);
  interface Settled {
    requirementId: string;
    accept: string[];
    seen?: { itemCode: string; decidedAt: string | null }[];
    note?: string;
  }
  const settle = (settled: Settled[]) =>
    api.send<{ settleGuidance: { requirements: Guided[] } }>(EDITOR, SETTLE, { input: { procurementId, settled } });

  it('accepts exactly the guidance that was chosen, and rejects the rest', async () => {
    const [first, second] = requirements;
    const best = first.guidance[0].item.code;
    const { data } = await settle([
      { requirementId: first.id, accept: [best, 'ncsc-cp.12'] },
      { requirementId: second.id, accept: [] },
    ]);
    const [one, other] = data.settleGuidance.requirements;
    expect(accepted(one).sort()).toEqual([best, 'ncsc-cp.12'].sort());
    expect(one.guidance.filter(({ status }) => status === 'SUGGESTED')).toEqual([]);
    expect(accepted(other)).toEqual([]);
    expect(other.guidance.every(({ status }) => status === 'REJECTED')).toBe(true);
  });

  it('leaves the author and the time of what stands so already', async () => {
    const [first] = requirements;
    const accept = [first.guidance[0].item.code, 'ncsc-cp.12'];
    const before = (await settle([{ requirementId: first.id, accept }])).data.settleGuidance.requirements[0];
    const after = (await settle([{ requirementId: first.id, accept }])).data.settleGuidance.requirements[0];
    expect(after).toEqual(before);
  });

  it('keeps a note with each decision that is made, and with none that stands so already', async () => {
    const input = { procurementId, requirements: [{ text: 'No sensor shall have a default password.', ref: 'N-2' }] };
    const added = await api.send<{ addRequirements: { requirements: Guided[] } }>(EDITOR, ADD, { input });
    const [{ id: requirementId, guidance }] = added.data.addRequirements.requirements;
    const notes = async (): Promise<Record<string, string | null>> => {
      const { data } = await api.send<{ procurement: { requirements: Noted[] } }>(EDITOR, NOTES, { id: procurementId });
      const found = data.procurement.requirements.find(({ id }) => id === requirementId);
      return Object.fromEntries(found?.guidance.map(({ item, note }) => [item.code, note]) ?? []);
    };
    const codes = guidance.map(({ item }) => item.code);
    expect(codes.length).toBeGreaterThan(1);
    const why = 'Passwords are all that it asks for (invented).';
    expect((await settle([{ requirementId, accept: [codes[0]], note: why }])).errors).toEqual([]);
    expect(await notes()).toEqual(Object.fromEntries(codes.map((code) => [code, why])));
    expect((await settle([{ requirementId, accept: [codes[0]], note: why }])).errors).toEqual([]);

    const again = await settle([{ requirementId, accept: [codes[0]], note: 'Said otherwise.' }]);
    expect(again.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'settled[0].note' }] });
    expect(again.errors[0].message).toContain('The guidance of N-2 is settled so already');
    expect((await settle([{ requirementId, accept: codes.slice(0, 2), note: 'The second too.' }])).errors).toEqual([]);
    expect(await notes()).toEqual({ ...Object.fromEntries(codes.map((code) => [code, why])), [codes[1]]: 'The second too.' });
    const long = await settle([{ requirementId, accept: [], note: 'x'.repeat(5001) }]);
    expect(long.errors[0].extensions.fields?.[0].path).toBe('settled.0.note');
    const remove = 'mutation($input: RemoveRequirementInput!) { removeRequirement(input: $input) { removedId } }';
    expect((await api.send(EDITOR, remove, { input: { requirementId } })).errors).toEqual([]);
  });

  it('decides nothing when one item is not there', async () => {
    const [first, second] = requirements;
    const { errors } = await settle([
      { requirementId: first.id, accept: [] },
      { requirementId: second.id, accept: ['nothing.1'] },
    ]);
    expect(errors[0].extensions.code).toBe('NOT_FOUND');
    const accept = [first.guidance[0].item.code, 'ncsc-cp.12'];
    const { data } = await settle([{ requirementId: first.id, accept }]);
    expect(accepted(data.settleGuidance.requirements[0])).toHaveLength(2);
  });

  describe('when a colleague has accepted an item with a note', () => {
    const asRead = ({ guidance }: Guided): Settled['seen'] =>
      guidance.map(({ item, decidedAt }) => ({ itemCode: item.code, decidedAt }));
    const read = async (id: string): Promise<Noted> => {
      const { data } = await api.send<{ procurement: { requirements: Noted[] } }>(EDITOR, NOTES, { id: procurementId });
      return data.procurement.requirements.find((one) => one.id === id) as Noted;
    };
    let requirementId: string;
    let before: Guided;
    beforeAll(async () => {
      const requirement = { text: 'No camera shall have a password that others have too.', ref: 'N-1' };
      const added = await api.send<{ addRequirements: { requirements: Guided[] } }>(EDITOR, ADD, {
        input: { procurementId, requirements: [requirement] },
      });
      requirementId = added.data.addRequirements.requirements[0].id;
      before = await read(requirementId);
      const itemCode = before.guidance[0].item.code;
      const input = { requirementId, itemCode, decision: 'ACCEPT', note: 'Agreed with legal (invented).' };
      expect((await api.send(COLLEAGUE, DECIDE_GUIDANCE, { input })).errors).toEqual([]);
    });
    afterAll(async () => {
      const remove = 'mutation($input: RemoveRequirementInput!) { removeRequirement(input: $input) { removedId } }';
      await api.send(EDITOR, remove, { input: { requirementId } });
    });

    it('refuses to settle by what was read before, or without a word of what was read', async () => {
      const after = await read(requirementId);
      const late = await settle([{ requirementId, accept: [], seen: asRead(before) }]);
      expect(late.errors[0]).toMatchObject({
        message: expect.stringContaining('Somebody else has decided on the guidance of N-1 since you read it'),
        extensions: { code: 'CONFLICT' },
      });
      const unseen = await settle([{ requirementId, accept: [] }]);
      expect(unseen.errors[0]).toMatchObject({
        message: expect.stringContaining('with a note, which would be lost'),
        extensions: { code: 'CONFLICT' },
      });
      expect(await read(requirementId)).toEqual(after);
    });

    it('refuses a single decision by what was read before, and takes it by what was read since', async () => {
      const [{ item }, other] = before.guidance;
      const after = await read(requirementId);
      const decide = (itemCode: string, seen: Settled['seen']) =>
        api.send(EDITOR, DECIDE_GUIDANCE, { input: { requirementId, itemCode, decision: 'REJECT', seen } });
      expect((await decide(item.code, asRead(before))).errors[0]).toMatchObject({
        message: expect.stringContaining('Somebody else has decided on the guidance of N-1 since you read it'),
        extensions: { code: 'CONFLICT' },
      });
      expect(await read(requirementId)).toEqual(after);
      expect((await decide(other.item.code, asRead(after))).errors).toEqual([]);
    });

    it('settles by what was read since, and once more when it is pressed twice', async () => {
      const after = await read(requirementId);
      const [{ item }] = before.guidance;
      const settled = { requirementId, accept: [item.code, 'ncsc-cp.12'], seen: asRead(after) };
      for (const { errors } of [await settle([settled]), await settle([settled])]) expect(errors).toEqual([]);
      expect((await read(requirementId)).guidance.find((match) => match.item.code === item.code)?.note).toBe(
        'Agreed with legal (invented).',
      );
      const { errors } = await settle([{ ...settled, accept: [], seen: asRead(await read(requirementId)) }]);
      expect(errors).toEqual([]);
    });
  });

  it('changes all weights or none', async () => {
    const [first, second] = requirements.map(({ id }) => ({ requirementId: id }));
    const wrong = await api.send(EDITOR, UPDATE, {
      input: {
        requirements: [
          { ...first, weight: 10 },
          { ...second, kind: 'GATE', weight: 5 },
        ],
      },
    });
    expect(wrong.errors[0].extensions.fields).toEqual([
      { path: 'requirements[1].weight', message: expect.stringContaining('gate') },
    ]);
    const { data } = await api.send<{ updateRequirements: { requirements: object[] } }>(EDITOR, UPDATE, {
      input: { requirements: [first, { ...second, kind: 'GATE' }] },
    });
    expect(data.updateRequirements.requirements).toEqual([
      { ref: 'R-01', kind: 'SCORED', weight: 50 },
      { ref: 'R-02', kind: 'GATE', weight: null },
    ]);
  });

  it('takes the changes of two people who change the same requirements at once in another order', async () => {
    const first = { requirementId: requirements[0].id, weight: 50 };
    const second = { requirementId: requirements[1].id, kind: 'GATE' };
    const change = (changes: object[]) => () => api.send(EDITOR, UPDATE, { input: { requirements: changes } });
    const answers = await api.together({ table: 'procurement', key: procurementId.slice('prc_'.length) }, [
      change([first, second]),
      change([second, first]),
    ]);
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  });

  it('takes the changes of people who change requirements of two procurements at once, some in another order', async () => {
    const made = await api.send<{ createProcurement: { procurement: { id: string } } }>(EDITOR, CREATE, {
      input: { title: 'Sensors (invented)' },
    });
    const added = await api.send<{ addRequirements: { requirements: Guided[] } }>(EDITOR, ADD, {
      input: {
        procurementId: made.data.createProcurement.procurement.id,
        requirements: [{ text: 'No sensor shall transmit in clear.' }],
      },
    });
    const here = { requirementId: requirements[0].id, weight: 50 };
    const there = { requirementId: added.data.addRequirements.requirements[0].id, weight: 50 };
    const change = (changes: object[]) => () => api.send(EDITOR, UPDATE, { input: { requirements: changes } });
    const answers = await api.together({ table: 'procurement', key: procurementId.slice('prc_'.length) }, [
      ...Array.from({ length: 5 }, () => change([here, there])),
      change([there, here]),
    ]);
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  });

  it('adds guidance while somebody else changes requirements', async () => {
    const first = { requirementId: requirements[0].id, weight: 50 };
    const add = `mutation($input: AddGuidanceToProcurementInput!) { addGuidanceToProcurement(input: $input) { suggested } }`;
    const toAdd = await api.send<{ procurement: { guidanceToAdd: { document: { code: string } }[] } }>(
      EDITOR,
      'query($id: ID!) { procurement(id: $id) { guidanceToAdd { document { code } } } }',
      { id: procurementId },
    );
    const [{ document }] = toAdd.data.procurement.guidanceToAdd;
    const answers = await api.together<Answer<object>>({ table: 'procurement', key: procurementId.slice('prc_'.length) }, [
      () => api.send(EDITOR, add, { input: { procurementId, document: document.code } }),
      () => api.send(EDITOR, UPDATE, { input: { requirements: [first] } }),
    ]);
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  });

  it('shortlists or leaves out many for one reason, all or none', async () => {
    await api.send(EDITOR, LOCK, { input: { procurementId, filter: { provenance: ['DEMONSTRATION'] } } });
    const [halden, penbrook] = ['halden', 'penbrook'].map((key) => `sup_${demonstrationId('supplier', key)}`);
    const nobody = 'sup_00000000-0000-7000-8000-000000000000';
    const wrong = await api.send(EDITOR, DECIDE, {
      input: { procurementId, supplierIds: [halden, nobody], decision: 'SHORTLIST', reason: 'Both make cameras.' },
    });
    expect(wrong.errors[0].message).toContain('not in the locked search');
    const none = await api.send<{ procurement: { candidates: object[] } }>(EDITOR, CANDIDATES, { id: procurementId });
    expect(none.data.procurement.candidates).toEqual([]);
    const { data } = await api.send<{ decideCandidates: { candidates: { state: string; reason: string }[] } }>(EDITOR, DECIDE, {
      input: { procurementId, supplierIds: [halden, penbrook], decision: 'SHORTLIST', reason: 'Both make cameras.' },
    });
    expect(data.decideCandidates.candidates.map(({ state, reason }) => [state, reason])).toEqual([
      ['SHORTLISTED', 'Both make cameras.'],
      ['SHORTLISTED', 'Both make cameras.'],
    ]);
  });

  it('is told who declared what interests', async () => {
    await api.send(EDITOR, UPDATE, { input: { requirements: [{ requirementId: requirements[0].id, weight: 100 }] } });
    const lock = 'mutation($input: LockCriteriaInput!) { lockCriteria(input: $input) { procurement { stage } } }';
    expect((await api.send(EDITOR, lock, { input: { procurementId } })).errors).toEqual([]);
    const declare = 'mutation($input: DeclareInterestsInput!) { declareInterests(input: $input) { declaration { id } } }';
    await api.send(EDITOR, declare, { input: { procurementId, hasConflict: false, statement: 'None.' } });
    const list = 'query($id: ID!) { interestDeclarations(procurementId: $id) { hasConflict statement declaredBy { name } } }';
    const told = { hasConflict: false, statement: 'None.', declaredBy: { name: 'Edmund Vale' } };
    expect((await api.send(EDITOR, list, { id: procurementId })).data).toEqual({ interestDeclarations: [told] });
    expect((await api.send('editor@dunmoor.example', list, { id: procurementId })).data).toEqual({ interestDeclarations: [] });
  });
});
