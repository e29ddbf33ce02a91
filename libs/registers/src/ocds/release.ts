import { Identifier } from '../identifier/identifier';

/** Something in a release that was not taken as it stands. */
export interface Warning {
  path: string;
  message: string;
}

/** Gross is with VAT, net without; null where the notice does not say. */
export interface NoticeValue {
  gross: number | null;
  net: number | null;
  currency: string | null;
}

/** Calendar days, `yyyy-mm-dd`. */
export interface DayRange {
  startsOn: string | null;
  endsOn: string | null;
}

/** What notices state of an address of delivery: its region, NUTS as published, and what its country is called. */
export interface DeliveryAddress {
  region: string | null;
  country: string | null;
}

/** What a notice says of the procurement, in plain values. */
export interface NoticeDraft {
  ocid: string;
  noticeId: string;
  sourceUrl: string | null;
  publishedAt: string | null;
  tags: string[];
  /** `UKPGA` for the Procurement Act 2023, `CELEX` for what began under EU-derived rules. */
  legalBasis: string | null;
  title: string;
  description: string | null;
  buyer: { name: string; identifiers: Identifier[]; region: string | null } | null;
  cpvCodes: string[];
  /** Where its items, and those of its awards, are to be delivered. */
  delivery: DeliveryAddress[];
  value: NoticeValue | null;
  /** From the first start to the last end over the lots. */
  contractPeriod: DayRange | null;
  lots: { id: string; title: string | null; value: NoticeValue | null; contractPeriod: DayRange | null }[];
  /** Whether it sets up a framework agreement, or names the one that it was made under. */
  underFramework: boolean;
  tenderEndsAt: string | null;
}

/** An organisation that a release names. */
export interface Party {
  id: string;
  name: string;
  roles: string[];
  identifiers: Identifier[];
  /** NUTS as published. */
  region: string | null;
  country: string | null;
  /** As published: `sme`, `large` or null. It is the buyer's claim. */
  scale: string | null;
  vcse: boolean | null;
  website: string | null;
}

/** An award of a release; the contract's figures stand in where the award has none. */
export interface Award {
  awardId: string;
  title: string;
  status: string | null;
  awardedOn: string | null;
  value: NoticeValue | null;
  contractPeriod: DayRange | null;
  /** As published, such as active or terminated; null before there is a contract. */
  contractStatus: string | null;
  suppliers: { partyId: string; name: string }[];
  lots: string[];
  cpvCodes: string[];
  /** NUTS as published. */
  regions: string[];
}

/** What a notice states of how a contract goes. */
export const PERFORMANCE_KINDS = ['MEASURED', 'FAILURE', 'AGREED'] as const;
export type PerformanceKind = (typeof PERFORMANCE_KINDS)[number];

/**
 * One thing that a notice states of a contract's performance, in the words that were published: a measure of a key performance indicator
 * (MEASURED), what the two sides agreed to measure (AGREED), or a failure to perform (FAILURE), whose `indicator` is what was required and whose
 * `measured` is what came of it.
 */
export interface ContractPerformance {
  kind: PerformanceKind;
  contractId: string;
  /** The award that the contract is of; null where it names none. */
  awardId: string | null;
  /** What it is called within its contract: by the ids of the metric and of the observation, or else by their places. */
  statement: string;
  indicator: string | null;
  target: string | null;
  period: DayRange | null;
  /** How often it is to be measured, as an ISO 8601 duration. */
  every: string | null;
  measured: string | null;
  /** The buyer's rating as its code, such as `met`; of a failure its category, which is free text. */
  rating: string | null;
  ratingDescription: string | null;
  penalty: PerformancePenalty | null;
  /** The suppliers that a failure is said to be of; null where it names none. */
  responsible: { partyId: string; name: string }[] | null;
}

/** What came of a failure. */
export interface PerformancePenalty {
  /** When it was decided that the supplier had failed to improve. */
  decidedOn: string | null;
  /** The first day of a partial termination, an award of damages or a settlement. */
  penaltyOn: string | null;
  /** As published: `contracted`, `imposed` or `negotiated`, or words. */
  basis: string | null;
  value: NoticeValue | null;
  partialTermination: string | null;
}

export interface Release {
  notice: NoticeDraft;
  parties: Party[];
  awards: Award[];
  performance: ContractPerformance[];
}

export type ReadRelease = { ok: true; release: Release; warnings: Warning[] } | { ok: false; problem: Warning };
