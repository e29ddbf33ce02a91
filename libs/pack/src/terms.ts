// The words of a pack: its closed lists of codes, and the plain values that its parts are made of.

/** Evidence strength, weakest first. */
export const STRENGTHS = [
  'ASSERTION',
  'CONTRACTUAL_COMMITMENT',
  'INDEPENDENT_VALIDATION',
  'INDEPENDENT_TESTING',
  'ASSURED_DESIGN',
  'ASSURED_COMPONENTS',
] as const;
export type Strength = (typeof STRENGTHS)[number];

export const CONFORMANCES = ['MET', 'PARTLY_MET', 'NOT_MET', 'UNKNOWN'] as const;
export type Conformance = (typeof CONFORMANCES)[number];

export const PROVENANCES = [
  'COMPANIES_HOUSE',
  'FIND_A_TENDER',
  'CONTRACTS_FINDER',
  'PUBLIC_CONTRACTS_SCOTLAND',
  'SELL2WALES',
  'ETENDERS_NI',
  'OTHER_PUBLISHER',
  'SELF_DECLARED',
  'VERIFIED',
  'DEMONSTRATION',
] as const;
/** Where what is said comes from. `DEMONSTRATION` is invented, to show the workflow, and says so on every page. */
export type Provenance = (typeof PROVENANCES)[number];

export const CANDIDATE_STATES = [
  'SHORTLISTED',
  'INVITED',
  'RESPONDED',
  'DECLINED',
  'NO_RESPONSE',
  'ASSESSED',
  'SELECTED',
  'NOT_SELECTED',
  'EXCLUDED',
] as const;
export type CandidateState = (typeof CANDIDATE_STATES)[number];

export const REQUIREMENT_KINDS = ['GATE', 'SCORED'] as const;
export type RequirementKind = (typeof REQUIREMENT_KINDS)[number];

export const GUIDANCE_STATUSES = ['SUGGESTED', 'ACCEPTED', 'REJECTED'] as const;
export type GuidanceStatus = (typeof GUIDANCE_STATUSES)[number];

export const ATTESTATION_STATUSES = [
  'DRAFT',
  'SUBMITTED',
  'VERIFIED',
  'REJECTED',
  'EXPIRED',
  'WITHDRAWN',
  'SUPERSEDED',
] as const;
export type AttestationStatus = (typeof ATTESTATION_STATUSES)[number];

export const OUTCOMES = ['AWARDED', 'CANCELLED', 'NONE_SUITABLE'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const YES_NO_UNKNOWN = ['YES', 'NO', 'UNKNOWN'] as const;
export type YesNoUnknown = (typeof YES_NO_UNKNOWN)[number];

/** UTC, ISO 8601 with milliseconds: `2026-01-31T09:00:00.000Z`. */
export type Instant = string;
/** A day: `2026-01-31`. */
export type Day = string;
/** 64 lower-case hex digits. */
export type Sha256 = string;

/** Someone as the record names them; `id` is null where it is not known or was erased. */
export interface Person {
  id: string | null;
  name: string;
}

/** A public identifier, printed `SCHEME-id`. */
export interface OrganisationIdentifier {
  scheme: string;
  id: string;
}
