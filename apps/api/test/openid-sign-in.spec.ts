import { type Account, accountOf, makeAccounts } from './accounts';
import { PASSWORD, TestApi } from './harness';
import { IdentityProvider } from './identity-provider';
import { OpenIdVisitor, type SignedIn } from './openid-visitor';

const INVITE = 'mutation($input: InviteToOpenIdInput!) { inviteToOpenId(input: $input) { user { email } expiresAt } }';
const SIGN_OUT = 'mutation($input: SignOutInput!) { signOut(input: $input) { ended providerSignOutUrl } }';
const EVENTS = '{ auditEvents(first: 100) { edges { node { action detail } } } }';

describe('sign-in by OpenID Connect', () => {
  let provider: IdentityProvider;
  let api: TestApi;
  let visitor: OpenIdVisitor;
  let accounts: Account[];
  let editor: Account;
  const ann = { subject: 'ann-at-town', email: 'ann@town.example' };

  beforeAll(async () => {
    provider = await IdentityProvider.start();
    api = await TestApi.start((configuration) => ({ ...configuration, openId: provider.settings() }));
    accounts = await makeAccounts(api.database.ownerUrl, 'openid');
    editor = accountOf(accounts, 'BUYER', 'EDITOR');
    visitor = new OpenIdVisitor(api, provider);
    await visitor.link(editor.email, ann, { password: PASSWORD });
  });
  afterAll(async () => {
    await api?.stop();
    await provider?.stop();
  });

  /** Asks as the bearer of a token. */
  async function as(token: string, query: string, variables: object = {}) {
    const { body } = await api.http().post('/graphql').set('authorization', `Bearer ${token}`).send({ query, variables });
    return body as { data: Record<string, unknown> | null; errors?: { message: string; extensions: { code: string } }[] };
  }
  const tokenOf = ({ data }: { data: SignedIn }): string => data.completeOpenIdSignIn.token;

  it('is offered by its name', async () => {
    const { data } = await api.send(null, '{ openIdProvider { name issuer isReachable } }');
    expect(data).toEqual({ openIdProvider: { name: 'Town Sign-in', issuer: provider.issuer, isReachable: true } });
  });

  it('asks for a code with PKCE, a state and a nonce, and keeps none of them', async () => {
    const { url, transaction } = await visitor.begin();
    const { searchParams } = new URL(url);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'assay',
      scope: 'openid email',
      code_challenge_method: 'S256',
      redirect_uri: 'http://127.0.0.1:3000/sign-in/openid/return',
    });
    const owner = await api.database.connectAs('owner');
    const { rows } = await owner.query<object>('SELECT * FROM openid_transaction').finally(() => owner.end());
    for (const secret of [transaction, ...['state', 'nonce', 'code_challenge'].map((name) => searchParams.get(name) ?? '')]) {
      expect(secret).toHaveLength(43);
      expect(JSON.stringify(rows)).not.toContain(secret);
    }
  });

  it('begins a session of the account that the identity is linked to, which ends as any other', async () => {
    const signedIn = await visitor.signIn(ann);
    expect(signedIn.errors).toEqual([]);
    expect(signedIn.data.completeOpenIdSignIn.viewer).toEqual({
      user: { email: editor.email },
      organisation: { name: 'openid buyer' },
      roles: ['EDITOR'],
    });
    const token = tokenOf(signedIn);
    expect((await as(token, '{ viewer { user { email } } }')).data).toEqual({ viewer: { user: { email: editor.email } } });
    const { data } = await as(token, SIGN_OUT, { input: {} });
    expect(data).toMatchObject({ signOut: { ended: 1, providerSignOutUrl: expect.stringContaining(provider.issuer) } });
    expect((await as(token, '{ viewer { user { email } } }')).errors?.[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  it('stands on record with how', async () => {
    await visitor.signIn(ann);
    const { data } = await api.send<{ auditEvents: { edges: { node: { action: string; detail: object } }[] } }>(
      accountOf(accounts, 'BUYER', 'ADMIN').email,
      EVENTS,
    );
    const events = data.auditEvents.edges.map(({ node }) => node);
    expect(events).toContainEqual({ action: 'session.started', detail: { how: 'OPENID', issuer: provider.issuer } });
    expect(events).toContainEqual({ action: 'session.started', detail: { how: 'PASSWORD' } });
    expect(events).toContainEqual({ action: 'identity.linked', detail: { issuer: provider.issuer, by: 'ACCOUNT' } });
  });

  it('tells where to sign out there too, with an ID token that is forgotten when the session ends, and nobody else', async () => {
    const token = tokenOf(await visitor.signIn(ann));
    const { data } = await as(token, SIGN_OUT, { input: {} });
    const url = new URL((data as { signOut: { providerSignOutUrl: string } }).signOut.providerSignOutUrl);
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe('http://127.0.0.1:3000/');
    const page = await fetch(url);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('logout')]);
    const owner = await api.database.connectAs('owner');
    const { rows } = await owner
      .query<object>('SELECT FROM session WHERE revoked_at IS NOT NULL AND id_token IS NOT NULL')
      .finally(() => owner.end());
    expect(rows).toEqual([]);
    const local = await api.send<{ signIn: { token: string } }>(
      null,
      'mutation($input: SignInInput!) { signIn(input: $input) { token } }',
      { input: { email: editor.email, password: PASSWORD } },
    );
    expect((await as(local.data.signIn.token, SIGN_OUT, { input: {} })).data).toEqual({
      signOut: { ended: 1, providerSignOutUrl: null },
    });
  });

  it('takes an answer once, also of two that come at the same moment', async () => {
    const { url, transaction } = await visitor.begin();
    const answer = await provider.signIn(url, ann);
    const both = await Promise.all([visitor.complete({ transaction, answer }), visitor.complete({ transaction, answer })]);
    expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    const again = await visitor.complete({ transaction, answer });
    expect(again.errors[0]).toMatchObject({
      message: expect.stringContaining('was used already'),
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });

  it('takes no code that was used in another sign-in', async () => {
    const stolen = new URLSearchParams((await visitor.signIn(ann)).answer).get('code') ?? '';
    const { url, transaction } = await visitor.begin();
    const answer = new URLSearchParams({
      code: stolen,
      state: new URL(url).searchParams.get('state') ?? '',
      iss: provider.issuer,
    });
    const { errors } = await visitor.complete({ transaction, answer: answer.toString() });
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('does not know this sign-in any more'),
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });

  it('takes no answer of another browser’s sign-in, nor one whose state was changed', async () => {
    const [mine, theirs] = [await visitor.begin(), await visitor.begin()];
    const answer = await provider.signIn(theirs.url, ann);
    for (const wrong of [answer, answer.replace(/state=[^&]+/, 'state=x'), answer.replace(/&?state=[^&]+/, '')]) {
      const { errors } = await visitor.complete({ transaction: mine.transaction, answer: wrong });
      expect(errors[0].message).toContain('begun in another window or another browser');
    }
    expect((await visitor.complete({ transaction: theirs.transaction, answer })).errors).toEqual([]);
  });

  it('takes no ID token that was made for another nonce', async () => {
    const { url, transaction } = await visitor.begin();
    const changed = new URL(url);
    changed.searchParams.set('nonce', 'of-another');
    const { errors } = await visitor.complete({ transaction, answer: await provider.signIn(changed.href, ann) });
    expect(errors[0].message).toContain('What Town Sign-in answered does not hold');
  });

  it('takes no code that was asked for with another challenge', async () => {
    const { url, transaction } = await visitor.begin();
    const changed = new URL(url);
    changed.searchParams.set('code_challenge', 'x'.repeat(43));
    const { errors } = await visitor.complete({ transaction, answer: await provider.signIn(changed.href, ann) });
    expect(errors[0].message).toContain('does not know this sign-in any more');
  });

  it('takes no answer that names another issuer', async () => {
    const { url, transaction } = await visitor.begin();
    const answer = new URLSearchParams(await provider.signIn(url, ann));
    answer.set('iss', 'https://other.example');
    const { errors } = await visitor.complete({ transaction, answer: answer.toString() });
    expect(errors[0].message).toContain('does not hold');
  });

  it('takes no answer later than ten minutes', async () => {
    const { url, transaction } = await visitor.begin();
    const answer = await provider.signIn(url, ann);
    const owner = await api.database.connectAs('owner');
    await owner.query('UPDATE openid_transaction SET expires_at = now()').finally(() => owner.end());
    const { errors } = await visitor.complete({ transaction, answer });
    expect(errors[0].message).toContain('took longer than ten minutes');
  });

  it('says so when the person stopped there', async () => {
    const { errors } = await visitor.signIn(null);
    expect(errors[0]).toMatchObject({
      message:
        'You stopped at Town Sign-in, or it did not let you in. Nothing was changed. Begin again, or sign in with your password.',
      extensions: { code: 'UNAUTHENTICATED' },
    });
  });

  it('tells nobody its own words, whatever the answer says', async () => {
    const { url, transaction } = await visitor.begin();
    const state = new URL(url).searchParams.get('state') ?? '';
    const answer = new URLSearchParams({
      error: 'Ring 0900 123',
      error_description: 'Ring 0900 123',
      state,
      iss: provider.issuer,
    });
    const { errors } = await visitor.complete({ transaction, answer: answer.toString() });
    expect(errors[0].message).toContain('refused what this portal asked it (another reason)');
  });

  it('tells an identity of nobody what to do', async () => {
    const { errors } = await visitor.signIn({ subject: 'nobody', email: 'nobody@town.example' });
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('no account here is connected to you there'),
      extensions: { code: 'FORBIDDEN' },
    });
  });

  it('gives no account to whoever has its address alone', async () => {
    const other = accountOf(accounts, 'BUYER', 'VIEWER');
    const { errors } = await visitor.signIn({ subject: 'has-the-address', email: other.email });
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('that an address is the same is not enough'),
      extensions: { code: 'FORBIDDEN' },
    });
  });

  it('does not say that there is an account to whoever has not proven that the address is theirs', async () => {
    const other = accountOf(accounts, 'BUYER', 'VIEWER');
    const { errors } = await visitor.signIn({ subject: 'says-so', email: other.email, isVerified: false });
    expect(errors[0].message).toContain('no account here is connected to you there');
  });

  describe('of a member whom an administrator has invited', () => {
    const invite = ({ userId }: Account, by = accountOf(accounts, 'SUPPLIER', 'ADMIN')) =>
      api.send<{ inviteToOpenId: { expiresAt: string } }>(by.email, INVITE, { input: { userId: `usr_${userId}` } });

    it('links the identity of their verified address, once', async () => {
      const member = accountOf(accounts, 'SUPPLIER', 'SIGNATORY');
      expect((await invite(member)).errors).toEqual([]);
      const unverified = await visitor.signIn({ subject: 'sam', email: member.email, isVerified: false });
      expect(unverified.errors[0].extensions.code).toBe('FORBIDDEN');
      const person = { subject: 'sam', email: member.email.toUpperCase() };
      const first = await visitor.signIn(person);
      expect(first.data.completeOpenIdSignIn.viewer.user).toEqual({ email: member.email });
      expect((await visitor.signIn(person)).errors).toEqual([]);
      const second = await visitor.signIn({ ...person, subject: 'somebody-else' });
      expect(second.errors[0].message).toContain('that an address is the same is not enough');
    });

    it('is refused once the invitation has ended', async () => {
      const member = accountOf(accounts, 'SUPPLIER', 'VIEWER');
      await invite(member);
      const owner = await api.database.connectAs('owner');
      await owner.query('UPDATE openid_invitation SET expires_at = now()').finally(() => owner.end());
      const { errors } = await visitor.signIn({ subject: 'vic', email: member.email });
      expect(errors[0].extensions.code).toBe('FORBIDDEN');
    });

    it('cannot be invited by another organisation’s administrator, nor by whoever is none', async () => {
      const member = accountOf(accounts, 'SUPPLIER', 'VIEWER');
      const byOther = await invite(member, accountOf(accounts, 'BUYER', 'ADMIN'));
      expect(byOther.errors[0].extensions.code).toBe('NOT_FOUND');
      const byEditor = await invite(member, accountOf(accounts, 'SUPPLIER', 'EDITOR'));
      expect(byEditor.errors[0].extensions.code).toBe('FORBIDDEN');
    });
  });

  it('goes no more once the person has left, and is not linked when they come back', async () => {
    const admin = accountOf(accounts, 'OVERSIGHT', 'ADMIN').email;
    const leaver = accountOf(accounts, 'OVERSIGHT', 'VIEWER');
    const person = { subject: 'lee', email: 'lee@town.example' };
    await visitor.link(leaver.email, person, { password: PASSWORD });
    const token = tokenOf(await visitor.signIn(person));
    await api.send(admin, 'mutation($input: RemoveMemberInput!) { removeMember(input: $input) { user { id } } }', {
      input: { userId: `usr_${leaver.userId}` },
    });
    expect((await as(token, '{ viewer { user { email } } }')).errors?.[0].extensions.code).toBe('UNAUTHENTICATED');
    expect((await visitor.signIn(person)).errors[0].extensions.code).toBe('FORBIDDEN');
    await api.send(admin, 'mutation($input: AddMemberInput!) { addMember(input: $input) { user { id } } }', {
      input: { name: 'Lee', email: leaver.email, roles: ['VIEWER'] },
    });
    expect((await visitor.signIn(person)).errors[0].extensions.code).toBe('FORBIDDEN');
  });

  it('is given up for a quarter of an hour where a hundred have failed from one network', async () => {
    const { url, transaction } = await visitor.begin();
    const answer = await provider.signIn(url, ann);
    const owner = await api.database.connectAs('owner');
    await owner.query(`INSERT INTO password_try VALUES ('of many', '127.0.0.1', 100, now())`).finally(() => owner.end());
    const { errors } = await visitor.complete({ transaction, answer });
    expect(errors[0].message).toContain('Too many sign-ins have failed from your network');
  });
});
