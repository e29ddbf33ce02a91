import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#audit';
import { IllegalTransition, instantInWords, Member, timeOfDeed, Tx } from '#platform';
import { Procurement } from '../procurement/procurement.entity';
import { ProcurementRows } from '../procurement/procurement-rows';
import { EvidenceRequest } from './evidence-request.entity';
import { InvitationService } from './invitation.service';

/** Opens the responses to a request: for whoever assesses first, or decides where nobody answered. */
@Injectable()
export class ResponseOpening {
  constructor(
    private readonly audit: AuditTrail,
    private readonly rows: ProcurementRows,
    private readonly invitations: InvitationService,
  ) {}

  /**
   * The deadline has to be past, and who has not answered by then has not answered. From here on the procurement is being assessed.
   *
   * @param procurement locked, and waiting for evidence
   * @throws IllegalTransition before the deadline
   */
  async open(tx: Tx, caller: Member, procurement: Procurement): Promise<void> {
    const request = await tx.findOneByOrFail(EvidenceRequest, { procurementId: procurement.id });
    if (request.dueAt > (await timeOfDeed(tx))) {
      throw new IllegalTransition(
        `Responses are sealed until ${instantInWords(request.dueAt)}. Nobody sees an answer before the deadline; assess after it.`,
        { opensAt: request.dueAt.toISOString() },
      );
    }
    await this.invitations.closeExpired(tx, caller, procurement.id);
    await this.rows.moveTo(tx, procurement, 'ASSESSMENT');
    await this.audit.record(tx, caller, { action: 'responses.opened', subject: { type: Procurement, id: procurement.id } });
  }
}
