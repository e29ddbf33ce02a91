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
  mustHaveNoConflict(declaration.hasConflict, 'assess');
  if (hasModerated) throw new Forbidden('You have moderated here, so you cannot assess. Ask a colleague who has not.');
}

/**
 * Whether somebody may settle figures: after a declaration, without a conflict, and not having judged here. The database holds the same rule
 * (trigger `separation`).
 *
 * @param declaration the caller's own; null: none yet
 * @throws Forbidden saying what stands in the way
 */
export function mustBeFreeToModerate(declaration: Pick<InterestDeclaration, 'hasConflict'> | null, hasAssessed: boolean): void {
  mustNotHaveAssessed(hasAssessed, 'moderate');
  if (declaration === null) throw new Forbidden('Declare your interests in this procurement first; then you can moderate.');
  mustHaveNoConflict(declaration.hasConflict, 'moderate');
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

/**
 * Whoever has a conflict of interest has no say in who wins. The database holds the same rule for the figures and the decision (triggers
 * `separation`).
 *
 * @param part what the person wanted to do: "moderate"
 * @throws Forbidden
 */
export function mustHaveNoConflict(hasConflict: boolean, part: string): void {
  if (hasConflict)
    throw new Forbidden(`You declared a conflict of interest, so you cannot ${part} here. Ask a colleague who has none.`);
}
