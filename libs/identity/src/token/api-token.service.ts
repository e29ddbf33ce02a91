import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { Forbidden, Member, NotFound, readId, refer, Transactions } from '#platform';
import { newToken } from '../session/bearer-token';
import { ApiToken } from './api-token.entity';
import { CreateApiTokenInput, CreateApiTokenPayload, RevokeApiTokenInput, RevokeApiTokenPayload } from './api-token.inputs';

const DAY = 86_400_000;

@Injectable()
export class ApiTokenService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws Forbidden to a token: only a person at a session makes another */
  async create(caller: Member, { name, scopes, days }: CreateApiTokenInput): Promise<CreateApiTokenPayload> {
    if (caller.scopes !== null) throw new Forbidden('A token cannot make another token. Sign in and make it there.');
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
}
