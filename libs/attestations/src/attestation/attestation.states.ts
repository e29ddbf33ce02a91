import { StateMachine } from '#platform';

export const ATTESTATION_STATES = ['DRAFT', 'SUBMITTED', 'VERIFIED', 'REJECTED', 'EXPIRED', 'WITHDRAWN', 'SUPERSEDED'] as const;
export type AttestationState = (typeof ATTESTATION_STATES)[number];

/**
 * An attestation from draft to its end. EXPIRED is never stored: a verified one whose last day is past is expired when asked,
 * whether or not any job has run. A refused one comes again as
 * a new draft: another row, since what was signed never changes. A draft was given to nobody, so it cannot be taken back.
 */
export const ATTESTATION: StateMachine<AttestationState> = {
  thing: 'attestation',
  initial: 'DRAFT',
  moves: {
    DRAFT: ['SUBMITTED'],
    SUBMITTED: ['VERIFIED', 'REJECTED', 'WITHDRAWN'],
    VERIFIED: ['EXPIRED', 'WITHDRAWN', 'SUPERSEDED'],
    REJECTED: ['DRAFT'],
    EXPIRED: ['WITHDRAWN', 'SUPERSEDED'],
    WITHDRAWN: [],
    SUPERSEDED: [],
  },
  called: {
    DRAFT: 'Draft',
    SUBMITTED: 'Waiting to be checked',
    VERIFIED: 'Verified',
    REJECTED: 'Rejected',
    EXPIRED: 'Expired',
    SUPERSEDED: 'Replaced',
    WITHDRAWN: 'Withdrawn',
  },
};

/** What its supplier withdrew, or a verifier refused: nobody relies on it any more, whatever its dates say. */
export const TAKEN_BACK_STATES: readonly string[] = ['WITHDRAWN', 'REJECTED'] satisfies AttestationState[];

/** Whether nobody relies on an attestation in this state any more. */
export function isTakenBack(state: string): boolean {
  return TAKEN_BACK_STATES.includes(state);
}
