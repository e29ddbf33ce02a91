import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import type { OpenIdConfiguration } from '#platform';
import { type Account, accountOf, makeAccounts } from './accounts';
import { PASSWORD, TestApi } from './harness';
import { IdentityProvider } from './identity-provider';
import { OpenIdVisitor } from './openid-visitor';

const PROVIDER = '{ openIdProvider { name isReachable } }';
const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { token } }';
const BEGIN = 'mutation { beginOpenIdSignIn { url } }';

describe('a provider of identities', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-openid-'));
  const started: { stop(): Promise<void> }[] = [];
  const ann = { subject: 'ann-at-town', email: 'ann@town.example' };
  let api: TestApi;
  let accounts: Account[];
  let editor: Account;

  beforeAll(async () => {
    api = await TestApi.start();
    accounts = await makeAccounts(api.database.ownerUrl, 'provider');
    editor = accountOf(accounts, 'BUYER', 'EDITOR');
  });
  afterEach(async () => {
    for (const one of started.splice(0).reverse()) await one.stop();
    const owner = await api.database.connectAs('owner');
    await owner.query('DELETE FROM openid_identity').finally(() => owner.end());
  });
  afterAll(async () => {
    await api?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function providerLike(likeness: Parameters<typeof IdentityProvider.start>[0]): Promise<IdentityProvider> {
    const provider = await IdentityProvider.start(likeness);
    started.push(provider);
    return provider;
  }
  /** An API on the same database that knows the provider, and people who use both. */
  async function visitorOf(
    provider: IdentityProvider,
    settings: OpenIdConfiguration = provider.settings(),
  ): Promise<OpenIdVisitor> {
    const beside = await api.beside((configuration) => ({ ...configuration, openId: settings }));
    started.push(beside);
    return new OpenIdVisitor(beside, provider);
  }
  const fails = async (visitor: OpenIdVisitor): Promise<string> => (await visitor.signIn(ann)).errors[0]?.message;
  const passwordWorks = async (at: TestApi): Promise<boolean> =>
    (await at.send(null, SIGN_IN, { input: { email: editor.email, password: PASSWORD } })).errors.length === 0;

  it('need not be: then nothing else is offered, and it is said when it is asked for', async () => {
    expect((await api.send(null, PROVIDER)).data).toEqual({ openIdProvider: null });
    const { errors } = await api.send(null, BEGIN);
    expect(errors[0]).toMatchObject({
      message: 'This portal is not set up for sign-in with another service. Sign in with your email address and password.',
      extensions: { code: 'CONFLICT' },
    });
  });

  it('may be down: the API starts, says so, and takes passwords', async () => {
    const provider = await providerLike({});
    await provider.stop();
    const { api: alone } = await visitorOf(provider);
    expect((await alone.send(null, PROVIDER)).data).toEqual({ openIdProvider: { name: 'Town Sign-in', isReachable: false } });
    const { errors } = await alone.send(null, BEGIN);
    expect(errors[0]).toMatchObject({
      message: 'Town Sign-in cannot be reached just now. Sign in with your password, or try again in a few minutes.',
      extensions: { code: 'UNAVAILABLE' },
    });
    expect(await passwordWorks(alone)).toBe(true);
  });

  it('may go down on the way: who comes back is told', async () => {
    const provider = await providerLike({});
    const visitor = await visitorOf(provider);
    const { url, transaction } = await visitor.begin();
    const answer = await provider.signIn(url, ann);
    await provider.stop();
    const { errors } = await visitor.complete({ transaction, answer });
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('Town Sign-in did not answer'),
      extensions: { code: 'UNAVAILABLE' },
    });
    expect(await passwordWorks(visitor.api)).toBe(true);
  });

  it('that says that it is another than was set is not used', async () => {
    const provider = await providerLike({});
    const { api: alone } = await visitorOf(provider, {
      ...provider.settings(),
      issuer: provider.issuer.replace('127.0.0.1', 'localhost'),
    });
    expect((await alone.send(null, PROVIDER)).data).toEqual({ openIdProvider: { name: 'Town Sign-in', isReachable: false } });
  });

  it('is not believed where its ID token has ended, or is of the future, by more than half a minute', async () => {
    for (const clockOffset of [-2 * 3600, 120]) {
      const provider = await providerLike({ clockOffset });
      expect(await fails(await visitorOf(provider))).toContain('does not hold');
    }
    const nearly = await providerLike({ clockOffset: 15 });
    expect(await fails(await visitorOf(nearly))).toContain('no account here is connected');
  });

  it('is not believed where it signs with another key than it publishes', async () => {
    const provider = await providerLike({ foreignKeys: true });
    expect(await fails(await visitorOf(provider))).toContain('does not hold');
  });

  it('that does not take our secret is not the person’s fault', async () => {
    const provider = await providerLike({});
    const visitor = await visitorOf(provider, { ...provider.settings(), client: { secret: 'another' } });
    expect(await fails(visitor)).toBe(
      'Town Sign-in refused what this portal asked it (invalid_client), so that you are not signed in. Tell whoever runs this portal; your password works meanwhile.',
    );
  });

  it.each([
    ['RSA', 'issuer', () => generateKeyPairSync('rsa', { modulusLength: 2048 }), 'RS256'],
    ['EC', 'token-endpoint', () => generateKeyPairSync('ec', { namedCurve: 'P-256' }), 'ES256'],
  ] as const)('knows the portal by a key of %s, in what is addressed to its %s', async (kind, audience, generate, alg) => {
    const { privateKey, publicKey } = generate();
    const keyFile = join(folder, `${kind}.pem`);
    writeFileSync(keyFile, privateKey.export({ format: 'pem', type: 'pkcs8' }));
    const client = {
      client_secret: undefined,
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: alg,
      jwks: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'ours', use: 'sig' }] },
    };
    const provider = await providerLike({ client });
    const settings = provider.settings({
      ASSAY_OPENID_CLIENT_KEY_FILE: keyFile,
      ASSAY_OPENID_CLIENT_KEY_ID: 'ours',
      ASSAY_OPENID_CLIENT_AUDIENCE: audience,
    });
    const visitor = await visitorOf(provider, settings);
    await visitor.link(editor.email, ann, { password: PASSWORD });
    expect((await visitor.signIn(ann)).errors).toEqual([]);
  });

  it('is asked for a level, without which nobody gets in', async () => {
    for (const [claim, parameter, asked] of [
      ['acr', 'acr_values', 'high'],
      ['vot', 'vtr', '["high"]'],
    ]) {
      const levels = { ASSAY_OPENID_LEVELS: 'high', ASSAY_OPENID_LEVEL_CLAIM: claim };
      const low = await providerLike({ level: 'low' });
      const tooLow = await visitorOf(low, low.settings(levels));
      expect(new URL((await tooLow.begin()).url).searchParams.get(parameter)).toBe(asked);
      expect(await fails(tooLow)).toContain('with less proof than this portal asks for');
      const high = await providerLike({ level: 'high' });
      expect(await fails(await visitorOf(high, high.settings(levels)))).toContain('no account here is connected');
    }
  });

  describe('and a code besides', () => {
    let secret: string;
    const code = (): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate();

    /** The code of this half minute is good again. */
    async function forgetCodes(): Promise<void> {
      const owner = await api.database.connectAs('owner');
      await owner.query('UPDATE second_factor SET last_step = 0').finally(() => owner.end());
    }

    beforeAll(async () => {
      const begun = await api.send<{ beginSecondFactor: { secret: string } }>(
        editor.email,
        'mutation { beginSecondFactor { secret } }',
      );
      ({ secret } = begun.data.beginSecondFactor);
      await api.send(
        editor.email,
        'mutation($input: SecondFactorCodeInput!) { confirmSecondFactor(input: $input) { recoveryCodes } }',
        { input: { code: code() } },
      );
    });
    beforeEach(forgetCodes);

    it('is asked for where codes are on, and a wrong one may be followed by the right one, within one sign-in', async () => {
      const visitor = await visitorOf(await providerLike({}));
      expect((await visitor.link(editor.email, ann, { code: code() })).errors).toEqual([]);
      await forgetCodes();
      const first = await visitor.signIn(ann);
      expect(first.errors[0].extensions.code).toBe('SECOND_FACTOR_NEEDED');
      const { transaction, answer } = first;
      expect((await visitor.complete({ transaction, answer })).errors[0].message).toContain('was used already');
      expect((await visitor.complete({ transaction, code: '000000' })).errors[0].message).toContain('This code is not right');
      expect((await visitor.complete({ transaction })).errors[0].extensions.code).toBe('SECOND_FACTOR_NEEDED');
      const right = await visitor.complete({ transaction, code: code() });
      expect(right.data.completeOpenIdSignIn.viewer.user).toEqual({ email: editor.email });
      await forgetCodes();
      expect((await visitor.complete({ transaction, code: code() })).errors[0].message).toContain('was used already');
    });

    it('is not asked for where the provider has asked for a second factor itself, at a level that was named', async () => {
      const provider = await providerLike({ level: 'high' });
      const settings = provider.settings({ ASSAY_OPENID_LEVEL_CLAIM: 'vot', ASSAY_OPENID_SECOND_FACTOR_LEVELS: 'high' });
      const visitor = await visitorOf(provider, settings);
      await visitor.link(editor.email, ann, { password: PASSWORD });
      expect((await visitor.signIn(ann)).errors).toEqual([]);
    });
  });
});
