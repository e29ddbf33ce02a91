import { STRENGTH_IN_WORDS } from '#pack';
import { dayInWords } from '#platform';
import type { GivenAttestation } from './given';

type Said = Pick<
  GivenAttestation,
  'status' | 'withdrawnOn' | 'verification' | 'claimedStrength' | 'scheme' | 'legalEntity' | 'product'
>;

/** What each state of an attestation that was signed means to whoever reads it elsewhere. */
const STATES: Readonly<Record<string, string>> = {
  SUBMITTED: 'signed, and waits to be checked',
  VERIFIED: 'signed and verified',
  REJECTED: 'signed, and rejected when it was checked',
  EXPIRED: 'was verified, and has expired',
  WITHDRAWN: 'was withdrawn by its supplier, and counts no longer',
  SUPERSEDED: 'was replaced by a later one, and counts no longer',
};

/** Whether nobody may rely on it any more, whatever its dates say. */
export function standsNoLonger({ status }: Pick<Said, 'status'>): boolean {
  return ['REJECTED', 'WITHDRAWN', 'SUPERSEDED'].includes(status);
}

/** An attestation in one sentence, its state with it. */
export function summaryOf({ status, withdrawnOn, scheme, legalEntity, product }: Said): string {
  const about = product === null ? legalEntity : `${product.name} of ${legalEntity}`;
  const since = withdrawnOn === null ? '' : ` (on ${dayInWords(withdrawnOn)})`;
  return `${scheme.name}, ${about}: ${STATES[status] ?? status}${since}.`;
}

/** What a verifier found, by what means; that nobody has checked it where nobody has. */
export function outcomeOf({ verification, claimedStrength }: Said): string {
  const claimed = `Claimed as ${STRENGTH_IN_WORDS[claimedStrength]}.`;
  if (verification === null) return `${claimed} Nobody has checked it yet.`;
  const { outcome, method, strength, by, checkedOn, note } = verification;
  const found = outcome === 'VERIFIED' ? `Verified as ${STRENGTH_IN_WORDS[strength]}` : 'Rejected';
  return `${claimed} ${found} by ${by} on ${dayInWords(checkedOn)}. How: ${method}${note === null ? '' : ` Note: ${note}`}`;
}
