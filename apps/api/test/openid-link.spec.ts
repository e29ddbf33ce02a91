import { type Account, accountOf, makeAccounts } from './accounts';
import { PASSWORD, TestApi } from './harness';
import { IdentityProvider } from './identity-provider';
import { OpenIdVisitor } from './openid-visitor';

const UNLINK = 'mutation($input: UnlinkOpenIdInput!) { unlinkOpenId(input: $input) { issuer } }';
const IDENTITIES = '{ openIdIdentities { issuer email } }';
const ADD = 'mutation($input: AddMemberInput!) { addMember(input: $input) { user { id } initialPassword } }';
const CREATE_TOKEN = 'mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }';

describe('an identity that is linked to an account', () => {
  let provider: IdentityProvider;
  let api: TestApi;
  let visitor: OpenIdVisitor;
  let accounts: Account[];
  let editor: Account;
  let approver: Account;
  const ann = { subject: 'ann-at-town', email: 'ann@town.example' };

  beforeAll(async () => {
    provider = await IdentityProvider.start();
    api = await TestApi.start((configuration) => ({ ...configuration, openId: provider.settings() }));
    accounts = await makeAccounts(api.database.ownerUrl, 'linking');
    editor = accountOf(accounts, 'BUYER', 'EDITOR');
    approver = accountOf(accounts, 'BUYER', 'APPROVER');
    visitor = new OpenIdVisitor(api, provider);
  });
  afterEach(async () => {
    const owner = await api.database.connectAs('owner');
    await owner.query('DELETE FROM openid_identity').finally(() => owner.end());
  });
  afterAll(async () => {
    await api?.stop();
    await provider?.stop();
  });

  const unlink = (account: Account, issuer = provider.issuer) => api.send(account.email, UNLINK, { input: { issuer } });
  const identitiesOf = async ({ email }: Account) =>
    (await api.send<{ openIdIdentities: { email: string }[] }>(email, IDENTITIES)).data.openIdIdentities;

  it('is linked by its owner, whatever its address, once they have given their password', async () => {
    for (const proof of [{}, { password: 'not this one' }, { code: '123456' }]) {
      const { errors } = await visitor.beginLink(editor.email, proof);
      expect(errors[0].extensions.fields).toHaveLength(1);
    }
    const { data } = await visitor.link(editor.email, { ...ann, isVerified: false }, { password: PASSWORD });
    expect(data.completeOpenIdLink.identity).toMatchObject({ issuer: provider.issuer, email: ann.email, lastUsedAt: null });
    expect(await identitiesOf(editor)).toEqual([{ issuer: provider.issuer, email: ann.email }]);
    expect(await identitiesOf(approver)).toEqual([]);
    expect((await visitor.signIn(ann)).errors).toEqual([]);
  });

  it('is one at a provider, and is of one account', async () => {
    await visitor.link(editor.email, ann, { password: PASSWORD });
    const { errors } = await visitor.beginLink(editor.email, { password: PASSWORD });
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('connected to Town Sign-in already'),
      extensions: { code: 'CONFLICT' },
    });
    const other = await visitor.link(approver.email, ann, { password: PASSWORD });
    expect(other.errors[0]).toMatchObject({
      message: expect.stringContaining('connected to another account here'),
      extensions: { code: 'CONFLICT' },
    });
  });

  it('is linked to nobody else’s account than that of whoever began', async () => {
    const { data } = await visitor.beginLink(editor.email, { password: PASSWORD });
    const { url, transaction } = data.beginOpenIdLink;
    const answer = await provider.signIn(url, ann);
    const { errors } = await visitor.completeLink(approver.email, { transaction, answer });
    expect(errors[0].message).toContain('Somebody else began to connect this');
    const again = await visitor.completeLink(editor.email, { transaction, answer });
    expect(again.errors[0].message).toContain('was used already');
    expect([...(await identitiesOf(editor)), ...(await identitiesOf(approver))]).toEqual([]);
  });

  it('is linked by no answer to a sign-in, and signs in by no answer to a linking', async () => {
    const signIn = await visitor.begin();
    const answer = await provider.signIn(signIn.url, ann);
    const linked = await visitor.completeLink(editor.email, { transaction: signIn.transaction, answer });
    expect(linked.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    await visitor.link(editor.email, ann, { password: PASSWORD });
    const { data } = await visitor.beginLink(approver.email, { password: PASSWORD });
    const { url, transaction } = data.beginOpenIdLink;
    const signedIn = await visitor.complete({ transaction, answer: await provider.signIn(url, ann) });
    expect(signedIn.errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  it('is neither linked nor unlinked with an API token', async () => {
    const { data } = await api.send<{ createApiToken: { secret: string } }>(editor.email, CREATE_TOKEN, {
      input: { name: 'writer', scopes: ['READ', 'WRITE'] },
    });
    for (const [query, input] of [
      ['mutation($input: BeginOpenIdLinkInput!) { beginOpenIdLink(input: $input) { url } }', { password: PASSWORD }],
      [UNLINK, { issuer: provider.issuer }],
    ]) {
      const { body } = await api
        .http()
        .post('/graphql')
        .set('authorization', `Bearer ${data.createApiToken.secret}`)
        .send({ query, variables: { input } });
      expect((body as { errors: { message: string }[] }).errors[0].message).toContain('A token cannot change how you sign in');
    }
  });

  it('is unlinked, after which it opens nothing and can be linked to another account', async () => {
    await visitor.link(editor.email, ann, { password: PASSWORD });
    expect((await unlink(editor)).data).toEqual({ unlinkOpenId: { issuer: provider.issuer } });
    expect(await identitiesOf(editor)).toEqual([]);
    expect((await visitor.signIn(ann)).errors[0].extensions.code).toBe('FORBIDDEN');
    expect((await visitor.link(approver.email, ann, { password: PASSWORD })).errors).toEqual([]);
    const { data } = await api.send<{ auditEvents: { edges: { node: { action: string } }[] } }>(
      editor.email,
      '{ auditEvents(first: 100) { edges { node { action } } } }',
    );
    const actions = data.auditEvents.edges.map(({ node }) => node.action);
    expect(actions.filter((action) => action === 'identity.unlinked')).toHaveLength(1);
  });

  it('stays where nothing else would let its owner in', async () => {
    const admin = accountOf(accounts, 'BUYER', 'ADMIN').email;
    const pat = { subject: 'pat-at-town', email: 'pat@linking.example' };
    const added = await api.send<{ addMember: { user: { id: string }; initialPassword: string | null } }>(admin, ADD, {
      input: { name: 'Pat', email: pat.email, roles: ['EDITOR'], openId: true },
    });
    expect(added.data.addMember.initialPassword).toBeNull();
    const { data } = await visitor.signIn(pat);
    const { body } = await api
      .http()
      .post('/graphql')
      .set('authorization', `Bearer ${data.completeOpenIdSignIn.token}`)
      .send({ query: UNLINK, variables: { input: { issuer: provider.issuer } } });
    expect((body as { errors: object[] }).errors[0]).toMatchObject({
      message: expect.stringContaining('Your account has no password'),
      extensions: { code: 'CONFLICT' },
    });
    expect((await visitor.signIn(pat)).errors).toEqual([]);
  });

  it('is shown to nobody else by row-level security alone, nor put into another’s account', async () => {
    await visitor.link(editor.email, ann, { password: PASSWORD });
    const application = await api.database.connectAs('application');
    const as = async (account: Account | null, sql: string, values: unknown[] = []) => {
      await application.query('BEGIN');
      try {
        await application.query(
          `SELECT set_config('assay.organisation', $1, true), set_config('assay.user', $2, true), set_config('assay.roles', $3, true)`,
          [account?.organisationId ?? '', account?.userId ?? '', account?.role ?? ''],
        );
        return (await application.query<object>(sql, values)).rowCount;
      } finally {
        await application.query('ROLLBACK');
      }
    };
    try {
      const admin = accountOf(accounts, 'BUYER', 'ADMIN');
      expect(await as(editor, 'SELECT FROM openid_identity')).toBe(1);
      for (const other of [null, approver, admin]) expect(await as(other, 'SELECT FROM openid_identity')).toBe(0);
      const insert = `INSERT INTO openid_identity (user_id, issuer, subject) VALUES ($1, 'https://x.example', 'x')`;
      await expect(as(admin, insert, [editor.userId])).rejects.toThrow('row-level security');
      const invite = `INSERT INTO openid_invitation VALUES ($1, $2, now() + interval '1 day')`;
      expect(await as(admin, invite, [editor.userId, editor.organisationId])).toBe(1);
      for (const other of [editor, accountOf(accounts, 'SUPPLIER', 'ADMIN')])
        await expect(as(other, invite, [editor.userId, editor.organisationId])).rejects.toThrow('row-level security');
      await expect(as(editor, 'SELECT FROM openid_transaction')).rejects.toThrow('permission denied');
    } finally {
      await application.end();
    }
  });
});
