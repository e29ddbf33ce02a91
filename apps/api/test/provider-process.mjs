// A provider of identities (oidc-provider) for tests, in a process of its own. It signs in whoever `login_hint` names, without asking:
// "subject,address,verified"; where it names nobody, Ann. Its options come as JSON, and its issuer goes out as a message.
import { createHash, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const { client, clockOffset, foreignKeys, level } = JSON.parse(process.argv[2]);

// A clock that goes wrong, by seconds.
const now = Date.now.bind(Date);
Date.now = () => now() + clockOffset * 1000;

const keyOf = () => {
  const jwk = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  return { ...jwk, use: 'sig', alg: 'RS256', kid: 'the-key' };
};
const publicPart = ({ kty, n, e, use, alg, kid }) => ({ kty, n, e, use, alg, kid });

const server = createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;

/** Who has come, as the last hint told of each. */
const people = new Map();

const provider = new Provider(issuer, {
  clients: [client],
  jwks: { keys: [keyOf()] },
  cookies: { keys: [createHash('sha256').update(issuer).digest('hex')] },
  acrValues: ['low', 'high'],
  extraParams: ['vtr'],
  claims: { openid: ['sub', 'vot'], email: ['email', 'email_verified'], acr: null },
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  findAccount: (_context, subject) => {
    const [, email, verified] = people.get(subject);
    return {
      accountId: subject,
      claims: () => ({ sub: subject, vot: level, ...(email ? { email, email_verified: verified === 'verified' } : {}) }),
    };
  },
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope('openid email');
    await grant.save();
    return grant;
  },
});

const answer = provider.callback();
server.on('request', async (request, response) => {
  if (foreignKeys && request.url === '/jwks') {
    response.setHeader('content-type', 'application/jwk-set+json');
    return response.end(JSON.stringify({ keys: [publicPart(keyOf())] }));
  }
  if (!request.url.startsWith('/interaction/')) return answer(request, response);
  const { params, prompt } = await provider.interactionDetails(request, response);
  const person = (params.login_hint ?? 'ann-at-town,ann@town.example,verified').split(',');
  people.set(person[0], person);
  const refused = params.login_hint === 'refused';
  const agreed = prompt.name === 'consent' ? { consent: {} } : { login: { accountId: person[0], acr: level } };
  const result = refused ? { error: 'access_denied' } : agreed;
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
});

process.on('disconnect', () => process.exit(0));
process.send({ issuer });
