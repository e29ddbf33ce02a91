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

export interface Release {
  notice: NoticeDraft;
  parties: Party[];
  awards: Award[];
}

export type ReadRelease = { ok: true; release: Release; warnings: Warning[] } | { ok: false; problem: Warning };
