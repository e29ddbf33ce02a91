import { BadUserInput } from '#platform';
import { AttestationScheme } from '../scheme/attestation-scheme.entity';
import { Attestation } from './attestation.entity';

type Dates = Pick<Attestation, 'coversFrom' | 'coversTo' | 'issuedOn' | 'expiresOn'>;

/**
 * @throws BadUserInput when the dates contradict each other, lie where they cannot, or run longer than the scheme lets them
 */
export function mustHoldTogether(
  { coversFrom, coversTo, issuedOn, expiresOn }: Dates,
  scheme: Pick<AttestationScheme, 'name' | 'validityMonths' | 'validityRule'>,
  today: string,
): void {
  if (issuedOn !== null && issuedOn > today)
    throw BadUserInput.field('issuedOn', `It cannot have been issued on ${issuedOn}, which has not come yet.`);
  if (coversFrom !== null && coversTo !== null && coversTo < coversFrom)
    throw BadUserInput.field('coversTo', `It would cover until ${coversTo}, before it covers from ${coversFrom}.`);
  if (issuedOn !== null && expiresOn !== null && expiresOn < issuedOn)
    throw BadUserInput.field('expiresOn', `It would expire on ${expiresOn}, before it was issued on ${issuedOn}.`);
  if (scheme.validityMonths === null || issuedOn === null) return;
  const latest = monthsAfter(issuedOn, scheme.validityMonths);
  if (expiresOn !== null && expiresOn > latest) {
    throw BadUserInput.field(
      'expiresOn',
      `${scheme.name} issued on ${issuedOn} holds to ${latest} at the latest (${scheme.validityRule}).`,
    );
  }
}

/** The same day some months later, or the last day of that month. */
export function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
