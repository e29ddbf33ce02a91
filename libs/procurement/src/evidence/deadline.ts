import { BadUserInput, IllegalTransition, instantInWords } from '#platform';
import { Invitation } from './invitation.entity';

/** Until when the supplier may answer: the deadline of all, or the one that came with the changes that the buyer asked for. */
export function deadlineOf(invitation: Pick<Invitation, 'state' | 'dueAt' | 'changesDueAt'>): Date {
  return invitation.state === 'CHANGES_REQUESTED' ? (invitation.changesDueAt ?? invitation.dueAt) : invitation.dueAt;
}

/** @throws IllegalTransition when the deadline of an invitation has passed, naming it */
export function mustBeInTime(invitation: Pick<Invitation, 'state' | 'dueAt' | 'changesDueAt'>, now: Date, what: string): void {
  mustNotHavePassed(deadlineOf(invitation), now, what);
}

/** @throws IllegalTransition when a deadline has passed, naming it */
export function mustNotHavePassed(deadline: Date, now: Date, what: string): void {
  if (now < deadline) return;
  throw new IllegalTransition(
    `${what} was possible until ${instantInWords(deadline)}, the same for every supplier. That has passed; nothing was saved.`,
    { deadline: deadline.toISOString() },
  );
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
