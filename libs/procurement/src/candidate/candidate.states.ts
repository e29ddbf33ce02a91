import { StateMachine } from '#platform';

export const CANDIDATE_STATES = [
  'SHORTLISTED',
  'INVITED',
  'RESPONDED',
  'DECLINED',
  'NO_RESPONSE',
  'ASSESSED',
  'SELECTED',
  'NOT_SELECTED',
  'EXCLUDED',
] as const;
export type CandidateState = (typeof CANDIDATE_STATES)[number];

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
};
