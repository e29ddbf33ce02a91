import { dayInWords } from '#platform';

export const THRESHOLDS = ['30', '7', '1', '0', 'OVERDUE'] as const;
/** Days before the end at which both sides are told. */
export type Threshold = (typeof THRESHOLDS)[number];

const DAY = 86_400_000;

/**
 * The nearest threshold that has come: of several that passed while nobody looked, only the last is worth telling.
 *
 * @param expiresOn,today calendar days
 * @returns null when there is no end, or it is more than thirty days away
 */
export function thresholdOn(expiresOn: string | null, today: string): Threshold | null {
  if (expiresOn === null) return null;
  const days = Math.round((Date.parse(expiresOn) - Date.parse(today)) / DAY);
  if (days < 0) return 'OVERDUE';
  if (days === 0) return '0';
  if (days <= 1) return '1';
  if (days <= 7) return '7';
  return days <= 30 ? '30' : null;
}

/** What is told in place of any threshold: the attestation was withdrawn or refused, and ends no more by its dates. */
export const TAKEN_BACK = 'TAKEN_BACK';

/** What is told, in words. */
export function reminder(
  scheme: string,
  expiresOn: string | null,
  threshold: Threshold | typeof TAKEN_BACK,
  procurement: string,
): string {
  if (threshold === TAKEN_BACK || expiresOn === null)
    return `${scheme}, on which ${procurement} relies, was taken back and proves nothing any more. Ask for what takes its place, or give it.`;
  if (threshold === 'OVERDUE')
    return `${scheme}, on which ${procurement} relies, ended on ${dayInWords(expiresOn)}. Ask for its renewal, or give it.`;
  const when = threshold === '0' ? 'ends today' : `ends on ${dayInWords(expiresOn)}`;
  return `${scheme}, on which ${procurement} relies, ${when}. Renew it and attest the new one.`;
}
