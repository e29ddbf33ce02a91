import type { ChainEvent } from './chain/chain';
import type { SignedHead } from './chain/head';
import type { JsonValue } from './json';
import type {
  AttestationStatus,
  CandidateState,
  Conformance,
  Day,
  GuidanceStatus,
  Instant,
  OrganisationIdentifier,
  Outcome,
  Person,
  Provenance,
  RequirementKind,
  Sha256,
  Strength,
  YesNoUnknown,
} from './terms';

export * from './terms';

/** The version of the shape below. A reader refuses what it does not know. */
export const PACK_FORMAT = 'assay-pack/1';

/** What is bought, by whom, and when its steps were taken. */
export interface PackProcurement {
  id: string;
  reference: string;
  title: string;
  buyer: { name: string; identifiers: OrganisationIdentifier[] };
  ocid: string | null;
  cpvCodes: string[];
  /** `amount` is a decimal in text, so that it is exact; `currency` as ISO 4217. */
  estimatedValue: { amount: string; currency: string } | null;
  contractPeriod: { startsOn: Day; endsOn: Day } | null;
  /** Where it is to be run or delivered, as the buyer says it. Absent in packs of before it could. */
  places?: PackPlace[];
  dates: {
    createdAt: Instant;
    criteriaLockedAt: Instant | null;
    evidenceRequestedAt: Instant | null;
    evidenceDueAt: Instant | null;
  };
  provenance: Provenance;
}

/** Where what is bought is to be run or delivered, with the region where that was chosen. */
export interface PackPlace {
  name: string;
  region: { code: string; name: string } | null;
}

/** The version of a guidance document that the procurement was matched against. */
export interface GuidancePin {
  documentCode: string;
  /** Absent in packs of before the page called documents by it. */
  documentTitle?: string;
  version: string;
  /** This and the next two are absent in packs of before they had the forms of OSCAL and CycloneDX, which tell them. */
  publisher?: string;
  url?: string | null;
  licence?: string;
}

/** Whether an item of guidance was taken for a requirement, and why. */
export interface PackGuidanceDecision {
  /** The guidance document that the item is of. Absent where the pin has no publisher. */
  documentCode?: string;
  itemCode: string;
  itemTitle: string;
  status: GuidanceStatus;
  /** 0 to 1. */
  confidence: number | null;
  /** Why the item was suggested, a sentence each. */
  reasons: string[];
  decidedBy: Person | null;
  decidedAt: Instant | null;
  note: string | null;
}

/** A requirement as it was locked, with the guidance that it rests on. */
export interface PackRequirement {
  /** As the audit events name it. Absent in packs of before the page named what an event is on. */
  id?: string;
  ref: string;
  text: string;
  kind: RequirementKind;
  /** Per cent, at most two decimals; null for a gate. Those of the scored requirements add up to 100. */
  weight: number | null;
  minimumStrength: Strength | null;
  guidance: PackGuidanceDecision[];
}

/** Whether any requirement answers an item of guidance that applies here. */
export interface CoverageLine {
  itemCode: string;
  itemTitle: string;
  status: 'COVERED' | 'GAP';
  requirementRefs: string[];
}

/** A supplier as the search found it. */
export interface LockedSearchResult {
  supplierId: string;
  supplierName: string;
  snapshot: JsonValue;
  /** `snapshotHash` of the snapshot. */
  hash: Sha256;
  attestationHashes: Sha256[];
}

/** The search that the shortlist was made from, as it was frozen. */
export interface PackLockedSearch {
  criteria: JsonValue;
  /** The date of the data that was searched. */
  dataDate: Instant;
  /** `searchDigest` of the criteria, the date and the results, as the search was locked with it. */
  digest: Sha256;
  lockedAt: Instant;
  lockedBy: Person;
  /** In the order in which they were found. */
  results: LockedSearchResult[];
}

/** A supplier that was shortlisted or left out, and what became of it. */
export interface PackCandidate {
  id: string;
  supplier: { id: string; name: string; identifiers: OrganisationIdentifier[]; provenance: Provenance };
  state: CandidateState;
  /** Why it was shortlisted or excluded. */
  reason: string | null;
}

