import { TestApi } from './harness';

const CREATE = 'mutation($input: CreateOrganisationInput!) { createOrganisation(input: $input) { organisation { id } } }';
const ADD = 'mutation($input: AddMemberInput!) { addMember(input: $input) { user { id } } }';
const REMOVE = 'mutation($input: RemoveMemberInput!) { removeMember(input: $input) { user { id } } }';
const LIST = `query($first: Int, $after: String) {
  organisations(first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { id name kind provenance memberCount identifiers { scheme id } } }
  }
}`;
const ONE = 'query($id: ID!) { organisation(id: $id) { name memberCount identifiers { scheme id } } }';
const OPERATOR = 'operator@oversight.example';

interface Listed {
  id: string;
  name: string;
  kind: string;
  provenance: string;
  memberCount: number | null;
  identifiers: { scheme: string; id: string }[];
}
interface Page {
  organisations: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    edges: { node: Listed }[];
  };
}

describe('organisations', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());

  async function all(first: number): Promise<Listed[]> {
    const listed: Listed[] = [];
    let after: string | null = null;
    do {
      const { data, errors }: { data: Page; errors: unknown[] } = await api.send<Page>(OPERATOR, LIST, { first, after });
      expect(errors).toEqual([]);
      listed.push(...data.organisations.edges.map(({ node }) => node));
      expect(data.organisations.edges.length).toBeLessThanOrEqual(first);
      after = data.organisations.pageInfo.hasNextPage ? data.organisations.pageInfo.endCursor : null;
    } while (after !== null);
    return listed;
  }

  const create = async (name: string, identifiers: object[] = []): Promise<string> => {
    const { data, errors } = await api.send<{ createOrganisation: { organisation: { id: string } } }>(OPERATOR, CREATE, {
      input: { kind: 'BUYER', name, identifiers },
    });
    expect(errors).toEqual([]);
    return data.createOrganisation.organisation.id;
  };

  it('that were let in are listed by name for an operator, with who they say they are and how many people they have', async () => {
    const id = await create('aardley Borough (invented)', [{ scheme: 'GB-COH', id: '1234567' }]);
    const listed = await all(3);
    expect(listed[0]).toEqual({
      id,
      name: 'aardley Borough (invented)',
      kind: 'BUYER',
      provenance: 'SELF_DECLARED',
      memberCount: 0,
      identifiers: [{ scheme: 'GB-COH', id: '01234567' }],
    });
    expect(new Set(listed.map((one) => one.id)).size).toBe(listed.length);
    expect(listed.filter((one) => one.provenance !== 'SELF_DECLARED').every((one) => one.memberCount !== 0)).toBe(true);
    expect(await all(100)).toEqual(listed);

    const input = { organisationId: id, name: 'Ann Ardley', email: 'ann@aardley.example', roles: ['EDITOR'] };
    const { data } = await api.send<{ addMember: { user: { id: string } } }>(OPERATOR, ADD, { input });
    const told = async () => (await api.send<{ organisation: object }>(OPERATOR, ONE, { id })).data.organisation;
    expect(await told()).toMatchObject({ memberCount: 1, identifiers: [{ scheme: 'GB-COH', id: '01234567' }] });
    await api.send(OPERATOR, REMOVE, { input: { organisationId: id, userId: data.addMember.user.id } });
    expect(await told()).toMatchObject({ memberCount: 0 });
  });

  it('are for operators alone, while everybody learns how many people the own one has', async () => {
    const id = await create('Zelby Borough (invented)');
    for (const email of ['admin@wexcombe.example', 'admin@halden.example', 'verifier@oversight.example'])
      for (const answer of [await api.send(email, LIST), await api.send(email, ONE, { id })])
        expect(answer.errors[0].extensions.code).toBe('FORBIDDEN');
    const { data } = await api.send<{ viewer: { organisation: { memberCount: number } } }>(
      'viewer@dunmoor.example',
      '{ viewer { organisation { memberCount identifiers { scheme } } } }',
    );
    expect(data.viewer.organisation.memberCount).toBeGreaterThan(1);
    const { errors } = await api.send(OPERATOR, ONE, { id: 'org_01890000-0000-7000-8000-000000000000' });
    expect(errors[0]).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });
});
