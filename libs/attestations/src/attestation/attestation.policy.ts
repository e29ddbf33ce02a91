import { STRENGTH_IN_WORDS } from '#pack';
import { BadUserInput, dayInWords, IllegalTransition, Member, NotFound } from '#platform';
import type { Attestation } from './attestation.entity';
import type { VerifyAttestationInput } from './attestation.inputs';
import { ATTESTATION } from './attestation.states';
import { isWeaker, type Strength } from './strength';

/** @throws NotFound when it is another organisation's: that it exists is not told either */
export function mustBeOf(caller: Member, { organisationId }: Pick<Attestation, 'organisationId'>): void {
  if (organisationId !== caller.organisation.id) throw new NotFound('attestation');
}

/** @throws IllegalTransition when it was signed already: what was signed never changes */
export function mustBeDraft({ state }: Pick<Attestation, 'state'>): void {
  if (state === 'DRAFT') return;
  throw new IllegalTransition(
    `This attestation stands at “${ATTESTATION.called[state]}” and cannot be changed. Make a new attestation, which may name this one as the one it replaces.`,
  );
}

/**
 * The strength that a verification leaves: as claimed where it names none.
 *
 * @throws BadUserInput when it would raise what the supplier claims
 */
export function confirmedStrength(
  { claimedStrength }: Pick<Attestation, 'claimedStrength'>,
  { strength: found }: Pick<VerifyAttestationInput, 'strength'>,
): Strength {
  const strength = found ?? claimedStrength;
  if (isWeaker(claimedStrength, strength)) {
    throw BadUserInput.field(
      'strength',
      `The supplier claims ${STRENGTH_IN_WORDS[claimedStrength]}; a verification can confirm or lower that, not raise it to ${STRENGTH_IN_WORDS[strength]}.`,
    );
  }
  return strength;
}

/**
 * A certificate may be looked up at its issuer before the supplier submits it, and not before it was issued.
 *
 * @throws BadUserInput when the day of a check has not come, or what was checked was not issued by then
 */
export function mustHaveBeenCheckable({ issuedOn }: Pick<Attestation, 'issuedOn'>, checkedOn: string, today: string): void {
  if (checkedOn > today) throw notCheckedOn(checkedOn, 'which has not come yet');
  if (issuedOn !== null && checkedOn < issuedOn)
    throw notCheckedOn(checkedOn, `before it was issued on ${dayInWords(issuedOn)}`);
}

function notCheckedOn(day: string, why: string): BadUserInput {
  return BadUserInput.field('checkedOn', `It cannot have been checked on ${dayInWords(day)}, ${why}.`);
}
