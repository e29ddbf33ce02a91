import { Injectable } from '@nestjs/common';
import { Conflict, globalId, instantInWords, Member, readId, refer, timeOfDeed, Transactions, Tx } from '#platform';
import { Procurement } from '../procurement/procurement.entity';
import { ProcurementRows } from '../procurement/procurement-rows';
import { Correspondence } from './correspondence';
import { mustBeExtendable, mustBeExtension } from './deadline';
import { EvidenceRequest } from './evidence-request.entity';
import { ExtendDeadlineInput, ExtendDeadlinePayload } from './evidence-request.inputs';
import { Invitation } from './invitation.entity';
import { ASKABLE } from './invitation.states';

/** What is refused, for the sentence. */
const EXTENDING = 'Extending the deadline';

@Injectable()
export class DeadlineExtensionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly rows: ProcurementRows,
    private readonly correspondence: Correspondence,
  ) {}

  /**
   * Puts the deadline off, for every supplier that was asked, and tells them all at once. What was submitted stays so, sealed until the new
   * deadline, and can be submitted again until then. The row of the extension moves the deadline wherever it is kept (migration 1570), and
   * the database refuses one that is committed after the deadline had passed.
   *
   * @throws IllegalTransition when nothing was asked, the deadline has passed, or assessment has begun
   * @throws BadUserInput when the new deadline is no later than the one that stands, or more than a year later
   * @throws Forbidden to somebody with a conflict of interest
   * @source Procurement Act 2023 s.12(2): suppliers are treated the same
   */
  async extend(caller: Member, input: ExtendDeadlineInput): Promise<ExtendDeadlinePayload> {
    const key = readId(Procurement, input.procurementId);
    const extending = this.transactions.run(caller, async (tx) => {
      const procurement = await this.rows.forChange(tx, caller, key, ['EVIDENCE'], EXTENDING);
      await this.rows.mustHaveNoConflict(tx, caller, key, 'put off the deadline');
      const request = await tx.findOneByOrFail(EvidenceRequest, { procurementId: key });
      const now = await timeOfDeed(tx);
      mustBeExtendable(request.dueAt, now, EXTENDING);
      mustBeExtension(request.dueAt, input.dueAt);
      await tx.query(
        'INSERT INTO deadline_extension (request_id, organisation_id, due_before, due_at, reason, extended_at) VALUES ($1, $2, $3, $4, $5, $6)',
        [request.id, request.organisationId, request.dueAt, input.dueAt, input.reason, now],
      );
      await this.tellAll(tx, caller, procurement, request, input);
      return request.id;
    });
    const id = await extending.catch(async (error: unknown) => {
      if (error instanceof Conflict) await this.mustNotBeOvertaken(caller, key);
      throw error;
    });
    return { request: refer(EvidenceRequest, id) };
  }

  /** For what the database refused: the deadline may have passed before it was committed. @throws IllegalTransition then, naming it */
  private async mustNotBeOvertaken(caller: Member, key: string): Promise<void> {
    await this.transactions.read(caller, async (tx) => {
      const request = await tx.findOneByOrFail(EvidenceRequest, { procurementId: key });
      mustBeExtendable(request.dueAt, await timeOfDeed(tx), EXTENDING);
    });
  }

  /**
   * One event in the buyer's trail, one in that of each supplier, and a notification in the same words to each that still takes part:
   * whoever declined or was left out has no deadline any more.
   */
  private async tellAll(
    tx: Tx,
    caller: Member,
    procurement: Procurement,
    request: EvidenceRequest,
    { dueAt, reason }: ExtendDeadlineInput,
  ): Promise<void> {
    const { organisationId, id, buyerName, title, reference } = procurement;
    const invitations = await tx.find(Invitation, { where: { requestId: request.id }, order: { id: 'ASC' } });
    const action = 'deadline.extended';
    const detail = { dueBefore: request.dueAt.toISOString(), dueAt: dueAt.toISOString(), reason };
    await this.correspondence.record(tx, caller, [
      {
        organisationId,
        action,
        subject: { type: Procurement, id },
        detail: { request: globalId(EvidenceRequest, request.id), ...detail },
      },
      ...invitations.map((invitation) => ({
        organisationId: invitation.supplierOrganisationId,
        action,
        subject: { type: Invitation, id: invitation.id },
        detail,
      })),
    ]);
    const [before, until] = [request.dueAt, dueAt].map(instantInWords);
    const text = `${buyerName} has put off the deadline for “${title}” (${reference}), for every supplier, from ${before} to ${until}: ${reason}`;
    await Correspondence.tell(
      tx,
      invitations
        .filter(({ state }) => ASKABLE.some((askable) => askable === state))
        .map((invitation) => Correspondence.toSupplier(invitation, 'DEADLINE_EXTENDED', text)),
    );
  }
}
