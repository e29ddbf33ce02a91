import { dayInWords, type Threshold } from '#platform';
import { yourAttestation } from '../attestation/letters';

/** What a supplier is told of the end of what it attests, in words. */
export function endingWords(scheme: string, reference: string | null, endsOn: string, threshold: Threshold): string {
  const day = dayInWords(endsOn);
  const when: Partial<Record<Threshold, string>> = { OVERDUE: `ended on ${day}`, 0: 'ends today' };
  return `${yourAttestation(scheme, reference)} ${when[threshold] ?? `ends on ${day}`}. Renew it, and attest the new one in its place.`;
}
