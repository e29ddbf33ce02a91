import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Conflict, globalId, Member, mustBe, NotFound, readId, refer, timeOfDeed, Transactions, Tx } from '#platform';
import { Correspondence } from '../evidence/correspondence';
import { mustBeInTime } from '../evidence/deadline';
import { EvidenceRequest } from '../evidence/evidence-request.entity';
import { Invitation } from '../evidence/invitation.entity';
import { InvitationRows } from '../evidence/invitation-rows';
import { ASKABLE, INVITATION } from '../evidence/invitation.states';
import { ProcurementRows } from '../procurement/procurement-rows';
import { Clarification } from './clarification.entity';
import { AnswerClarificationInput, AskClarificationInput, ClarificationPayload } from './clarification.inputs';

/** Asked by one, answered to all, anonymously. */
@Injectable()
export class ClarificationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly rows: ProcurementRows,
    private readonly invitations: InvitationRows,
    private readonly correspondence: Correspondence,
  ) {}

  /**
   * A supplier asks. The buyer gets the question without the asker: neither its trail nor its notification names anybody, and
   * an invitation that nobody has opened yet is not opened by it.
   *
   * @throws IllegalTransition after the deadline, or when the invitation was declined
   * @throws NotFound when the invitation is not the caller's
   */
  async ask(caller: Member, { invitationId, question }: AskClarificationInput): Promise<ClarificationPayload> {
    const id = uuidv7();
    await this.transactions.run(caller, async (tx) => {
      const invitation = await this.invitations.ofAsker(tx, caller, invitationId);
      mustBe(INVITATION, invitation.state, ASKABLE, 'Asking a question');
      mustBeInTime(invitation, await timeOfDeed(tx), 'Asking a question');
      const { requestId, organisationId, procurementId } = invitation;
      await tx.query('INSERT INTO clarification (id, request_id, organisation_id, question) VALUES ($1, $2, $3, $4)', [
        id,
        requestId,
        organisationId,
        question,
      ]);
      await tx.query('INSERT INTO clarification_asker (clarification_id, organisation_id) VALUES ($1, $2)', [
        id,
        caller.organisation.id,
      ]);
      await this.recordAsked(tx, caller, invitation, id);
      await Correspondence.tell(tx, [
        {
          organisationId,
          kind: 'CLARIFICATION_ASKED',
          subjectId: globalId(Clarification, id),
          procurementId,
          text: `A supplier that you invited to ${await Correspondence.nameOf(tx, invitation)} asks: ${question}`,
        },
      ]);
    });
    return { clarification: refer(Clarification, id) };
  }

  /**
   * The buyer answers, to every invited supplier at once, while responses can still change: once figures are settled, what the decision
   * rests on stays as it was.
   *
   * @throws IllegalTransition past ASSESSMENT
   * @throws Conflict when it was answered already: all have read that answer
   * @throws NotFound when it was not asked of the caller's organisation
   */
  async answer(caller: Member, { clarificationId, answer }: AnswerClarificationInput): Promise<ClarificationPayload> {
    const id = readId(Clarification, clarificationId);
    await this.transactions.run(caller, async (tx) => {
      const where = { id, organisationId: caller.organisation.id };
      await this.rows.forChange(tx, caller, await procurementOf(tx, where), ['EVIDENCE', 'ASSESSMENT'], 'Answering a question');
      const clarification = await this.rows.locked(tx, Clarification, where);
      if (clarification.answer !== null) {
        throw new Conflict(
          'This question has been answered already, and every supplier has read the answer. Nothing was changed.',
        );
      }
      await tx.update(Clarification, { id }, { answer, answeredAt: await timeOfDeed(tx) });
      const invitations = await tx.findBy(Invitation, { requestId: clarification.requestId });
      await this.recordAnswered(tx, caller, clarification, invitations);
      const name = await Correspondence.nameOf(tx, clarification);
      const text = `${caller.organisation.name} has answered a question on its request for evidence for ${name}: ${clarification.question}`;
      await Correspondence.tell(
        tx,
        invitations.map((invitation) => Correspondence.toSupplier(invitation, 'CLARIFICATION_ANSWERED', text)),
      );
    });
    return { clarification: refer(Clarification, id) };
  }

  /** The asker's trail names the person; the buyer's says only that somebody asked. */
  private async recordAsked(tx: Tx, caller: Member, { organisationId, requestId }: Invitation, id: string): Promise<void> {
    const deed = {
      action: 'clarification.asked',
      subject: { type: Clarification, id },
      detail: { request: globalId(EvidenceRequest, requestId) },
    };
    await this.correspondence.record(tx, caller, [
      { ...deed, organisationId: caller.organisation.id },
      { ...deed, organisationId, anonymous: true },
    ]);
  }

  private async recordAnswered(
    tx: Tx,
    caller: Member,
    { id, organisationId }: Clarification,
    invitations: readonly Invitation[],
  ): Promise<void> {
    const deed = { action: 'clarification.answered', subject: { type: Clarification, id } };
    const parties = [organisationId, ...invitations.map(({ supplierOrganisationId }) => supplierOrganisationId)];
    await this.correspondence.record(
      tx,
      caller,
      parties.map((party) => ({ ...deed, organisationId: party })),
    );
  }
}

/** The key of the procurement that a question was asked on. @throws NotFound when it was not asked of the caller's organisation */
async function procurementOf(tx: Tx, where: { id: string; organisationId: string }): Promise<string> {
  const asked = await tx.findOneBy(Clarification, where);
  if (asked === null) throw new NotFound('clarification');
  return (await tx.findOneByOrFail(EvidenceRequest, { id: asked.requestId })).procurementId;
}
