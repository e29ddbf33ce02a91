import { dayInWords, type Threshold } from '#platform';

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
