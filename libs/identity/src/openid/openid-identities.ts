import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#audit';
import { Conflict, Forbidden, Member, Tx, Transactions } from '#platform';
import { User } from '../user/user.entity';
import { OpenIdIdentity } from './openid.inputs';
import type { ProvenIdentity } from './openid-provider';

/** Which identities are linked to which account: one at each provider, and each to one account. */
@Injectable()
export class OpenIdIdentities {
  constructor(
    private readonly database: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /** Those of the caller, the oldest first. */
  async of(caller: Member): Promise<OpenIdIdentity[]> {
    return this.database.read(caller, (tx) => tx.query(`${IDENTITIES} ORDER BY linked_at`, [caller.user.id]));
  }

  /**
   * Links an identity to the caller's account.
   *
   * @param email the address that the provider gave
   * @throws Conflict when either is linked already
   */
  async link(caller: Member, proven: ProvenIdentity, email: string | null): Promise<OpenIdIdentity> {
    return this.database.run(caller, (tx) => this.put(tx, caller, proven, email, 'ACCOUNT'));
  }

  /** The same for a member whom an administrator has invited, which is good once. @throws Forbidden when it was taken back meanwhile */
  async linkInvited(member: Member, proven: ProvenIdentity, email: string): Promise<void> {
    await this.database.run(member, async (tx) => {
      const [taken] = (await tx.query(
        'DELETE FROM openid_invitation WHERE user_id = $1 AND expires_at > now() RETURNING user_id',
        [member.user.id],
      )) as [unknown[], number];
      if (taken.length === 0)
        throw new Forbidden('The invitation was used or ended meanwhile. Ask an administrator for another.');
      await this.put(tx, member, proven, email, 'INVITATION');
    });
  }

  /** Notes that it was signed in with. @throws Forbidden when it was unlinked meanwhile */
  async use(tx: Tx, userId: string, issuer: string): Promise<void> {
    const [used] = (await tx.query(
      'UPDATE openid_identity SET last_used_at = now() WHERE user_id = $1 AND issuer = $2 RETURNING user_id',
      [userId, issuer],
    )) as [unknown[], number];
    if (used.length === 0) throw new Forbidden('It was disconnected from your account meanwhile. Sign in with your password.');
  }

  /** Ends the link; one that there is not needs no end. */
  async unlink(caller: Member, issuer: string): Promise<void> {
    await this.database.run(caller, async (tx) => {
      const [ended] = (await tx.query('DELETE FROM openid_identity WHERE user_id = $1 AND issuer = $2 RETURNING user_id', [
        caller.user.id,
        issuer,
      ])) as [unknown[], number];
      if (ended.length > 0) await this.record(tx, caller, 'identity.unlinked', { issuer });
    });
  }

  private async put(
    tx: Tx,
    { user, ...rest }: Member,
    { issuer, subject }: ProvenIdentity,
    email: string | null,
    by: 'ACCOUNT' | 'INVITATION',
  ): Promise<OpenIdIdentity> {
    const [identity]: OpenIdIdentity[] = await tx.query(
      `INSERT INTO openid_identity (user_id, issuer, subject, email) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
       RETURNING issuer, email, linked_at AS "linkedAt", last_used_at AS "lastUsedAt"`,
      [user.id, issuer, subject, email],
    );
    if (identity === undefined) {
      const own: unknown[] = await tx.query(`${IDENTITIES} AND issuer = $2`, [user.id, issuer]);
      throw new Conflict(own.length > 0 ? HAS_ONE : OF_ANOTHER);
    }
    await this.record(tx, { user, ...rest }, 'identity.linked', { issuer, by });
    return identity;
  }

  private async record(tx: Tx, caller: Member, action: string, detail: Record<string, string>): Promise<void> {
    await this.audit.record(tx, caller, { action, subject: { type: User, id: caller.user.id }, detail });
  }
}

const IDENTITIES = `SELECT issuer, email, linked_at AS "linkedAt", last_used_at AS "lastUsedAt" FROM openid_identity WHERE user_id = $1`;
const HAS_ONE = 'Your account is connected to this service already. Disconnect it first, then connect the other one.';
const OF_ANOTHER =
  'This identity is connected to another account here. Sign in to that one and disconnect it there, or sign in to the service as somebody else.';
