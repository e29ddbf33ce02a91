import { Forbidden } from '#platform';
import type { InterestDeclaration } from './assessment.entities';

/** The parts that assessing must not be mixed with, for the sentence. */
export type PartApart = 'moderate' | 'decide';

/**
 * Whether somebody may judge answers: after a declaration, without a conflict, and not having settled figures here.
 *
 * @param declaration the caller's own; null: none yet
 * @throws Forbidden saying what stands in the way
 */
export function mustBeFreeToAssess(declaration: Pick<InterestDeclaration, 'hasConflict'> | null, hasModerated: boolean): void {
  if (declaration === null) throw new Forbidden('Declare your interests in this procurement first; then you can assess.');
  if (declaration.hasConflict)
    throw new Forbidden('You declared a conflict of interest, so you cannot assess here. Ask a colleague who has none.');
  if (hasModerated) throw new Forbidden('You have moderated here, so you cannot assess. Ask a colleague who has not.');
}

/**
 * Separation of duties: who assessed neither settles the figures nor decides on them. The database holds the same rule (triggers
 * `separation`), whatever the way in.
 *
 * @throws Forbidden
 */
export function mustNotHaveAssessed(hasAssessed: boolean, part: PartApart): void {
  if (!hasAssessed) return;
  const who = part === 'decide' ? 'an approver' : 'a colleague';
  throw new Forbidden(`You have assessed here, so you cannot ${part}. Ask ${who} who has not.`);
}
