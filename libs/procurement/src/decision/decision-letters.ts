import { IsNull, Not } from 'typeorm';
import type { Outcome } from '#pack';
import type { Member, Tx } from '#platform';
import { Candidate } from '../candidate/candidate.entity';
import { Correspondence } from '../evidence/correspondence';
import { Invitation } from '../evidence/invitation.entity';
import type { Procurement } from '../procurement/procurement.entity';

/** What a bidder that did not win is told of each outcome: its summary says the same. */
const LOST: Readonly<Record<Outcome, string>> = {
  AWARDED: 'another tender wins, and your assessment summary, with the same for the winner, is with this invitation',
  NONE_SUITABLE: 'no tender was found suitable, and your assessment summary is with this invitation',
  CANCELLED: 'the procurement is cancelled and nobody wins, and your assessment summary is with this invitation',
};

/**
 * Tells every supplier that had submitted a response what was decided and where its assessment summary is. In the transaction of the
 * decision, once the candidates are settled.
 */
export async function tellOfDecision(tx: Tx, procurement: Procurement, outcome: Outcome): Promise<void> {
  const answered = await tx.find(Invitation, {
    where: { procurementId: procurement.id, submittedAt: Not(IsNull()) },
    relations: { candidate: true },
    order: { id: 'ASC' },
  });
  const about = `${procurement.buyerName} has decided on “${procurement.title}” (${procurement.reference})`;
  await Correspondence.tell(
    tx,
    answered.map((invitation) =>
      Correspondence.toSupplier(invitation, 'DECISION_MADE', `${about}: ${wordFor(invitation.candidate, outcome)}.`),
    ),
  );
}

/**
 * Tells the buyer's own people what was decided, and by whom.
 *
 * @param winner the name of the supplier that wins; null where none does
 */
export async function tellColleaguesOfDecision(
  tx: Tx,
  { user }: Member,
  procurement: Procurement,
  winner: string | null,
  outcome: Outcome,
): Promise<void> {
  const what = (name: string): string => `${user.name} has decided on ${name}: ${decidedWord(winner, outcome)}.`;
  await Correspondence.tellColleagues(tx, procurement, 'DECISION_MADE', what);
}

function decidedWord(winner: string | null, outcome: Outcome): string {
  if (winner !== null) return `the contract is awarded to ${winner}`;
  return outcome === 'CANCELLED' ? 'the procurement is cancelled' : 'no supplier is suitable';
}

function wordFor(candidate: Candidate | null | undefined, outcome: Outcome): string {
  if (candidate?.state === 'SELECTED') return 'your tender wins, and your assessment summary is with this invitation';
  if (candidate?.state === 'NOT_SELECTED') return LOST[outcome];
  return 'you had been left out before, so your tender was not compared and has no assessment summary';
}