/** What one candidate was sent: the audit events name it, and not the candidate. */
export interface PackInvitation {
  id: string;
  candidateId: string;
}

/** Something that a supplier would supply. */
export interface OfferedProduct {
  /** That of its page; null where it was typed and is none of these. */
  id: string | null;
  name: string;
  /** As the supplier said it; null where it said none. */
  version: string | null;
}

/** What a candidate would supply, and from where, as it said with the answers that count. */
export interface PackOffer {
  candidateId: string;
  products: OfferedProduct[];
  /** From where it would operate the service. Absent in packs of before it could say so. */
  sites?: string[];
}

/** One answer of a scope test. */
export interface ScopeAnswer {
  answer: YesNoUnknown;
  reason: string;
}

/** What is asked of an attestation that is to cover a contract. */
export const SCOPE_QUESTIONS = ['legalEntity', 'product', 'dates', 'exclusions'] as const;

/** Does an attestation cover the contract? Four answers, each with its reason; what cannot be told is UNKNOWN, never YES. */
export type ScopeTest = Record<(typeof SCOPE_QUESTIONS)[number], ScopeAnswer>;

/** The scope test of an attestation that an answer rests on, as it stood when the pack was sealed. */
export interface PackScopeTest extends ScopeTest {
  attestationId: string;
}

/** The same words and the same deadline for every candidate. */
export interface PackEvidenceRequest {
  id: string;
  message: string;
  sentAt: Instant;
  dueAt: Instant;
}

/** A file that an answer relies on, by its content; the name is what its owner called it. */
export interface PackDocument {
  name: string;
  sha256: Sha256;
  /** Bytes. */
  size: number;
  mediaType: string;
  /** Since when its supplier lets the buyer open it no longer: the pack has its hash then, and not its bytes. Absent of all that is there. */
  closedAt?: Instant;
}

/** What a signatory of a supplier stated, in the words that were signed. */
export interface PackStatement {
  words: string;
  signatory: string;
  /** What the signatory is there, as they said. */
  role: string | null;
  signedAt: Instant;
  signedHash: Sha256;
}

/** An attestation as it stood when the procurement was decided. */
export interface AttestationSnapshot {
  id: string;
  scheme: string;
  /** What the scheme is called. Absent in packs of before the page said so. */
  schemeName?: string;
  /** The product that it is about; null: the organisation. Absent where it was submitted before submissions kept it. */
  product?: { id: string; name: string } | null;
  reference: string | null;
  scope: { legalEntity: string | null; sites: string[]; productVersions: string[]; exclusions: string[] };
  dates: { coversFrom: Day | null; coversTo: Day | null; issuedOn: Day | null; expiresOn: Day | null; receivedAt: Instant };
  /** What its holder filled in of the scheme's own form. Absent in packs of before it was kept. */
  fieldValues?: { name: string; label: string; values: string[] }[];
  strength: Strength;
  status: AttestationStatus;
  verification: {
    outcome: 'VERIFIED' | 'REJECTED';
    method: string;
    verifiedBy: Person;
    checkedOn: Day;
    note: string | null;
  } | null;
  hash: Sha256;
  validOnDecision: YesNoUnknown;
  /** Null where nobody signed. Absent in packs of before they had the forms of OSCAL and CycloneDX. */
  statement?: PackStatement | null;
}

/** What a candidate answered to a requirement, with its evidence. */
export interface PackAnswer {
  candidateId: string;
  requirementRef: string;
  statement: string;
  strength: Strength | null;
  submittedAt: Instant;
  attestations: AttestationSnapshot[];
  /** One for each of its attestations. Absent in packs of before they were kept. */
  scopeTests?: PackScopeTest[];
  documents: PackDocument[];
}

/** What somebody who could judge said of their interests. */
export interface PackInterestDeclaration {
  assessor: Person;
  declaredAt: Instant;
  hasConflict: boolean;
  statement: string;
}

/** What was settled or judged on one requirement for one candidate. */
export interface Figure {
  candidateId: string;
  requirementRef: string;
  conformance: Conformance;
  /** 0 to 10, at most two decimals, for a scored requirement; null for a gate and for UNKNOWN. */
  score: number | null;
  strength: Strength | null;
}

