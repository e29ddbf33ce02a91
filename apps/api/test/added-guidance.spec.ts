import { Account, accountOf, makeAccounts } from './accounts';
import { TestApi } from './harness';

const OPERATOR = 'operator@oversight.example';
const BUYER = 'editor@wexcombe.example';

const PUBLISH = 'mutation($input: AddGuidanceVersionInput!) { addGuidanceVersion(input: $input) { document { id } } }';
const ADD = `mutation($input: AddGuidanceToProcurementInput!) { addGuidanceToProcurement(input: $input) {
  suggested procurement { version guidanceToAdd { isNew document { code } } } } }`;
const SEEN = `query($id: ID!) { procurement(id: $id) { version
  guidanceToAdd { isNew document { code version } }
  coverage { item { code document { code } } suggested { ref } }
  requirements { ref guidance { status item { code document { code } } } } } }`;

/** A document that nobody has published, as an operator might bring it to the catalogue. */
const INVENTED = {
  id: 'invented',
  title: 'An invented code for cameras',
  publisher: 'Nobody (invented)',
  date: '2027 (invented)',
  url: null,
  licence: 'None (invented)',
  items: [
    {
      id: 'invented.1',
      title: 'No default passwords on cameras',
      paraphrase: 'No camera is put live with a default password that all devices share.',
      theme: 'identity-access',
      lifecycle_stage: 'deploy',
    },
    {
      id: 'invented.2',
      title: 'Paint on the poles',
      paraphrase: 'Poles are painted green.',
      theme: 'physical',
      lifecycle_stage: 'deploy',
    },
  ],
};

interface Seen {
  version: number;
  guidanceToAdd: { isNew: boolean; document: { code: string; version: string } }[];
  coverage: { item: { code: string; document: { code: string } }; suggested: { ref: string }[] }[];
  requirements: { ref: string; guidance: { status: string; item: { code: string; document: { code: string } } }[] }[];
}

