import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Conflict, Forbidden, hasRole, Member, refer, Transactions } from '#platform';
import { AuditTrail } from '../event/audit-trail';
import { ChainCheck, ChainCheckPayload, CheckChainInput } from './chain-check.entity';

/** Has whole chains checked. */
@Injectable()
export class ChainCheckService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Puts a check into the queue of the worker.
   *
   * @throws Forbidden when the chains of others are asked for by somebody who is no operator
   * @throws Conflict when one is waiting or running already
   */
  async ask(caller: Member, { scope }: CheckChainInput): Promise<ChainCheckPayload> {
    if (scope === 'ALL' && !hasRole(caller, 'OPERATOR'))
      throw new Forbidden('Operators have the records of all organisations checked. Ask for the check of your own.');
    const id = uuidv7();
    await this.transactions.run(caller, async (tx) => {
      // The chain's lock: of two people who ask at once, the second finds what the first asked for.
      await this.audit.serialise(tx, caller.organisation.id);
      const open: unknown[] = await tx.query(`SELECT FROM chain_check WHERE state IN ('QUEUED', 'RUNNING')`);
      if (open.length > 0) throw new Conflict('A check is under way already. Its answer comes before another is begun.');
      await tx.query('INSERT INTO chain_check (id, organisation_id, scope, asked_by) VALUES ($1, $2, $3, $4)', [
        id,
        caller.organisation.id,
        scope,
        caller.user.id,
      ]);
      await this.audit.record(tx, caller, {
        action: 'chain-check.asked',
        subject: { type: ChainCheck, id },
        detail: { scope },
      });
    });
    return { check: refer(ChainCheck, id) };
  }
}
