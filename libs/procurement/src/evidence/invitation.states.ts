import { StateMachine } from '#platform';

export const INVITATION_STATES = [
  'SENT',
  'OPENED',
  'IN_PROGRESS',
  'SUBMITTED',
  'CHANGES_REQUESTED',
  'CLOSED',
  'DECLINED',
] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

/**
 * One supplier's part of an evidence request.
 *
 * A response can be submitted again until the deadline (SUBMITTED → SUBMITTED, with the next number); the last one counts. Saving
 * an answer after submitting leaves the invitation SUBMITTED: what was submitted stands until it is submitted again, so that a
 * supplier who goes on improving an answer and runs out of time has lost nothing. `hasUnsubmittedChanges` tells it so.
 *
 * What was submitted cannot be declined any more. Whoever has not submitted when the deadline has passed is CLOSED once the buyer
 * begins to assess, and whoever is left out is CLOSED there and then; all are CLOSED when moderation begins or the procurement is
 * cancelled, and what was submitted stands, also where changes that were asked for did not come.
 */
export const INVITATION: StateMachine<InvitationState> = {
  thing: 'invitation',
  initial: 'SENT',
  moves: {
    SENT: ['OPENED', 'CLOSED'],
    OPENED: ['IN_PROGRESS', 'SUBMITTED', 'DECLINED', 'CLOSED'],
    IN_PROGRESS: ['SUBMITTED', 'DECLINED', 'CLOSED'],
    SUBMITTED: ['SUBMITTED', 'CHANGES_REQUESTED', 'CLOSED'],
    CHANGES_REQUESTED: ['SUBMITTED', 'CLOSED'],
    CLOSED: [],
    DECLINED: [],
  },
  called: {
    SENT: 'New',
    OPENED: 'Opened',
    IN_PROGRESS: 'In progress',
    SUBMITTED: 'Submitted',
    CHANGES_REQUESTED: 'Changes asked for',
    DECLINED: 'Declined',
    CLOSED: 'Closed',
  },
};

/** In these a supplier works on its answers. */
export const ANSWERABLE = ['OPENED', 'IN_PROGRESS', 'SUBMITTED', 'CHANGES_REQUESTED'] as const;

/** In these a supplier may ask a question: asking opens nothing, so that the buyer cannot tell who asked. */
export const ASKABLE = ['SENT', ...ANSWERABLE] as const;

/** The state after an answer has been saved. */
export function afterSaving(state: InvitationState): InvitationState {
  return state === 'OPENED' ? 'IN_PROGRESS' : state;
}
