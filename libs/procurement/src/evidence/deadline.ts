import { BadUserInput, IllegalTransition, instantInWords } from '#platform';
import { Invitation } from './invitation.entity';
import type { InvitationState } from './invitation.states';

/** Until when the supplier may answer: the deadline of all, or the one that came with the changes that the buyer asked for. */
export function deadlineOf(invitation: Pick<Invitation, 'state' | 'dueAt' | 'changesDueAt'>): Date {
  return invitation.state === 'CHANGES_REQUESTED' ? (invitation.changesDueAt ?? invitation.dueAt) : invitation.dueAt;
}

/** @throws IllegalTransition when the deadline of an invitation has passed, naming it, and what its supplier can do now */
export function mustBeInTime(invitation: Pick<Invitation, 'state' | 'dueAt' | 'changesDueAt'>, now: Date, what: string): void {
  const { state } = invitation;
  const whose =
    state === 'CHANGES_REQUESTED' ? 'the deadline of the changes that the buyer asked you for' : 'the deadline for answers';
  mustNotHavePassed(deadlineOf(invitation), now, what, `${whose}. It has passed; nothing was saved. ${leftToSupplier(state)}`);
}

/** @throws IllegalTransition when the deadline of a request has passed, naming it, and what its buyer can do now */
export function mustBeExtendable(dueAt: Date, now: Date, what: string): void {
  const left = 'A supplier who submitted a response can be asked for changes to it, with a deadline of its own.';
  mustNotHavePassed(dueAt, now, what, `when it passed; nothing was saved. ${left}`);
}

/** @param more how the sentence that names the deadline goes on */
function mustNotHavePassed(deadline: Date, now: Date, what: string, more: string): void {
  if (now < deadline) return;
  throw new IllegalTransition(`${what} was possible until ${instantInWords(deadline)}, ${more}`, {
    deadline: deadline.toISOString(),
  });
}

/** What a supplier can do after its deadline. Changes are asked for once, so that it is not told to hope for more of them. */
function leftToSupplier(state: InvitationState): string {
  if (state === 'SUBMITTED')
    return 'What you submitted stands. If it has to be put right, ask the buyer, who can ask you for changes with a deadline of your own.';
  if (state === 'CHANGES_REQUESTED') return 'What you had submitted before stands. If it cannot stand as it is, ask the buyer.';
  return 'You have submitted nothing. If something kept you from it, ask the buyer what can still be done.';
}

/** @throws IllegalTransition before the deadline, naming it */
export function mustBeOver(dueAt: Date, now: Date, what: string): void {
  if (now >= dueAt) return;
  throw new IllegalTransition(
    `${what} is possible from the deadline on, ${instantInWords(dueAt)}: until then nobody on the buyer's side reads a response.`,
    { deadline: dueAt.toISOString() },
  );
}

/** How far ahead a deadline can be set, and by how much it can be put off at once, in milliseconds: a year. More is a slip of the pen. */
const LONGEST = 366 * 86_400_000;

/** @throws BadUserInput naming dueAt when it does not lie in the future, or more than a year ahead: it can never be brought back */
export function mustLieAhead(dueAt: Date, now: Date): void {
  const refuse = (message: string): BadUserInput => BadUserInput.field('dueAt', message);
  if (dueAt <= now)
    throw refuse(
      `The deadline, ${instantInWords(dueAt)}, has passed already. Choose one that leaves suppliers time to answer.`,
    );
  if (dueAt.getTime() - now.getTime() > LONGEST)
    throw refuse(`The deadline, ${instantInWords(dueAt)}, is more than a year away. Choose a time within a year from now.`);
}

/** @throws BadUserInput naming dueAt when it is no later than the deadline that stands, or later by more than a year */
export function mustBeExtension(standing: Date, dueAt: Date): void {
  const refuse = (message: string): BadUserInput => BadUserInput.field('dueAt', message);
  if (dueAt <= standing)
    throw refuse(`The deadline is ${instantInWords(standing)}. It can only be put off: choose a time after that.`);
  if (dueAt.getTime() - standing.getTime() > LONGEST)
    throw refuse(`The deadline is ${instantInWords(standing)}. Choose a time within a year of that.`);
}
