import { Account, accountOf, makeAccounts } from './accounts';
import { SeedDocument, seededDocument } from './guidance-seed';
import { TestApi } from './harness';

const OPERATOR = 'operator@oversight.example';
const BUYER = 'editor@wexcombe.example';
const LATER = '2027 (invented)';

const ADD = 'mutation($input: AddGuidanceVersionInput!) { addGuidanceVersion(input: $input) { document { id } } }';
const CREATE = 'mutation($input: CreateProcurementInput!) { createProcurement(input: $input) { procurement { id version } } }';
const REQUIRE = 'mutation($input: AddRequirementsInput!) { addRequirements(input: $input) { requirements { id ref } } }';
const DECIDE = 'mutation($input: DecideGuidanceInput!) { decideGuidance(input: $input) { requirement { id } } }';
const SETTLE = 'mutation($input: SettleGuidanceInput!) { settleGuidance(input: $input) { requirements { id } } }';
const MOVE = `mutation($input: MoveToLaterGuidanceInput!) { moveToLaterGuidance(input: $input) {
  carriedOver suggested putBack { ref } procurement { version laterGuidance { to { code } } } } }`;
const PREVIEW = `query($id: ID!) { procurement(id: $id) { version laterGuidance { from { code version } to { version }
  preview { unchanged carriedOver putBack suggested changes {
    change { kind code } replacement { code } effects { requirement { ref } outcome status } } } } } }`;
const MATCHES = `query($id: ID!) { procurement(id: $id) { requirements { ref
  guidance { status note decidedBy { name } reasons { text } item { code isCurrent document { code version } } }
  withdrawnGuidance { status note isOpen decidedBy { name } item { code isCurrent } laterDocument { version } } } } }`;

interface Preview {
  procurement: {
    version: number;
    laterGuidance: {
      from: { code: string; version: string };
      to: { version: string };
      preview: {
        unchanged: number;
        carriedOver: number;
        putBack: number;
        suggested: number;
        changes: {
          change: { kind: string; code: string };
          replacement: { code: string } | null;
          effects: { requirement: { ref: string }; outcome: string; status: string | null }[];
        }[];
      };
    }[];
  };
}
interface Matches {
  procurement: {
    requirements: {
      ref: string;
      guidance: {
        status: string;
        note: string | null;
        reasons: { text: string }[];
        item: { code: string; isCurrent: boolean; document: { code: string; version: string } };
      }[];
      withdrawnGuidance: { status: string; isOpen: boolean; note: string | null; item: { code: string } }[];
    }[];
  };
}

