import { Inject, Injectable, Logger } from '@nestjs/common';
import type * as OpenIdClient from 'openid-client';
import { CONFIGURATION, Configuration, Conflict, OpenIdConfiguration, Refusal, Unauthenticated } from '#platform';
import { authenticationOf } from './client-authentication';
import { doesNotHold, problemOf } from './provider-problems';
import type { TransactionSecrets } from './transaction-secret';

/** Seconds that the provider has to answer. */
const TIMEOUT = 5;
/** Seconds that its clock and ours may differ. */
const CLOCK_TOLERANCE = 30;
/** Milliseconds after which the provider is asked anew where it answers what, and whether it does. */
const KEPT = { found: 3_600_000, failed: 30_000 };

/** The library, loaded when it is first needed, and what it knows of the provider. */
interface Discovered {
  library: typeof OpenIdClient;
  client: OpenIdClient.Configuration;
}

/** Whom the provider says that somebody is: checked, and good for this one sign-in. */
export interface ProvenIdentity {
  issuer: string;
  subject: string;
  idToken: string;
  /** Whether the provider has asked for a second factor itself, by the levels that the configuration names. */
  hadSecondFactor: boolean;
  /** What it says of the person's address; where it says nothing, null. Asked for when it is needed. */
  email: () => Promise<{ address: string; isVerified: boolean } | null>;
}

/** The provider of identities that people may sign in with besides their password here (OpenID Connect Core 1.0). */
@Injectable()
export class OpenIdProvider {
  private readonly logger = new Logger('OpenID Connect');
  private discovered: { until: number; outcome: Promise<Discovered> } | null = null;

  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  /** What is set of it; null where there is none. */
  get settings(): OpenIdConfiguration | null {
    return this.configuration.openId;
  }

  /** The same. @throws Conflict where there is none */
  get needed(): OpenIdConfiguration {
    if (this.settings === null)
      throw new Conflict(
        'This portal is not set up for sign-in with another service. Sign in with your email address and password.',
      );
    return this.settings;
  }

  /** Whether people can be sent there just now. */
  async isReachable(): Promise<boolean> {
    return this.discover().then(
      () => true,
      () => false,
    );
  }

