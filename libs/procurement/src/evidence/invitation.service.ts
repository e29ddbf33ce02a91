import { Injectable } from '@nestjs/common';
import { FindOptionsWhere, In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { canMove, globalId, instantInWords, Member, NotFound, readId, refer, timeOfDeed, Transactions, Tx } from '#platform';
import { Candidate } from '../candidate/candidate.entity';
import { CANDIDATE } from '../candidate/candidate.states';
import { Procurement } from '../procurement/procurement.entity';
import { ProcurementRows } from '../procurement/procurement-rows';
import { Correspondence } from './correspondence';
import { mustBeInTime, mustBeOver, mustLieAhead } from './deadline';
import { Invitation } from './invitation.entity';
import { DeclineInvitationInput, InvitationPayload, RequestChangesInput } from './invitation.inputs';
import { InvitationRows } from './invitation-rows';

/** A procurement as its suppliers are told of it. */
export type NamedProcurement = Pick<Procurement, 'id' | 'buyerName' | 'title' | 'reference'>;

/** What the two parties do with an invitation, besides answering it. */
@Injectable()
export class InvitationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly rows: ProcurementRows,
    private readonly invitations: InvitationRows,
    private readonly correspondence: Correspondence,
  ) {}

  /** The supplier has read an invitation: it is opened once, and both parties have a record of it. */
  async opened(caller: Member, id: string): Promise<void> {
    await this.transactions.run(caller, (tx) => this.invitations.openUnread(tx, caller, id));
  }

  /**
   * The supplier does not take part. Final.
   *
   * @throws IllegalTransition after the deadline, or once a response was submitted
   */
  async decline(caller: Member, { invitationId, reason }: DeclineInvitationInput): Promise<InvitationPayload> {
    const id = await this.transactions.run(caller, async (tx) => {
      const invitation = await this.invitations.ofSupplier(tx, caller, invitationId);
      mustBeInTime(invitation, await timeOfDeed(tx), 'Declining');
      await this.invitations.moveTo(tx, invitation, 'DECLINED', { declineReason: reason });
      await this.correspondence.recordForBoth(tx, caller, invitation, 'invitation.declined', { reason });
      const name = await Correspondence.nameOf(tx, invitation);
      const text = `${caller.organisation.name} has declined your request for evidence for ${name}: ${reason}`;
      await Correspondence.tell(tx, [Correspondence.toBuyer(invitation, 'INVITATION_DECLINED', text)]);
      return invitation.id;
    });
    return { invitation: refer(Invitation, id) };
  }

  /**
   * The buyer asks one supplier to put something right, and until when. Until it submits again, its last submission stands.
   *
   * @throws IllegalTransition before the deadline, past ASSESSMENT, or when nothing was submitted
   * @throws BadUserInput when the new deadline has passed already, or is more than a year away
   * @throws Forbidden to somebody with a conflict of interest
   */
  async requestChanges(caller: Member, input: RequestChangesInput): Promise<InvitationPayload> {
    const id = readId(Invitation, input.invitationId);
    await this.transactions.run(caller, async (tx) => {
      const where = { id, organisationId: caller.organisation.id };
      const found = await tx.findOneBy(Invitation, where);
      if (found === null) throw new NotFound('invitation');
      // The procurement is locked before its invitations, as it is by the one who begins to assess.
      await this.rows.forChange(tx, caller, found.procurementId, ['EVIDENCE', 'ASSESSMENT'], 'Asking for changes');
      await this.rows.mustHaveNoConflict(tx, caller, found.procurementId, 'ask a supplier for changes');
      const invitation = await this.rows.locked(tx, Invitation, where);
      const now = await timeOfDeed(tx);
      mustBeOver(invitation.dueAt, now, 'Asking for changes');
      mustLieAhead(input.dueAt, now);
      await this.invitations.moveTo(tx, invitation, 'CHANGES_REQUESTED', {
        changesWanted: input.wanted,
        changesDueAt: input.dueAt,
      });
      await this.correspondence.recordForBoth(tx, caller, invitation, 'changes.requested', {
        wanted: input.wanted,
        dueAt: input.dueAt.toISOString(),
      });
      const name = await Correspondence.nameOf(tx, invitation);
      const text = `${caller.organisation.name} asks for changes to your response to ${name}, by ${instantInWords(input.dueAt)}: ${input.wanted}`;
      await Correspondence.tell(tx, [Correspondence.toSupplier(invitation, 'CHANGES_REQUESTED', text)]);
    });
    return { invitation: refer(Invitation, id) };
  }

  /**
   * Closes the invitations of a procurement whose deadline has passed without a submission; their candidates become NO_RESPONSE.
   * For the one who begins to assess, in the same transaction. Doing it twice does nothing.
   *
   * @param caller the buyer, whose procurement it is
   * @returns the keys of the candidates that did not respond
   */
  async closeExpired(tx: Tx, caller: Member, procurementId: string): Promise<string[]> {
    const expired = await tx.find(Invitation, {
      where: {
        procurementId,
        organisationId: caller.organisation.id,
        state: In(['SENT', 'OPENED', 'IN_PROGRESS']),
        dueAt: LessThanOrEqual(await timeOfDeed(tx)),
      },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    for (const invitation of expired) await this.close(tx, invitation);
    await this.correspondence.recordForBoth(tx, caller, expired, 'invitation.closed', {
      why: 'Nothing was submitted by the deadline.',
      procurement: globalId(Procurement, procurementId),
    });
    return expired.map(({ candidateId }) => candidateId);
  }

  /**
   * Closes every invitation of a procurement that is still open, also those that wait for changes: for the one who cancels the
   * procurement, or begins to moderate, in the same transaction. What was submitted stands.
   *
   * @param why a sentence that the supplier reads
   * @param kind of the letter that tells it: by that of a cancellation the supplier knows the outcome from then on
   */
  async closeAll(
    tx: Tx,
    caller: Member,
    procurement: NamedProcurement,
    why: string,
    kind = 'INVITATION_CLOSED',
  ): Promise<void> {
    await this.closeOpen(tx, caller, procurement, {}, kind, why);
  }

  /**
   * Closes those invitations of some candidates that are still open, in the same way: for the one who leaves them out. By the kind of the
   * letter its supplier knows from then on that it was left out.
   *
   * @param candidateIds keys
   * @param why a sentence that the supplier reads
   */
  async closeOf(
    tx: Tx,
    caller: Member,
    procurement: NamedProcurement,
    candidateIds: readonly string[],
    why: string,
  ): Promise<void> {
    await this.closeOpen(tx, caller, procurement, { candidateId: In(candidateIds) }, 'LEFT_OUT', why);
  }

  /**
   * Tells those that had answered and whose invitations are closed: whoever is still open is told with its closing.
   *
   * @param what a sentence that the supplier reads
   */
  async tellAnsweredBefore(tx: Tx, procurement: NamedProcurement, kind: string, what: string): Promise<void> {
    const answered = await tx.find(Invitation, {
      where: { procurementId: procurement.id, state: 'CLOSED', submittedAt: Not(IsNull()) },
      order: { id: 'ASC' },
    });
    await this.tell(tx, procurement, answered, kind, what);
  }

  private async closeOpen(
    tx: Tx,
    caller: Member,
    procurement: NamedProcurement,
    which: FindOptionsWhere<Invitation>,
    kind: string,
    why: string,
  ): Promise<void> {
    const open = await tx.find(Invitation, {
      where: {
        ...which,
        procurementId: procurement.id,
        organisationId: caller.organisation.id,
        state: Not(In(['CLOSED', 'DECLINED'])),
      },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    for (const invitation of open) await this.invitations.moveTo(tx, invitation, 'CLOSED');
    await this.correspondence.recordForBoth(tx, caller, open, 'invitation.closed', { why });
    await this.tell(tx, procurement, open, kind, why);
  }

  private async tell(
    tx: Tx,
    { buyerName, title, reference }: NamedProcurement,
    invitations: readonly Invitation[],
    kind: string,
    what: string,
  ): Promise<void> {
    const text = `${buyerName}, “${title}” (${reference}): ${what}`;
    await Correspondence.tell(
      tx,
      invitations.map((invitation) => Correspondence.toSupplier(invitation, kind, text)),
    );
  }

  private async close(tx: Tx, invitation: Invitation): Promise<void> {
    await this.invitations.moveTo(tx, invitation, 'CLOSED');
    const candidate = await this.rows.locked(tx, Candidate, { id: invitation.candidateId });
    // A candidate that was excluded meanwhile stays excluded.
    if (canMove(CANDIDATE, candidate.state, 'NO_RESPONSE')) {
      await tx.update(Candidate, { id: candidate.id }, { state: 'NO_RESPONSE', version: candidate.version + 1 });
    }
  }
}