describe('a later version of guidance, for a procurement that rests on the earlier one', () => {
  let api: TestApi;
  let strangers: Account[];
  let cop: SeedDocument;
  /** One that is moved, one whose criteria lock first, one that is moved by hand in the database. */
  let moved: string;
  let locked: string;
  const requirements = new Map<string, string>();

  beforeAll(async () => {
    api = await TestApi.start();
    strangers = await makeAccounts(api.database.ownerUrl, 'stranger');
    cop = await seededDocument('cop');
    moved = await procurement('Cameras (invented)');
    locked = await procurement('Gates (invented)');
    await decide('R1', 'cop.1', 'ACCEPT', 'Word for word.');
    await decide('R1', 'cop.2', 'REJECT');
    await decide('R2', 'cop.13', 'ACCEPT', 'Clause 4 says it.');
    await decide('R3', 'cop.13', 'REJECT', 'Not ours to ask.');
    await api.done(BUYER, 'LockSearch', { input: { procurementId: locked, filter: { provenance: ['DEMONSTRATION'] } } });
    await api.done(BUYER, 'LockCriteria', { input: { procurementId: locked } });
    await publish();
  });
  afterAll(() => api.stop());

  async function sent<T>(as: string, query: string, variables: object): Promise<T> {
    const { data, errors } = await api.send<T>(as, query, variables);
    expect(errors).toEqual([]);
    return data;
  }

  async function procurement(title: string): Promise<string> {
    const { createProcurement } = await sent<{ createProcurement: { procurement: { id: string } } }>(BUYER, CREATE, {
      input: { title },
    });
    const { id } = createProcurement.procurement;
    const added = await sent<{ addRequirements: { requirements: { id: string; ref: string }[] } }>(BUYER, REQUIRE, {
      input: {
        procurementId: id,
        requirements: [
          { ref: 'R1', text: 'No camera may be put live with a default password that all devices share.', kind: 'GATE' },
          { ref: 'R2', text: 'Input from forms and interfaces shall be validated.', kind: 'GATE' },
          { ref: 'R3', text: 'Invoices are paid within thirty days.', kind: 'GATE' },
        ],
      },
    });
    if (requirements.size === 0) for (const { ref, id: key } of added.addRequirements.requirements) requirements.set(ref, key);
    return id;
  }

  async function decide(ref: string, itemCode: string, decision: string, note?: string): Promise<void> {
    await sent(BUYER, DECIDE, { input: { requirementId: requirements.get(ref), itemCode, decision, note } });
  }

  /** The Code of Practice as it might be next: the first guideline reworded, the last under a new number, one that is new. */
  async function publish(): Promise<void> {
    const items = cop.items.map((item) => {
      if (item.id === 'cop.1') return { ...item, paraphrase: `${item.paraphrase} Invented words of 2027.` };
      if (item.id === 'cop.13') return { ...item, id: 'cop.15', title: `${item.title} (invented)` };
      return item;
    });
    const added = {
      ...cop.items[0],
      id: 'cop.14',
      title: 'Cameras without default passwords',
      paraphrase: 'No camera is put live with a default password that all devices share.',
    };
    const later = { ...cop, date: LATER, items: [...items, added] };
    const documentId = await api.upload(OPERATOR, 'cop.json', JSON.stringify({ documents: [later] }));
    await sent(OPERATOR, ADD, { input: { documentId, index: 0 } });
  }

  const matches = async (id: string): Promise<Matches['procurement']['requirements']> =>
    (await sent<Matches>(BUYER, MATCHES, { id })).procurement.requirements;
  const ofCop = async (id: string, ref: string) =>
    (await matches(id))
      .find((requirement) => requirement.ref === ref)
      ?.guidance.filter(({ item }) => item.document.code === 'cop') ?? [];

  const move = (as: string, change: object = {}) =>
    api.send<{ moveToLaterGuidance: object }>(as, MOVE, {
      input: { procurementId: moved, document: 'cop', version: LATER, ...change },
    });

  it('is shown with what it would do, requirement by requirement, and asking changes nothing', async () => {
    const before = await matches(moved);
    const { procurement: seen } = await sent<Preview>(BUYER, PREVIEW, { id: moved });
    expect(seen.laterGuidance).toHaveLength(1);
    const [{ from, to, preview }] = seen.laterGuidance;
    expect(from).toEqual({ code: 'cop', version: cop.date });
    expect(to).toEqual({ version: LATER });
    expect(preview.unchanged).toBe(cop.items.length - 2);
    expect(preview.putBack).toBe(1);
    const change = (code: string) => preview.changes.find((one) => one.change.code === code);
    expect(change('cop.1')).toMatchObject({ change: { kind: 'REWORDED' }, replacement: null });
    expect(change('cop.1')?.effects).toContainEqual({
      requirement: { ref: 'R1' },
      outcome: 'CARRIED_OVER',
      status: 'ACCEPTED',
    });
    expect(change('cop.13')).toMatchObject({ change: { kind: 'REMOVED' }, replacement: { code: 'cop.15' } });
    expect(change('cop.13')?.effects).toEqual([
      { requirement: { ref: 'R2' }, outcome: 'PUT_BACK', status: 'ACCEPTED' },
      { requirement: { ref: 'R3' }, outcome: 'SET_ASIDE', status: 'REJECTED' },
    ]);
    expect(change('cop.15')?.effects).toContainEqual({ requirement: { ref: 'R2' }, outcome: 'SUGGESTED', status: null });
    expect(change('cop.14')).toMatchObject({ change: { kind: 'ADDED' }, replacement: null });
    expect(await matches(moved)).toEqual(before);
  });

  it('is moved to by an editor of the buyer alone, and by nobody of another organisation', async () => {
    expect((await move('viewer@wexcombe.example')).errors[0].extensions.code).toBe('FORBIDDEN');
    expect((await move('editor@halden.example')).errors[0].extensions.code).toBe('FORBIDDEN');
    const other = accountOf(strangers, 'BUYER', 'EDITOR').email;
    expect((await move(other)).errors[0].extensions.code).toBe('NOT_FOUND');
  });

  it('is refused with a sentence where there is no such document or version, or the procurement has changed since', async () => {
    const none = await move(BUYER, { document: 'nothing' });
    expect(none.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'document' }] });
    const unknown = await move(BUYER, { version: '1066' });
    expect(unknown.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'version' }] });
    expect(unknown.errors[0].message).toContain(LATER);
    const earlier = await move(BUYER, { version: cop.date });
    expect(earlier.errors[0].extensions.code).toBe('CONFLICT');
    expect(earlier.errors[0].message).toContain(`There is a later version of “${cop.title}” still: ${LATER}`);
    const stale = await move(BUYER, { expectedVersion: 99 });
    expect(stale.errors[0].extensions.code).toBe('CONFLICT');
    const empty = await move(BUYER, { version: '' });
    expect(empty.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    expect((await ofCop(moved, 'R1')).map(({ item }) => item.document.version)).not.toContain(LATER);
  });

  it('does not reach a procurement whose criteria are locked, in the API and in the database', async () => {
    const before = await matches(locked);
    const { errors } = await move(BUYER, { procurementId: locked });
    expect(errors[0].extensions.code).toBe('ILLEGAL_TRANSITION');
    expect(errors[0].message).toContain('Moving to later guidance');
    expect(await matches(locked)).toEqual(before);
    const owner = await api.database.connectAs('owner');
    const pinned = `UPDATE procurement_guidance_version v SET document_id = c.id FROM guidance_document e, guidance_document c, procurement p
      WHERE e.id = v.document_id AND c.code = e.code AND c.is_current AND NOT e.is_current AND p.id = v.procurement_id AND p.criteria_locked_at IS NOT NULL`;
    await expect(owner.query(pinned)).rejects.toThrow('is frozen since the criteria were locked');
  });

  it('carries decisions over, puts back what went with what takes its place, and loses nothing', async () => {
    const { version } = (await sent<Preview>(BUYER, PREVIEW, { id: moved })).procurement;
    const { data, errors } = await move(BUYER, { expectedVersion: version });
    expect(errors).toEqual([]);
    expect(data.moveToLaterGuidance).toMatchObject({
      putBack: [{ ref: 'R2' }],
      procurement: { version: version + 1, laterGuidance: [] },
    });

    const all = (await matches(moved)).flatMap(({ guidance }) => guidance.map(({ item }) => item));
    expect(all.filter(({ isCurrent }) => !isCurrent)).toEqual([]);
    const first = await ofCop(moved, 'R1');
    expect(first.find(({ item }) => item.code === 'cop.1')).toMatchObject({
      status: 'ACCEPTED',
      note: 'Word for word.',
      decidedBy: { name: 'Edmund Vale' },
      item: { isCurrent: true, document: { version: LATER } },
    });
    expect(first.find(({ item }) => item.code === 'cop.2')).toMatchObject({ status: 'REJECTED' });
    const heir = (await ofCop(moved, 'R2')).find(({ item }) => item.code === 'cop.15');
    expect(heir).toMatchObject({ status: 'SUGGESTED' });
    expect(heir?.reasons[0].text).toContain('(cop.13)');

    const withdrawn = (await matches(moved)).flatMap((requirement) =>
      requirement.withdrawnGuidance.map((one) => ({ ref: requirement.ref, ...one })),
    );
    expect(withdrawn).toMatchObject([
      {
        ref: 'R2',
        status: 'ACCEPTED',
        isOpen: true,
        note: 'Clause 4 says it.',
        decidedBy: { name: 'Edmund Vale' },
        item: { code: 'cop.13', isCurrent: false },
        laterDocument: { version: LATER },
      },
      { ref: 'R3', status: 'REJECTED', isOpen: false, note: 'Not ours to ask.' },
    ]);
  });

  it('is not moved to twice', async () => {
    const { errors } = await move(BUYER);
    expect(errors[0].extensions.code).toBe('CONFLICT');
    expect(errors[0].message).toContain('There is nothing to move');
  });

  it('stands in the record, with who had decided what on the items that went', async () => {
    const { auditTrail } = await api.done<{ auditTrail: { edges: { node: { action: string; detail: object } }[] } }>(
      BUYER,
      'AuditTrail',
      { subject: moved, first: 50 },
    );
    const owner = await api.database.connectAs('owner');
    const { rows } = await owner.query<{ detail: object }>(`SELECT detail FROM audit_event WHERE action = 'guidance.moved'`);
    expect(rows).toHaveLength(1);
    expect(rows[0].detail).toMatchObject({
      document: 'cop',
      from: cop.date,
      to: LATER,
      withdrawn: [
        { ref: 'R2', item: 'cop.13', status: 'ACCEPTED', decidedBy: 'Edmund Vale', note: 'Clause 4 says it.' },
        { ref: 'R3', item: 'cop.13', status: 'REJECTED', note: 'Not ours to ask.' },
      ],
      suggested: expect.arrayContaining([{ ref: 'R2', item: 'cop.15' }]) as object,
    });
    expect(auditTrail.edges.map(({ node }) => node.action)).toContain('guidance.moved');
  });

  it('matches what comes after against the later version, and lets what was put back be settled', async () => {
    await sent(BUYER, SETTLE, {
      input: { procurementId: moved, settled: [{ requirementId: requirements.get('R2'), accept: ['cop.15'] }] },
    });
    const settled = (await matches(moved)).find(({ ref }) => ref === 'R2');
    expect(settled?.withdrawnGuidance).toMatchObject([{ isOpen: false }]);
    expect((await ofCop(moved, 'R2')).find(({ item }) => item.code === 'cop.15')).toMatchObject({ status: 'ACCEPTED' });
    await sent(BUYER, REQUIRE, {
      input: {
        procurementId: moved,
        requirements: [{ ref: 'R5', text: 'No gate may be put live with a default password that all devices share.' }],
      },
    });
    const after = await ofCop(moved, 'R5');
    expect(after.length).toBeGreaterThan(0);
    expect(after.every(({ item }) => item.document.version === LATER)).toBe(true);
  });

  it('keeps what was withdrawn private to the buyer, and takes it away with its requirement', async () => {
    const application = await api.database.connectAs('application');
    expect((await application.query('SELECT * FROM withdrawn_guidance')).rows).toEqual([]);
    await expect(application.query('DELETE FROM withdrawn_guidance')).rejects.toThrow('permission denied');
    await expect(application.query(`UPDATE withdrawn_guidance SET note = 'x'`)).rejects.toThrow('permission denied');
    await sent(BUYER, 'mutation($input: RemoveRequirementInput!) { removeRequirement(input: $input) { removedId } }', {
      input: { requirementId: requirements.get('R2') },
    });
    expect((await matches(moved)).flatMap(({ withdrawnGuidance }) => withdrawnGuidance)).toHaveLength(1);
  });
});