  /** Where somebody signs in there. @throws Refusal where it cannot be reached */
  async signInUrl({ state, nonce, verifier }: TransactionSecrets): Promise<string> {
    const { redirectUri, scopes, levels, levelClaim } = this.needed;
    const { library, client } = await this.discover();
    const url = library.buildAuthorizationUrl(client, {
      redirect_uri: redirectUri,
      scope: scopes.join(' '),
      state,
      nonce,
      code_challenge: await library.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    if (levels.length > 0 && levelClaim === 'vot') url.searchParams.set('vtr', JSON.stringify(levels));
    if (levels.length > 0 && levelClaim === 'acr') url.searchParams.set('acr_values', levels.join(' '));
    return url.href;
  }

  /**
   * Whom the provider has signed in: its code is exchanged, and its ID token checked by the library: signature, issuer, audience, times and nonce.
   *
   * @param answer the query that it sent the browser back with
   * @throws Unauthenticated when it signed in nobody, or what it says does not hold
   * @throws Refusal where it cannot be reached
   */
  async prove(answer: string, { state, nonce, verifier }: TransactionSecrets): Promise<ProvenIdentity> {
    const settings = this.needed;
    const { library, client } = await this.discover();
    const url = new URL(`${settings.redirectUri}?${answer}`);
    const tokens = await library
      .authorizationCodeGrant(client, url, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      .catch((error: unknown) => this.fail(error, library));
    const claims = tokens.claims();
    if (claims === undefined || tokens.id_token === undefined)
      throw new Error('the library let an answer without ID token pass');
    // The library looks at when it ends, and not at when it began.
    if (claims.iat > Date.now() / 1000 + CLOCK_TOLERANCE) {
      this.logger.warn(`${settings.issuer} issued an ID token of the future. One of the two clocks is wrong.`);
      throw doesNotHold(settings.name);
    }
    const level = claims[settings.levelClaim];
    const isAmong = (levels: readonly string[]): boolean => typeof level === 'string' && levels.includes(level);
    if (settings.levels.length > 0 && !isAmong(settings.levels))
      throw new Unauthenticated(
        `${settings.name} signed you in with less proof than this portal asks for. Begin again, and do there what it asks for besides.`,
      );
    return {
      issuer: settings.issuer,
      subject: claims.sub,
      idToken: tokens.id_token,
      hadSecondFactor: isAmong(settings.secondFactorLevels),
      email: async () => {
        const { userinfo_endpoint: endpoint } = client.serverMetadata();
        if (endpoint === undefined) return emailIn(claims);
        return library
          .fetchUserInfo(client, tokens.access_token, claims.sub)
          .then(emailIn)
          .catch((error: unknown) => this.fail(error, library));
      },
    };
  }

  /** Where somebody signs out there too; null where it has no such place, or cannot be reached. @param idToken what it signed them in with */
  async signOutUrl(idToken: string): Promise<string | null> {
    const discovered = this.settings === null ? null : await this.discover().catch(() => null);
    if (discovered?.client.serverMetadata().end_session_endpoint === undefined) return null;
    const { signedOutUri } = this.needed;
    return discovered.library.buildEndSessionUrl(discovered.client, {
      id_token_hint: idToken,
      post_logout_redirect_uri: signedOutUri,
    }).href;
  }

  /** @throws Refusal where it cannot be reached, now or less than half a minute ago */
  private async discover(): Promise<Discovered> {
    const settings = this.needed;
    if (this.discovered === null || this.discovered.until <= Date.now()) {
      const outcome = this.ask(settings);
      const kept = { until: Date.now() + KEPT.found, outcome };
      this.discovered = kept;
      outcome.catch((error: unknown) => {
        kept.until = Date.now() + KEPT.failed;
        this.logger.warn(
          `${settings.issuer} cannot be used: ${reasonOf(error)}. People sign in with their passwords meanwhile.`,
        );
      });
    }
    return this.discovered.outcome.catch(() => {
      throw new Refusal(
        'UNAVAILABLE',
        `${settings.name} cannot be reached just now. Sign in with your password, or try again in a few minutes.`,
      );
    });
  }

  private async ask({ issuer, clientId, client }: OpenIdConfiguration): Promise<Discovered> {
    const library = await import('openid-client');
    const insecure = issuer.startsWith('http://') ? [library.allowInsecureRequests] : [];
    const found = await library.discovery(
      new URL(issuer),
      clientId,
      { [library.clockTolerance]: CLOCK_TOLERANCE },
      await authenticationOf(client, library),
      { timeout: TIMEOUT, execute: [library.enableNonRepudiationChecks, ...insecure] },
    );
    // Links are kept by the issuer's name, of which there is one spelling.
    const { issuer: itself } = found.serverMetadata();
    if (itself !== issuer) throw new Error(`it calls itself ${itself}: set ASSAY_OPENID_ISSUER to exactly that`);
    return { library, client: found };
  }

  /** @throws Refusal always: what the library found, as a person is told it; what is for whoever runs the portal goes to the log */
  private fail(error: unknown, library: typeof OpenIdClient): never {
    const { refusal, forOperator } = problemOf(error, this.needed.name, library);
    if (forOperator) this.logger.warn(reasonOf(error));
    throw refusal;
  }
}

function emailIn(claims: Record<string, unknown>): { address: string; isVerified: boolean } | null {
  const { email, email_verified: isVerified } = claims;
  return typeof email === 'string' && email.length <= 320 ? { address: email, isVerified: isVerified === true } : null;
}

/** What the library found, with what it found beneath. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && cause.message !== error.message ? `${error.message}: ${cause.message}` : error.message;
}
