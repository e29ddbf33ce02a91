import type { Scope } from '../api/operations';

/** What a token that may read asks first, and one that may not: what is public. */
const [WHO_AM_I, PUBLIC] = ['{ viewer { user { name } organisation { name } } }', '{ sectors { code label } }'];

/** A line for a shell that tries a token, as it is shown this once beside its secret. @param address of the API */
export function firstCall(address: string, secret: string, scopes: readonly Scope[]): string {
  const body = JSON.stringify({ query: scopes.includes('READ') ? WHO_AM_I : PUBLIC });
  return `curl -H 'authorization: Bearer ${secret}' -H 'content-type: application/json' -d '${body}' ${address}/graphql`;
}
