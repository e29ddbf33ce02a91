import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';

/** Members whom an administrator lets link an identity by signing in with it. */
@Injectable()
export class OpenIdInvitations {
  /** Invites a member for two weeks, in place of an invitation that there is. @returns until when */
  async make(tx: Tx, userId: string, organisationId: string): Promise<Date> {
    await tx.query('DELETE FROM openid_invitation WHERE user_id = $1', [userId]);
    const [{ expiresAt }]: { expiresAt: Date }[] = await tx.query(
      `INSERT INTO openid_invitation (user_id, organisation_id, expires_at) VALUES ($1, $2, now() + interval '14 days')
       RETURNING expires_at AS "expiresAt"`,
      [userId, organisationId],
    );
    return expiresAt;
  }
}
