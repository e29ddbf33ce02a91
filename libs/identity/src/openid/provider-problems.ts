import type * as OpenIdClient from 'openid-client';
import { Refusal, Unauthenticated } from '#platform';

/** What went wrong with a sign-in at the provider. */
export interface ProviderProblem {
  /** As the person is told it. */
  refusal: Refusal;
  /** Whether whoever runs the portal has something to look at. */
  forOperator: boolean;
}

/**
 * What the library found, in plain words.
 *
 * @param name what people call the provider
 */
export function problemOf(error: unknown, name: string, library: typeof OpenIdClient): ProviderProblem {
  if (error instanceof library.AuthorizationResponseError) return refusedBy(error.error, name);
  if (error instanceof library.ResponseBodyError) return notExchanged(error.error, name);
  if (error instanceof library.WWWAuthenticateChallengeError)
    return notExchanged(error.cause[0]?.parameters.error ?? 'invalid_client', name);
  if (isOfNetwork(error))
    return {
      refusal: new Refusal(
        'UNAVAILABLE',
        `${name} did not answer, so that you are not signed in. Sign in with your password, or begin again in a few minutes.`,
      ),
      forOperator: true,
    };
  return { refusal: doesNotHold(name), forOperator: true };
}

/** What is said of an answer that is not what was asked for, or was not made by the provider. */
export function doesNotHold(name: string): Unauthenticated {
  return new Unauthenticated(
    `What ${name} answered does not hold, so that you are not signed in. Begin again; if it happens every time, tell whoever runs this portal.`,
  );
}

/** It sent the person back without a code. @source RFC 6749, 4.1.2.1; OpenID Connect Core 1.0, 3.1.2.6 */
function refusedBy(error: string, name: string): ProviderProblem {
  if (error === 'access_denied')
    return {
      refusal: new Unauthenticated(
        `You stopped at ${name}, or it did not let you in. Nothing was changed. Begin again, or sign in with your password.`,
      ),
      forOperator: false,
    };
  if (error === 'temporarily_unavailable' || error === 'server_error')
    return {
      refusal: new Refusal(
        'UNAVAILABLE',
        `${name} cannot sign anybody in just now. Sign in with your password, or begin again in a few minutes.`,
      ),
      forOperator: true,
    };
  return { refusal: new Unauthenticated(misunderstood(name, error)), forOperator: true };
}

/** It did not take the code. @source RFC 6749, 5.2 */
function notExchanged(error: string, name: string): ProviderProblem {
  if (error === 'invalid_grant')
    return {
      refusal: new Unauthenticated(
        `${name} does not know this sign-in any more: it took too long, or was used already. Nothing was changed; begin again.`,
      ),
      forOperator: true,
    };
  return { refusal: new Unauthenticated(misunderstood(name, error)), forOperator: true };
}

function misunderstood(name: string, error: string): string {
  const code = /^[a-z_]{1,40}$/.test(error) ? error : 'another reason';
  return `${name} refused what this portal asked it (${code}), so that you are not signed in. Tell whoever runs this portal; your password works meanwhile.`;
}

/** Whether nothing came, or not in time; the library tells it with what it was about. */
function isOfNetwork(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, message, cause } = error as Partial<Error>;
  return name === 'TimeoutError' || message === 'fetch failed' || isOfNetwork(cause);
}
