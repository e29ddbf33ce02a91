import { seededDocument } from './guidance-seed';
import { TestApi } from './harness';

const OPERATOR = 'operator@oversight.example';
const STATE = `mutation($input: StateGuidanceRelationInput!) { stateGuidanceRelation(input: $input) { item { code ...Related } } }`;
const END = `mutation($input: EndGuidanceRelationInput!) { endGuidanceRelation(input: $input) { item { code ...Related } } }`;
const RELATED = 'fragment Related on GuidanceItem { related { relationship source item { code } } }';
const ITEM = `query($code: String!) { guidanceItem(code: $code) { ...Related } } ${RELATED}`;
const MATCH = `query($text: String!) { matchRequirement(text: $text, documents: ["ncsc-cp", "ce"], first: 50) { matches { score confidence item { code } } } }`;
const PUBLISH = 'mutation($input: AddGuidanceVersionInput!) { addGuidanceVersion(input: $input) { document { id } } }';

/** Says much of what ce.2 asks for, and little of what ncsc-cp.14 does. */
const TEXT = 'Default passwords are changed and unnecessary software is removed from computers and network devices.';

interface Related {
  related: { relationship: string; source: string; item: { code: string } }[];
}

describe('relations between guidance items, stated by an operator', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());

  const stated = { item: 'ncsc-cp.14', related: 'ce.2', relationship: 'SUBSET', source: 'An invented crosswalk, table 1' };
  const state = (as: string, change: object = {}) =>
    api.send<{ stateGuidanceRelation: { item: Related } }>(as, `${STATE} ${RELATED}`, { input: { ...stated, ...change } });
  const end = (as: string, change: object = {}) =>
    api.send<{ endGuidanceRelation: { item: Related } }>(as, `${END} ${RELATED}`, {
      input: { item: stated.item, related: stated.related, reason: 'It was invented.', ...change },
    });

  async function related(code: string, other: string): Promise<Related['related']> {
    const { data, errors } = await api.send<{ guidanceItem: Related }>(null, ITEM, { code });
    expect(errors).toEqual([]);
    return data.guidanceItem.related.filter(({ item }) => item.code === other);
  }

  /** How well the text matches an item. */
  async function scoreOf(code: string): Promise<number> {
    const { data } = await api.send<{ matchRequirement: { matches: { score: number; item: { code: string } }[] } }>(
      null,
      MATCH,
      {
        text: TEXT,
      },
    );
    return data.matchRequirement.matches.find(({ item }) => item.code === code)?.score ?? 0;
  }

  it('are stated and ended by operators alone', async () => {
    for (const as of ['verifier@oversight.example', 'editor@wexcombe.example', 'admin@halden.example']) {
      expect((await state(as)).errors[0].extensions.code).toBe('FORBIDDEN');
      expect((await end(as)).errors[0].extensions.code).toBe('FORBIDDEN');
    }
    expect(await related(stated.item, stated.related)).toEqual([]);
  });

  it('are refused with a sentence where there is no such item, both are of one document, or no source is named', async () => {
    const none = await state(OPERATOR, { related: 'nothing' });
    expect(none.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'related' }] });
    const same = await state(OPERATOR, { related: 'ncsc-cp.1' });
    expect(same.errors[0].message).toContain('of the same document');
    expect((await state(OPERATOR, { source: '' })).errors[0].extensions.code).toBe('BAD_USER_INPUT');
    const nothing = await end(OPERATOR);
    expect(nothing.errors[0].message).toContain('There is nothing to end');
  });

  it('hold both ways round, and the matching goes by them at once, until they are ended', async () => {
    const before = await scoreOf(stated.item);
    const { data, errors } = await state(OPERATOR);
    expect(errors).toEqual([]);
    const { relationship, source } = stated;
    expect(data.stateGuidanceRelation.item.related).toContainEqual({ relationship, source, item: { code: stated.related } });
    expect(await related(stated.related, stated.item)).toEqual([
      { relationship: 'SUPERSET', source, item: { code: stated.item } },
    ]);
    expect(await scoreOf(stated.item)).toBeGreaterThan(before);
    expect((await state(OPERATOR)).errors[0].extensions.code).toBe('CONFLICT');

    // Another way round of saying it takes the place of the one before.
    expect((await state(OPERATOR, { relationship: 'INTERSECTS' })).errors).toEqual([]);
    expect((await related(stated.item, stated.related)).map((one) => one.relationship)).toEqual(['INTERSECTS']);

    const ended = await end(OPERATOR, { item: stated.related, related: stated.item });
    expect(ended.errors).toEqual([]);
    expect(await related(stated.item, stated.related)).toEqual([]);
    expect(await scoreOf(stated.item)).toBe(before);
  });

  it('stand in the record with who, when, the source and the reason', async () => {
    const { data } = await api.send<{
      auditEvents: { edges: { node: { action: string; actor: { name: string }; detail: object } }[] };
    }>(OPERATOR, '{ auditEvents(action: "guidance-relation.") { edges { node { action actor { name } detail } } } }', {});
    const events = data.auditEvents.edges.map(({ node }) => node);
    expect(events.map(({ action }) => action).sort()).toEqual([
      'guidance-relation.ended',
      'guidance-relation.stated',
      'guidance-relation.stated',
    ]);
    expect(events.find(({ action }) => action === 'guidance-relation.ended')?.detail).toMatchObject({
      relationship: 'INTERSECTS',
      reason: 'It was invented.',
    });
    expect(events.map(({ detail }) => detail)).toContainEqual({ ...stated, before: null });
  });

  it('that were ended do not come back with a later version', async () => {
    expect((await state(OPERATOR, { item: 'cop.1', related: 'ce.2' })).errors).toEqual([]);
    expect((await state(OPERATOR, { item: 'cop.2', related: 'ce.2' })).errors).toEqual([]);
    expect((await end(OPERATOR, { item: 'cop.2', related: 'ce.2' })).errors).toEqual([]);
    const later = { ...(await seededDocument('cop')), date: '2027 (invented)' };
    const documentId = await api.upload(OPERATOR, 'cop.json', JSON.stringify({ documents: [later] }));
    const published = await api.send(OPERATOR, PUBLISH, { input: { documentId, index: 0 } });
    expect(published.errors).toEqual([]);
    expect(await related('cop.1', 'ce.2')).toHaveLength(1);
    expect(await related('cop.2', 'ce.2')).toEqual([]);
  });
});
