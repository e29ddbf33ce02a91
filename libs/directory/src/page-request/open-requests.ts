import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { globalId, Member, move, Tx } from '#platform';
import { PAGE_REQUEST, PageRequest, PageRequestStatus } from './page-request.entity';

/** What an operator makes of a request: accepted, refused, or to be changed. */
type Settled = Extract<PageRequestStatus, 'ACCEPTED' | 'REFUSED' | 'CHANGES_REQUESTED'>;

const ACTIONS: Readonly<Record<Settled, string>> = {
  ACCEPTED: 'pageRequest.accepted',
  REFUSED: 'pageRequest.refused',
  CHANGES_REQUESTED: 'pageRequest.changesRequested',
};

/** Words of the notification, after which comes the operator's reason. @param name of the page that was asked for */
const TOLD: Readonly<Record<Settled, (name: string) => string>> = {
  ACCEPTED: (name) => `Your organisation has a page now: ${name}.`,
  REFUSED: (name) => `Your request for a page, ${name}, was refused. What you wrote is kept, and you can ask again.`,
  CHANGES_REQUESTED: (name) => `An operator asks you to change your request for a page, ${name}. What you wrote is kept.`,
};

/** Requests for a page that are still to be decided. */
@Injectable()
export class OpenRequests {
  constructor(private readonly audit: AuditTrail) {}

  /**
   * Writes down what an operator made of a request, and tells the supplier.
   *
   * @param supplierId of the page that is opened; null where none is
   */
  async settle(
    tx: Tx,
    caller: Member,
    request: PageRequest,
    { status, reason, supplierId }: { status: Settled; reason: string; supplierId: string | null },
  ): Promise<void> {
    const { id, organisationId, name } = request;
    await tx.query(
      `UPDATE page_request SET status = $2, decided_by = $3, decided_at = now(), reason = $4, supplier_id = $5, version = version + 1 WHERE id = $1`,
      [id, move(PAGE_REQUEST, request.status, status), caller.user.id, reason, supplierId],
    );
    await tx.query(
      `INSERT INTO notification (id, organisation_id, kind, subject_id, text) VALUES ($1, $2, 'PAGE_REQUEST_DECIDED', $3, $4)`,
      [uuidv7(), organisationId, globalId(PageRequest, id), `${TOLD[status](name)} ${reason}`],
    );
    await this.audit.record(tx, caller, {
      action: ACTIONS[status],
      subject: { type: PageRequest, id },
      detail: { reason, ...(supplierId === null ? {} : { supplier: name }) },
    });
  }

  /** Refuses what an organisation has asked for and nobody has decided, since it has been given a page. */
  async refuseOf(tx: Tx, caller: Member, organisationId: string, reason: string): Promise<void> {
    const [open] = await tx.find(PageRequest, {
      where: [
        { organisationId, status: 'PENDING' },
        { organisationId, status: 'CHANGES_REQUESTED' },
      ],
      lock: { mode: 'pessimistic_write' },
    });
    if (open !== undefined) await this.settle(tx, caller, open, { status: 'REFUSED', reason, supplierId: null });
  }
}
