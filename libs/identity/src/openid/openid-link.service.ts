import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#audit';
import { Conflict, Forbidden, Member, NotFound, readId, Transactions } from '#platform';
import { organisationOf } from '../membership/membership.service';
import { OwnerProof } from '../session/owner-proof';
import { User } from '../user/user.entity';
import { OpenIdIdentities } from './openid-identities';
import { OpenIdInvitations } from './openid-invitations';
import {
  BeginOpenIdLinkInput,
  BeginOpenIdPayload,
  CompleteOpenIdLinkInput,
  InviteToOpenIdInput,
  InviteToOpenIdPayload,
  OpenIdIdentity,
} from './openid.inputs';
import { OpenIdProvider } from './openid-provider';
import { OpenIdTransactions } from './openid-transactions';

/** How an identity of the provider comes to be linked to an account, and ceases to be. */
@Injectable()
export class OpenIdLinkService {
  constructor(
    private readonly database: Transactions,
    private readonly audit: AuditTrail,
    private readonly provider: OpenIdProvider,
    private readonly transactions: OpenIdTransactions,
    private readonly identities: OpenIdIdentities,
    private readonly invitations: OpenIdInvitations,
    private readonly proof: OwnerProof,
  ) {}

  /**
   * Sends the caller to the provider, to link who they are there; whoever sits at a session that was left open cannot.
   *
   * @param address where the request came from
   * @throws Forbidden to a token
   * @throws BadUserInput when neither the password nor a code proves that it is they
   * @throws Conflict when an identity of the provider is linked already
   */
  async begin(caller: Member, address: string, input: BeginOpenIdLinkInput): Promise<BeginOpenIdPayload> {
    mustBeAtASession(caller);
    const { issuer, name } = this.provider.needed;
    if ((await this.identities.of(caller)).some((identity) => identity.issuer === issuer))
      throw new Conflict(`Your account is connected to ${name} already. Disconnect it first, then connect another identity.`);
    await this.proof.mustHold(caller, address, input);
    return this.transactions.begin(caller.user.id);
  }

  /**
   * Links whom the provider has signed in to the caller's account.
   *
   * @throws Forbidden to a token, or when somebody else began it
   * @throws Unauthenticated when the answer does not hold
   * @throws Conflict when either is linked already
   */
  async complete(caller: Member, { transaction, answer }: CompleteOpenIdLinkInput): Promise<OpenIdIdentity> {
    mustBeAtASession(caller);
    const { secrets, taken } = await this.transactions.answered(transaction, answer, 'LINK');
    if (taken.user_id !== caller.user.id)
      throw new Forbidden('Somebody else began to connect this, in this browser. Nothing was changed; begin again.');
    const proven = await this.provider.prove(answer, secrets);
    const email = await proven.email();
    return this.identities.link(caller, proven, email?.address ?? null);
  }

  /**
   * Ends the link of an identity to the caller's account. Sessions that were begun with it go on.
   *
   * @throws Forbidden to a token
   * @throws Conflict when nothing else would let the caller in
   */
  async unlink(caller: Member, issuer: string): Promise<{ issuer: string }> {
    mustBeAtASession(caller);
    if (issuer === this.provider.settings?.issuer && (await this.proof.passwordHash(caller)) === null)
      throw new Conflict(
        'Your account has no password, so that you could not sign in any more. Ask an administrator of your organisation to remove you and add you again with a password.',
      );
    await this.identities.unlink(caller, issuer);
    return { issuer };
  }

  /**
   * An administrator lets a member link an identity by signing in with it: one whose address the provider has verified, and is that of the
   * account. It holds for two weeks, once; another takes its place.
   *
   * @throws Forbidden when the organisation is not the caller's and the caller is no operator
   * @throws NotFound when there is no such member
   */
  async invite(caller: Member, input: InviteToOpenIdInput): Promise<InviteToOpenIdPayload> {
    const organisationId = organisationOf(
      caller,
      input.organisationId,
      'You can invite members of your own organisation only.',
    );
    const userId = readId(User, input.userId);
    return this.database.run(caller, async (tx) => {
      const [member]: Pick<User, 'id' | 'name' | 'email'>[] = await tx.query(
        `SELECT u.id, u.name, u.email FROM membership m JOIN user_account u ON u.id = m.user_id
         WHERE m.organisation_id = $1 AND m.user_id = $2 FOR SHARE OF m`,
        [organisationId, userId],
      );
      if (member === undefined) throw new NotFound('member');
      const { name: provider } = this.provider.needed;
      const expiresAt = await this.invitations.make(tx, userId, organisationId);
      await this.audit.record(tx, caller, {
        action: 'identity.invited',
        subject: { type: User, id: userId },
        detail: { name: member.name, provider },
      });
      return { user: Object.assign(new User(), member), expiresAt };
    });
  }
}

/** How somebody signs in is changed by whoever has signed in. @throws Forbidden */
function mustBeAtASession({ scopes }: Member): void {
  if (scopes !== null) throw new Forbidden('A token cannot change how you sign in. Sign in and do it there.');
}
