import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConfigurationError } from './configuration-error';

/** The provider of identities that people may sign in with, and what it knows of this portal. */
export interface OpenIdConfiguration {
  issuer: string;
  clientId: string;
  /** How the API proves to the provider who it is: by a secret, or by what it signs with a key (`private_key_jwt`). */
  client: { secret: string } | { keyFile: string; keyId?: string; audience: 'issuer' | 'token-endpoint' };
  /** What people call the provider: “Sign in with …”. */
  name: string;
  scopes: string[];
  /** Of which one has to come back in the claim; none: whatever comes is enough. */
  levels: string[];
  /** `acr` is asked for as `acr_values`; `vot` (RFC 8485) as `vtr`. */
  levelClaim: 'acr' | 'vot';
  /** Levels with which the provider has asked for a second factor itself, so that no code is asked for here. */
  secondFactorLevels: string[];
  /** Where the provider sends people back to. */
  redirectUri: string;
  /** Where it sends those who signed out there too. */
  signedOutUri: string;
}

/** Its variables, with what each is for. */
export const OPENID_VARIABLES = {
  ASSAY_OPENID_ISSUER: 'issuer of the OpenID Connect provider that people may sign in with; absent: none',
  ASSAY_OPENID_CLIENT_ID: 'what the provider knows this portal as',
  ASSAY_OPENID_CLIENT_SECRET: 'secret that it gave out (client_secret_basic or client_secret_post); or else',
  ASSAY_OPENID_CLIENT_KEY_FILE: 'PEM file of the private key whose public half it has (private_key_jwt): RSA, EC or Ed25519',
  ASSAY_OPENID_CLIENT_KEY_ID: 'kid of that key, where the provider goes by it',
  ASSAY_OPENID_CLIENT_AUDIENCE: 'issuer or token-endpoint: whom what is signed with it is addressed to (issuer)',
  ASSAY_OPENID_NAME: 'what the button calls the provider: “Sign in with …” (the host of the issuer)',
  ASSAY_OPENID_SCOPES: 'scopes that are asked for, separated by spaces (openid email)',
  ASSAY_OPENID_LEVELS: 'levels of which one has to come back, separated by commas; absent: any will do',
  ASSAY_OPENID_LEVEL_CLAIM: 'acr (asked for as acr_values) or vot (asked for as vtr) (acr)',
  ASSAY_OPENID_SECOND_FACTOR_LEVELS:
    'levels with which codes of Assay are not asked for besides, separated by commas; absent: they always are, where they are on',
} as const;

/**
 * Reads what is set of the provider.
 *
 * @param issuer its address, looked at already; undefined where there is none
 * @param publicUrl where people find the portal
 * @throws ConfigurationError naming the variable and what it should be
 */
export function readOpenId(
  issuer: string | undefined,
  publicUrl: string,
  environment: NodeJS.ProcessEnv,
): OpenIdConfiguration | null {
  const text = (name: keyof typeof OPENID_VARIABLES): string => (environment[name] ?? '').trim();
  const list = (name: keyof typeof OPENID_VARIABLES, by: RegExp): string[] => text(name).split(by).filter(Boolean);
  if (issuer === undefined) {
    const [stray] = namesOfVariables().filter((name) => text(name) !== '');
    if (stray === undefined) return null;
    throw new ConfigurationError(`${stray} is set, and ASSAY_OPENID_ISSUER is not. Set both, or neither.`);
  }
  const clientId = text('ASSAY_OPENID_CLIENT_ID');
  if (clientId === '')
    throw new ConfigurationError('ASSAY_OPENID_CLIENT_ID is not set. Set it to the id that the provider gave.');
  const scopes = list('ASSAY_OPENID_SCOPES', /\s+/);
  if (scopes.length > 0 && !scopes.includes('openid'))
    throw new ConfigurationError('ASSAY_OPENID_SCOPES has no openid. Write the scopes with it, such as: openid email.');
  const levels = list('ASSAY_OPENID_LEVELS', /\s*,\s*/);
  const secondFactorLevels = list('ASSAY_OPENID_SECOND_FACTOR_LEVELS', /\s*,\s*/);
  const unasked = secondFactorLevels.find((level) => levels.length > 0 && !levels.includes(level));
  if (unasked !== undefined)
    throw new ConfigurationError(
      `ASSAY_OPENID_SECOND_FACTOR_LEVELS has "${unasked}", which is not among ASSAY_OPENID_LEVELS. Name it there too, or leave it out.`,
    );
  return {
    issuer,
    clientId,
    client: clientOf(text),
    name: text('ASSAY_OPENID_NAME') || new URL(issuer).host,
    scopes: scopes.length > 0 ? scopes : ['openid', 'email'],
    levels,
    levelClaim: oneOf('ASSAY_OPENID_LEVEL_CLAIM', text('ASSAY_OPENID_LEVEL_CLAIM'), ['acr', 'vot']),
    secondFactorLevels,
    redirectUri: `${publicUrl}/sign-in/openid/return`,
    signedOutUri: `${publicUrl}/`,
  };
}

