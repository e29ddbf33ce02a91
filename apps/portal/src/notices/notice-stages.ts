/** What a notice tells of, by its OCDS release tag; the words are `notices.stage.<tag>`. */
export const STAGES = [
  'planning',
  'planningUpdate',
  'tender',
  'tenderUpdate',
  'tenderAmendment',
  'tenderCancellation',
  'award',
  'awardUpdate',
  'awardCancellation',
  'contract',
  'contractUpdate',
  'contractAmendment',
  'contractTermination',
  'implementation',
];