/** The figure that an assessor gave an answer. */
export interface PackAssessment extends Figure {
  assessor: Person;
  reason: string;
  assessedAt: Instant;
}

/** The figure that was settled for an answer. */
export interface PackModeration extends Figure {
  moderator: Person;
  reason: string;
  moderatedAt: Instant;
}

/** Who was awarded the contract, or that nobody was, and why. */
export interface PackDecision {
  outcome: Outcome;
  /** The winner; null unless AWARDED. */
  candidateId: string | null;
  reason: string;
  decidedBy: Person;
  decidedAt: Instant;
}

/** That the procurement was cancelled after its decision, which stands as it was made. */
export interface PackCancellation {
  cancelledAt: Instant;
  cancelledBy: Person;
  /** Null where the record has none. */
  reason: string | null;
}

/** One criterion of an assessment summary. Scores are decimals in text, exact. */
export interface SummaryLine {
  requirementRef: string;
  criterion: string;
  kind: RequirementKind;
  weight: number | null;
  howAssessed: string;
  conformance: Conformance;
  /** As it was settled, 0 to 10; null for a gate and where nothing could be concluded. Absent in packs of before summaries said so. */
  score?: number | null;
  /** Of the evidence, as it was settled; null where it is not known. Absent where `score` is. */
  strength?: Strength | null;
  /** Points that the criterion could add to the total; null for a gate. */
  scoreAvailable: string | null;
  scoreGiven: string | null;
  why: string;
}

/** How one tender was assessed. */
export interface TenderSummary {
  candidateId: string;
  supplierName: string;
  criteria: SummaryLine[];
  total: string;
  failedGates: string[];
  /** Requirements on which nothing could be concluded. */
  unknown: string[];
}

/**
 * What a bidder is told: its own assessment and, when there is a winner, the winner's.
 *
 * @source Procurement Act 2023 s.50; Procurement Regulations 2024 reg. 31
 */
export interface AssessmentSummary extends TenderSummary {
  /** Null when nobody won. */
  winner: TenderSummary | null;
}

/** The events of the procurement's audit trail, and where the whole chain then ended. */
export interface PackAudit {
  extractOf: { type: string; id: string };
  events: ChainEvent[];
  head: SignedHead | null;
}

/** Asked by one, answered to all; who asked is not recorded here. */
export interface PackClarification {
  question: string;
  answer: string;
  answeredAt: Instant;
}

/** Everything that an assurance pack says: a plain value, from which every file of the pack is made. */
export interface PackContents {
  format: typeof PACK_FORMAT;
  procurement: PackProcurement;
  guidance: GuidancePin[];
  requirements: PackRequirement[];
  coverage: CoverageLine[];
  lockedSearch: PackLockedSearch | null;
  candidates: PackCandidate[];
  /** Absent in packs of before the page named whom an event is of. */
  invitations?: PackInvitation[];
  requests: PackEvidenceRequest[];
  /** Of those that said what they would supply. Absent in packs of before they could. */
  offers?: PackOffer[];
  answers: PackAnswer[];
  clarifications: PackClarification[];
  interests: PackInterestDeclaration[];
  assessments: PackAssessment[];
  moderation: PackModeration[];
  decision: PackDecision;
  /** There only when the procurement was cancelled after its decision: packs that were made before this was kept have none. */
  cancellation?: PackCancellation;
  summaries: AssessmentSummary[];
  audit: PackAudit;
}

/**
 * Each document that lies in the pack once, by its hash, in the order of the hashes; the first name that it was given is kept. What one supplier
 * has closed is there where another has given the same content.
 */
export function documentsOf(contents: PackContents): PackDocument[] {
  return documentsNamed(contents).filter(({ closedAt }) => closedAt === undefined);
}

/** As {@link documentsOf}, with those of which the pack has the hash alone. */
export function documentsNamed(contents: PackContents): PackDocument[] {
  const byHash = new Map<Sha256, PackDocument>();
  for (const document of contents.answers.flatMap((answer) => answer.documents)) {
    const before = byHash.get(document.sha256);
    if (before === undefined || (before.closedAt !== undefined && document.closedAt === undefined))
      byHash.set(document.sha256, document);
  }
  return [...byHash.values()].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
}
