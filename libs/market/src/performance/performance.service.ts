import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#audit';
import { Supplier } from '#directory';
import { Forbidden, Member, NotFound, readId, refer, Transactions, Tx } from '#platform';
import { ContractPerformance } from './contract-performance.entity';
import { AnswerPerformanceInput, PerformanceReplyPayload, RemovePerformanceReplyInput } from './performance.inputs';
import { SupplierPerformance } from './supplier-performance.entity';

@Injectable()
export class PerformanceService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * The right of reply: the supplier's word on what a notice states of a contract of its own. The statement stays; a second reply replaces the first.
   *
   * @throws Forbidden when the caller's page has no such contract
   */
  answer(caller: Member, { performanceId, note }: AnswerPerformanceInput): Promise<PerformanceReplyPayload> {
    return this.reply(caller, performanceId, 'performance.answered', async (tx, supplierId, { id, noticeId }) => {
      await tx.query(
        `INSERT INTO performance_reply (performance_id, supplier_id, notice_id, note) VALUES ($1, $2, $3, $4)
         ON CONFLICT (performance_id, supplier_id) DO UPDATE SET notice_id = excluded.notice_id, note = excluded.note, replied_at = now()`,
        [id, supplierId, noticeId, note],
      );
      return { note };
    });
  }

  /** Takes a reply back. What it said stays in the audit trail. @throws NotFound when there is none */
  removeReply(caller: Member, { performanceId }: RemovePerformanceReplyInput): Promise<PerformanceReplyPayload> {
    return this.reply(caller, performanceId, 'performance.replyRemoved', async (tx, supplierId, { id }) => {
      const removed: unknown[] = await tx.query(
        'WITH removed AS (DELETE FROM performance_reply WHERE performance_id = $1 AND supplier_id = $2 RETURNING 1) SELECT * FROM removed',
        [id, supplierId],
      );
      if (removed.length === 0) throw new NotFound('reply');
      return {};
    });
  }

  /** Changes the reply of the caller's page to a statement. @param change answers what the audit trail says of it */
  private async reply(
    caller: Member,
    performanceId: string,
    action: string,
    change: (tx: Tx, supplierId: string, stated: ContractPerformance) => Promise<Record<string, string>>,
  ): Promise<PerformanceReplyPayload> {
    const id = readId(ContractPerformance, performanceId);
    const supplierId = await this.transactions.run(caller, async (tx) => {
      const stated = await tx.findOneBy(ContractPerformance, { id });
      if (stated === null) throw new NotFound('statement');
      const page = await tx.findOneBy(Supplier, { organisationId: caller.organisation.id });
      if (page === null || !(await tx.existsBy(SupplierPerformance, { performanceId: id, supplierId: page.id })))
        throw new Forbidden('This is not stated of a contract of your organisation, so that it cannot reply to it.');
      const detail = await change(tx, page.id, stated);
      await this.audit.record(tx, caller, {
        action,
        subject: { type: ContractPerformance, id },
        detail: { ...detail, contract: stated.contractId, ocid: stated.ocid },
      });
      return page.id;
    });
    return { supplier: refer(Supplier, supplierId) };
  }
}
