import { Caller } from './caller';

/** Turns the bearer token of a request into its caller. Implemented by `identity`, which stands above this library. */
export abstract class Authenticator {
  /**
   * @param token the bearer token, or null when the request has none
   * @throws Unauthenticated when a token was sent that is unknown, revoked or past its end
   */
  abstract authenticate(token: string | null, requestId: string): Promise<Caller>;
}
