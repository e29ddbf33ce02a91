import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from './configuration';
import { clientKeyMustDo } from './openid';

const SET = {
  ASSAY_OPENID_ISSUER: 'https://id.example/',
  ASSAY_OPENID_CLIENT_ID: 'assay',
  ASSAY_OPENID_CLIENT_SECRET: 'secret',
  ASSAY_PUBLIC_URL: 'https://assay.example/',
};

describe('what is set of another service to sign in with', () => {
  it('is nothing unless it is set', () => {
    expect(readConfiguration({}).openId).toBeNull();
  });

  it('is enough with an issuer, a client and a secret', () => {
    expect(readConfiguration(SET).openId).toEqual({
      issuer: 'https://id.example/',
      clientId: 'assay',
      client: { secret: 'secret' },
      name: 'id.example',
      scopes: ['openid', 'email'],
      levels: [],
      levelClaim: 'acr',
      secondFactorLevels: [],
      redirectUri: 'https://assay.example/sign-in/openid/return',
      signedOutUri: 'https://assay.example/',
    });
  });

  it('may have a key in place of the secret, and levels', () => {
    const { openId } = readConfiguration({
      ...SET,
      ASSAY_OPENID_CLIENT_SECRET: '',
      ASSAY_OPENID_CLIENT_KEY_FILE: '/keys/client.pem',
      ASSAY_OPENID_CLIENT_AUDIENCE: 'token-endpoint',
      ASSAY_OPENID_NAME: 'Town Sign-in',
      ASSAY_OPENID_LEVELS: 'Cl.Cm, Cl',
      ASSAY_OPENID_LEVEL_CLAIM: 'vot',
      ASSAY_OPENID_SECOND_FACTOR_LEVELS: 'Cl.Cm',
    });
    expect(openId).toMatchObject({
      client: { keyFile: '/keys/client.pem', keyId: undefined, audience: 'token-endpoint' },
      name: 'Town Sign-in',
      levels: ['Cl.Cm', 'Cl'],
      levelClaim: 'vot',
      secondFactorLevels: ['Cl.Cm'],
    });
  });

  it.each([
    [{ ASSAY_OPENID_ISSUER: '' }, 'ASSAY_OPENID_CLIENT_ID is set, and ASSAY_OPENID_ISSUER is not. Set both, or neither.'],
    [{ ASSAY_OPENID_ISSUER: 'http://id.example' }, 'Set it to an address that begins with https://.'],
    [{ ASSAY_OPENID_CLIENT_ID: '' }, 'ASSAY_OPENID_CLIENT_ID is not set.'],
    [
      { ASSAY_OPENID_CLIENT_SECRET: '' },
      'ASSAY_OPENID_CLIENT_SECRET and ASSAY_OPENID_CLIENT_KEY_FILE are both not set. Set one',
    ],
    [
      { ASSAY_OPENID_CLIENT_KEY_FILE: 'x.pem' },
      'ASSAY_OPENID_CLIENT_SECRET and ASSAY_OPENID_CLIENT_KEY_FILE are both set. Set one',
    ],
    [{ ASSAY_OPENID_SCOPES: 'email phone' }, 'ASSAY_OPENID_SCOPES has no openid.'],
    [{ ASSAY_OPENID_LEVEL_CLAIM: 'amr' }, 'ASSAY_OPENID_LEVEL_CLAIM is "amr". Set it to one of: acr, vot.'],
    [
      { ASSAY_OPENID_LEVELS: 'low', ASSAY_OPENID_SECOND_FACTOR_LEVELS: 'high' },
      'has "high", which is not among ASSAY_OPENID_LEVELS',
    ],
  ])('is refused with a sentence: %p', (change, sentence) => {
    expect(() => readConfiguration({ ...SET, ...change })).toThrow(sentence);
  });
});

describe('the key for another service', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-client-key-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const look = (file: string): void =>
    clientKeyMustDo(readConfiguration({ ...SET, ASSAY_OPENID_CLIENT_SECRET: '', ASSAY_OPENID_CLIENT_KEY_FILE: file }));
  const kept = (name: string, pem: string | Buffer): string => {
    writeFileSync(join(folder, name), pem);
    return join(folder, name);
  };

  it('may be of RSA, EC or Ed25519', () => {
    for (const { privateKey } of [
      generateKeyPairSync('rsa', { modulusLength: 2048 }),
      generateKeyPairSync('ec', { namedCurve: 'P-256' }),
      generateKeyPairSync('ed25519'),
    ])
      expect(() => look(kept('good.pem', privateKey.export({ type: 'pkcs8', format: 'pem' })))).not.toThrow();
  });

  it('is refused with a sentence that names the file where it is of no use', () => {
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
    for (const [file, sentence] of [
      [join(folder, 'none.pem'), 'cannot be read (ENOENT). Name a file that this user may read.'],
      [kept('text.pem', 'no key'), 'is no private key in PEM form without a passphrase.'],
      [kept('weak.pem', weak), 'is of a kind that cannot be used. Make one of RSA with 2048 bits or more'],
    ])
      expect(() => look(file)).toThrow(`ASSAY_OPENID_CLIENT_KEY_FILE (${file}) ${sentence}`);
  });
});
