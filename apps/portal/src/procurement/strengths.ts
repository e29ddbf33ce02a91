/** The ladder of evidence strength, the weakest first; the words are in `messages/en/strength.json`. */
export const STRENGTHS = [
  'ASSERTION',
  'CONTRACTUAL_COMMITMENT',
  'INDEPENDENT_VALIDATION',
  'INDEPENDENT_TESTING',
  'ASSURED_DESIGN',
  'ASSURED_COMPONENTS',
] as const;

export const REQUIREMENT_KINDS = ['SCORED', 'GATE'] as const;
