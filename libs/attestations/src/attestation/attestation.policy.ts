import { BadUserInput, dayInWords, IllegalTransition, Member, NotFound } from '#platform';
import type { Attestation } from './attestation.entity';
import type { VerifyAttestationInput } from './attestation.inputs';
import { isWeaker, type Strength } from './strength';

/** @throws NotFound when it is another organisation's: that it exists is not told either */
export function mustBeOf(caller: Member, { organisationId }: Pick<Attestation, 'organisationId'>): void {
  if (organisationId !== caller.organisation.id) throw new NotFound('attestation');
}

/** @throws IllegalTransition when it was signed already: what was signed never changes */
export function mustBeDraft({ state }: Pick<Attestation, 'state'>): void {
  if (state === 'DRAFT') return;
  throw new IllegalTransition(
    `What is ${state} cannot be changed. Make a new attestation, which may name this one as the one it replaces.`,
  );
}

/**
 * The strength that a verification leaves: as claimed where it names none.
 *
 * @throws BadUserInput when it would raise what the supplier claims, or was checked on a day that has not come
 */
export function confirmedStrength(
  { claimedStrength }: Pick<Attestation, 'claimedStrength'>,
  { checkedOn, strength: found }: Pick<VerifyAttestationInput, 'checkedOn' | 'strength'>,
  today: string,
): Strength {
  const strength = found ?? claimedStrength;
  if (checkedOn > today)
    throw BadUserInput.field('checkedOn', `It cannot have been checked on ${dayInWords(checkedOn)}, which has not come yet.`);
  if (isWeaker(claimedStrength, strength)) {
    throw BadUserInput.field(
      'strength',
      `The supplier claims ${claimedStrength}; a verification can confirm or lower that, not raise it to ${strength}.`,
    );
  }
  return strength;
}
