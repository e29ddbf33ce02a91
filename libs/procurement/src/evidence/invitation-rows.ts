import { Injectable } from '@nestjs/common';
import { IllegalTransition, Member, move, readId, Tx } from '#platform';
import { ProcurementRows } from '../procurement/procurement-rows';
import { Correspondence } from './correspondence';
import { Invitation } from './invitation.entity';
import { INVITATION, type InvitationState } from './invitation.states';

/** Finds invitations for a change, locked until it commits, and moves them along their states. */
@Injectable()
export class InvitationRows {
  constructor(
    private readonly rows: ProcurementRows,
    private readonly correspondence: Correspondence,
  ) {}

  /**
   * The caller's invitation as its supplier, locked, to answer it. Whoever works on an invitation has seen it: a SENT one is opened
   * first. The procurement is locked before its invitations, as it is by the buyer.
   *
   * @throws NotFound when it is another supplier's
   * @throws IllegalTransition when the procurement was cancelled, or has gone past assessment
   */
  async ofSupplier(tx: Tx, caller: Member, invitationId: string): Promise<Invitation> {
    const invitation = await this.ofAsker(tx, caller, invitationId);
    if (invitation.state === 'SENT') await this.open(tx, caller, invitation);
    return invitation;
  }

  /**
   * The same, to ask a question: a SENT one stays so. Its opening would stand in the buyer's trail, with who opened it, right before the
   * question, and tell who asked.
   *
   * @throws NotFound when it is another supplier's
   * @throws IllegalTransition when the procurement was cancelled, or has gone past assessment
   */
  async ofAsker(tx: Tx, caller: Member, invitationId: string): Promise<Invitation> {
    const id = readId(Invitation, invitationId);
    const [{ taken }]: { taken: boolean }[] = await tx.query('SELECT takes_responses($1) AS taken', [id]);
    const invitation = await this.rows.locked(tx, Invitation, { id, supplierOrganisationId: caller.organisation.id });
    if (!taken) {
      throw new IllegalTransition(
        'The buyer takes no more responses to this request. What you had submitted before stands; nothing was saved.',
      );
    }
    return invitation;
  }

  /** Opens the one of a key where the caller's organisation has been sent it and nobody there has read it. */
  async openUnread(tx: Tx, caller: Member, id: string): Promise<void> {
    const where = { id, supplierOrganisationId: caller.organisation.id, state: 'SENT' as const };
    const unread = await tx.findOne(Invitation, { where, lock: { mode: 'pessimistic_write' } });
    if (unread !== null) await this.open(tx, caller, unread);
  }

  /** Moves an invitation by its table of moves. @throws IllegalTransition */
  async moveTo(tx: Tx, invitation: Invitation, state: InvitationState, change: Partial<Invitation> = {}): Promise<void> {
    move(INVITATION, invitation.state, state);
    const moved = { ...change, state, version: invitation.version + 1 };
    await tx.update(Invitation, { id: invitation.id }, moved as object);
    Object.assign(invitation, moved);
  }

  /** In both trails, so that the buyer can show that it arrived. */
  private async open(tx: Tx, caller: Member, unread: Invitation): Promise<void> {
    await this.moveTo(tx, unread, 'OPENED');
    await this.correspondence.recordForBoth(tx, caller, unread, 'invitation.opened');
  }
}