function clientOf(text: (name: keyof typeof OPENID_VARIABLES) => string): OpenIdConfiguration['client'] {
  const [secret, keyFile] = [text('ASSAY_OPENID_CLIENT_SECRET'), text('ASSAY_OPENID_CLIENT_KEY_FILE')];
  if ((secret === '') === (keyFile === ''))
    throw new ConfigurationError(
      `ASSAY_OPENID_CLIENT_SECRET and ASSAY_OPENID_CLIENT_KEY_FILE are ${secret === '' ? 'both not set' : 'both set'}. Set one of them.`,
    );
  if (secret !== '') return { secret };
  const audience = oneOf('ASSAY_OPENID_CLIENT_AUDIENCE', text('ASSAY_OPENID_CLIENT_AUDIENCE'), ['issuer', 'token-endpoint']);
  return { keyFile, keyId: text('ASSAY_OPENID_CLIENT_KEY_ID') || undefined, audience };
}

/** @returns the value, or the first of those that may be where it is empty */
function oneOf<T extends string>(name: keyof typeof OPENID_VARIABLES, value: string, values: readonly T[]): T {
  const found = value === '' ? values[0] : values.find((allowed) => allowed === value);
  if (found === undefined) throw new ConfigurationError(`${name} is "${value}". Set it to one of: ${values.join(', ')}.`);
  return found;
}

function namesOfVariables(): (keyof typeof OPENID_VARIABLES)[] {
  return Object.keys(OPENID_VARIABLES) as (keyof typeof OPENID_VARIABLES)[];
}

/** Looks at the key that the configuration names, if it names one, before anything is begun. @throws ConfigurationError naming the variable */
export function clientKeyMustDo({ openId }: { openId: OpenIdConfiguration | null }): void {
  if (openId !== null && 'keyFile' in openId.client) readClientKey(openId.client.keyFile);
}

/** The private key that the API proves itself to the provider with. @throws ConfigurationError naming the variable and the file */
export function readClientKey(file: string): KeyObject {
  const problem = (what: string): ConfigurationError =>
    new ConfigurationError(`ASSAY_OPENID_CLIENT_KEY_FILE (${file}) ${what}`);
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw problem(`cannot be read (${code ?? 'unknown'}). Name a file that this user may read.`);
  }
  const key = keyIn(pem);
  if (key === null) throw problem('is no private key in PEM form without a passphrase. Name the file of the key itself.');
  if (!isOfUse(key))
    throw problem('is of a kind that cannot be used. Make one of RSA with 2048 bits or more, EC P-256, or Ed25519.');
  return key;
}

function keyIn(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}

function isOfUse({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): boolean {
  if (type === 'rsa') return (details?.modulusLength ?? 0) >= 2048;
  return type === 'ed25519' || (type === 'ec' && details?.namedCurve === 'prime256v1');
}
