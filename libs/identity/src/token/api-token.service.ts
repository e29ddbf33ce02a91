import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { Forbidden, Member, NotFound, readId, refer, Transactions } from '#platform';
import { newToken } from '../session/bearer-token';
import { OwnerProof } from '../session/owner-proof';
import { ApiToken } from './api-token.entity';
import { CreateApiTokenInput, CreateApiTokenPayload, RevokeApiTokenInput, RevokeApiTokenPayload } from './api-token.inputs';

const DAY = 86_400_000;

@Injectable()
export class ApiTokenService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly proof: OwnerProof,
  ) {}

  /**
   * Makes a token, which outlasts the session: whoever sits at one that was left open cannot.
   *
   * @param address where the request came from
   * @throws Forbidden to a token: only a person at a session makes another
   * @throws BadUserInput when the caller signed in some time ago and neither the password nor a code proves that it is they
   */
  async create(caller: Member, address: string, input: CreateApiTokenInput): Promise<CreateApiTokenPayload> {
    if (caller.scopes !== null) throw new Forbidden('A token cannot make another token. Sign in and make it there.');
    if (!(await this.hasJustSignedIn(caller))) await this.proof.mustHold(caller, address, input);
    const { name, scopes, days } = input;
    const { token, hash } = newToken('t');
    const id = uuidv7();
    await this.transactions.run(caller, async (tx) => {
      const expiresAt = new Date(Date.now() + (days ?? 90) * DAY);
      await tx.insert(ApiToken, {
        id,
        name,
        scopes,
        tokenHash: hash,
        userId: caller.user.id,
        organisationId: caller.organisation.id,
        expiresAt,
      });
      await this.audit.record(tx, caller, {
        action: 'token.created',
        subject: { type: ApiToken, id },
        detail: { name, scopes },
      });
    });
    return { apiToken: refer(ApiToken, id), secret: token };
  }

  /** @throws NotFound when it is not the caller's, or revoked already */
  async revoke(caller: Member, { apiTokenId }: RevokeApiTokenInput): Promise<RevokeApiTokenPayload> {
    const id = readId(ApiToken, apiTokenId);
    await this.transactions.run(caller, async (tx) => {
      const { affected } = await tx.update(ApiToken, { id, revokedAt: IsNull() }, { revokedAt: new Date() });
      if (affected !== 1) throw new NotFound('API token');
      await this.audit.record(tx, caller, { action: 'token.revoked', subject: { type: ApiToken, id } });
    });
    return { apiToken: refer(ApiToken, id) };
  }

  private async hasJustSignedIn(caller: Member): Promise<boolean> {
    const [session]: unknown[] = await this.transactions.read(caller, (tx) =>
      tx.query(`SELECT FROM session WHERE id = $1 AND created_at > now() - interval '15 minutes'`, [caller.sessionId]),
    );
    return session !== undefined;
  }
}
