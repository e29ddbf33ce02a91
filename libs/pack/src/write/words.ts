import type {
  AttestationStatus,
  CandidateState,
  GuidanceStatus,
  OrganisationIdentifier,
  Outcome,
  Person,
  Provenance,
  RequirementKind,
  Strength,
  ScopeTest,
  YesNoUnknown,
} from '../contents';
import { CONFORMANCE_IN_WORDS } from '../in-words';

/** What each code is called in a sentence. */
export const inWords = {
  strength: {
    ASSERTION: 'assertion',
    CONTRACTUAL_COMMITMENT: 'contractual commitment',
    INDEPENDENT_VALIDATION: 'independent validation',
    INDEPENDENT_TESTING: 'independent testing',
    ASSURED_DESIGN: 'assured design',
    ASSURED_COMPONENTS: 'assured components',
  } satisfies Record<Strength, string>,
  conformance: CONFORMANCE_IN_WORDS,
  provenance: {
    COMPANIES_HOUSE: 'Companies House',
    FIND_A_TENDER: 'Find a Tender',
    CONTRACTS_FINDER: 'Contracts Finder',
    PUBLIC_CONTRACTS_SCOTLAND: 'Public Contracts Scotland',
    SELL2WALES: 'Sell2Wales',
    ETENDERS_NI: 'eTendersNI',
    OTHER_PUBLISHER: 'notices of another publisher',
    SELF_DECLARED: 'declared by the organisation',
    VERIFIED: 'verified',
    DEMONSTRATION: 'DEMONSTRATION: invented, not a real organisation',
  } satisfies Record<Provenance, string>,
  candidateState: {
    SHORTLISTED: 'shortlisted',
    INVITED: 'invited',
    RESPONDED: 'responded',
    DECLINED: 'declined',
    NO_RESPONSE: 'did not respond',
    ASSESSED: 'assessed',
    SELECTED: 'selected',
    NOT_SELECTED: 'not selected',
    EXCLUDED: 'left out',
  } satisfies Record<CandidateState, string>,
  kind: { GATE: 'gate (pass or fail)', SCORED: 'scored' } satisfies Record<RequirementKind, string>,
  guidanceStatus: {
    SUGGESTED: 'suggested, not decided',
    ACCEPTED: 'accepted',
    REJECTED: 'rejected',
  } satisfies Record<GuidanceStatus, string>,
  attestationStatus: {
    DRAFT: 'draft',
    SUBMITTED: 'submitted, not verified',
    VERIFIED: 'verified',
    REJECTED: 'rejected',
    EXPIRED: 'expired',
    WITHDRAWN: 'withdrawn',
    SUPERSEDED: 'superseded',
  } satisfies Record<AttestationStatus, string>,
  outcome: {
    AWARDED: 'awarded',
    CANCELLED: 'cancelled, nobody was awarded',
    NONE_SUITABLE: 'no tender was suitable',
  } satisfies Record<Outcome, string>,
  scopeQuestion: {
    legalEntity: 'Held by who would sign',
    product: 'About what would be supplied, in its version',
    dates: 'Over the whole contract',
    exclusions: 'Leaves out nothing that is required, and no sites',
  } satisfies Record<keyof ScopeTest, string>,
  yesNo: { YES: 'yes', NO: 'no', UNKNOWN: 'unknown' } satisfies Record<YesNoUnknown, string>,
};

/** The strength of evidence, as the pages of a pack say it. */
export function strengthInWords(strength: Strength | null): string {
  return strength === null ? 'none given' : inWords.strength[strength];
}

/** Somebody by name, as the pages of a pack say it. */
export function personInWords(person: Person | null): string {
  return person === null ? 'nobody' : person.name;
}

/** `GB-PPON PXXX-0000-XXXX`, one after the other. */
export function identifiersInWords(identifiers: readonly OrganisationIdentifier[]): string {
  return identifiers.length === 0 ? 'none' : identifiers.map(({ scheme, id }) => `${scheme}-${id}`).join(', ');
}

/** `£568,000.00`; in another currency `568,000.00 EUR`. */
export function moneyInWords({ amount, currency }: { amount: string; currency: string }): string {
  const [whole, ...decimals] = amount.split('.');
  const grouped = [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...decimals].join('.');
  return currency === 'GBP' ? `£${grouped}` : `${grouped} ${currency}`;
}

/** An instant as people read it, in UTC: `31 January 2026, 09:00 UTC`. */
export function instantInWords(instant: string | null): string {
  if (instant === null) return 'not recorded';
  const [day, time] = [instant.slice(0, 10), instant.slice(11, 16)];
  return `${dayInWords(day)}, ${time} UTC`;
}

/** Why a document that an answer relied on is not in the pack. */
export function notInThePack(closedAt: string): string {
  return `Not in the pack: its supplier lets the buyer open it no longer since ${instantInWords(closedAt)}.`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** A day as people read it: `31 January 2026`. */
export function dayInWords(day: string | null): string {
  if (day === null) return 'not recorded';
  const [year, month, date] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}

/** Text on one line, without the marks that cannot be seen or turn its direction; may be empty. */
export function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
}
