import { PASSWORD, TestApi } from './harness';

const CREATE =
  'mutation($input: CreateOrganisationInput!) { createOrganisation(input: $input) { organisation { id name kind provenance } } }';
const ADD = 'mutation($input: AddMemberInput!) { addMember(input: $input) { user { id name email } initialPassword } }';
const VIEWER = '{ viewer { organisation { name } roles } }';
const CHANGE = 'mutation($input: ChangePasswordInput!) { changePassword(input: $input) { changed } }';

interface Added {
  addMember: { user: { id: string; email: string }; initialPassword: string | null };
}

describe('organisations and people', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());

  const operator = 'operator@oversight.example';
  const admin = 'admin@wexcombe.example';

  it('come in by an operator, and the new person signs in with the password that was shown once', async () => {
    const made = await api.send<{ createOrganisation: { organisation: { id: string; provenance: string } } }>(
      operator,
      CREATE,
      {
        input: { kind: 'BUYER', name: 'Newly Borough (invented)', identifiers: [{ scheme: 'GB-COH', id: '1234567' }] },
      },
    );
    expect(made.errors).toEqual([]);
    const { organisation } = made.data.createOrganisation;
    expect(organisation.provenance).toBe('SELF_DECLARED');
    const added = await api.send<Added>(operator, ADD, {
      input: { organisationId: organisation.id, name: 'Nell Borough', email: 'Nell@newly.example', roles: ['ADMIN'] },
    });
    expect(added.errors).toEqual([]);
    const password = added.data.addMember.initialPassword as string;
    const { data } = await api.run<{ signIn: { token: string } }>(null, 'SignIn', {
      input: { email: 'nell@newly.example', password },
    });
    expect(data.signIn.token).toMatch(/^assay_s_/);
    const changed = await api
      .http()
      .post('/graphql')
      .set('authorization', `Bearer ${data.signIn.token}`)
      .send({ query: CHANGE, variables: { input: { currentPassword: password, newPassword: 'a longer one of my own' } } });
    expect(changed.body).toEqual({ data: { changePassword: { changed: true } } });
    const again = await api.run(null, 'SignIn', { input: { email: 'nell@newly.example', password } });
    expect(again.errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  it('come in with each number once, also where it is spelt in two ways', async () => {
    const identifiers = [
      { scheme: 'GB-COH', id: '1234567' },
      { scheme: 'gb-coh', id: ' 01234567' },
    ];
    const { errors } = await api.send(operator, CREATE, {
      input: { kind: 'BUYER', name: 'Twice Borough (invented)', identifiers },
    });
    expect(errors[0]).toMatchObject({
      message: 'GB-COH-01234567 is given twice, as "1234567" and as " 01234567". Give it once.',
      extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'identifiers[1].id' }] },
    });
  });

  it('change a password for another one, which ends every API token of that person and of nobody else', async () => {
    const tokenOf = async (email: string): Promise<string> => {
      const { data } = await api.send<{ createApiToken: { secret: string } }>(
        email,
        'mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }',
        { input: { name: 'exporter', scopes: ['READ', 'WRITE'] } },
      );
      return data.createApiToken.secret;
    };
    const [own, another] = [await tokenOf('editor@halden.example'), await tokenOf('editor@dunmoor.example')];
    const answered = async (secret: string): Promise<number> =>
      (await api.http().post('/graphql').set('authorization', `Bearer ${secret}`).send({ query: VIEWER })).status;
    const change = (newPassword: string) =>
      api.send('editor@halden.example', CHANGE, { input: { currentPassword: PASSWORD, newPassword } });

    expect((await change(PASSWORD)).errors[0].extensions.fields).toEqual([
      { path: 'newPassword', message: 'The new password is the one that you have. Choose another.' },
    ]);
    expect(await answered(own)).toBe(200);
    expect((await change('a longer one of my own')).errors).toEqual([]);
    expect([await answered(own), await answered(another)]).toEqual([401, 200]);
  });

  it('are added by an administrator to the own organisation alone', async () => {
    const own = await api.send<Added>(admin, ADD, {
      input: { organisationId: null, name: 'Sam Field', email: 'sam@wexcombe.example', roles: ['EDITOR'] },
    });
    expect(own.errors).toEqual([]);
    const { data } = await api.send<{ viewer: { organisation: { id: string } } }>(
      'admin@dunmoor.example',
      '{ viewer { organisation { id } } }',
    );
    const other = await api.send<Added>(admin, ADD, {
      input: {
        organisationId: data.viewer.organisation.id,
        name: 'Sam Field',
        email: 'sam2@wexcombe.example',
        roles: ['EDITOR'],
      },
    });
    expect(other.errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it('get no role that their kind of organisation does not have', async () => {
    const { errors } = await api.send<Added>(admin, ADD, {
      input: { name: 'Vic Tor', email: 'vic@wexcombe.example', roles: ['VERIFIER'] },
    });
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('has no verifier'),
      extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'roles' }] },
    });
  });

  it('are not made twice', async () => {
    const { errors } = await api.send<Added>(admin, ADD, {
      input: { name: 'Edmund Vale', email: 'editor@wexcombe.example', roles: ['VIEWER'] },
    });
    expect(errors[0].extensions.code).toBe('CONFLICT');
  });

  it('stay signed in when an API token signs out: it has no session of its own', async () => {
    const token = await api.token('editor@dunmoor.example');
    const made = await api.send<{ createApiToken: { secret: string } }>(
      'editor@dunmoor.example',
      'mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }',
      { input: { name: 'writer', scopes: ['READ', 'WRITE'] } },
    );
    const as = (secret: string, query: string) =>
      api.http().post('/graphql').set('authorization', `Bearer ${secret}`).send({ query });
    const ended = await as(made.data.createApiToken.secret, 'mutation { signOut(input: {}) { ended } }');
    expect(ended.body).toEqual({ data: { signOut: { ended: 0 } } });
    expect((await as(token, VIEWER)).status).toBe(200);
  });

  it('sign out everywhere at once, and an API token does no more than its scope', async () => {
    const token = await api.token('editor@dunmoor.example');
    const made = await api.send<{ createApiToken: { secret: string } }>(
      'editor@dunmoor.example',
      'mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret apiToken { id scopes } } }',
      {
        input: { name: 'reader', scopes: ['READ'] },
      },
    );
    const bearer = (secret: string, query: string, variables: object = {}) =>
      api.http().post('/graphql').set('authorization', `Bearer ${secret}`).send({ query, variables });
    const { secret } = made.data.createApiToken;
    expect((await bearer(secret, VIEWER)).body).toMatchObject({ data: { viewer: { roles: ['EDITOR'] } } });
    const write = await bearer(
      secret,
      'mutation($input: CreateProcurementInput!) { createProcurement(input: $input) { procurement { id } } }',
      { input: { title: 'x' } },
    );
    expect((write.body as { errors: object[] }).errors[0]).toMatchObject({
      message: 'This needs an API token with the scope WRITE; this token can only read.',
      extensions: { code: 'FORBIDDEN' },
    });
    await bearer(token, 'mutation { signOut(input: { everywhere: true }) { ended } }');
    expect((await bearer(token, VIEWER)).status).toBe(401);
    expect(PASSWORD.length).toBeGreaterThanOrEqual(12);
  });
});
