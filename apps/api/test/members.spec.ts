import { TestApi } from './harness';

const MEMBERS = 'query($organisationId: ID) { members(organisationId: $organisationId) { user { id name email } roles } }';
const ADD = 'mutation($input: AddMemberInput!) { addMember(input: $input) { user { id } initialPassword } }';
const CHANGE = 'mutation($input: ChangeMemberInput!) { changeMember(input: $input) { member { user { email } roles } } }';
const REMOVE = 'mutation($input: RemoveMemberInput!) { removeMember(input: $input) { user { name email } } }';
const MAKE_TOKEN = 'mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }';
const CREATE = 'mutation($input: CreateProcurementInput!) { createProcurement(input: $input) { procurement { id } } }';
const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { token } }';
const VIEWER = '{ viewer { organisation { id } roles } }';
const TRAIL =
  'query($subject: ID) { auditEvents(subject: $subject, first: 50) { edges { node { action detail actor { name } } } } }';

interface Members {
  members: { user: { id: string; name: string; email: string }; roles: string[] }[];
}
interface Trail {
  auditEvents: { edges: { node: { action: string; detail: Record<string, unknown>; actor: { name: string } } }[] };
}

describe('members', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());

  const admin = 'admin@wexcombe.example';
  const operator = 'operator@oversight.example';

  const membersOf = async (as: string, organisationId: string | null = null): Promise<Members['members']> =>
    (await api.send<Members>(as, MEMBERS, { organisationId })).data.members;
  const idOf = async (email: string, as = admin): Promise<string> => {
    const member = (await membersOf(as)).find(({ user }) => user.email === email);
    if (member === undefined) throw new Error(`${email} is no member`);
    return member.user.id;
  };
  const change = (as: string, userId: string, roles: string[]) => api.send(as, CHANGE, { input: { userId, roles } });
  const remove = (as: string, userId: string) => api.send(as, REMOVE, { input: { userId } });
  const add = (as: string, email: string, organisationId: string | null = null) =>
    api.send<{ addMember: { user: { id: string }; initialPassword: string } }>(as, ADD, {
      input: { organisationId, name: 'Some Body', email, roles: ['VIEWER'] },
    });
  const signIn = (email: string, password: string) =>
    api.send<{ signIn: { token: string } }>(null, SIGN_IN, { input: { email, password } });
  const bearer = (token: string, query: string, variables: object = {}) =>
    api.http().post('/graphql').set('authorization', `Bearer ${token}`).send({ query, variables });
  const tokenOf = async (email: string): Promise<string> => {
    const made = await api.send<{ createApiToken: { secret: string } }>(email, MAKE_TOKEN, {
      input: { name: 'exporter', scopes: ['READ', 'WRITE'] },
    });
    return made.data.createApiToken.secret;
  };
  const trailOf = async (subject: string): Promise<Trail['auditEvents']['edges'][number]['node'][]> =>
    (await api.send<Trail>(admin, TRAIL, { subject })).data.auditEvents.edges.map(({ node }) => node);

  it('are listed by name for their administrator, and of any organisation for an operator', async () => {
    const own = await membersOf(admin);
    expect(own.map(({ user }) => user.email)).toEqual(expect.arrayContaining([admin, 'editor@wexcombe.example']));
    const names = own.map(({ user }) => user.name.toLowerCase());
    expect(names).toEqual([...names].sort());
    const { data } = await api.send<{ viewer: { organisation: { id: string } } }>(admin, VIEWER);
    const wexcombe = data.viewer.organisation.id;
    expect(await membersOf(operator, wexcombe)).toEqual(own);
    const others = await api.send('admin@dunmoor.example', MEMBERS, { organisationId: wexcombe });
    expect(others.errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it('have other roles from the next request on, at a session that is open and with a token that they made', async () => {
    const email = 'assessor1@wexcombe.example';
    const [session, token, id] = [await api.token(email), await tokenOf(email), await idOf(email)];
    const create = (secret: string) => bearer(secret, CREATE, { input: { title: 'Lamps (invented)' } });
    for (const secret of [session, token]) expect((await create(secret)).body).not.toHaveProperty('errors');

    const changed = await change(admin, id, ['VIEWER', 'VIEWER']);
    expect(changed).toMatchObject({ errors: [], data: { changeMember: { member: { user: { email }, roles: ['VIEWER'] } } } });
    for (const secret of [session, token]) {
      expect((await create(secret)).body).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
      expect((await bearer(secret, VIEWER)).body).toMatchObject({ data: { viewer: { roles: ['VIEWER'] } } });
    }
    expect((await trailOf(id)).find(({ action }) => action === 'member.changed')?.detail).toMatchObject({
      before: ['EDITOR'],
      roles: ['VIEWER'],
    });
  });

  it('who are removed have no access from the next request on, and what they did stays on record', async () => {
    const email = 'assessor2@wexcombe.example';
    const [session, token, id] = [await api.token(email), await tokenOf(email), await idOf(email)];
    const made = await bearer(session, CREATE, { input: { title: 'Gates (invented)' } });
    const procurement = (made.body as { data: { createProcurement: { procurement: { id: string } } } }).data.createProcurement
      .procurement.id;

    expect(await remove(admin, id)).toMatchObject({ errors: [], data: { removeMember: { user: { email } } } });
    for (const secret of [session, token]) expect((await bearer(secret, VIEWER)).status).toBe(401);
    expect((await signIn(email, 'connected-places-demo')).errors[0].extensions.code).toBe('UNAUTHENTICATED');
    expect((await membersOf(admin)).some(({ user }) => user.email === email)).toBe(false);

    const [created] = (await trailOf(procurement)).filter(({ action }) => action === 'procurement.created');
    expect(created.actor.name).toMatch(/\S/);
    const removal = (await trailOf(id)).find(({ action }) => action === 'member.removed');
    expect(removal?.detail).toMatchObject({ name: created.actor.name, roles: ['EDITOR'] });
    expect((await remove(admin, id)).errors[0].extensions.code).toBe('NOT_FOUND');
  });

  it('come back with a password of their own time: the old one, and what was open with it, stay closed', async () => {
    const email = 'viewer@dunmoor.example';
    const chief = 'admin@dunmoor.example';
    const session = await api.token(email);
    const id = await idOf(email, chief);
    expect((await remove(chief, id)).errors).toEqual([]);
    const added = await add(chief, email);
    expect(added.errors).toEqual([]);
    const { user, initialPassword } = added.data.addMember;
    expect(user.id).toBe(id);
    expect((await bearer(session, VIEWER)).status).toBe(401);
    expect((await signIn(email, 'connected-places-demo')).errors[0].extensions.code).toBe('UNAUTHENTICATED');
    expect((await signIn(email, initialPassword)).errors).toEqual([]);
  });

  it('are taken over by no other organisation that adds their address, which learns not whose they are', async () => {
    const squatter = 'admin@dunmoor.example';
    const taken = await add(squatter, 'Editor@wexcombe.example');
    expect(taken.errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
    expect(taken.errors[0].message).not.toMatch(/wexcombe/i);
    expect((await membersOf(squatter)).some(({ user }) => user.email === 'editor@wexcombe.example')).toBe(false);
  });

  it('come to their own organisation when an operator has freed an address that another one took first', async () => {
    const [email, squatter] = ['newcomer@wexcombe.example', 'admin@dunmoor.example'];
    const squatted = (await add(squatter, email)).data.addMember;
    expect((await add(admin, email)).errors[0].extensions.code).toBe('CONFLICT');
    const wexcombe = (await api.send<{ viewer: { organisation: { id: string } } }>(admin, VIEWER)).data.viewer.organisation.id;
    const told = await add(operator, email, wexcombe);
    expect(told.errors[0].message).toContain('Dunmoor');
    const { data } = await api.send<{ viewer: { organisation: { id: string } } }>(squatter, VIEWER);
    const input = { organisationId: data.viewer.organisation.id, userId: squatted.user.id };
    expect((await api.send(operator, REMOVE, { input })).errors).toEqual([]);

    const { initialPassword } = (await add(admin, email)).data.addMember;
    expect((await signIn(email, squatted.initialPassword)).errors[0].extensions.code).toBe('UNAUTHENTICATED');
    const { token } = (await signIn(email, initialPassword)).data.signIn;
    expect((await bearer(token, VIEWER)).body).toMatchObject({ data: { viewer: { organisation: { id: wexcombe } } } });
  });

  it('are not given roles over those that somebody else gave since they were read', async () => {
    const chief = 'admin@dunmoor.example';
    const userId = await idOf('editor@dunmoor.example', chief);
    const give = (roles: string[], seen?: string[]) => api.send(chief, CHANGE, { input: { userId, roles, seen } });
    expect((await give(['EDITOR', 'APPROVER'], ['EDITOR'])).errors).toEqual([]);
    const stale = await give(['VIEWER'], ['EDITOR']);
    expect(stale.errors[0]).toMatchObject({
      message: expect.stringContaining('they are now editor, approver') as string,
      extensions: { code: 'CONFLICT', current: { roles: ['EDITOR', 'APPROVER'] } },
    });
    expect((await give(['EDITOR'], ['APPROVER', 'EDITOR'])).errors).toEqual([]);
  });

  it('always have an administrator among them, be it that two remove each other at once', async () => {
    const only = await idOf(admin);
    for (const refused of [await change(admin, only, ['EDITOR']), await remove(admin, only)])
      expect(refused.errors[0]).toMatchObject({
        message: expect.stringContaining('is the only administrator of the organisation') as string,
        extensions: { code: 'CONFLICT' },
      });
    const second = 'moderator@wexcombe.example';
    const other = await idOf(second);
    expect((await change(admin, other, ['ADMIN'])).errors).toEqual([]);
    const answers = await Promise.all([remove(admin, other), remove(second, only)]);
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    const survivor = answers[0].errors.length === 0 ? admin : second;
    expect((await membersOf(survivor)).filter(({ roles }) => roles.includes('ADMIN'))).toHaveLength(1);
  });

  it('are changed once by a form that is sent twice, and told what to do where the first password went unread', async () => {
    const chief = 'admin@dunmoor.example';
    const userId = await idOf('editor@dunmoor.example', chief);
    const give = () => api.send(chief, CHANGE, { input: { userId, roles: ['VIEWER'], seen: ['EDITOR'] } });
    expect((await give()).errors).toEqual([]);
    expect((await give()).errors).toEqual([]);
    expect((await change(chief, userId, ['EDITOR'])).errors).toEqual([]);
    const { edges } = (await api.send<Trail>(chief, TRAIL, { subject: userId })).data.auditEvents;
    expect(edges.filter(({ node }) => (node.detail.roles as string[]).join() === 'VIEWER')).toHaveLength(1);
    const again = await add(chief, 'editor@dunmoor.example');
    expect(again.errors[0].message).toContain('remove them and add them again');
  });

  it('are removed by nobody who was removed a moment before, though other administrators are left', async () => {
    const chief = 'admin@orrin.example';
    const rival = 'editor@orrin.example';
    const third = 'signatory@orrin.example';
    for (const email of [rival, third]) expect((await change(chief, await idOf(email, chief), ['ADMIN'])).errors).toEqual([]);
    const [ids, { data }] = [
      [await idOf(chief, chief), await idOf(rival, chief)],
      await api.send<{ viewer: { organisation: { id: string } } }>(chief, VIEWER),
    ];
    const key = data.viewer.organisation.id.slice(4);
    const answers = await api.together({ table: 'membership', key, column: 'organisation_id' }, [
      () => remove(chief, ids[1]),
      () => remove(rival, ids[0]),
    ]);
    expect(answers.flatMap(({ errors }) => errors)).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(await membersOf(third)).toHaveLength(2);
  });

  it('are changed by their own administrators and by operators alone, within the roles of their kind', async () => {
    const id = await idOf('editor@dunmoor.example', 'admin@dunmoor.example');
    const { data } = await api.send<{ viewer: { organisation: { id: string } } }>('admin@dunmoor.example', VIEWER);
    const organisationId = data.viewer.organisation.id;
    const stranger = 'admin@halden.example';
    const named = await api.send(stranger, REMOVE, { input: { organisationId, userId: id } });
    expect(named.errors[0].extensions.code).toBe('FORBIDDEN');
    expect((await remove(stranger, id)).errors[0].extensions.code).toBe('NOT_FOUND');
    expect((await change('editor@dunmoor.example', id, ['ADMIN'])).errors[0].extensions.code).toBe('FORBIDDEN');
    expect((await change('admin@dunmoor.example', id, ['VERIFIER'])).errors[0].extensions.code).toBe('BAD_USER_INPUT');
    const input = { organisationId, userId: id, roles: ['APPROVER'] };
    expect((await api.send(operator, CHANGE, { input })).errors).toEqual([]);
    const added = await api.send(operator, ADD, {
      input: { organisationId, name: 'Dee Second', email: 'dee@dunmoor.example', roles: ['ADMIN'] },
    });
    expect(added.errors).toEqual([]);
  });
});
