import type { CandidateState } from '#pack';
import { StateMachine } from '#platform';

export { CANDIDATE_STATES, type CandidateState } from '#pack';

/**
 * A shortlisted supplier up to the decision. The moves to INVITED, RESPONDED and DECLINED follow the invitation, in the database
 * (trigger `candidate_follows`), since both sides make them.
 */
export const CANDIDATE: StateMachine<CandidateState> = {
  thing: 'candidate',
  initial: 'SHORTLISTED',
  moves: {
    SHORTLISTED: ['INVITED', 'EXCLUDED'],
    INVITED: ['RESPONDED', 'DECLINED', 'NO_RESPONSE', 'EXCLUDED'],
    RESPONDED: ['ASSESSED', 'EXCLUDED'],
    DECLINED: ['NOT_SELECTED'],
    NO_RESPONSE: ['NOT_SELECTED'],
    ASSESSED: ['SELECTED', 'NOT_SELECTED', 'EXCLUDED'],
    SELECTED: [],
    NOT_SELECTED: [],
    EXCLUDED: [],
  },
  called: {
    SHORTLISTED: 'Shortlisted',
    EXCLUDED: 'Excluded',
    INVITED: 'Invited',
    DECLINED: 'Declined',
    NO_RESPONSE: 'No response',
    RESPONDED: 'Responded',
    ASSESSED: 'Assessed',
    SELECTED: 'Selected',
    NOT_SELECTED: 'Not selected',
  },
};
