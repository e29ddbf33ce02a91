import { BadUserInput, dayInWords } from '#platform';
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
    throw BadUserInput.field('issuedOn', `It cannot have been issued on ${dayInWords(issuedOn)}, which has not come yet.`);
  if (coversFrom !== null && coversTo !== null && coversTo < coversFrom)
    throw BadUserInput.field(
      'coversTo',
      `It would cover until ${dayInWords(coversTo)}, before it covers from ${dayInWords(coversFrom)}.`,
    );
  if (issuedOn !== null && expiresOn !== null && expiresOn < issuedOn)
    throw BadUserInput.field(
      'expiresOn',
      `It would expire on ${dayInWords(expiresOn)}, before it was issued on ${dayInWords(issuedOn)}.`,
    );
  const ends = expiresOn ?? coversTo;
  if (scheme.validityMonths === null || ends === null) return;
  const begins = issuedOn ?? coversFrom;
  if (begins === null)
    throw BadUserInput.field(
      'issuedOn',
      `${scheme.name} ${lengthOf(scheme)} Say when it was issued, so that this can be checked.`,
    );
  const latest = monthsAfter(begins, scheme.validityMonths);
  if (ends > latest) {
    throw BadUserInput.field(
      expiresOn === null ? 'coversTo' : 'expiresOn',
      `${scheme.name} that begins on ${dayInWords(begins)} holds to ${dayInWords(latest)} at the latest. The rule of the scheme: ${scheme.validityRule}`,
    );
  }
}

/**
 * @throws BadUserInput when the scheme has a length and the attestation names no day on which it ends: it would never expire
 */
export function mustEnd(
  { coversTo, expiresOn }: Pick<Dates, 'coversTo' | 'expiresOn'>,
  scheme: Pick<AttestationScheme, 'name' | 'validityMonths' | 'validityRule'>,
): void {
  if (scheme.validityMonths === null || expiresOn !== null || coversTo !== null) return;
  throw BadUserInput.field('expiresOn', `${scheme.name} ${lengthOf(scheme)} Say when it expires.`);
}

/** The same day some months later, or the last day of that month. */
export function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

function lengthOf({ validityMonths, validityRule }: Pick<AttestationScheme, 'validityMonths' | 'validityRule'>): string {
  return `holds for ${validityMonths} months at most (${validityRule}).`;
}
