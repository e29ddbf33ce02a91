import { StateMachine } from '#platform';

export const STAGES = [
  'DRAFT',
  'SOURCING',
  'CRITERIA_LOCKED',
  'EVIDENCE',
  'ASSESSMENT',
  'MODERATION',
  'DECIDED',
  'CONTRACT',
  'CLOSED',
  'CANCELLED',
] as const;
export type Stage = (typeof STAGES)[number];

/** From the first words to the closed contract. Any stage but the last can be cancelled, with a reason. */
export const PROCUREMENT: StateMachine<Stage> = {
  thing: 'procurement',
  initial: 'DRAFT',
  moves: {
    DRAFT: ['SOURCING', 'CANCELLED'],
    SOURCING: ['CRITERIA_LOCKED', 'CANCELLED'],
    CRITERIA_LOCKED: ['EVIDENCE', 'CANCELLED'],
    EVIDENCE: ['ASSESSMENT', 'CANCELLED'],
    ASSESSMENT: ['MODERATION', 'CANCELLED'],
    MODERATION: ['DECIDED', 'CANCELLED'],
    DECIDED: ['CONTRACT', 'CLOSED', 'CANCELLED'],
    CONTRACT: ['CLOSED', 'CANCELLED'],
    CLOSED: [],
    CANCELLED: [],
  },
  called: {
    DRAFT: 'Describing',
    SOURCING: 'Finding suppliers',
    CRITERIA_LOCKED: 'Criteria locked',
    EVIDENCE: 'Waiting for evidence',
    ASSESSMENT: 'Being assessed',
    MODERATION: 'Being moderated',
    DECIDED: 'Decided',
    CONTRACT: 'In contract',
    CLOSED: 'Closed',
    CANCELLED: 'Cancelled',
  },
};