describe('guidance that a buyer takes into a procurement', () => {
  let api: TestApi;
  let strangers: Account[];
  let open: string;
  let locked: string;

  beforeAll(async () => {
    api = await TestApi.start();
    strangers = await makeAccounts(api.database.ownerUrl, 'stranger');
    open = await procurement('Cameras (invented)');
    locked = await procurement('Gates (invented)');
    await api.done(BUYER, 'LockSearch', { input: { procurementId: locked, filter: { provenance: ['DEMONSTRATION'] } } });
    await api.done(BUYER, 'LockCriteria', { input: { procurementId: locked } });
    const documentId = await api.upload(OPERATOR, 'invented.json', JSON.stringify({ documents: [INVENTED] }));
    const published = await api.send(OPERATOR, PUBLISH, { input: { documentId, index: 0 } });
    expect(published.errors).toEqual([]);
  });
  afterAll(() => api.stop());

  async function procurement(title: string): Promise<string> {
    const { createProcurement } = await api.done<{ createProcurement: { procurement: { id: string } } }>(
      BUYER,
      'CreateProcurement',
      { input: { title, technologies: ['camera-and-video-analytics'] } },
    );
    const procurementId = createProcurement.procurement.id;
    await api.done(BUYER, 'AddRequirements', {
      input: {
        procurementId,
        requirements: [
          { ref: 'R1', text: 'No camera may be put live with a default password that all devices share.', kind: 'GATE' },
          { ref: 'R2', text: 'Invoices are paid within thirty days.', kind: 'GATE' },
        ],
      },
    });
    return procurementId;
  }

  async function seen(id: string): Promise<Seen> {
    const { data, errors } = await api.send<{ procurement: Seen }>(BUYER, SEEN, { id });
    expect(errors).toEqual([]);
    return data.procurement;
  }

  const add = (as: string, change: object = {}) =>
    api.send<{ addGuidanceToProcurement: object }>(as, ADD, {
      input: { procurementId: open, document: INVENTED.id, ...change },
    });

  it('is what came to the catalogue since, and what does not apply by the technologies', async () => {
    const { guidanceToAdd, coverage } = await seen(open);
    expect(guidanceToAdd[0]).toEqual({ isNew: true, document: { code: INVENTED.id, version: INVENTED.date } });
    const others = guidanceToAdd.slice(1);
    expect(others.every(({ isNew }) => !isNew)).toBe(true);
    const counted = new Set(coverage.map(({ item }) => item.document.code));
    expect(others.filter(({ document }) => counted.has(document.code))).toEqual([]);
    expect(counted.has('cop')).toBe(true);
    expect(others.map(({ document }) => document.code)).toContain('ncsc-csp');
  });

  it('is added by an editor of the buyer alone, and by nobody of another organisation', async () => {
    expect((await add('viewer@wexcombe.example')).errors[0].extensions.code).toBe('FORBIDDEN');
    expect((await add('editor@halden.example')).errors[0].extensions.code).toBe('FORBIDDEN');
    const other = accountOf(strangers, 'BUYER', 'EDITOR').email;
    expect((await add(other)).errors[0].extensions.code).toBe('NOT_FOUND');
  });

  it('is refused with a sentence where there is no such document, it is counted already, or the procurement has changed', async () => {
    const none = await add(BUYER, { document: 'nothing' });
    expect(none.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'document' }] });
    const counted = await add(BUYER, { document: 'cop' });
    expect(counted.errors[0].message).toContain('is counted for this procurement already');
    expect((await add(BUYER, { expectedVersion: 99 })).errors[0].extensions.code).toBe('CONFLICT');
    expect((await seen(open)).guidanceToAdd[0].isNew).toBe(true);
  });

  it('is not added once the criteria are locked, in the API and in the database', async () => {
    const { errors } = await add(BUYER, { procurementId: locked });
    expect(errors[0].extensions.code).toBe('ILLEGAL_TRANSITION');
    expect(errors[0].message).toContain('Adding guidance');
    const owner = await api.database.connectAs('owner');
    const pinned = `INSERT INTO procurement_guidance_version (procurement_id, document_id, organisation_id)
      SELECT p.id, d.id, p.organisation_id FROM procurement p, guidance_document d WHERE p.criteria_locked_at IS NOT NULL AND d.code = $1`;
    await expect(owner.query(pinned, [INVENTED.id])).rejects.toThrow('is frozen since the criteria were locked');
  });

  it('is matched to the requirements that it speaks of, counts among the gaps, and stands in the record', async () => {
    const before = await seen(open);
    const { data, errors } = await add(BUYER, { expectedVersion: before.version });
    expect(errors).toEqual([]);
    expect(data.addGuidanceToProcurement).toMatchObject({ suggested: 1, procurement: { version: before.version + 1 } });
    const after = await seen(open);
    expect(after.guidanceToAdd.map(({ document }) => document.code)).not.toContain(INVENTED.id);
    const [first, second] = after.requirements;
    expect(first.guidance.filter(({ item }) => item.document.code === INVENTED.id)).toEqual([
      { status: 'SUGGESTED', item: { code: 'invented.1', document: { code: INVENTED.id } } },
    ]);
    expect(second).toEqual(before.requirements[1]);
    expect(after.coverage.filter(({ item }) => item.document.code === INVENTED.id)).toMatchObject([
      { item: { code: 'invented.1' }, suggested: [{ ref: 'R1' }] },
      { item: { code: 'invented.2' }, suggested: [] },
    ]);
    const { data: record } = await api.send<{ auditEvents: { edges: { node: { detail: object } }[] } }>(
      BUYER,
      'query($subject: ID) { auditEvents(subject: $subject, action: "guidance.added") { edges { node { detail } } } }',
      { subject: open },
    );
    expect(record.auditEvents.edges.map(({ node }) => node.detail)).toEqual([
      { document: INVENTED.id, version: INVENTED.date, suggested: [{ ref: 'R1', item: 'invented.1' }] },
    ]);
    expect((await add(BUYER)).errors[0].extensions.code).toBe('CONFLICT');
  });

  it('may be one that requirements were matched to already, whose gaps count then', async () => {
    const { errors } = await add(BUYER, { document: 'ncsc-csp' });
    expect(errors).toEqual([]);
    const { coverage, guidanceToAdd } = await seen(open);
    expect(coverage.some(({ item }) => item.document.code === 'ncsc-csp')).toBe(true);
    expect(guidanceToAdd.map(({ document }) => document.code)).not.toContain('ncsc-csp');
  });
});
