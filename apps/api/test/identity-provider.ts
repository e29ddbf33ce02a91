import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type OpenIdConfiguration, readConfiguration } from '#platform';

/** What a provider is to be like. */
interface Likeness {
  /** How the API proves itself to it, as the provider knows it; otherwise by a secret. */
  client?: object;
  /** Seconds that its clock is ahead. */
  clockOffset?: number;
  /** Whether the keys that it publishes are others than those that it signs with. */
  foreignKeys?: boolean;
  /** The level that it says it signed people in at, as `acr` and as `vot`. */
  level?: string;
}

const SECRET = 'a secret of the provider, for tests alone';

const VARIABLES = { ASSAY_OPENID_CLIENT_ID: 'assay', ASSAY_OPENID_NAME: 'Town Sign-in' };

/** Whom the provider signs in: their name there, and the address that it gives of them. */
export interface PersonThere {
  subject: string;
  email?: string;
  isVerified?: boolean;
}

/** A real provider of identities in a process of its own, on loopback. */
export class IdentityProvider {
  private constructor(
    private readonly process: ChildProcess,
    readonly issuer: string,
  ) {}

  static async start({
    client = {},
    clockOffset = 0,
    foreignKeys = false,
    level = 'low',
  }: Likeness = {}): Promise<IdentityProvider> {
    const { redirectUri, signedOutUri } = openIdOf({ ASSAY_OPENID_ISSUER: 'https://any.example' });
    const registered = {
      client_id: 'assay',
      client_secret: SECRET,
      redirect_uris: [redirectUri],
      post_logout_redirect_uris: [signedOutUri],
      ...client,
    };
    const options = { client: registered, clockOffset, foreignKeys, level };
    const child = fork(join(__dirname, 'provider-process.mjs'), [JSON.stringify(options)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [],
    });
    const [{ issuer }] = (await once(child, 'message')) as [{ issuer: string }];
    return new IdentityProvider(child, issuer);
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const exited = once(this.process, 'exit');
    this.process.kill();
    await exited;
  }

  /** The variables by which the API is told of it. */
  get variables(): Record<string, string> {
    return { ...VARIABLES, ASSAY_OPENID_ISSUER: this.issuer, ASSAY_OPENID_CLIENT_SECRET: SECRET };
  }

  /** What the API is told of it. */
  settings(more: Record<string, string> = {}): OpenIdConfiguration {
    return openIdOf({ ASSAY_OPENID_ISSUER: this.issuer, ...more });
  }

  /**
   * Goes where the API sends a browser, as somebody, in a browser that was never there.
   *
   * @param url where the API sends it, changed by whoever would cheat
   * @param as `null` for somebody who is refused
   * @returns the query that the provider sends it back with
   */
  async signIn(url: string, as: PersonThere | null): Promise<string> {
    const hint = as === null ? 'refused' : [as.subject, as.email ?? '', as.isVerified === false ? '' : 'verified'].join();
    const cookies = new Map<string, string>();
    let next = new URL(url);
    next.searchParams.set('login_hint', hint);
    while (next.origin === this.issuer) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(next, { redirect: 'manual', headers: { cookie } });
      for (const set of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (location === null)
        throw new Error(`the provider stays at ${next.pathname}: ${response.status} ${await response.text()}`);
      next = new URL(location, next);
    }
    return next.search.slice(1);
  }
}

/** What the API is told of a provider, by variables; the client is known by a secret unless they say otherwise. */
function openIdOf(variables: Record<string, string>): OpenIdConfiguration {
  const client = 'ASSAY_OPENID_CLIENT_KEY_FILE' in variables ? {} : { ASSAY_OPENID_CLIENT_SECRET: SECRET };
  const { openId } = readConfiguration({ ...VARIABLES, ...client, ...variables });
  if (openId === null) throw new Error('no provider is set');
  return openId;
}
