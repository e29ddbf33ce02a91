import type { Answer, TestApi } from './harness';
import type { IdentityProvider, PersonThere } from './identity-provider';

const BEGIN = 'mutation { beginOpenIdSignIn { url transaction expiresAt } }';
const COMPLETE = `mutation($input: CompleteOpenIdSignInInput!) { completeOpenIdSignIn(input: $input) {
  token expiresAt viewer { user { email } organisation { name } roles } } }`;
const BEGIN_LINK = 'mutation($input: BeginOpenIdLinkInput!) { beginOpenIdLink(input: $input) { url transaction } }';
const COMPLETE_LINK = `mutation($input: CompleteOpenIdLinkInput!) { completeOpenIdLink(input: $input) {
  identity { issuer email linkedAt lastUsedAt } } }`;

/** A way to the provider that has begun. */
export interface Begun {
  url: string;
  transaction: string;
}

/** What `completeOpenIdSignIn` answers. */
export interface SignedIn {
  completeOpenIdSignIn: { token: string; viewer: { user: { email: string }; organisation: { name: string }; roles: string[] } };
}

/** What `completeOpenIdLink` answers. */
export interface Linked {
  completeOpenIdLink: { identity: { issuer: string; email: string | null; lastUsedAt: string | null } };
}

/** What a portal does for a person who signs in at a provider, by the API's operations. */
export class OpenIdVisitor {
  constructor(
    readonly api: TestApi,
    readonly provider: IdentityProvider,
  ) {}

  async begin(): Promise<Begun> {
    const { data, errors } = await this.api.send<{ beginOpenIdSignIn: Begun }>(null, BEGIN);
    if (errors.length > 0) throw new Error(errors[0].message);
    return data.beginOpenIdSignIn;
  }

  complete(input: { transaction: string; answer?: string; code?: string }): Promise<Answer<SignedIn>> {
    return this.api.send<SignedIn>(null, COMPLETE, { input });
  }

  /** From the button to the answer. @param as null for somebody whom the provider refuses */
  async signIn(as: PersonThere | null): Promise<Answer<SignedIn> & { transaction: string; answer: string }> {
    const { url, transaction } = await this.begin();
    const answer = await this.provider.signIn(url, as);
    return { ...(await this.complete({ transaction, answer })), transaction, answer };
  }

  async beginLink(account: string, proof: { password?: string; code?: string }): Promise<Answer<{ beginOpenIdLink: Begun }>> {
    return this.api.send<{ beginOpenIdLink: Begun }>(account, BEGIN_LINK, { input: proof });
  }

  completeLink(account: string, input: { transaction: string; answer: string }): Promise<Answer<Linked>> {
    return this.api.send<Linked>(account, COMPLETE_LINK, { input });
  }

  /** Links who somebody is at the provider to an account. */
  async link(account: string, as: PersonThere, proof: { password?: string; code?: string }): Promise<Answer<Linked>> {
    const { data, errors } = await this.beginLink(account, proof);
    if (errors.length > 0) throw new Error(errors[0].message);
    const { url, transaction } = data.beginOpenIdLink;
    return this.completeLink(account, { transaction, answer: await this.provider.signIn(url, as) });
  }
}
