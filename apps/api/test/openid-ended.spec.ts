import { EndedSignIns } from '#identity';
import { accountOf, makeAccounts } from './accounts';
import { PASSWORD, TestApi } from './harness';
import { IdentityProvider } from './identity-provider';
import { OpenIdVisitor } from './openid-visitor';

const SIGN_OUT = 'mutation($input: SignOutInput!) { signOut(input: $input) { providerSignOutUrl } }';

interface Kept {
  has_ended: boolean;
  has_token: boolean;
}

describe('what a sign-in by OpenID Connect keeps', () => {
  let provider: IdentityProvider;
  let api: TestApi;
  let visitor: OpenIdVisitor;
  const ann = { subject: 'ann-at-town', email: 'ann@town.example' };

  beforeAll(async () => {
    provider = await IdentityProvider.start();
    api = await TestApi.start((configuration) => ({ ...configuration, openId: provider.settings() }));
    const accounts = await makeAccounts(api.database.ownerUrl, 'ended');
    visitor = new OpenIdVisitor(api, provider);
    await visitor.link(accountOf(accounts, 'BUYER', 'EDITOR').email, ann, { password: PASSWORD });
  });
  afterAll(async () => {
    await api?.stop();
    await provider?.stop();
  });

  async function asOwner<T extends object>(sql: string): Promise<T[]> {
    const owner = await api.database.connectAs('owner');
    return owner
      .query<T>(sql)
      .then(({ rows }) => rows)
      .finally(() => owner.end());
  }
  /** Runs the job as the worker does: as the application's role, with nobody signed in. */
  const sweep = async (): Promise<void> => new EndedSignIns(await api.database.tablesAs('application')).run();
  const kept = (): Promise<Kept[]> =>
    asOwner<Kept>(
      `SELECT expires_at <= now() AS has_ended, id_token IS NOT NULL AS has_token FROM session
       WHERE user_id IN (SELECT user_id FROM openid_identity) ORDER BY has_ended`,
    );

  it('is forgotten once its session has ended by itself, and stands while the session does', async () => {
    await visitor.signIn(ann);
    await asOwner(`UPDATE session SET expires_at = now() - interval '1 second' WHERE id_token IS NOT NULL`);
    const { data } = await visitor.signIn(ann);
    expect((await kept()).filter(({ has_token }) => has_token)).toEqual([
      { has_ended: false, has_token: true },
      { has_ended: true, has_token: true },
    ]);
    await sweep();
    expect((await kept()).filter(({ has_token }) => has_token)).toEqual([{ has_ended: false, has_token: true }]);
    const { token } = data.completeOpenIdSignIn;
    const signedOut = await api
      .http()
      .post('/graphql')
      .set('authorization', `Bearer ${token}`)
      .send({ query: SIGN_OUT, variables: { input: {} } });
    expect(signedOut.body).toMatchObject({
      data: { signOut: { providerSignOutUrl: expect.stringContaining('id_token_hint=') as string } },
    });
  });

  it('of a way that nobody came back from goes too, and of one under way does not', async () => {
    const { transaction, url } = await visitor.begin();
    await asOwner(
      `INSERT INTO openid_transaction (hash, purpose, expires_at) VALUES ('ended', 'SIGN_IN', now() - interval '1 second')`,
    );
    await sweep();
    expect(await asOwner(`SELECT FROM openid_transaction WHERE expires_at <= now()`)).toEqual([]);
    const answer = await provider.signIn(url, ann);
    expect((await visitor.complete({ transaction, answer })).errors).toEqual([]);
  });
});
