/** What each audit event of a procurement tells, in words. */
const DEEDS: Readonly<Record<string, string>> = {
  'procurement.created': 'The procurement was begun',
  'procurement.created-from-notice': 'The procurement was begun from a notice',
  'procurement.changed': 'The description of the procurement was changed',
  'specification.imported': 'Requirements were read from a specification',
  'requirements.added': 'Requirements were added',
  'requirement.changed': 'A requirement was changed',
  'requirement.answered': 'A question about a requirement was answered, to match it to guidance',
  'requirement.removed': 'A requirement was removed',
  'guidance.accepted': 'Guidance was accepted for a requirement',
  'guidance.rejected': 'Guidance was rejected for a requirement',
  'guidance.added': 'A guidance document was added',
  'guidance.moved': 'A guidance document was exchanged for its later version',
  'search.locked': 'The search for suppliers was locked',
  'supplier.shortlisted': 'A supplier was shortlisted',
  'supplier.excluded': 'A supplier was left out',
  'criteria.locked': 'The requirements and their weights were locked',
  'evidence.requested': 'The shortlisted suppliers were asked for evidence',
  'deadline.extended': 'The deadline for answers was put off, for all',
  'invitation.opened': 'A supplier read what it was asked',
  'invitation.declined': 'A supplier declined',
  'invitation.closed': 'No more answers were taken from a supplier',
  'response.submitted': 'A supplier submitted its answers',
  'changes.requested': 'A supplier was asked to change its answers',
  'interests.declared': 'Somebody declared their interests',
  'responses.opened': 'The answers were opened, to be assessed',
  'answer.assessed': 'An answer was assessed',
  'assessments.agreed': 'Figures on which the assessors agreed were settled',
  'assessment.moderated': 'A figure was settled on its own',
  'procurement.decided': 'The decision was made',
  'contract.signed': 'The day of the contract was recorded',
  'contract.corrected': 'The day of the contract was corrected',
  'procurement.closed': 'The procurement was closed',
  'procurement.cancelled': 'The procurement was cancelled',
};

/** What an audit event tells; undefined of one that is not known here. */
export function deedInWords(action: string): string | undefined {
  return Object.hasOwn(DEEDS, action) ? DEEDS[action] : undefined;
}
