import { webcrypto } from 'node:crypto';
import type * as OpenIdClient from 'openid-client';
import { type OpenIdConfiguration, readClientKey } from '#platform';

/** How the API proves to the provider who it is. */
export async function authenticationOf(
  client: OpenIdConfiguration['client'],
  library: typeof OpenIdClient,
): Promise<OpenIdClient.ClientAuth> {
  if ('secret' in client) return bySecret(client.secret, library);
  const { keyId: kid, audience } = client;
  const key = { key: await importedKey(client.keyFile), kid };
  return (server, ...rest) =>
    library.PrivateKeyJwt(key, {
      [library.modifyAssertion]: (_header, payload) => {
        if (audience === 'token-endpoint' && server.token_endpoint !== undefined) payload.aud = server.token_endpoint;
      },
    })(server, ...rest);
}

/** In a header, unless the provider says that it takes secrets in the body alone. @source OpenID Connect Discovery 1.0, section 3 */
function bySecret(secret: string, library: typeof OpenIdClient): OpenIdClient.ClientAuth {
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const authentication = methods.includes('client_secret_basic') ? library.ClientSecretBasic : library.ClientSecretPost;
    return authentication(secret)(server, ...rest);
  };
}

/** The key as the library takes it: RSA signs as RS256, EC as ES256. */
async function importedKey(file: string): Promise<webcrypto.CryptoKey> {
  const key = readClientKey(file);
  const algorithm = {
    rsa: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    ec: { name: 'ECDSA', namedCurve: 'P-256' },
    ed25519: { name: 'Ed25519' },
  }[key.asymmetricKeyType as 'rsa' | 'ec' | 'ed25519'];
  return webcrypto.subtle.importKey('pkcs8', key.export({ format: 'der', type: 'pkcs8' }), algorithm, false, ['sign']);
}
