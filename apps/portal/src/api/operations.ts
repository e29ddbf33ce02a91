// Made by scripts/operations.cjs from apps/portal/operations. Do not edit.
import type { Operation } from './operation';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type AcceptAgreedInput = {
  procurementId: string;
};

export type AccountRequestStatus =
  | 'ACCEPTED'
  | 'PENDING'
  | 'REFUSED';

export type AddGuidanceToProcurementInput = {
  /** Code of the guidance document */
  document: string;
  /** The version of the procurement that you read */
  expectedVersion?: number | null;
  procurementId: string;
};

export type AddGuidanceVersionInput = {
  /** A file that was uploaded to /documents */
  documentId: string;
  /** Which document of the file, from 0 */
  index: number;
  mends?: Array<GuidanceMendInput> | null;
};

export type AddMemberInput = {
  email: string;
  name: string;
  /** Invite them to sign in with openIdProvider, in place of a password: with an identity there of this very address */
  openId?: boolean | null;
  /** Left out: your own organisation. An operator may name another. */
  organisationId?: string | null;
  roles: Array<Role>;
};

export type AddRequirementsInput = {
  /** The uploaded file that they were read from: it is erased with the records of the procurement */
  documentId?: string | null;
  /** Those whose ref the procurement has already are numbered on; left out, they are refused */
  numberOn?: boolean | null;
  procurementId: string;
  requirements: Array<RequirementInput>;
};

export type AnswerClarificationInput = {
  /** Goes to every invited supplier, and cannot be changed afterwards */
  answer: string;
  clarificationId: string;
};

export type AnswerFactInput = {
  factId: string;
  /** Your answer to the fact; it stands beside it on your page, in place of an earlier one */
  note: string;
  /** What the field should say */
  value?: string | null;
};

export type AnswerMatchQuestionsInput = {
  answers: Array<MatchAnswerInput>;
  requirementId: string;
};

export type AnswerPerformanceInput = {
  /** Your answer; it stands beside the statement on your page, in place of an earlier one */
  note: string;
  /** The ContractPerformance */
  performanceId: string;
};

/** Why answers are not shown to whoever asks. */
export type AnswersWithheld =
  | 'CONFLICT'
  | 'SEALED'
  | 'UNDECLARED';

export type AskClarificationInput = {
  invitationId: string;
  /** Every invited supplier will read it, without your name: leave out what gives you away */
  question: string;
};

export type AskToEraseInput = {
  procurementId: string;
};

export type AssessAnswerInput = {
  candidateId: string;
  conformance: Conformance;
  /** The version of your own assessment that you read; 0 when there was none */
  expectedVersion?: number | null;
  reason: string;
  requirementId: string;
  /** 0 to 10, for scored requirements unless UNKNOWN */
  score?: number | null;
  strength: EvidenceStrength;
};

export type AttestationScopeInput = {
  exclusions?: Array<string> | null;
  legalEntity: string;
  productVersions?: Array<string> | null;
  sites?: Array<string> | null;
};

/** EXPIRED is decided by the date when asked. */
export type AttestationStatus =
  | 'DRAFT'
  | 'EXPIRED'
  | 'REJECTED'
  | 'SUBMITTED'
  | 'SUPERSEDED'
  | 'VERIFIED'
  | 'WITHDRAWN';

export type AttestedFilter = {
  scheme: string;
  /** Today when left out */
  validOn?: string | null;
};

/** One of the two proves that it is the owner of the account who links */
export type BeginOpenIdLinkInput = {
  /** Where codes are on: the six digits of the app, or a recovery code */
  code?: string | null;
  password?: string | null;
};

export type CancelProcurementInput = {
  procurementId: string;
  reason: string;
};

export type CandidateDecision =
  | 'EXCLUDE'
  | 'SHORTLIST';

export type CandidateState =
  | 'ASSESSED'
  | 'DECLINED'
  | 'EXCLUDED'
  | 'INVITED'
  | 'NOT_SELECTED'
  | 'NO_RESPONSE'
  | 'RESPONDED'
  | 'SELECTED'
  | 'SHORTLISTED';

/** DONE: every event was looked at, or those up to the first that is wrong; what was found is in `broken`. */
export type ChainCheckState =
  | 'DONE'
  | 'FAILED'
  | 'QUEUED'
  | 'RUNNING';

/** OWN: the chain of the caller’s organisation. ALL: the chains of all organisations, for operators. */
export type ChainScope =
  | 'ALL'
  | 'OWN';

export type ChangeMemberInput = {
  /** Left out: your own organisation. An operator may name another. */
  organisationId?: string | null;
  /** All that the member has from now on */
  roles: Array<Role>;
  /** The roles that you read, so that nobody else is written over */
  seen?: Array<Role> | null;
  userId: string;
};

export type ChangePageRequestInput = {
  /** What shows that you speak for the organisation: your position, and where an operator can look it up */
  authority: string;
  /** Where it is established */
  country: string;
  description?: string | null;
  /** The version that you read */
  expectedVersion: number;
  /** Of public registers; none, with a reason */
  identifiers: Array<IdentifierInput>;
  name: string;
  /** Why there is no identifier, such as: sole trader */
  noIdentifierReason?: string | null;
  /** Pages that `pageCandidates` named, and that are not your organisation’s */
  notOurs?: Array<string> | null;
  pageRequestId: string;
  /** ITL code; left out: not known, or not in the United Kingdom */
  region?: string | null;
  sectors: Array<string>;
  technologies: Array<string>;
  website?: string | null;
};

export type ChangePasswordInput = {
  currentPassword: string;
  newPassword: string;
};

export type CheckChainInput = {
  scope: ChainScope;
};

export type ClaimStatus =
  | 'ACCEPTED'
  | 'PENDING'
  | 'REFUSED'
  | 'WITHDRAWN';

export type ClaimSupplierInput = {
  identifier: string;
  /** Such as GB-COH */
  identifierScheme: string;
  supplierId: string;
};

export type CloseProcurementInput = {
  procurementId: string;
};

export type CompleteOpenIdLinkInput = {
  /** The query of the address that the provider sent the browser back to */
  answer: string;
  /** That of the beginning */
  transaction: string;
};

export type CompleteOpenIdSignInInput = {
  /** The query of the address that the provider sent the browser back to */
  answer?: string | null;
  /** After SECOND_FACTOR_NEEDED, in place of the answer: the six digits of the app, or a recovery code */
  code?: string | null;
  /** That of the beginning */
  transaction: string;
};

export type ConcentrationOf =
  | 'BUYERS'
  | 'SUPPLIERS';

export type ConfirmErasingInput = {
  procurementId: string;
  /** The reference of the procurement, such as P-2026-001, so that no other one is erased by mistake */
  reference: string;
};

/** UNKNOWN is a state of its own: it scores nothing and is counted. */
export type Conformance =
  | 'MET'
  | 'NOT_MET'
  | 'PARTLY_MET'
  | 'UNKNOWN';

/** ANSWERED: an answer that relies on it was submitted; GRANTED: until a day; WITHDRAWN: no longer. */
export type ConsentActKind =
  | 'ANSWERED'
  | 'GRANTED'
  | 'WITHDRAWN';

export type CorrectContractInput = {
  procurementId: string;
  /** The record keeps it, with the day that was recorded before */
  reason: string;
  /** The day on which it was signed in truth */
  signedOn: string;
};

/** GAP: no requirement was accepted for it yet. */
export type CoverageStatus =
  | 'COVERED'
  | 'GAP';

export type CreateApiTokenInput = {
  /** Where codes are on: the six digits of the app, or a recovery code */
  code?: string | null;
  /** Days that it holds, 90 when left out */
  days?: number | null;
  name: string;
  /** This or a code, of whoever signed in more than a quarter of an hour ago */
  password?: string | null;
  scopes: Array<Scope>;
};

export type CreateAssurancePackInput = {
  procurementId: string;
};

export type CreateOrganisationInput = {
  identifiers?: Array<IdentifierInput> | null;
  kind: OrganisationKind;
  name: string;
};

export type CreateProcurementFromNoticeInput = {
  /** One OCDS release, as published */
  release: unknown;
};

export type CreateProcurementInput = {
  contractPeriod?: PeriodInput | null;
  /** CPV 2008, eight digits, with or without the check digit */
  cpvCodes?: Array<string> | null;
  dataSensitivity?: DataSensitivity | null;
  description?: string | null;
  estimatedValue?: MoneyInput | null;
  /** Where it is to be run or delivered */
  places?: Array<PlaceInput> | null;
  sectors?: Array<string> | null;
  technologies?: Array<string> | null;
  title: string;
};

export type CreateProductInput = {
  description?: string | null;
  kind: ProductKind;
  name: string;
  /** Where to report a weakness */
  securityContact?: string | null;
  supplierId: string;
  /** The day until which security updates are promised */
  supportEndsOn?: string | null;
  technologies?: Array<string> | null;
  versions?: Array<string> | null;
};

/** The most sensitive data that what is bought will hold. */
export type DataSensitivity =
  | 'OFFICIAL'
  | 'OFFICIAL_SENSITIVE'
  | 'PERSONAL'
  | 'PUBLIC'
  | 'SPECIAL_CATEGORY';

export type DecideAccountRequestInput = {
  accept: boolean;
  accountRequestId: string;
  /** Invite them to sign in with openIdProvider, in place of a password */
  openId?: boolean | null;
  /** Which organisation they join. Left out: one is let in as the request names it */
  organisationId?: string | null;
  /** Who asked reads it */
  reason: string;
  /** What they may do. Left out: what they asked for */
  roles?: Array<Role> | null;
};

export type DecideCandidatesInput = {
  decision: CandidateDecision;
  procurementId: string;
  /** Recorded for each of them */
  reason: string;
  supplierIds: Array<string>;
};

export type DecideClaimInput = {
  accept: boolean;
  claimId: string;
  reason: string;
};

export type DecideGuidanceInput = {
  decision: GuidanceDecision;
  /** Code of the guidance item; one that the matching did not find may be accepted too */
  itemCode: string;
  note?: string | null;
  requirementId: string;
  /** The matches of the requirement that you read, all of them: refused when somebody else has decided since, or it was matched anew */
  seen?: Array<SeenGuidanceInput> | null;
};

export type DecideJoinInput = {
  /** Whether the party is this supplier */
  accept: boolean;
  proposalId: string;
  reason: string;
};

export type DecidePageRequestInput = {
  decision: PageDecision;
  /** The version that you read */
  expectedVersion: number;
  pageRequestId: string;
  /** The supplier reads it */
  reason: string;
};

export type DecideProcurementInput = {
  /** The winner, when AWARDED */
  candidateId?: string | null;
  outcome: DecisionOutcome;
  procurementId: string;
  reason: string;
};

export type DecisionOutcome =
  | 'AWARDED'
  | 'CANCELLED'
  | 'NONE_SUITABLE';

export type DeclareInterestsInput = {
  hasConflict: boolean;
  procurementId: string;
  statement: string;
};

export type DeclaredTargetKind =
  | 'COMPONENT'
  | 'ORGANISATION'
  | 'SERVICE';

export type DeclineInvitationInput = {
  invitationId: string;
  /** The buyer reads it */
  reason: string;
};

export type DescribeDocumentInput = {
  /** What it is, and is good for; left out: nothing */
  description?: string | null;
  /** A document that your organisation uploaded */
  documentId: string;
  /** What you call it */
  title: string;
};

/** How a document stands with a buyer. SEALED: it opens at a deadline, or never, where the buyer cancelled before anybody had assessed; ENDED: its last day has passed. */
export type DocumentAccess =
  | 'ENDED'
  | 'OPEN'
  | 'SEALED'
  | 'WITHDRAWN';

export type DocumentUseKind =
  | 'ANSWER'
  | 'ATTESTATION';

export type DraftAttestationsInput = {
  /** Also of what was drafted out of the very same file before */
  again?: boolean | null;
  choices: Array<DraftChoiceInput>;
  /** A file that was uploaded to /documents */
  documentId: string;
};

export type DraftChoiceInput = {
  /** The index of an attestation of the file */
  index: number;
  /** Left out: about the organisation */
  productId?: string | null;
  schemeCode: string;
  /** As you claim it */
  strength: EvidenceStrength;
};

export type EndGuidanceRelationInput = {
  /** Code of an item of a current version */
  item: string;
  /** Why it holds no longer: it is kept in the record */
  reason: string;
  /** Code of the item that it is related to */
  related: string;
};

/** How far a scheme evidences an item of guidance. */
export type EvidenceExtent =
  | 'FULL'
  | 'PARTIAL'
  | 'SUPPORTING';

/** How strong evidence is, the weakest first. */
export type EvidenceStrength =
  | 'ASSERTION'
  | 'ASSURED_COMPONENTS'
  | 'ASSURED_DESIGN'
  | 'CONTRACTUAL_COMMITMENT'
  | 'INDEPENDENT_TESTING'
  | 'INDEPENDENT_VALIDATION';

export type ExtendDeadlineInput = {
  /** Later than the deadline that stands, by a year at the most; the same for all */
  dueAt: string;
  procurementId: string;
  /** Every supplier reads it */
  reason: string;
};

export type FacetDimension =
  | 'REGION'
  | 'SCHEME'
  | 'SECTOR'
  | 'SIZE'
  | 'TECHNOLOGY';

export type GrantDocumentInput = {
  documentId: string;
  /** The buyer, one that has asked you for evidence */
  organisationId: string;
  /** The last day on which it can be opened; three years ahead at most */
  until: string;
};

/** How far the judgement of one answer has come. */
export type GridState =
  | 'AGREED'
  | 'DIFFERING'
  | 'NOT_ASSESSED'
  | 'NO_ANSWER'
  | 'ONE_ASSESSMENT'
  | 'SETTLED';

export type GuidanceChangeKind =
  | 'ADDED'
  | 'REMOVED'
  | 'REWORDED';

export type GuidanceDecision =
  | 'ACCEPT'
  | 'REJECT';

/** NOT_UNDERSTOOD: something has to be mended first. UNCHANGED: the current version says the same. */
export type GuidanceFileState =
  | 'NEW_DOCUMENT'
  | 'NEW_VERSION'
  | 'NOT_UNDERSTOOD'
  | 'UNCHANGED';

export type GuidanceMendInput = {
  /** The path of a problem, or the itemPath of one */
  path: string;
  /** The text that stands there instead; null leaves the item out */
  value?: string | null;
};

/** What the first item is to the second. */
export type GuidanceRelationship =
  | 'EQUAL'
  | 'INTERSECTS'
  | 'SUBSET'
  | 'SUPERSET';

export type GuidanceStatus =
  | 'ACCEPTED'
  | 'REJECTED'
  | 'SUGGESTED';

/** Why records must not be erased. */
export type HoldKind =
  | 'AUDIT'
  | 'INFORMATION_REQUEST'
  | 'LITIGATION'
  | 'OTHER';

export type IdentifierInput = {
  id: string;
  /** Such as GB-COH */
  scheme: string;
};

/** OCDS: releases or records of any publisher. COMPANIES_HOUSE: BasicCompanyData. */
export type ImportKind =
  | 'COMPANIES_HOUSE'
  | 'OCDS';

export type ImportState =
  | 'DONE'
  | 'FAILED'
  | 'QUEUED'
  | 'RUNNING';

/** What came of a tender; LEFT_OUT: it was not compared with the others. */
export type InvitationOutcome =
  | 'CANCELLED'
  | 'LEFT_OUT'
  | 'LOST'
  | 'NOBODY_WON'
  | 'WON';

export type InvitationState =
  | 'CHANGES_REQUESTED'
  | 'CLOSED'
  | 'DECLINED'
  | 'IN_PROGRESS'
  | 'OPENED'
  | 'SENT'
  | 'SUBMITTED';

export type InviteToOpenIdInput = {
  /** Left out: your own organisation. An operator may name another. */
  organisationId?: string | null;
  userId: string;
};

/** How an award was joined to a supplier. A name alone never joins. */
export type JoinConfidence =
  | 'IDENTIFIER'
  | 'NAME_ONLY'
  | 'NORMALISED_IDENTIFIER';

export type JoinProposedBy =
  | 'IDENTIFIER'
  | 'NAME';

export type JoinState =
  | 'ACCEPTED'
  | 'PROPOSED'
  | 'REFUSED';

export type KeepRecordsUntilInput = {
  /** At least thirty days ahead, so that it is told before; where a term of the law counts, no earlier than that */
  keptUntil: string;
  procurementId: string;
  reason: string;
};

/** CARRIED_OVER: the decision goes on. PUT_BACK: the item was accepted and is there no longer, so that the requirement has to be settled again. SET_ASIDE: the item is there no longer, and had not been accepted. SUGGESTED: to decide on. */
export type LaterGuidanceOutcome =
  | 'CARRIED_OVER'
  | 'PUT_BACK'
  | 'SET_ASIDE'
  | 'SUGGESTED';

export type LiftHoldInput = {
  holdId: string;
  reason: string;
};

/** In what two requirements are alike; SAME_GUIDANCE: their buyers accepted the same guidance items for them. */
export type LikenessKind =
  | 'LIKE_WORDS'
  | 'SAME_GUIDANCE'
  | 'SAME_WORDS';

export type LockCriteriaInput = {
  procurementId: string;
  /** The requirements that you read, all of them: refused when one was added, changed or removed since */
  seen?: Array<SeenRequirementInput> | null;
};

export type LockSearchInput = {
  filter?: SupplierFilter | null;
  procurementId: string;
  search?: string | null;
};

export type MarketDimension =
  | 'BUYER'
  | 'CPV'
  | 'REGION_ITL1'
  | 'REGION_ITL2'
  | 'REGION_ITL3'
  | 'SECTOR'
  | 'SIC'
  | 'SIZE'
  | 'TECHNOLOGY'
  | 'YEAR';

export type MarketFigure =
  | 'ATTESTED_SHARE'
  | 'AWARDS'
  | 'AWARD_VALUE'
  | 'AWARD_VALUE_NET'
  | 'COVERAGE'
  | 'ENTRANTS'
  | 'EXITS'
  | 'FRAMEWORK_AWARD_SHARE'
  | 'GAP'
  | 'HERFINDAHL'
  | 'LOCATION_QUOTIENT'
  | 'PRODUCTS'
  | 'SME_AWARD_SHARE'
  | 'SUPPLIERS'
  | 'TOP_FOUR_SHARE'
  | 'VCSE_AWARD_SHARE';

/** What each is: market { definitions } */
export type MarketMeasure =
  | 'ATTESTED_SHARE'
  | 'AWARDS'
  | 'AWARD_VALUE'
  | 'AWARD_VALUE_NET'
  | 'FRAMEWORK_AWARD_SHARE'
  | 'PRODUCTS'
  | 'SME_AWARD_SHARE'
  | 'SUPPLIERS'
  | 'VCSE_AWARD_SHARE';

export type MarketQuestionInput = {
  by?: Array<MarketDimension> | null;
  filter?: SupplierFilter | null;
  from?: string | null;
  kind: MarketQuestionKind;
  /** TREND: the first */
  measures?: Array<MarketMeasure> | null;
  of?: ConcentrationOf | null;
  to?: string | null;
  validOn?: string | null;
};

/** Which field of Market answers it */
export type MarketQuestionKind =
  | 'BREAKDOWN'
  | 'CONCENTRATION'
  | 'COVERAGE'
  | 'GAPS'
  | 'LOCATION_QUOTIENTS'
  | 'MOVEMENTS'
  | 'TREND';

/** How much of a period the notices reach into: all its days, some, or none. One that is later than the last notice is not known yet, and one earlier than the first was not read; where there are awards of it all the same, it is partial */
export type MarketReach =
  | 'NOT_READ'
  | 'NOT_YET'
  | 'PARTIAL'
  | 'WHOLE';

export type MatchAnswerInput = {
  /** The id of one of its answers */
  answer: string;
  /** The id of the question */
  question: string;
};

export type MatchReasonKind =
  | 'ANSWER'
  | 'CROSSWALK'
  | 'EARLIER_DECISION'
  | 'EXAMPLE'
  | 'SHARED_TERM'
  | 'SYNONYM';

export type ModerateAssessmentInput = {
  candidateId: string;
  conformance: Conformance;
  /** The version of the final figure that you read (`GridCell.settledVersion`); refused when it was settled since */
  expectedVersion?: number | null;
  reason: string;
  requirementId: string;
  /** 0 to 10, for scored requirements unless UNKNOWN */
  score?: number | null;
  strength: EvidenceStrength;
};

export type MoneyInput = {
  amount: number;
  currency: string;
};

export type MoveToLaterGuidanceInput = {
  /** Code of the guidance document */
  document: string;
  /** The version of the procurement that you read */
  expectedVersion?: number | null;
  procurementId: string;
  /** The version to move to, as its publisher gives it: the current one */
  version: string;
};

export type OfferedProductInput = {
  /** What it is called, where it is none of your listed products; the name of one of these means that one */
  name?: string | null;
  /** One of your listed products */
  productId?: string | null;
  /** The version that you would supply */
  version?: string | null;
};

export type OpenDataReleaseState =
  | 'DONE'
  | 'FAILED'
  | 'QUEUED'
  | 'RUNNING';

export type OrganisationKind =
  | 'BUYER'
  | 'OVERSIGHT'
  | 'SUPPLIER';

/** DONE: the pack is among the packs of the procurement. FAILED: nothing was made; `error` says what to do. */
export type PackMakingState =
  | 'DONE'
  | 'FAILED'
  | 'QUEUED'
  | 'RUNNING';

export type PageCandidatesInput = {
  identifiers: Array<IdentifierInput>;
  name: string;
};

export type PageDecision =
  | 'ACCEPT'
  | 'ASK_CHANGES'
  | 'REFUSE';

export type PageRequestStatus =
  | 'ACCEPTED'
  | 'CHANGES_REQUESTED'
  | 'PENDING'
  | 'REFUSED'
  | 'WITHDRAWN';

/** What a notice states of how a contract goes. It ranks no supplier. */
export type PerformanceKind =
  /** A key performance indicator that the contract is to be measured by */
  | 'AGREED'
  /** A failure to perform; `indicator` is what was required, `measured` what came of it */
  | 'FAILURE'
  /** A measure of a key performance indicator, and how the buyer rates it */
  | 'MEASURED';

export type PeriodInput = {
  endsOn?: string | null;
  startsOn?: string | null;
};

export type PlaceHoldInput = {
  kind: HoldKind;
  procurementId: string;
  /** Such as the number of the case or of the request */
  reason: string;
};

export type PlaceInput = {
  /** As you write it: Civic Centre data room */
  name: string;
  /** The code of a region */
  region?: string | null;
};

export type ProcurementStage =
  | 'ASSESSMENT'
  | 'CANCELLED'
  | 'CLOSED'
  | 'CONTRACT'
  | 'CRITERIA_LOCKED'
  | 'DECIDED'
  | 'DRAFT'
  | 'EVIDENCE'
  | 'MODERATION'
  | 'SOURCING';

export type ProductKind =
  | 'CONNECTIVITY'
  | 'HARDWARE'
  | 'PLATFORM'
  | 'SERVICE'
  | 'SOFTWARE';

/** Where it comes from. OTHER_PUBLISHER: notices of a publisher that has no code of its own here; a note names it. DEMONSTRATION: invented to show the product. */
export type Provenance =
  | 'COMPANIES_HOUSE'
  | 'CONTRACTS_FINDER'
  | 'DEMONSTRATION'
  | 'ETENDERS_NI'
  | 'FIND_A_TENDER'
  | 'OTHER_PUBLISHER'
  | 'PUBLIC_CONTRACTS_SCOTLAND'
  | 'SELF_DECLARED'
  | 'SELL2WALES'
  | 'VERIFIED';

export type RecordContractInput = {
  procurementId: string;
  signedOn: string;
};

/** CONNECTED_PLACES: with at least one sector or technology. */
export type Relevance =
  | 'ALL'
  | 'CONNECTED_PLACES';

export type RemoveDocumentInput = {
  /** A document of your organisation that nothing names */
  documentId: string;
};

export type RemoveFactReplyInput = {
  factId: string;
};

export type RemoveMemberInput = {
  /** Left out: your own organisation. An operator may name another. */
  organisationId?: string | null;
  userId: string;
};

export type RemovePerformanceReplyInput = {
  /** The ContractPerformance */
  performanceId: string;
};

export type RemoveRequirementInput = {
  requirementId: string;
};

export type RequestAccountInput = {
  email: string;
  /** Of a public register */
  identifier?: IdentifierInput | null;
  kind: OrganisationKind;
  /** Of the person */
  name: string;
  organisationName: string;
  /** What they need to do. Nobody asks to be an operator */
  roles: Array<Role>;
  /** The organisation’s page in the directory, of a supplier that has one */
  supplierId?: string | null;
  /** What for, and what shows that they belong to the organisation */
  why: string;
};

export type RequestChangesInput = {
  /** Until when it can be submitted again, within a year from now */
  dueAt: string;
  invitationId: string;
  /** What is to be made clearer or put right; kept as written */
  wanted: string;
};

export type RequestEvidenceInput = {
  /** The deadline, the same for all, within a year from now; nobody on your side reads a response before it */
  dueAt: string;
  /** To every shortlisted supplier, in the same words */
  message: string;
  procurementId: string;
};

export type RequestPageInput = {
  /** What shows that you speak for the organisation: your position, and where an operator can look it up */
  authority: string;
  /** Where it is established */
  country: string;
  description?: string | null;
  /** Of public registers; none, with a reason */
  identifiers: Array<IdentifierInput>;
  name: string;
  /** Why there is no identifier, such as: sole trader */
  noIdentifierReason?: string | null;
  /** Pages that `pageCandidates` named, and that are not your organisation’s */
  notOurs?: Array<string> | null;
  /** ITL code; left out: not known, or not in the United Kingdom */
  region?: string | null;
  sectors: Array<string>;
  technologies: Array<string>;
  website?: string | null;
};

export type RequirementInput = {
  /** SCORED when left out */
  kind?: RequirementKind | null;
  /** ASSERTION when left out */
  minimumStrength?: EvidenceStrength | null;
  /** Left out: numbered on, R-01 */
  ref?: string | null;
  text: string;
  /** Of 100; for scored ones */
  weight?: number | null;
};

/** A gate is passed or failed; a scored requirement has a weight. */
export type RequirementKind =
  | 'GATE'
  | 'SCORED';

/** CONTRACT: three years beginning with the day on which the contract was signed. AWARD: it was awarded and no contract is recorded, three years beginning with the day of the award. Both: Procurement Act 2023 s.98(4)(b). NO_AWARD: nobody was awarded it; an administrator sets the day. */
export type RetentionRule =
  | 'AWARD'
  | 'CONTRACT'
  | 'NO_AWARD';

/** RUNNING: it is neither closed nor cancelled. HELD: a hold stands. NO_TERM: no day is set. KEPT: the day has not come. DUE: the records can be erased. */
export type RetentionState =
  | 'DUE'
  | 'HELD'
  | 'KEPT'
  | 'NO_TERM'
  | 'RUNNING';

export type RevokeApiTokenInput = {
  apiTokenId: string;
};

/** What a member may do in an organisation. */
export type Role =
  | 'ADMIN'
  | 'ANALYST'
  | 'APPROVER'
  | 'EDITOR'
  | 'OPERATOR'
  | 'SIGNATORY'
  | 'VERIFIER'
  | 'VIEWER';

export type SaveAnswerInput = {
  /** Attestations of yours that are no drafts; none when left out */
  attestationIds?: Array<string> | null;
  /** Documents that you have uploaded; none when left out */
  documentIds?: Array<string> | null;
  /** The version that you read; 0 when nobody had saved it. Left out: yours wins */
  expectedVersion?: number | null;
  invitationId: string;
  requirementRef: string;
  statement: string;
  /** What you claim your evidence amounts to; ASSERTION when left out */
  strength?: EvidenceStrength | null;
};

export type SaveAttestationDraftInput = {
  /** The draft to change; left out: a new one */
  attestationId?: string | null;
  coversFrom?: string | null;
  coversTo?: string | null;
  documentIds?: Array<string> | null;
  /** The version of the draft that you read */
  expectedVersion?: number | null;
  expiresOn?: string | null;
  /** The scheme's own form; left out: as it stood */
  fieldValues?: Array<SchemeFieldValueInput> | null;
  issuedOn?: string | null;
  /** Left out: about the organisation */
  productId?: string | null;
  /** As the issuer writes it */
  reference?: string | null;
  schemeCode: string;
  scope: AttestationScopeInput;
  strength: EvidenceStrength;
  /** The attestation that this one is to replace once it is verified */
  supersedesId?: string | null;
};

export type SaveOfferInput = {
  /** The version that you read; 0 when nobody had saved it. Left out: yours wins */
  expectedVersion?: number | null;
  invitationId: string;
  /** All that you offer, in place of what you said before */
  products: Array<OfferedProductInput>;
  /** From where you would operate the service, in place of what you said before. Left out: that stays */
  sites?: Array<string> | null;
};

export type SchemeFieldValueInput = {
  /** As the scheme names it */
  name: string;
  /** One text, and several for a LIST; days as 2026-11-30, BOOLEAN as true or false */
  values: Array<string>;
};

export type SchemeKind =
  | 'BILL_OF_MATERIALS'
  | 'CERTIFICATION'
  | 'POLICY'
  | 'QUESTIONNAIRE'
  | 'SELF_DECLARATION'
  | 'TEST_REPORT';

/** What an API token may be used for. */
export type Scope =
  | 'READ'
  | 'WRITE';

export type SecondFactorCodeInput = {
  /** Six digits of the app; to turn it off also a recovery code */
  code: string;
};

export type SeenGuidanceInput = {
  /** As you read it; left out: nobody had decided */
  decidedAt?: string | null;
  itemCode: string;
};

export type SeenRequirementInput = {
  requirementId: string;
  /** The version that you read */
  version: number;
};

export type SettleGuidanceInput = {
  procurementId: string;
  settled: Array<SettledRequirementInput>;
};

export type SettledRequirementInput = {
  /** Codes of the items to accept, also such that the matching did not find; none: no guidance applies */
  accept: Array<string>;
  /** Why: kept with each decision that this makes. What stands so already keeps its author and its note; where nothing is decided anew, a note is refused */
  note?: string | null;
  requirementId: string;
  /** The matches that you read, all of them: refused when somebody else has decided since, or it was matched anew. Left out: refused only when what somebody else noted would be lost */
  seen?: Array<SeenGuidanceInput> | null;
};

export type ShortlistSupplierInput = {
  procurementId: string;
  /** The products that you shortlist it for; left out: those that you had named before */
  productIds?: Array<string> | null;
  reason: string;
  supplierId: string;
};

export type SignInInput = {
  /** Where codes are on: the six digits of the app, or a recovery code */
  code?: string | null;
  email: string;
  password: string;
};

export type SignOutInput = {
  /** Also end every other session of yours. API tokens go on: changePassword ends those too. */
  everywhere?: boolean | null;
};

/** UNKNOWN is a state of its own: it is shown and counted. */
export type SizeBand =
  | 'LARGE'
  | 'MEDIUM'
  | 'MICRO'
  | 'SMALL'
  | 'UNKNOWN';

export type StartImportInput = {
  /** A file that was uploaded to /documents; or else url */
  documentId?: string | null;
  kind: ImportKind;
  /** COMPANIES_HOUSE: and with a postcode that begins with one of these letters, such as BS */
  postcodeAreas?: Array<string> | null;
  /** COMPANIES_HOUSE: unknown companies with one of these SIC 2007 codes become suppliers */
  sicCodes?: Array<string> | null;
  /** An address that begins with https:// */
  url?: string | null;
};

export type StateGuidanceRelationInput = {
  /** Code of an item of a current version */
  item: string;
  /** Code of an item of another document, in its current version */
  related: string;
  /** What the first item is to the second */
  relationship: GuidanceRelationship;
  /** Who says so, and where: it is shown with the relation */
  source: string;
};

export type StatementInput = {
  agreed: boolean;
  signatoryName: string;
  signatoryRole: string;
};

export type StopWatchingMarketQuestionInput = {
  watchedQuestionId: string;
};

export type SubmitAttestationInput = {
  /** The draft to submit; left out: a new one */
  attestationId?: string | null;
  coversFrom?: string | null;
  coversTo?: string | null;
  documentIds?: Array<string> | null;
  /** The version of the draft that you read */
  expectedVersion?: number | null;
  expiresOn?: string | null;
  /** The scheme's own form; left out: as it stood */
  fieldValues?: Array<SchemeFieldValueInput> | null;
  issuedOn?: string | null;
  /** Left out: about the organisation */
  productId?: string | null;
  /** As the issuer writes it */
  reference?: string | null;
  schemeCode: string;
  scope: AttestationScopeInput;
  statement: StatementInput;
  strength: EvidenceStrength;
  /** The attestation that this one is to replace once it is verified */
  supersedesId?: string | null;
};

export type SubmitResponseInput = {
  /** Documents that the buyer could open no more, and that this response gives it again (`Invitation.closedDocuments`); none when left out */
  documentsGivenAgain?: Array<string> | null;
  invitationId: string;
};

export type SupplierFilter = {
  /** Holds every one of these, verified and valid */
  attested?: Array<AttestedFilter> | null;
  provenance?: Array<Provenance> | null;
  /** ITL codes of any level */
  regions?: Array<string> | null;
  relevance?: Relevance | null;
  sectors?: Array<string> | null;
  sizeBands?: Array<string> | null;
  technologies?: Array<string> | null;
};

/** RELEVANCE ranks by a search; equal ones by a key that favours nobody. */
export type SupplierOrder =
  | 'NAME'
  | 'RELEVANCE';

export type UnlinkOpenIdInput = {
  issuer: string;
};

export type UpdateProcurementInput = {
  contractPeriod?: PeriodInput | null;
  /** CPV 2008, eight digits, with or without the check digit */
  cpvCodes?: Array<string> | null;
  dataSensitivity?: DataSensitivity | null;
  description?: string | null;
  estimatedValue?: MoneyInput | null;
  /** The version that you read */
  expectedVersion?: number | null;
  /** Where it is to be run or delivered */
  places?: Array<PlaceInput> | null;
  procurementId: string;
  sectors?: Array<string> | null;
  technologies?: Array<string> | null;
  /** Left out: the title stays */
  title?: string | null;
};

export type UpdateProductInput = {
  description?: string | null;
  /** The version that you read */
  expectedVersion?: number | null;
  kind?: ProductKind | null;
  name?: string | null;
  productId: string;
  /** Where to report a weakness */
  securityContact?: string | null;
  /** The day until which security updates are promised */
  supportEndsOn?: string | null;
  technologies?: Array<string> | null;
  versions?: Array<string> | null;
};

export type UpdateRequirementInput = {
  /** The version that you read */
  expectedVersion?: number | null;
  /** SCORED when left out */
  kind?: RequirementKind | null;
  /** ASSERTION when left out */
  minimumStrength?: EvidenceStrength | null;
  /** Left out: numbered on, R-01 */
  ref?: string | null;
  requirementId: string;
  /** Left out: the text stays */
  text?: string | null;
  /** Of 100; for scored ones */
  weight?: number | null;
};

export type UpdateRequirementsInput = {
  requirements: Array<UpdateRequirementInput>;
};

export type UpdateSupplierProfileInput = {
  description?: string | null;
  /** The version that you read */
  expectedVersion?: number | null;
  /** ITL code */
  region?: string | null;
  sectors?: Array<string> | null;
  sizeBand?: SizeBand | null;
  supplierId: string;
  technologies?: Array<string> | null;
  website?: string | null;
};

export type VerificationOutcome =
  | 'REJECTED'
  | 'VERIFIED';

export type VerifyAttestationInput = {
  attestationId: string;
  checkedOn: string;
  method: string;
  note?: string | null;
  outcome: VerificationOutcome;
  /** Left out: as claimed. It can be lowered, never raised. */
  strength?: EvidenceStrength | null;
};

export type WatchMarketQuestionInput = {
  /** Where you show the question; it is given back to you as it is */
  link: string;
  /** What you call it */
  name: string;
  question: MarketQuestionInput;
  /** Percent by which a figure has to change for you to be told; 0: any change */
  threshold: number;
};

export type WithdrawAccountRequestInput = {
  /** What `requestAccount` gave */
  secret: string;
};

export type WithdrawAttestationInput = {
  attestationId: string;
  reason?: string | null;
};

export type WithdrawClaimInput = {
  claimId: string;
};

export type WithdrawDocumentInput = {
  documentId: string;
  /** The buyer */
  organisationId: string;
  /** Why; the buyer reads it */
  reason: string;
};

export type WithdrawPageRequestInput = {
  pageRequestId: string;
};

/** UNKNOWN is a state of its own: it is never a YES. */
export type YesNoUnknown =
  | 'NO'
  | 'UNKNOWN'
  | 'YES';

export type SuppliersToChooseQueryVariables = Exact<{
  search: string;
}>;


export type SuppliersToChooseQuery = { suppliers: { totalCount: number, edges: Array<{ node: { id: string, name: string, region: { name: string } | null, identifiers: Array<{ scheme: string, id: string }> } }> } };

export type SupplierChosenQueryVariables = Exact<{
  id: string;
}>;


export type SupplierChosenQuery = { supplier: { id: string, name: string } };

export type RequestAccountMutationVariables = Exact<{
  input: RequestAccountInput;
}>;


export type RequestAccountMutation = { requestAccount: { reference: string, secret: string } };

export type AccountRequestStandingQueryVariables = Exact<{
  secret: string;
}>;


export type AccountRequestStandingQuery = { accountRequestStanding: { reference: string, organisationName: string, status: AccountRequestStatus, reason: string | null, askedAt: string, decidedAt: string | null } | null };

export type WithdrawAccountRequestMutationVariables = Exact<{
  input: WithdrawAccountRequestInput;
}>;


export type WithdrawAccountRequestMutation = { withdrawAccountRequest: { reference: string } };

export type PendingAccountRequestsQueryVariables = Exact<{ [key: string]: never; }>;


export type PendingAccountRequestsQuery = { pendingAccountRequests: Array<{ id: string, reference: string, kind: OrganisationKind, organisationName: string, name: string, askedAt: string }> };

export type AccountRequestPageQueryVariables = Exact<{
  id: string;
}>;


export type AccountRequestPageQuery = { accountRequest: { id: string, reference: string, kind: OrganisationKind, organisationName: string, name: string, email: string, roles: Array<Role>, why: string, status: AccountRequestStatus, reason: string | null, askedAt: string, decidedAt: string | null, identifier: { scheme: string, id: string } | null, supplier: { id: string, name: string } | null, candidates: Array<{ id: string, name: string, provenance: Provenance, people: number, hasPage: boolean, hasIdentifier: boolean, hasName: boolean, identifiers: Array<{ scheme: string, id: string }> }> } };

export type DecideAccountRequestMutationVariables = Exact<{
  input: DecideAccountRequestInput;
}>;


export type DecideAccountRequestMutation = { decideAccountRequest: { initialPassword: string | null, accountRequest: { reference: string, name: string }, organisation: { id: string, name: string } | null, user: { name: string, email: string } | null } };

export type NotificationsQueryVariables = Exact<{
  after?: string | null;
}>;


export type NotificationsQuery = { notifications: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, kind: string, text: string, subjectId: string, createdAt: string, readAt: string | null, procurement: { id: string } | null } }> } };

export type MarkNotificationsReadMutationVariables = Exact<{ [key: string]: never; }>;


export type MarkNotificationsReadMutation = { markNotificationsRead: { marked: number } };

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type ChangePasswordMutation = { changePassword: { changed: boolean } };

export type GuidanceCatalogueQueryVariables = Exact<{ [key: string]: never; }>;


export type GuidanceCatalogueQuery = { guidanceDocuments: Array<{ code: string, title: string, publisher: string, version: string, licence: string, url: string | null, itemCount: number, publishedAt: string, readFrom: string | null }> };

export type EarlierUseFragment = { procurementCount: number, openCount: number, matchCount: number, document: { code: string, version: string }, procurements: Array<{ id: string, title: string }> };

export type EarlierGuidanceInUseQueryVariables = Exact<{ [key: string]: never; }>;


export type EarlierGuidanceInUseQuery = { guidanceInUse: Array<{ procurementCount: number, openCount: number, matchCount: number, document: { code: string, version: string }, procurements: Array<{ id: string, title: string }> }> };

export type GuidanceVersionsQueryVariables = Exact<{
  document: string;
}>;


export type GuidanceVersionsQuery = { guidanceVersions: Array<{ code: string, title: string, publisher: string, version: string, licence: string, url: string | null, notes: string | null, itemCount: number, isCurrent: boolean, publishedAt: string, readFrom: string | null, readFromSha256: string | null }> };

export type GuidanceChangesBetweenQueryVariables = Exact<{
  document: string;
  from: string;
  to: string;
}>;


export type GuidanceChangesBetweenQuery = { guidanceChanges: { unchanged: number, changes: Array<{ kind: GuidanceChangeKind, code: string, before: { title: string, summary: string, theme: string, lifecycleStage: string } | null, after: { title: string, summary: string, theme: string, lifecycleStage: string } | null }> } };

export type ChangeOfItemFragment = { kind: GuidanceChangeKind, code: string, before: { title: string, summary: string, theme: string, lifecycleStage: string } | null, after: { title: string, summary: string, theme: string, lifecycleStage: string } | null };

export type GuidanceFileToCheckQueryVariables = Exact<{
  documentId: string;
  mends?: Array<GuidanceMendInput> | GuidanceMendInput | null;
}>;


export type GuidanceFileToCheckQuery = { guidanceFile: Array<{ index: number, code: string, title: string, publisher: string, version: string, licence: string, state: GuidanceFileState, itemCount: number, unchanged: number, ignored: Array<string>, current: { version: string } | null, problems: Array<{ path: string, item: string | null, field: string | null, value: string, message: string, isMendable: boolean, itemPath: string | null }>, changes: Array<{ kind: GuidanceChangeKind, code: string, before: { title: string, summary: string, theme: string, lifecycleStage: string } | null, after: { title: string, summary: string, theme: string, lifecycleStage: string } | null }> }> };

export type AddGuidanceVersionMutationVariables = Exact<{
  input: AddGuidanceVersionInput;
}>;


export type AddGuidanceVersionMutation = { addGuidanceVersion: { document: { code: string, title: string, version: string } } };

export type ItemToRelateQueryVariables = Exact<{
  code: string;
}>;


export type ItemToRelateQuery = { guidanceItem: { code: string, title: string, summary: string, isCurrent: boolean, document: { code: string, title: string, version: string }, related: Array<{ relationship: GuidanceRelationship, source: string, item: { code: string, title: string, document: { title: string } } }> } };

export type StateGuidanceRelationMutationVariables = Exact<{
  input: StateGuidanceRelationInput;
}>;


export type StateGuidanceRelationMutation = { stateGuidanceRelation: { item: { code: string } } };

export type EndGuidanceRelationMutationVariables = Exact<{
  input: EndGuidanceRelationInput;
}>;


export type EndGuidanceRelationMutation = { endGuidanceRelation: { item: { code: string } } };

export type OurDocumentsQueryVariables = Exact<{ [key: string]: never; }>;


export type OurDocumentsQuery = { myDocuments: Array<{ id: string, title: string | null, fileName: string, size: number, createdAt: string, scan: string, uses: Array<{ kind: DocumentUseKind, title: string }>, readers: Array<{ state: DocumentAccess, until: string | null, openings: number, lastOpenedAt: string | null, buyer: { id: string, name: string } }> }> };

export type OurDocumentQueryVariables = Exact<{
  id: string;
}>;


export type OurDocumentQuery = { myDocument: { id: string, title: string | null, description: string | null, fileName: string, mediaType: string, size: number, sha256: string, createdAt: string, scan: string, uses: Array<{ kind: DocumentUseKind, id: string, title: string, reference: string | null, buyerName: string | null, refs: Array<string>, isFixed: boolean }>, readers: Array<{ state: DocumentAccess, since: string, until: string | null, openings: number, lastOpenedAt: string | null, buyer: { id: string, name: string }, history: Array<{ act: ConsentActKind, at: string, byName: string, opensAt: string | null, invitationId: string | null, procurement: string | null, until: string | null, reason: string | null }> }>, readings: Array<{ at: string, name: string, organisation: string | null }> }, myBuyers: Array<{ id: string, name: string }> };

export type OurDocumentToDescribeQueryVariables = Exact<{
  id: string;
}>;


export type OurDocumentToDescribeQuery = { myDocument: { id: string, title: string | null, description: string | null, fileName: string } };

export type SharedDocumentsQueryVariables = Exact<{ [key: string]: never; }>;


export type SharedDocumentsQuery = { sharedDocuments: Array<{ id: string, fileName: string, sha256: string, supplierName: string, state: DocumentAccess, since: string, until: string | null, withdrawnAt: string | null, reason: string | null }> };

export type GrantDocumentMutationVariables = Exact<{
  input: GrantDocumentInput;
}>;


export type GrantDocumentMutation = { grantDocument: { document: { id: string } } };

export type WithdrawDocumentMutationVariables = Exact<{
  input: WithdrawDocumentInput;
}>;


export type WithdrawDocumentMutation = { withdrawDocument: { document: { id: string } } };

export type DescribeDocumentMutationVariables = Exact<{
  input: DescribeDocumentInput;
}>;


export type DescribeDocumentMutation = { describeDocument: { document: { id: string } } };

export type RemoveDocumentMutationVariables = Exact<{
  input: RemoveDocumentInput;
}>;


export type RemoveDocumentMutation = { removeDocument: { documentId: string } };

export type GuidanceDocumentsQueryVariables = Exact<{ [key: string]: never; }>;


export type GuidanceDocumentsQuery = { guidanceDocuments: Array<{ code: string, title: string, publisher: string, version: string, licence: string, itemCount: number, url: string | null }> };

export type GuidanceOfDocumentQueryVariables = Exact<{
  document: string;
  theme?: string | null;
  stage?: string | null;
  search?: string | null;
  after?: string | null;
}>;


export type GuidanceOfDocumentQuery = { guidanceDocuments: Array<{ code: string, title: string, publisher: string, version: string, licence: string, url: string | null, notes: string | null }>, guidanceItems: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { code: string, title: string, summary: string, theme: string, lifecycleStage: string } }> } };

export type GuidanceItemQueryVariables = Exact<{
  code: string;
}>;


export type GuidanceItemQuery = { guidanceItem: { code: string, title: string, summary: string, theme: string, lifecycleStage: string, verified: boolean, verifiedHow: string | null, verifiedScope: string | null, sourceUrl: string | null, isCurrent: boolean, document: { code: string, title: string, publisher: string, version: string, licence: string }, parent: { code: string, title: string } | null, children: Array<{ code: string, title: string }>, related: Array<{ relationship: GuidanceRelationship, source: string, item: { code: string, title: string, document: { title: string } } }>, evidencedBy: Array<{ extent: EvidenceExtent, scheme: { code: string, name: string } }>, suggestedWording: { wording: string, evidence: string, minimumStrength: string } | null } };

export type MatchTextQueryVariables = Exact<{
  text: string;
  documents?: Array<string> | string | null;
  answers?: Array<MatchAnswerInput> | MatchAnswerInput | null;
}>;


export type MatchTextQuery = { guidanceDocuments: Array<{ code: string, title: string }>, matchRequirement: { applicable: boolean, questions: Array<{ id: string, text: string, answers: Array<{ id: string, text: string }> }>, matches: Array<{ confidence: number, reasons: Array<{ kind: MatchReasonKind, text: string }>, item: { code: string, title: string, summary: string, document: { code: string, title: string } } }> } };

export type GuidanceChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type GuidanceChoicesQuery = { guidanceDocuments: Array<{ code: string, title: string }> };

export type InvitationsQueryVariables = Exact<{ [key: string]: never; }>;


export type InvitationsQuery = { evidenceInvitations: Array<{ id: string, state: InvitationState, outcome: InvitationOutcome | null, dueAt: string, changesDueAt: string | null, submittedAt: string | null, procurement: { reference: string, title: string, buyerName: string }, answers: Array<{ statement: string, prefilled: boolean, evidence: Array<{ id: string }>, documents: Array<{ id: string }> }> }> };

export type InvitationPageQueryVariables = Exact<{
  id: string;
}>;


export type InvitationPageQuery = { evidenceInvitation: { id: string, state: InvitationState, outcome: InvitationOutcome | null, dueAt: string, changesDueAt: string | null, changesWanted: string | null, message: string, declineReason: string | null, submittedAt: string | null, hasUnsubmittedChanges: boolean, closedDocuments: Array<{ id: string, fileName: string, closed: { withdrawnAt: string | null, reason: string | null, endedOn: string | null } }>, deadlineExtensions: Array<{ dueBefore: string, dueAt: string, reason: string }>, procurement: { reference: string, title: string, buyerName: string, description: string | null, dataSensitivity: DataSensitivity | null, sectors: Array<string>, technologies: Array<string>, places: Array<{ name: string, region: { name: string } | null }>, contractPeriod: { startsOn: string | null, endsOn: string | null } | null, estimatedValue: { amount: number, currency: string } | null, notice: { noticeId: string | null, buyerName: string | null, url: string } | null }, clarifications: Array<{ id: string, question: string, answer: string | null, askedAt: string, answeredAt: string | null, mine: boolean }>, offer: { sites: Array<string>, products: Array<{ name: string, version: string | null }> } | null, submissions: Array<{ number: number, submittedAt: string, submittedByName: string, hash: string, offerSites: Array<string>, offer: Array<{ name: string, version: string | null }>, answers: Array<{ statement: string, requirement: { ref: string }, attestations: Array<{ id: string }>, documents: Array<{ id: string }> }> }>, answers: Array<{ statement: string, strength: EvidenceStrength | null, evidenceStrength: EvidenceStrength | null, prefilled: boolean, version: number, requirement: { ref: string, text: string, kind: RequirementKind, weight: number | null, minimumStrength: EvidenceStrength }, evidence: Array<{ id: string, status: AttestationStatus, reference: string | null, scheme: { name: string } }>, documents: Array<{ id: string }> }> }, myAssessmentSummary: { createdAt: string } | null };

export type AnswerPageQueryVariables = Exact<{
  id: string;
  ref: string;
}>;


export type AnswerPageQuery = { evidenceInvitation: { id: string, state: InvitationState, dueAt: string, changesDueAt: string | null, changesWanted: string | null, procurement: { reference: string, title: string, buyerName: string }, closedDocuments: Array<{ id: string }>, answers: Array<{ statement: string, strength: EvidenceStrength | null, evidenceStrength: EvidenceStrength | null, prefilled: boolean, version: number, requirement: { ref: string, text: string, kind: RequirementKind, weight: number | null, minimumStrength: EvidenceStrength, evidencedBy: Array<{ scheme: string, extent: string }> }, evidence: Array<{ id: string }>, documents: Array<{ id: string }> }>, submissions: Array<{ number: number, submittedAt: string, submittedByName: string, answers: Array<{ statement: string, strength: EvidenceStrength | null, requirement: { ref: string }, attestations: Array<{ id: string, schemeName: string, reference: string | null }>, documents: Array<{ id: string, fileName: string, closed: { withdrawnAt: string | null, reason: string | null, endedOn: string | null } | null }> }> }> }, myDocuments: Array<{ id: string, title: string | null, fileName: string, createdAt: string, scan: string, uses: Array<{ kind: DocumentUseKind, title: string, reference: string | null, buyerName: string | null, refs: Array<string> }> }>, myAttestations: Array<{ id: string, status: AttestationStatus, replacedBy: string | null, strength: EvidenceStrength, expiresOn: string | null, reference: string | null, scheme: { code: string, name: string }, product: { name: string } | null }>, earlierAnswers: Array<{ id: string, requirement: string, statement: string, strength: EvidenceStrength | null, buyerName: string, title: string, savedAt: string, submittedAt: string | null, alikeBy: LikenessKind, evidence: Array<{ id: string }>, lapsed: Array<{ id: string, status: AttestationStatus, expiresOn: string | null, reference: string | null, scheme: { name: string }, product: { name: string } | null }>, documents: Array<{ id: string, fileName: string }> }> };

export type OfferPageQueryVariables = Exact<{
  id: string;
}>;


export type OfferPageQuery = { evidenceInvitation: { id: string, state: InvitationState, dueAt: string, changesDueAt: string | null, procurement: { title: string, buyerName: string, places: Array<{ name: string, region: { name: string } | null }> }, offer: { version: number, sites: Array<string>, products: Array<{ productId: string | null, name: string, version: string | null }> } | null }, myAttestations: Array<{ status: AttestationStatus, scope: { sites: Array<string> } }>, mySupplier: { products: Array<{ id: string, name: string, versions: Array<string> }> } | null };

export type InvitationSummaryQueryVariables = Exact<{
  id: string;
}>;


export type InvitationSummaryQuery = { evidenceInvitation: { id: string, outcome: InvitationOutcome | null, procurement: { reference: string, title: string, buyerName: string }, submissions: Array<{ number: number }> }, myAssessmentSummary: { createdAt: string, content: unknown } | null };

export type SaveAnswerMutationVariables = Exact<{
  input: SaveAnswerInput;
}>;


export type SaveAnswerMutation = { saveAnswer: { answer: { version: number } } };

export type SaveOfferMutationVariables = Exact<{
  input: SaveOfferInput;
}>;


export type SaveOfferMutation = { saveOffer: { invitation: { id: string } } };

export type SubmitResponseMutationVariables = Exact<{
  input: SubmitResponseInput;
}>;


export type SubmitResponseMutation = { submitResponse: { invitation: { id: string }, submission: { number: number } } };

export type DeclineInvitationMutationVariables = Exact<{
  input: DeclineInvitationInput;
}>;


export type DeclineInvitationMutation = { declineInvitation: { invitation: { id: string } } };

export type AskClarificationMutationVariables = Exact<{
  input: AskClarificationInput;
}>;


export type AskClarificationMutation = { askClarification: { clarification: { id: string } } };

export type InterestsQueryVariables = Exact<{
  id: string;
}>;


export type InterestsQuery = { procurement: { id: string, reference: string, title: string, stage: ProcurementStage, candidates: Array<{ state: CandidateState, supplier: { name: string } }> }, interestDeclarations: Array<{ hasConflict: boolean, statement: string, declaredAt: string, declaredBy: { id: string | null, name: string } }> };

export type JudgedAnswersFragment = { answersWithheld: AnswersWithheld | null, requirements: Array<{ id: string, ref: string, text: string, kind: RequirementKind, minimumStrength: EvidenceStrength }>, candidates: Array<{ id: string, state: CandidateState, supplier: { id: string, name: string } }>, evidenceRequest: { dueAt: string } | null, grid: Array<{ conformance: Conformance, score: number | null, strength: EvidenceStrength | null, state: GridState, validOn: string, expiresOn: string | null, requirement: { id: string }, candidate: { id: string }, outOfDate: Array<{ name: string }> }> };

export type EvidenceGridQueryVariables = Exact<{
  id: string;
}>;


export type EvidenceGridQuery = { procurement: { id: string, reference: string, title: string, stage: ProcurementStage, answersWithheld: AnswersWithheld | null, requirements: Array<{ id: string, ref: string, text: string, kind: RequirementKind, minimumStrength: EvidenceStrength }>, candidates: Array<{ id: string, state: CandidateState, supplier: { id: string, name: string } }>, evidenceRequest: { dueAt: string } | null, grid: Array<{ conformance: Conformance, score: number | null, strength: EvidenceStrength | null, state: GridState, validOn: string, expiresOn: string | null, requirement: { id: string }, candidate: { id: string }, outOfDate: Array<{ name: string }> }> } };

export type ModerationProgressQueryVariables = Exact<{
  id: string;
}>;


export type ModerationProgressQuery = { procurement: { id: string, reference: string, title: string, stage: ProcurementStage, answersWithheld: AnswersWithheld | null, requirements: Array<{ id: string, ref: string, text: string, kind: RequirementKind, minimumStrength: EvidenceStrength }>, candidates: Array<{ id: string, state: CandidateState, supplier: { id: string, name: string } }>, evidenceRequest: { dueAt: string } | null, grid: Array<{ conformance: Conformance, score: number | null, strength: EvidenceStrength | null, state: GridState, validOn: string, expiresOn: string | null, requirement: { id: string }, candidate: { id: string }, outOfDate: Array<{ name: string }> }> }, interestDeclarations: Array<{ declaredBy: { id: string | null } }>, assessments: Array<{ assessor: { id: string | null } }> };

export type AssessmentProgressQueryVariables = Exact<{
  id: string;
}>;


export type AssessmentProgressQuery = { procurement: { answersWithheld: AnswersWithheld | null, id: string, reference: string, title: string, stage: ProcurementStage, requirements: Array<{ id: string, ref: string, text: string, kind: RequirementKind }>, candidates: Array<{ id: string, state: CandidateState, supplier: { name: string } }>, evidenceRequest: { dueAt: string } | null, grid: Array<{ state: GridState, conformance: Conformance, requirement: { id: string }, candidate: { id: string }, outOfDate: Array<{ id: string | null }> }> }, interestDeclarations: Array<{ hasConflict: boolean, declaredBy: { id: string | null } }>, assessments: Array<{ assessor: { id: string | null }, candidate: { id: string }, requirement: { id: string } }> };

export type AnswersWithheldQueryVariables = Exact<{
  id: string;
}>;


export type AnswersWithheldQuery = { procurement: { answersWithheld: AnswersWithheld | null, id: string, reference: string, title: string, stage: ProcurementStage } };

export type AnswerToAssessQueryVariables = Exact<{
  id: string;
}>;


export type AnswerToAssessQuery = { procurement: { id: string, reference: string, title: string, stage: ProcurementStage, requirements: Array<{ id: string, ref: string, text: string, kind: RequirementKind, weight: number | null, minimumStrength: EvidenceStrength, guidance: Array<{ status: GuidanceStatus, item: { code: string, title: string, summary: string } }> }>, candidates: Array<{ id: string, state: CandidateState, products: Array<{ name: string }>, supplier: { id: string, name: string, identifiers: Array<{ scheme: string, id: string, legalName: string | null }> } }>, contractPeriod: { startsOn: string | null, endsOn: string | null } | null, places: Array<{ name: string, region: { name: string } | null }>, grid: Array<{ conformance: Conformance, score: number | null, strength: EvidenceStrength | null, state: GridState, settledVersion: number, requirement: { id: string }, candidate: { id: string }, outOfDate: Array<{ id: string | null }>, settledBy: { name: string } | null }> }, submissions: Array<{ number: number, submittedAt: string, submittedByName: string, offerSites: Array<string>, candidate: { id: string } | null, offer: Array<{ name: string, version: string | null }>, answers: Array<{ statement: string, strength: EvidenceStrength | null, evidenceStrength: EvidenceStrength | null, requirement: { ref: string }, documents: Array<{ id: string, fileName: string, size: number, closed: { withdrawnAt: string | null, reason: string | null, endedOn: string | null } | null }>, attestations: Array<{ id: string, schemeName: string, reference: string | null, legalEntity: string | null, sites: Array<string>, productVersions: Array<string>, exclusions: Array<string>, status: string, statusNow: string, withdrawnAt: string | null, strength: EvidenceStrength, issuedOn: string | null, expiresOn: string | null, coversFrom: string | null, coversTo: string | null, fieldValues: Array<{ label: string, values: Array<string> }>, documents: Array<{ id: string, fileName: string, closed: { withdrawnAt: string | null, reason: string | null, endedOn: string | null } | null }>, verification: { outcome: string, method: string, checkedOn: string, verifiedBy: { name: string } } | null, scopeTest: { legalEntity: { answer: YesNoUnknown, reason: string }, product: { answer: YesNoUnknown, reason: string }, dates: { answer: YesNoUnknown, reason: string }, exclusions: { answer: YesNoUnknown, reason: string } } | null }> }> }>, interestDeclarations: Array<{ declaredBy: { id: string | null } }>, assessments: Array<{ id: string, conformance: Conformance, score: number | null, strength: EvidenceStrength, reason: string, version: number, updatedAt: string, assessor: { id: string | null, name: string }, candidate: { id: string }, requirement: { id: string } }> };

export type DecisionQueryVariables = Exact<{
  id: string;
}>;


export type DecisionQuery = { procurement: { answersWithheld: AnswersWithheld | null, id: string, reference: string, title: string, stage: ProcurementStage, candidates: Array<{ id: string, state: CandidateState, supplier: { name: string } }>, evidenceRequest: { dueAt: string } | null, grid: Array<{ state: GridState }>, decision: { outcome: DecisionOutcome, reason: string, decidedAt: string, decidedBy: { name: string }, candidate: { supplier: { name: string } } | null, arithmetic: Array<{ supplierName: string, rank: string | null, total: string, lines: Array<string> }> } | null }, standing: Array<{ supplierName: string, rank: string | null, total: string, lines: Array<string> }> };

export type SummariesQueryVariables = Exact<{
  id: string;
}>;


export type SummariesQuery = { procurement: { id: string, reference: string, title: string, stage: ProcurementStage }, assessmentSummaries: Array<{ id: string, createdAt: string, content: unknown, candidate: { supplier: { name: string } } }> };

export type PacksQueryVariables = Exact<{
  id: string;
}>;


export type PacksQuery = { procurement: { id: string, reference: string, title: string, stage: ProcurementStage }, assurancePacks: Array<{ id: string, digest: string, downloadUrl: string, createdAt: string, keyId: string }>, packMaking: { state: PackMakingState, createdAt: string, documentsTotal: number | null, documentsWritten: number, bytesTotal: number | null, bytesWritten: number, error: string | null } | null, signingKey: { publicKeyPem: string, fingerprint: string } };

export type WatchesQueryVariables = Exact<{
  id: string;
}>;


export type WatchesQuery = { procurement: { contractSignedOn: string | null, cancelledAt: string | null, id: string, reference: string, title: string, stage: ProcurementStage, contractPeriod: { startsOn: string | null, endsOn: string | null } | null, decision: { outcome: DecisionOutcome, candidate: { supplier: { id: string, name: string } } | null } | null }, watches: Array<{ id: string, expiresOn: string | null, scheme: { code: string, name: string }, attestation: { status: AttestationStatus, withdrawnAt: string | null, product: { name: string } | null } | null }> };

export type DeclareInterestsMutationVariables = Exact<{
  input: DeclareInterestsInput;
}>;


export type DeclareInterestsMutation = { declareInterests: { declaration: { id: string } } };

export type AssessAnswerMutationVariables = Exact<{
  input: AssessAnswerInput;
}>;


export type AssessAnswerMutation = { assessAnswer: { assessment: { id: string } } };

export type AcceptAgreedMutationVariables = Exact<{
  input: AcceptAgreedInput;
}>;


export type AcceptAgreedMutation = { acceptAgreed: { settled: number, remaining: number } };

export type ModerateAssessmentMutationVariables = Exact<{
  input: ModerateAssessmentInput;
}>;


export type ModerateAssessmentMutation = { moderateAssessment: { assessment: { id: string } } };

export type DecideProcurementMutationVariables = Exact<{
  input: DecideProcurementInput;
}>;


export type DecideProcurementMutation = { decideProcurement: { procurement: { id: string } } };

export type AskForAssurancePackMutationVariables = Exact<{
  input: CreateAssurancePackInput;
}>;


export type AskForAssurancePackMutation = { askForAssurancePack: { making: { id: string } } };

export type CorrectContractMutationVariables = Exact<{
  input: CorrectContractInput;
}>;


export type CorrectContractMutation = { correctContract: { procurement: { id: string } } };

export type RecordContractMutationVariables = Exact<{
  input: RecordContractInput;
}>;


export type RecordContractMutation = { recordContract: { procurement: { id: string } } };

export type CloseProcurementMutationVariables = Exact<{
  input: CloseProcurementInput;
}>;


export type CloseProcurementMutation = { closeProcurement: { procurement: { id: string } } };

export type BreakdownPartsFragment = { asOf: string, noticesFrom: string | null, noticesTo: string | null, unknownShare: number | null, leftOutShare: number | null, vat: { awards: number, withVat: number, withoutVat: number } | null, totals: Array<{ measure: MarketMeasure, value: number | null, suppressed: boolean }>, rows: Array<{ key: Array<{ dimension: MarketDimension, code: string, label: string }>, values: Array<{ measure: MarketMeasure, value: number | null, suppressed: boolean }> }> };

export type MarketOverviewQueryVariables = Exact<{ [key: string]: never; }>;


export type MarketOverviewQuery = { market: { asOf: string, noticesFrom: string | null, noticesTo: string | null, builtAt: string, suppliers: number, awards: number, sectors: { asOf: string, noticesFrom: string | null, noticesTo: string | null, unknownShare: number | null, leftOutShare: number | null, vat: { awards: number, withVat: number, withoutVat: number } | null, totals: Array<{ measure: MarketMeasure, value: number | null, suppressed: boolean }>, rows: Array<{ key: Array<{ dimension: MarketDimension, code: string, label: string }>, values: Array<{ measure: MarketMeasure, value: number | null, suppressed: boolean }> }> }, regions: { asOf: string, noticesFrom: string | null, noticesTo: string | null, unknownShare: number | null, leftOutShare: number | null, vat: { awards: number, withVat: number, withoutVat: number } | null, totals: Array<{ measure: MarketMeasure, value: number | null, suppressed: boolean }>, rows: Array<{ key: Array<{ dimension: MarketDimension, code: string, label: string }>, values: Array<{ measure: MarketMeasure, value: number | null, suppressed: boolean }> }> }, gaps: { rows: Array<{ sector: { code: string, label: string }, technology: { code: string, label: string } }> } } };

export type MarketChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type MarketChoicesQuery = { sectors: Array<{ code: string, label: string }>, technologies: Array<{ code: string, label: string }>, regions: Array<{ code: string, name: string, level: number }>, market: { asOf: string, source: string, licence: string, dimensions: Array<{ code: MarketDimension, label: string }>, definitions: Array<{ code: MarketFigure, label: string, unit: string, formula: string, source: string, caveat: string, isMeasure: boolean }> } };

export type MarketFilterChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type MarketFilterChoicesQuery = { attestationSchemes: Array<{ code: string, name: string }>, market: { itl2: { rows: Array<{ key: Array<{ code: string }> }> }, itl3: { rows: Array<{ key: Array<{ code: string }> }> } } };

export type MarketBreakdownQueryVariables = Exact<{
  by: Array<MarketDimension> | MarketDimension;
  measures: Array<MarketMeasure> | MarketMeasure;
  filter?: SupplierFilter | null;
}>;


export type MarketBreakdownQuery = { market: { breakdown: { asOf: string, noticesFrom: string | null, noticesTo: string | null, unknownShare: number | null, leftOutShare: number | null, vat: { awards: number, withVat: number, withoutVat: number } | null, totals: Array<{ measure: MarketMeasure, value: number | null, suppressed: boolean }>, rows: Array<{ key: Array<{ dimension: MarketDimension, code: string, label: string }>, values: Array<{ measure: MarketMeasure, value: number | null, suppressed: boolean }> }> } } };

export type MarketTrendQueryVariables = Exact<{
  measure: MarketMeasure;
  from: string;
  to: string;
  filter?: SupplierFilter | null;
}>;


export type MarketTrendQuery = { market: { trend: { asOf: string, noticesFrom: string | null, noticesTo: string | null, unknownShare: number | null, points: Array<{ period: string, value: number | null, suppressed: boolean, reach: MarketReach }> } } };

export type MarketConcentrationQueryVariables = Exact<{
  by: MarketDimension;
  of: ConcentrationOf;
  filter?: SupplierFilter | null;
}>;


export type MarketConcentrationQuery = { market: { concentration: { asOf: string, noticesFrom: string | null, noticesTo: string | null, unknownShare: number | null, rows: Array<{ suppliers: number | null, topFourShare: number | null, herfindahl: number | null, key: { code: string, label: string } }> } } };

export type MarketCoverageQueryVariables = Exact<{
  validOn?: string | null;
  filter?: SupplierFilter | null;
}>;


export type MarketCoverageQuery = { market: { coverage: { asOf: string, noticesFrom: string | null, noticesTo: string | null, unknownShare: number | null, rows: Array<{ suppliers: number | null, share: number | null, sector: { code: string, label: string }, scheme: { code: string, label: string } }> } } };

export type MarketQuotientsQueryVariables = Exact<{
  filter?: SupplierFilter | null;
}>;


export type MarketQuotientsQuery = { market: { locationQuotients: { asOf: string, noticesFrom: string | null, noticesTo: string | null, unknownShare: number | null, rows: Array<{ value: number | null, region: { code: string, label: string }, sector: { code: string, label: string } }> } } };

export type MarketGapsQueryVariables = Exact<{
  filter?: SupplierFilter | null;
}>;


export type MarketGapsQuery = { market: { gaps: { asOf: string, noticesFrom: string | null, noticesTo: string | null, unknownShare: number | null, rows: Array<{ sector: { code: string, label: string }, technology: { code: string, label: string } }> } } };

export type MarketMovementsQueryVariables = Exact<{
  filter?: SupplierFilter | null;
}>;


export type MarketMovementsQuery = { market: { movements: { asOf: string, noticesFrom: string | null, noticesTo: string | null, unknownShare: number | null, rows: Array<{ year: number, entrants: number | null, exits: number | null }> } } };

export type WatchedQuestionsQueryVariables = Exact<{ [key: string]: never; }>;


export type WatchedQuestionsQuery = { watchedQuestions: Array<{ id: string, name: string, link: string, threshold: number, asOf: string, toldAt: string | null, problem: string | null }> };

export type WatchMarketQuestionMutationVariables = Exact<{
  input: WatchMarketQuestionInput;
}>;


export type WatchMarketQuestionMutation = { watchMarketQuestion: { watchedQuestion: { id: string } } };

export type StopWatchingMarketQuestionMutationVariables = Exact<{
  input: StopWatchingMarketQuestionInput;
}>;


export type StopWatchingMarketQuestionMutation = { stopWatchingMarketQuestion: { watchedQuestionId: string } };

export type MembersQueryVariables = Exact<{ [key: string]: never; }>;


export type MembersQuery = { members: Array<{ roles: Array<Role>, user: { id: string, name: string, email: string } }> };

export type AddMemberMutationVariables = Exact<{
  input: AddMemberInput;
}>;


export type AddMemberMutation = { addMember: { initialPassword: string | null, user: { name: string, email: string } } };

export type ChangeMemberMutationVariables = Exact<{
  input: ChangeMemberInput;
}>;


export type ChangeMemberMutation = { changeMember: { member: { roles: Array<Role>, user: { name: string } } } };

export type RemoveMemberMutationVariables = Exact<{
  input: RemoveMemberInput;
}>;


export type RemoveMemberMutation = { removeMember: { user: { name: string } } };

export type PublishedNoticesQueryVariables = Exact<{
  search?: string | null;
  after?: string | null;
  statesPerformance?: boolean | null;
}>;


export type PublishedNoticesQuery = { notices: { totalCount: number, edges: Array<{ node: { id: string, title: string | null, noticeId: string, ocid: string, buyerName: string | null, publishedAt: string | null, tags: Array<string> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PublishedNoticeQueryVariables = Exact<{
  noticeId: string;
  ocid?: string | null;
}>;


export type PublishedNoticeQuery = { notice: { id: string, title: string | null, noticeId: string, ocid: string, buyerName: string | null, publishedAt: string | null, tags: Array<string>, source: Provenance, publisher: string | null, sourceUrl: string | null, awards: Array<{ id: string, title: string, supplierName: string, joinConfidence: JoinConfidence | null, awardedOn: string | null, valueGross: number | null, valueNet: number | null, currency: string | null, supplier: { id: string, name: string } | null }>, performance: Array<{ id: string, kind: PerformanceKind, contractId: string, buyerName: string, indicator: string | null, target: string | null, startsOn: string | null, endsOn: string | null, every: string | null, measured: string | null, rating: string | null, ratingDescription: string | null, decidedOn: string | null, penaltyOn: string | null, penaltyBasis: string | null, penaltyGross: number | null, penaltyNet: number | null, penaltyCurrency: string | null, partialTermination: string | null, holders: Array<{ suppliers: number, namesSupplier: boolean, award: { id: string, title: string, supplierName: string, joinConfidence: JoinConfidence | null, supplier: { id: string, name: string } | null }, reply: { note: string, repliedAt: string, isToEarlierNotice: boolean } | null }>, notice: { noticeId: string, ocid: string, publishedAt: string | null, sourceUrl: string | null } }> } };

export type OpenDataReleasesQueryVariables = Exact<{
  after?: string | null;
}>;


export type OpenDataReleasesQuery = { openDataReleases: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, version: string, state: OpenDataReleaseState, askedAt: string, publishedAt: string | null, error: string | null } }> } };

export type OpenDataReleaseQueryVariables = Exact<{
  version?: string | null;
}>;


export type OpenDataReleaseQuery = { openDataRelease: { version: string, publishedAt: string | null, marketAsOf: string | null, previous: { version: string } | null, datasets: Array<{ name: string, title: string, description: string, licence: string, source: string, rowCount: number, added: number | null, changed: number | null, gone: number | null, columns: Array<{ name: string, kind: string, description: string, unknown: number | null }>, files: Array<{ name: string, mediaType: string, size: number, sha256: string }> }>, files: Array<{ name: string, mediaType: string, size: number, sha256: string }> } };

export type AskForOpenDataReleaseMutationVariables = Exact<{ [key: string]: never; }>;


export type AskForOpenDataReleaseMutation = { askForOpenDataRelease: { release: { version: string } } };

export type OpenIdProviderQueryVariables = Exact<{ [key: string]: never; }>;


export type OpenIdProviderQuery = { openIdProvider: { name: string, issuer: string } | null };

export type OpenIdReachableQueryVariables = Exact<{ [key: string]: never; }>;


export type OpenIdReachableQuery = { openIdProvider: { name: string, isReachable: boolean } | null };

export type OpenIdAccountQueryVariables = Exact<{ [key: string]: never; }>;


export type OpenIdAccountQuery = { openIdProvider: { name: string, issuer: string, isReachable: boolean } | null, openIdIdentities: Array<{ issuer: string, email: string | null, linkedAt: string, lastUsedAt: string | null }> };

export type BeginOpenIdSignInMutationVariables = Exact<{ [key: string]: never; }>;


export type BeginOpenIdSignInMutation = { beginOpenIdSignIn: { url: string, transaction: string, expiresAt: string } };

export type CompleteOpenIdSignInMutationVariables = Exact<{
  input: CompleteOpenIdSignInInput;
}>;


export type CompleteOpenIdSignInMutation = { completeOpenIdSignIn: { token: string, expiresAt: string, viewer: { roles: Array<Role>, organisation: { kind: OrganisationKind } } } };

export type BeginOpenIdLinkMutationVariables = Exact<{
  input: BeginOpenIdLinkInput;
}>;


export type BeginOpenIdLinkMutation = { beginOpenIdLink: { url: string, transaction: string, expiresAt: string } };

export type CompleteOpenIdLinkMutationVariables = Exact<{
  input: CompleteOpenIdLinkInput;
}>;


export type CompleteOpenIdLinkMutation = { completeOpenIdLink: { identity: { issuer: string } } };

export type UnlinkOpenIdMutationVariables = Exact<{
  input: UnlinkOpenIdInput;
}>;


export type UnlinkOpenIdMutation = { unlinkOpenId: { issuer: string } };

export type InviteToOpenIdMutationVariables = Exact<{
  input: InviteToOpenIdInput;
}>;


export type InviteToOpenIdMutation = { inviteToOpenId: { expiresAt: string, user: { name: string, email: string } } };

export type OrganisationsQueryVariables = Exact<{
  after?: string | null;
}>;


export type OrganisationsQuery = { organisations: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, name: string, kind: OrganisationKind, memberCount: number | null, identifiers: Array<{ scheme: string, id: string }> } }> } };

export type OrganisationPageQueryVariables = Exact<{
  id: string;
}>;


export type OrganisationPageQuery = { organisation: { id: string, name: string, kind: OrganisationKind, identifiers: Array<{ scheme: string, id: string, flaw: string | null, verifiedAt: string | null }> }, members: Array<{ roles: Array<Role>, user: { id: string, name: string, email: string } }> };

export type LetOrganisationInMutationVariables = Exact<{
  input: CreateOrganisationInput;
}>;


export type LetOrganisationInMutation = { createOrganisation: { organisation: { id: string, name: string } } };

export type OurAttestationsQueryVariables = Exact<{ [key: string]: never; }>;


export type OurAttestationsQuery = { myAttestations: Array<{ id: string, status: AttestationStatus, withdrawnAt: string | null, renewed: boolean, strength: EvidenceStrength, reference: string | null, issuedOn: string | null, expiresOn: string | null, coversTo: string | null, receivedAt: string, scheme: { code: string, name: string }, product: { name: string } | null }> };

export type ReadingsOfOursQueryVariables = Exact<{
  after?: string | null;
}>;


export type ReadingsOfOursQuery = { auditEvents: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { at: string, subject: string, detail: unknown, actor: { name: string } } }> }, myAttestations: Array<{ id: string, scheme: { name: string }, documents: Array<{ id: string, fileName: string }> }>, evidenceInvitations: Array<{ id: string, procurement: { title: string }, answers: Array<{ documents: Array<{ id: string, fileName: string }> }> }> };

export type OurAttestationQueryVariables = Exact<{
  id: string;
}>;


export type OurAttestationQuery = { attestation: { id: string, status: AttestationStatus, withdrawnAt: string | null, renewed: boolean, strength: EvidenceStrength, claimedStrength: EvidenceStrength, reference: string | null, issuedOn: string | null, expiresOn: string | null, coversFrom: string | null, coversTo: string | null, receivedAt: string, version: number, scheme: { code: string, name: string, verificationNote: string | null, pitfalls: string | null, validity: { rule: string } }, product: { id: string, name: string } | null, scope: { legalEntity: string, sites: Array<string>, productVersions: Array<string>, exclusions: Array<string> }, fieldValues: Array<{ name: string, label: string, values: Array<string> }>, documents: Array<{ id: string, fileName: string }>, statement: { signatoryName: string, signatoryRole: string | null, signedAt: string, signedHash: string, words: string } | null, verification: { outcome: VerificationOutcome, method: string, checkedOn: string, strength: EvidenceStrength, note: string | null, verifiedBy: { name: string } } | null, source: { fileName: string, claims: Array<string>, notCarried: Array<string> } | null } };

export type AttestationFormQueryVariables = Exact<{
  scheme: string;
}>;


export type AttestationFormQuery = { attestationScheme: { code: string, name: string, issuer: string, kind: SchemeKind, verificationNote: string | null, pitfalls: string | null, validity: { months: number | null, rule: string }, fields: Array<{ name: string, label: string, type: string, required: boolean, choices: Array<string> | null, askedAs: string | null }> }, mySupplier: { id: string, name: string, identifiers: Array<{ legalName: string | null }>, products: Array<{ id: string, name: string }> } | null, myAttestations: Array<{ id: string, status: AttestationStatus, expiresOn: string | null, reference: string | null, scheme: { code: string }, product: { name: string } | null }>, myDocuments: Array<{ id: string, title: string | null, fileName: string, createdAt: string, scan: string, uses: Array<{ title: string, reference: string | null }> }> };

export type SchemesToAttestQueryVariables = Exact<{ [key: string]: never; }>;


export type SchemesToAttestQuery = { attestationSchemes: Array<{ code: string, name: string, issuer: string, kind: SchemeKind }> };

export type AttestationToSignQueryVariables = Exact<{
  id: string;
}>;


export type AttestationToSignQuery = { statementToSign: string, attestation: { id: string, status: AttestationStatus, version: number, reference: string | null, claimedStrength: EvidenceStrength, issuedOn: string | null, expiresOn: string | null, coversFrom: string | null, coversTo: string | null, scheme: { code: string, name: string }, product: { id: string, name: string } | null, scope: { legalEntity: string, sites: Array<string>, productVersions: Array<string>, exclusions: Array<string> }, fieldValues: Array<{ name: string, label: string, values: Array<string> }>, documents: Array<{ id: string, fileName: string }>, source: { fileName: string, claims: Array<string>, notCarried: Array<string> } | null } };

export type OurProductsQueryVariables = Exact<{ [key: string]: never; }>;


export type OurProductsQuery = { mySupplier: { id: string, products: Array<{ id: string, name: string, kind: ProductKind, versions: Array<string>, supportEndsOn: string | null, technologies: Array<{ label: string }> }> } | null };

export type OurProductQueryVariables = Exact<{ [key: string]: never; }>;


export type OurProductQuery = { mySupplier: { id: string, products: Array<{ id: string, name: string, kind: ProductKind, description: string | null, versions: Array<string>, supportEndsOn: string | null, securityContact: string | null, version: number, technologies: Array<{ code: string }> }> } | null, technologies: Array<{ code: string, label: string }> };

export type OurPageQueryVariables = Exact<{ [key: string]: never; }>;


export type OurPageQuery = { mySupplier: { id: string, name: string, version: number, description: string | null, website: string | null, sizeBand: SizeBand, claimedAt: string | null, provenance: Provenance, region: { code: string } | null, sectors: Array<{ code: string, source: string }>, technologies: Array<{ code: string, source: string }>, facts: Array<{ id: string, field: string, value: string | null, source: Provenance, sourceUrl: string | null, recordedAt: string, note: string | null, reply: { value: string | null, note: string, repliedAt: string } | null }>, performance: { totalCount: number, edges: Array<{ node: { suppliers: number, namesSupplier: boolean, award: { title: string, joinConfidence: JoinConfidence | null }, performance: { id: string, kind: PerformanceKind, contractId: string, buyerName: string, indicator: string | null, target: string | null, startsOn: string | null, endsOn: string | null, every: string | null, measured: string | null, rating: string | null, ratingDescription: string | null, decidedOn: string | null, penaltyOn: string | null, penaltyBasis: string | null, penaltyGross: number | null, penaltyNet: number | null, penaltyCurrency: string | null, partialTermination: string | null, notice: { noticeId: string, ocid: string, publishedAt: string | null, sourceUrl: string | null } }, reply: { note: string, repliedAt: string, isToEarlierNotice: boolean } | null } }> } } | null, regions: Array<{ code: string, name: string, level: number, parentCode: string | null }>, sectors: Array<{ code: string, label: string }>, technologies: Array<{ code: string, label: string }> };

export type OurClaimsQueryVariables = Exact<{ [key: string]: never; }>;


export type OurClaimsQuery = { mySupplier: { name: string } | null, myPageRequests: Array<{ status: PageRequestStatus }>, myClaims: Array<{ id: string, status: ClaimStatus, createdAt: string, reason: string | null, supplier: { id: string, name: string } }> };

export type SupplierToClaimQueryVariables = Exact<{
  scheme: string;
  id: string;
}>;


export type SupplierToClaimQuery = { supplierByIdentifier: { id: string, name: string, claimedAt: string | null, region: { name: string } | null } | null };

export type SaveAttestationDraftMutationVariables = Exact<{
  input: SaveAttestationDraftInput;
}>;


export type SaveAttestationDraftMutation = { saveAttestationDraft: { attestation: { id: string } } };

export type SubmitAttestationMutationVariables = Exact<{
  input: SubmitAttestationInput;
}>;


export type SubmitAttestationMutation = { submitAttestation: { attestation: { id: string } } };

export type WithdrawAttestationMutationVariables = Exact<{
  input: WithdrawAttestationInput;
}>;


export type WithdrawAttestationMutation = { withdrawAttestation: { attestation: { id: string } } };

export type CreateProductMutationVariables = Exact<{
  input: CreateProductInput;
}>;


export type CreateProductMutation = { createProduct: { product: { id: string, name: string } } };

export type UpdateProductMutationVariables = Exact<{
  input: UpdateProductInput;
}>;


export type UpdateProductMutation = { updateProduct: { product: { id: string, name: string } } };

export type UpdateSupplierProfileMutationVariables = Exact<{
  input: UpdateSupplierProfileInput;
}>;


export type UpdateSupplierProfileMutation = { updateSupplierProfile: { supplier: { id: string } } };

export type AnswerFactMutationVariables = Exact<{
  input: AnswerFactInput;
}>;


export type AnswerFactMutation = { answerFact: { supplier: { id: string } } };

export type AnswerPerformanceMutationVariables = Exact<{
  input: AnswerPerformanceInput;
}>;


export type AnswerPerformanceMutation = { answerPerformance: { supplier: { id: string } } };

export type RemovePerformanceReplyMutationVariables = Exact<{
  input: RemovePerformanceReplyInput;
}>;


export type RemovePerformanceReplyMutation = { removePerformanceReply: { supplier: { id: string } } };

export type RemoveFactReplyMutationVariables = Exact<{
  input: RemoveFactReplyInput;
}>;


export type RemoveFactReplyMutation = { removeFactReply: { supplier: { id: string } } };

export type ClaimSupplierMutationVariables = Exact<{
  input: ClaimSupplierInput;
}>;


export type ClaimSupplierMutation = { claimSupplier: { claim: { status: ClaimStatus }, supplier: { name: string } } };

export type WithdrawClaimMutationVariables = Exact<{
  input: WithdrawClaimInput;
}>;


export type WithdrawClaimMutation = { withdrawClaim: { claim: { status: ClaimStatus }, supplier: { name: string } } };

export type AttestationFileToCheckQueryVariables = Exact<{
  documentId: string;
}>;


export type AttestationFileToCheckQuery = { attestationFile: { fileName: string, format: string, notCarried: Array<string>, affirmation: { statement: string | null, signatories: Array<{ name: string | null, role: string | null, organisation: string | null }> } | null, attestations: Array<{ index: number, summary: string | null, claims: Array<string>, notCarried: Array<string>, standard: { name: string, version: string | null, owner: string | null } | null, target: { kind: DeclaredTargetKind, name: string, versions: Array<string> }, assessor: { name: string | null, thirdParty: boolean | null } | null, requirements: Array<{ identifier: string, title: string | null, conformance: { score: number | null, rationale: string | null } | null, confidence: { score: number | null, rationale: string | null } | null }>, evidence: Array<{ description: string | null, names: Array<string>, created: string | null, expires: string | null, author: string | null }>, content: { reference: string | null, legalEntity: string | null, sites: Array<string>, productVersions: Array<string>, exclusions: Array<string>, issuedOn: string | null, expiresOn: string | null, coversFrom: string | null, coversTo: string | null }, proposal: { schemeCode: string | null, isOfOrganisation: boolean, strength: EvidenceStrength, because: Array<string>, product: { id: string } | null }, drafted: Array<{ id: string, status: AttestationStatus }> }> }, attestationSchemes: Array<{ code: string, name: string }>, mySupplier: { id: string, products: Array<{ id: string, name: string }> } | null };

export type DraftAttestationsMutationVariables = Exact<{
  input: DraftAttestationsInput;
}>;


export type DraftAttestationsMutation = { draftAttestations: { attestations: Array<{ id: string }> } };

export type OurPageRequestsQueryVariables = Exact<{ [key: string]: never; }>;


export type OurPageRequestsQuery = { mySupplier: { name: string } | null, myPageRequests: Array<{ id: string, status: PageRequestStatus, version: number, askedAt: string, reason: string | null, name: string, noIdentifierReason: string | null, country: string, website: string | null, description: string | null, authority: string, identifiers: Array<{ scheme: string, id: string }>, region: { code: string } | null, sectors: Array<{ code: string }>, technologies: Array<{ code: string }>, candidates: Array<{ id: string, name: string, hasIdentifier: boolean, hasName: boolean, isClaimed: boolean, isDenied: boolean, identifiers: Array<{ scheme: string, id: string }> }> }>, regions: Array<{ code: string, name: string, level: number, parentCode: string | null }>, sectors: Array<{ code: string, label: string }>, technologies: Array<{ code: string, label: string }> };

export type CandidateFragment = { id: string, name: string, hasIdentifier: boolean, hasName: boolean, isClaimed: boolean, isDenied: boolean, identifiers: Array<{ scheme: string, id: string }> };

export type PageCandidatesQueryVariables = Exact<{
  input: PageCandidatesInput;
}>;


export type PageCandidatesQuery = { pageCandidates: Array<{ id: string, name: string, hasIdentifier: boolean, hasName: boolean, isClaimed: boolean, isDenied: boolean, identifiers: Array<{ scheme: string, id: string }> }> };

export type RequestPageMutationVariables = Exact<{
  input: RequestPageInput;
}>;


export type RequestPageMutation = { requestPage: { pageRequest: { id: string } } };

export type ChangePageRequestMutationVariables = Exact<{
  input: ChangePageRequestInput;
}>;


export type ChangePageRequestMutation = { changePageRequest: { pageRequest: { id: string } } };

export type WithdrawPageRequestMutationVariables = Exact<{
  input: WithdrawPageRequestInput;
}>;


export type WithdrawPageRequestMutation = { withdrawPageRequest: { pageRequest: { id: string } } };

export type AttestationQueueQueryVariables = Exact<{
  after?: string | null;
}>;


export type AttestationQueueQuery = { attestationQueue: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, receivedAt: string, scheme: { name: string }, product: { name: string } | null, supplier: { name: string } } }> } };

export type AttestationToCheckQueryVariables = Exact<{
  id: string;
}>;


export type AttestationToCheckQuery = { attestation: { id: string, status: AttestationStatus, withdrawnAt: string | null, claimedStrength: EvidenceStrength, reference: string | null, issuedOn: string | null, expiresOn: string | null, coversFrom: string | null, coversTo: string | null, receivedAt: string, scheme: { code: string, name: string, verificationUrl: string | null, verificationNote: string | null, pitfalls: string | null, validity: { rule: string }, fields: Array<{ name: string, label: string, askedAs: string | null }> }, product: { name: string, versions: Array<string> } | null, supplier: { id: string, name: string, identifiers: Array<{ scheme: string, id: string, legalName: string | null }> }, scope: { legalEntity: string, sites: Array<string>, productVersions: Array<string>, exclusions: Array<string> }, fieldValues: Array<{ name: string, label: string, values: Array<string> }>, documents: Array<{ id: string, fileName: string }>, statement: { signatoryName: string, signatoryRole: string | null, signedAt: string, signedHash: string, words: string } | null, source: { fileName: string, claims: Array<string>, notCarried: Array<string> } | null } };

export type PendingClaimsQueryVariables = Exact<{ [key: string]: never; }>;


export type PendingClaimsQuery = { pendingPageRequests: Array<{ id: string }>, pendingClaims: Array<{ id: string, createdAt: string, identifierScheme: string, identifier: string, identifierAgrees: boolean, emailDomain: string, domainAgrees: boolean, supplier: { id: string, name: string, website: string | null }, claimant: { name: string, provenance: Provenance, since: string, identifiers: Array<{ scheme: string, id: string, verifiedAt: string | null }>, person: { name: string, email: string } | null } }> };

export type PendingPageRequestsQueryVariables = Exact<{ [key: string]: never; }>;


export type PendingPageRequestsQuery = { pendingPageRequests: Array<{ id: string, version: number, askedAt: string, name: string, noIdentifierReason: string | null, country: string, website: string | null, description: string | null, authority: string, emailDomain: string, domainAgrees: boolean, identifiers: Array<{ scheme: string, id: string }>, region: { name: string } | null, sectors: Array<{ label: string }>, technologies: Array<{ label: string }>, claimant: { name: string, provenance: Provenance, since: string, identifiers: Array<{ scheme: string, id: string, verifiedAt: string | null }>, person: { name: string, email: string } | null }, candidates: Array<{ id: string, name: string, hasIdentifier: boolean, hasName: boolean, isClaimed: boolean, isDenied: boolean, identifiers: Array<{ scheme: string, id: string }> }> }> };

export type VerifyAttestationMutationVariables = Exact<{
  input: VerifyAttestationInput;
}>;


export type VerifyAttestationMutation = { verifyAttestation: { attestation: { id: string, status: AttestationStatus } } };

export type DecidePageRequestMutationVariables = Exact<{
  input: DecidePageRequestInput;
}>;


export type DecidePageRequestMutation = { decidePageRequest: { pageRequest: { status: PageRequestStatus, name: string } } };

export type DecideClaimMutationVariables = Exact<{
  input: DecideClaimInput;
}>;


export type DecideClaimMutation = { decideClaim: { claim: { status: ClaimStatus }, supplier: { name: string } } };

export type ImportInBriefFragment = { id: string, kind: ImportKind, source: string, state: ImportState, bytesTotal: number | null, bytesRead: number, records: number, problems: number, counts: unknown, error: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null };

export type ImportsQueryVariables = Exact<{
  after?: string | null;
}>;


export type ImportsQuery = { imports: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, kind: ImportKind, source: string, state: ImportState, bytesTotal: number | null, bytesRead: number, records: number, problems: number, counts: unknown, error: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null } }> } };

export type ImportPageQueryVariables = Exact<{
  id: string;
  after?: number | null;
}>;


export type ImportPageQuery = { importRun: { id: string, kind: ImportKind, source: string, state: ImportState, bytesTotal: number | null, bytesRead: number, records: number, problems: number, counts: unknown, error: string | null, createdAt: string, startedAt: string | null, finishedAt: string | null, report: Array<{ position: number, place: string, problem: string, taken: boolean }> } };

export type StartImportMutationVariables = Exact<{
  input: StartImportInput;
}>;


export type StartImportMutation = { startImport: { import: { id: string } } };

export type JoinProposalsQueryVariables = Exact<{
  after?: string | null;
}>;


export type JoinProposalsQuery = { joinProposals: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, partyKey: string, partyName: string, because: JoinProposedBy, createdAt: string, supplier: { id: string, name: string, identifiers: Array<{ scheme: string, id: string }>, awards: { edges: Array<{ node: { title: string, buyerName: string } }> } }, awards: Array<{ title: string, buyerName: string, awardedOn: string | null, sourceUrl: string | null }> } }> } };

export type DecideJoinMutationVariables = Exact<{
  input: DecideJoinInput;
}>;


export type DecideJoinMutation = { decideJoin: { proposal: { partyName: string, state: JoinState } } };

export type ProcurementHeadFragment = { id: string, reference: string, title: string, stage: ProcurementStage };

export type ProcurementsQueryVariables = Exact<{
  after?: string | null;
}>;


export type ProcurementsQuery = { procurements: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { createdAt: string, cancelledAt: string | null, contractSignedOn: string | null, id: string, reference: string, title: string, stage: ProcurementStage, evidenceRequest: { dueAt: string, invitations: Array<{ submittedAt: string | null }> } | null, decision: { decidedAt: string } | null } }> } };

export type ProcurementTasksQueryVariables = Exact<{
  id: string;
}>;


export type ProcurementTasksQuery = { procurement: { createdAt: string, buyerName: string, noticeBuyerName: string | null, sourceUrl: string | null, cancelledReason: string | null, cancelledAt: string | null, contractSignedOn: string | null, criteriaLockedAt: string | null, answersWithheld: AnswersWithheld | null, id: string, reference: string, title: string, stage: ProcurementStage, retention: { keptUntil: string | null, state: RetentionState }, sectors: Array<{ code: string }>, technologies: Array<{ code: string }>, requirements: Array<{ kind: RequirementKind, weight: number | null, guidance: Array<{ status: GuidanceStatus }>, withdrawnGuidance: Array<{ isOpen: boolean }> }>, coverage: Array<{ status: CoverageStatus }>, laterGuidance: Array<{ to: { code: string } }>, guidanceToAdd: Array<{ isNew: boolean }>, search: { resultCount: number } | null, candidates: Array<{ state: CandidateState }>, evidenceRequest: { dueAt: string, invitations: Array<{ submittedAt: string | null }>, clarifications: Array<{ answer: string | null }> } | null, grid: Array<{ state: GridState }>, decision: { outcome: DecisionOutcome, decidedAt: string, candidate: { supplier: { name: string } } | null } | null }, interestDeclarations: Array<{ hasConflict: boolean, declaredBy: { id: string | null } }>, assessments: Array<{ assessor: { id: string | null } }>, assurancePacks: Array<{ id: string }> };

export type ProcurementDescriptionQueryVariables = Exact<{
  id: string;
}>;


export type ProcurementDescriptionQuery = { procurement: { version: number, description: string | null, ocid: string | null, noticeId: string | null, sourceUrl: string | null, buyerName: string, noticeBuyerName: string | null, cpvCodes: Array<string>, dataSensitivity: DataSensitivity | null, id: string, reference: string, title: string, stage: ProcurementStage, estimatedValue: { amount: number, currency: string } | null, contractPeriod: { startsOn: string | null, endsOn: string | null } | null, sectors: Array<{ code: string, label: string }>, technologies: Array<{ code: string, label: string }>, places: Array<{ name: string, region: { code: string, name: string } | null }> }, sectors: Array<{ code: string, label: string }>, technologies: Array<{ code: string, label: string }>, regions: Array<{ code: string, name: string, level: number }> };

export type ProcurementToCancelQueryVariables = Exact<{
  id: string;
}>;


export type ProcurementToCancelQuery = { procurement: { contractSignedOn: string | null, id: string, reference: string, title: string, stage: ProcurementStage, decision: { candidate: { supplier: { name: string } } | null } | null } };

export type DescriptionChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type DescriptionChoicesQuery = { sectors: Array<{ code: string, label: string }>, technologies: Array<{ code: string, label: string }>, regions: Array<{ code: string, name: string, level: number }> };

export type FoundNoticesQueryVariables = Exact<{
  search?: string | null;
  after?: string | null;
}>;


export type FoundNoticesQuery = { notices: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { noticeId: string, ocid: string, title: string | null, buyerName: string | null, publishedAt: string | null, tags: Array<string>, sourceUrl: string | null } }> } };

export type NoticeReleaseQueryVariables = Exact<{
  noticeId: string;
  ocid?: string | null;
}>;


export type NoticeReleaseQuery = { notice: { release: unknown } };

export type CreateProcurementMutationVariables = Exact<{
  input: CreateProcurementInput;
}>;


export type CreateProcurementMutation = { createProcurement: { procurement: { id: string, reference: string } } };

export type CreateProcurementFromNoticeMutationVariables = Exact<{
  input: CreateProcurementFromNoticeInput;
}>;


export type CreateProcurementFromNoticeMutation = { createProcurementFromNotice: { procurement: { id: string, reference: string }, warnings: Array<{ path: string, message: string }> } };

export type UpdateProcurementMutationVariables = Exact<{
  input: UpdateProcurementInput;
}>;


export type UpdateProcurementMutation = { updateProcurement: { procurement: { id: string } } };

export type CancelProcurementMutationVariables = Exact<{
  input: CancelProcurementInput;
}>;


export type CancelProcurementMutation = { cancelProcurement: { procurement: { id: string, reference: string } } };

export type RecordEventsQueryVariables = Exact<{
  subject?: string | null;
  action?: string | null;
  person?: string | null;
  from?: string | null;
  to?: string | null;
  after?: string | null;
}>;


export type RecordEventsQuery = { auditEvents: { totalCount: number, withheld: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { sequence: number, at: string, action: string, subject: string, detail: unknown, erasedBy: number | null, hash: string | null, previousHash: string | null, actor: { name: string } } }> } };

export type ChainCheckInBriefFragment = { id: string, scope: ChainScope, state: ChainCheckState, createdAt: string, finishedAt: string | null, chainsTotal: number | null, chainsChecked: number, eventsTotal: number | null, eventsChecked: number, eventsErased: number, firstAt: string | null, lastAt: string | null, error: string | null, headsAgreed: number, lastHead: { sequence: number, signedAt: string } | null, broken: Array<{ organisation: string, sequence: number, at: string | null, problem: string, lastHead: { sequence: number, signedAt: string } | null }> };

export type ChainChecksQueryVariables = Exact<{ [key: string]: never; }>;


export type ChainChecksQuery = { chainChecks: { edges: Array<{ node: { id: string, scope: ChainScope, state: ChainCheckState, createdAt: string, finishedAt: string | null, chainsTotal: number | null, chainsChecked: number, eventsTotal: number | null, eventsChecked: number, eventsErased: number, firstAt: string | null, lastAt: string | null, error: string | null, headsAgreed: number, lastHead: { sequence: number, signedAt: string } | null, broken: Array<{ organisation: string, sequence: number, at: string | null, problem: string, lastHead: { sequence: number, signedAt: string } | null }> } }> } };

export type ChainCheckPageQueryVariables = Exact<{
  id: string;
}>;


export type ChainCheckPageQuery = { chainCheck: { id: string, scope: ChainScope, state: ChainCheckState, createdAt: string, finishedAt: string | null, chainsTotal: number | null, chainsChecked: number, eventsTotal: number | null, eventsChecked: number, eventsErased: number, firstAt: string | null, lastAt: string | null, error: string | null, headsAgreed: number, lastHead: { sequence: number, signedAt: string } | null, broken: Array<{ organisation: string, sequence: number, at: string | null, problem: string, lastHead: { sequence: number, signedAt: string } | null }> } };

export type CheckChainMutationVariables = Exact<{
  input: CheckChainInput;
}>;


export type CheckChainMutation = { checkChain: { check: { id: string } } };

export type RequirementsQueryVariables = Exact<{
  id: string;
}>;


export type RequirementsQuery = { procurement: { id: string, reference: string, title: string, stage: ProcurementStage, requirements: Array<{ id: string, ref: string, text: string, kind: RequirementKind, weight: number | null, minimumStrength: EvidenceStrength, applicable: boolean, guidance: Array<{ status: GuidanceStatus, item: { code: string, title: string } }> }> } };

export type OneRequirementQueryVariables = Exact<{
  id: string;
}>;


export type OneRequirementQuery = { procurement: { id: string, reference: string, title: string, stage: ProcurementStage, requirements: Array<{ id: string, ref: string, text: string, kind: RequirementKind, weight: number | null, minimumStrength: EvidenceStrength, version: number }> } };

export type WordingOfItemQueryVariables = Exact<{
  code: string;
}>;


export type WordingOfItemQuery = { guidanceItem: { code: string, title: string, suggestedWording: { wording: string, evidence: string, minimumStrength: string } | null } };

export type SpecificationToCheckQueryVariables = Exact<{
  id: string;
  documentId: string;
}>;


export type SpecificationToCheckQuery = { procurement: { id: string, reference: string, title: string, stage: ProcurementStage, requirements: Array<{ ref: string }> }, specification: { sheets: Array<string>, requirements: Array<{ sheet: string | null, line: number, ref: string | null, refTakenBefore: string | null, text: string, kind: RequirementKind | null, weight: number | null, minimumStrength: EvidenceStrength | null }>, skipped: Array<{ sheet: string | null, line: number, text: string, reason: string }> } };

export type RequirementMatchesQueryVariables = Exact<{
  id: string;
}>;


export type RequirementMatchesQuery = { procurement: { id: string, reference: string, title: string, stage: ProcurementStage, requirements: Array<{ id: string, ref: string, text: string, kind: RequirementKind, applicable: boolean, matchQuestions: Array<{ id: string, text: string, answers: Array<{ id: string, text: string }> }>, guidance: Array<{ status: GuidanceStatus, confidence: number, decidedAt: string | null, note: string | null, decidedBy: { name: string } | null, reasons: Array<{ kind: MatchReasonKind, text: string }>, item: { code: string, title: string, summary: string, document: { title: string } } }>, withdrawnGuidance: Array<{ status: GuidanceStatus, isOpen: boolean, decidedAt: string, note: string | null, decidedBy: { name: string } | null, item: { code: string, title: string }, laterDocument: { title: string, version: string } }> }> } };

export type FoundItemsQueryVariables = Exact<{
  search: string;
}>;


export type FoundItemsQuery = { guidanceItems: { edges: Array<{ node: { code: string, title: string, summary: string, document: { title: string } } }> } };

export type CoverageQueryVariables = Exact<{
  id: string;
}>;


export type CoverageQuery = { procurement: { id: string, reference: string, title: string, stage: ProcurementStage, technologies: Array<{ code: string }>, requirements: Array<{ id: string, ref: string }>, laterGuidance: Array<{ from: { code: string, title: string, version: string }, to: { version: string } }>, guidanceToAdd: Array<{ isNew: boolean }>, coverage: Array<{ status: CoverageStatus, suggestedWording: string | null, requirements: Array<{ ref: string }>, suggested: Array<{ ref: string }>, item: { code: string, title: string, document: { code: string, title: string } } }> } };

export type GuidanceToAddQueryVariables = Exact<{
  id: string;
}>;


export type GuidanceToAddQuery = { procurement: { version: number, criteriaLockedAt: string | null, id: string, reference: string, title: string, stage: ProcurementStage, guidanceToAdd: Array<{ isNew: boolean, document: { code: string, title: string, publisher: string, version: string, itemCount: number } }> } };

export type LaterGuidanceQueryVariables = Exact<{
  id: string;
}>;


export type LaterGuidanceQuery = { procurement: { version: number, criteriaLockedAt: string | null, id: string, reference: string, title: string, stage: ProcurementStage, laterGuidance: Array<{ from: { code: string, title: string, version: string }, to: { version: string, publishedAt: string, url: string | null }, preview: { unchanged: number, carriedOver: number, putBack: number, suggested: number, changes: Array<{ change: { kind: GuidanceChangeKind, code: string, before: { title: string, summary: string, theme: string, lifecycleStage: string } | null, after: { title: string, summary: string, theme: string, lifecycleStage: string } | null }, replacement: { code: string, title: string } | null, effects: Array<{ outcome: LaterGuidanceOutcome, status: GuidanceStatus | null, requirement: { id: string, ref: string } }> }> } }> } };

export type MoveToLaterGuidanceMutationVariables = Exact<{
  input: MoveToLaterGuidanceInput;
}>;


export type MoveToLaterGuidanceMutation = { moveToLaterGuidance: { carriedOver: number, suggested: number, putBack: Array<{ id: string }> } };

export type AddGuidanceToProcurementMutationVariables = Exact<{
  input: AddGuidanceToProcurementInput;
}>;


export type AddGuidanceToProcurementMutation = { addGuidanceToProcurement: { suggested: number } };

export type AddRequirementsMutationVariables = Exact<{
  input: AddRequirementsInput;
}>;


export type AddRequirementsMutation = { addRequirements: { requirements: Array<{ id: string, ref: string }> } };

export type UpdateRequirementMutationVariables = Exact<{
  input: UpdateRequirementInput;
}>;


export type UpdateRequirementMutation = { updateRequirement: { decisionsDropped: number, requirement: { id: string, ref: string } } };

export type RemoveRequirementMutationVariables = Exact<{
  input: RemoveRequirementInput;
}>;


export type RemoveRequirementMutation = { removeRequirement: { removedId: string } };

export type SettleGuidanceMutationVariables = Exact<{
  input: SettleGuidanceInput;
}>;


export type SettleGuidanceMutation = { settleGuidance: { requirements: Array<{ id: string }> } };

export type DecideGuidanceMutationVariables = Exact<{
  input: DecideGuidanceInput;
}>;


export type DecideGuidanceMutation = { decideGuidance: { requirement: { id: string } } };

export type AnswerMatchQuestionsMutationVariables = Exact<{
  input: AnswerMatchQuestionsInput;
}>;


export type AnswerMatchQuestionsMutation = { answerMatchQuestions: { requirement: { id: string } } };

export type RetentionInFullFragment = { rule: RetentionRule | null, since: string | null, keptUntil: string | null, state: RetentionState, holds: Array<{ id: string, kind: HoldKind, reason: string, placedAt: string, liftedAt: string | null, liftedReason: string | null, placedBy: { name: string }, liftedBy: { name: string } | null }>, term: { keptUntil: string, reason: string, setAt: string, setBy: { name: string } } | null, erasing: { askedAt: string, askedBy: { name: string } } | null };

export type RetentionPageQueryVariables = Exact<{
  id: string;
}>;


export type RetentionPageQuery = { procurement: { id: string, reference: string, title: string, stage: ProcurementStage, retention: { rule: RetentionRule | null, since: string | null, keptUntil: string | null, state: RetentionState, holds: Array<{ id: string, kind: HoldKind, reason: string, placedAt: string, liftedAt: string | null, liftedReason: string | null, placedBy: { name: string }, liftedBy: { name: string } | null }>, term: { keptUntil: string, reason: string, setAt: string, setBy: { name: string } } | null, erasing: { askedAt: string, askedBy: { name: string } } | null } } };

export type RecordsDueQueryVariables = Exact<{
  after?: string | null;
}>;


export type RecordsDueQuery = { recordsDue: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, reference: string, title: string, stage: ProcurementStage, retention: { rule: RetentionRule | null, keptUntil: string | null, state: RetentionState } } }> }, erasedProcurements: { totalCount: number, edges: Array<{ node: { procurementId: string, reference: string, rule: RetentionRule, since: string | null, keptUntil: string, erasedAt: string, askedByName: string, event: number, confirmedBy: { name: string }, counts: { requirements: number, answers: number, assessments: number, documents: number, events: number }, packs: Array<{ digest: string, createdAt: string }> } }> } };

export type ErasedRecordsQueryVariables = Exact<{
  id: string;
}>;


export type ErasedRecordsQuery = { erasedRecords: { reference: string, buyerName: string, erasedAt: string } | null };

export type PlaceHoldMutationVariables = Exact<{
  input: PlaceHoldInput;
}>;


export type PlaceHoldMutation = { placeHold: { procurement: { id: string } } };

export type LiftHoldMutationVariables = Exact<{
  input: LiftHoldInput;
}>;


export type LiftHoldMutation = { liftHold: { procurement: { id: string } } };

export type KeepRecordsUntilMutationVariables = Exact<{
  input: KeepRecordsUntilInput;
}>;


export type KeepRecordsUntilMutation = { keepRecordsUntil: { procurement: { id: string } } };

export type AskToEraseMutationVariables = Exact<{
  input: AskToEraseInput;
}>;


export type AskToEraseMutation = { askToErase: { procurement: { id: string } } };

export type ConfirmErasingMutationVariables = Exact<{
  input: ConfirmErasingInput;
}>;


export type ConfirmErasingMutation = { confirmErasing: { erased: { reference: string } } };

export type SecondFactorQueryVariables = Exact<{ [key: string]: never; }>;


export type SecondFactorQuery = { secondFactor: { isOn: boolean } };

export type BeginSecondFactorMutationVariables = Exact<{ [key: string]: never; }>;


export type BeginSecondFactorMutation = { beginSecondFactor: { secret: string, uri: string } };

export type ConfirmSecondFactorMutationVariables = Exact<{
  input: SecondFactorCodeInput;
}>;


export type ConfirmSecondFactorMutation = { confirmSecondFactor: { recoveryCodes: Array<string> } };

export type RemoveSecondFactorMutationVariables = Exact<{
  input: SecondFactorCodeInput;
}>;


export type RemoveSecondFactorMutation = { removeSecondFactor: { isOn: boolean } };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { roles: Array<Role>, user: { id: string, name: string, email: string }, organisation: { id: string, name: string, kind: OrganisationKind, provenance: Provenance } } };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn: { token: string, expiresAt: string, viewer: { roles: Array<Role>, organisation: { kind: OrganisationKind } } } };

export type SignOutMutationVariables = Exact<{
  input: SignOutInput;
}>;


export type SignOutMutation = { signOut: { ended: number, providerSignOutUrl: string | null } };

export type ProcurementSearchQueryVariables = Exact<{
  id: string;
}>;


export type ProcurementSearchQuery = { procurement: { id: string, reference: string, title: string, stage: ProcurementStage, sectors: Array<{ code: string }>, technologies: Array<{ code: string }>, search: { lockedAt: string, resultCount: number, dataDate: string, noticesTo: string | null, digest: string, criteria: unknown, lockedBy: { name: string } } | null } };

export type ShortlistQueryVariables = Exact<{
  id: string;
}>;


export type ShortlistQuery = { procurement: { id: string, reference: string, title: string, stage: ProcurementStage, search: { resultCount: number, lockedAt: string } | null, candidates: Array<{ state: CandidateState, reason: string, products: Array<{ name: string }>, supplier: { id: string, name: string } }> }, lockedResults: Array<{ position: number, snapshot: unknown }>, attestationSchemes: Array<{ code: string, name: string }> };

export type ShortlistOneQueryVariables = Exact<{
  id: string;
  supplierId: string;
}>;


export type ShortlistOneQuery = { procurement: { id: string, reference: string, title: string, stage: ProcurementStage, candidates: Array<{ state: CandidateState, reason: string, products: Array<{ id: string }>, supplier: { id: string } }> }, supplier: { id: string, name: string, products: Array<{ id: string, name: string, versions: Array<string> }> } };

export type CriteriaQueryVariables = Exact<{
  id: string;
}>;


export type CriteriaQuery = { procurement: { criteriaLockedAt: string | null, id: string, reference: string, title: string, stage: ProcurementStage, search: { resultCount: number } | null, candidates: Array<{ state: CandidateState }>, requirements: Array<{ id: string, ref: string, text: string, kind: RequirementKind, weight: number | null, minimumStrength: EvidenceStrength, version: number }> } };

export type EvidenceRequestPageQueryVariables = Exact<{
  id: string;
}>;


export type EvidenceRequestPageQuery = { procurement: { answersWithheld: AnswersWithheld | null, id: string, reference: string, title: string, stage: ProcurementStage, requirements: Array<{ id: string }>, search: { resultCount: number } | null, candidates: Array<{ id: string, state: CandidateState, supplier: { name: string } }>, evidenceRequest: { message: string, dueAt: string, sentAt: string, deadlineExtensions: Array<{ dueBefore: string, dueAt: string, reason: string }>, invitations: Array<{ id: string, state: InvitationState, submittedAt: string | null, declineReason: string | null, changesWanted: string | null, changesDueAt: string | null, candidate: { id: string, supplier: { name: string } } | null }>, clarifications: Array<{ id: string, question: string, askedAt: string, answer: string | null, answeredAt: string | null }> } | null } };

export type LockSearchMutationVariables = Exact<{
  input: LockSearchInput;
}>;


export type LockSearchMutation = { lockSearch: { search: { resultCount: number } } };

export type ShortlistSupplierMutationVariables = Exact<{
  input: ShortlistSupplierInput;
}>;


export type ShortlistSupplierMutation = { shortlistSupplier: { candidate: { id: string } } };

export type DecideCandidatesMutationVariables = Exact<{
  input: DecideCandidatesInput;
}>;


export type DecideCandidatesMutation = { decideCandidates: { candidates: Array<{ id: string }> } };

export type UpdateRequirementsMutationVariables = Exact<{
  input: UpdateRequirementsInput;
}>;


export type UpdateRequirementsMutation = { updateRequirements: { requirements: Array<{ id: string }> } };

export type LockCriteriaMutationVariables = Exact<{
  input: LockCriteriaInput;
}>;


export type LockCriteriaMutation = { lockCriteria: { procurement: { id: string } } };

export type RequestEvidenceMutationVariables = Exact<{
  input: RequestEvidenceInput;
}>;


export type RequestEvidenceMutation = { requestEvidence: { request: { dueAt: string, invitations: Array<{ id: string }> } } };

export type ExtendDeadlineMutationVariables = Exact<{
  input: ExtendDeadlineInput;
}>;


export type ExtendDeadlineMutation = { extendDeadline: { request: { dueAt: string, invitations: Array<{ id: string }> } } };

export type AnswerClarificationMutationVariables = Exact<{
  input: AnswerClarificationInput;
}>;


export type AnswerClarificationMutation = { answerClarification: { clarification: { id: string } } };

export type RequestChangesMutationVariables = Exact<{
  input: RequestChangesInput;
}>;


export type RequestChangesMutation = { requestChanges: { invitation: { id: string } } };

export type StartQueryVariables = Exact<{ [key: string]: never; }>;


export type StartQuery = { suppliers: { totalCount: number }, guidanceDocuments: Array<{ itemCount: number }> };

export type SigningKeyQueryVariables = Exact<{ [key: string]: never; }>;


export type SigningKeyQuery = { signingKey: { publicKeyPem: string } };

export type FoundSuppliersQueryVariables = Exact<{
  search?: string | null;
  filter?: SupplierFilter | null;
  orderBy?: SupplierOrder | null;
  schemesOn?: string | null;
  after?: string | null;
}>;


export type FoundSuppliersQuery = { suppliers: { totalCount: number, totalCountIsExact: boolean, pageInfo: { hasNextPage: boolean, endCursor: string | null }, facets: Array<{ dimension: FacetDimension, isExact: boolean, values: Array<{ code: string, label: string, count: number }> }>, edges: Array<{ matchReasons: Array<string>, node: { id: string, name: string, provenance: Provenance, sizeBand: SizeBand, region: { name: string } | null, sectors: Array<{ label: string }>, technologies: Array<{ label: string }>, products: Array<{ id: string }>, attestations: Array<{ status: AttestationStatus, withdrawnAt: string | null, expiresOn: string | null, scheme: { name: string }, product: { name: string } | null }> } }> } };

export type SupplierPageQueryVariables = Exact<{
  id: string;
}>;


export type SupplierPageQuery = { supplier: { id: string, name: string, provenance: Provenance, sizeBand: SizeBand, description: string | null, website: string | null, claimedAt: string | null, region: { code: string, name: string } | null, identifiers: Array<{ scheme: string, id: string, published: string, uri: string | null, legalName: string | null, flaw: string | null, primary: boolean, verifiedAt: string | null, verifiedHow: string | null }>, sectors: Array<{ code: string, label: string, source: string, reason: string | null, confidence: number | null }>, technologies: Array<{ code: string, label: string, source: string, reason: string | null, confidence: number | null }>, sicCodes: Array<{ code: string, label: string }>, products: Array<{ id: string, name: string, kind: ProductKind, description: string | null, versions: Array<string>, supportEndsOn: string | null, securityContact: string | null, technologies: Array<{ label: string }> }>, attestations: Array<{ id: string, status: AttestationStatus, withdrawnAt: string | null, strength: EvidenceStrength, claimedStrength: EvidenceStrength, reference: string | null, issuedOn: string | null, expiresOn: string | null, coversFrom: string | null, coversTo: string | null, receivedAt: string, scheme: { code: string, name: string }, product: { name: string } | null, scope: { legalEntity: string, sites: Array<string>, productVersions: Array<string>, exclusions: Array<string> }, verification: { outcome: VerificationOutcome, method: string, checkedOn: string, strength: EvidenceStrength, verifiedBy: { name: string } } | null, statement: { signatoryName: string, signatoryRole: string | null, signedAt: string } | null }>, facts: Array<{ id: string, field: string, value: string | null, source: Provenance, sourceUrl: string | null, recordedAt: string, note: string | null, reply: { value: string | null, note: string, repliedAt: string } | null }>, awards: { totalCount: number, edges: Array<{ node: { id: string, title: string, buyerName: string, awardedOn: string | null, valueGross: number | null, valueNet: number | null, currency: string | null, sourceUrl: string | null, joinConfidence: JoinConfidence | null, notice: { noticeId: string, ocid: string } } }> }, performance: { totalCount: number, edges: Array<{ node: { suppliers: number, namesSupplier: boolean, award: { title: string, joinConfidence: JoinConfidence | null }, performance: { id: string, kind: PerformanceKind, contractId: string, buyerName: string, indicator: string | null, target: string | null, startsOn: string | null, endsOn: string | null, every: string | null, measured: string | null, rating: string | null, ratingDescription: string | null, decidedOn: string | null, penaltyOn: string | null, penaltyBasis: string | null, penaltyGross: number | null, penaltyNet: number | null, penaltyCurrency: string | null, partialTermination: string | null, notice: { noticeId: string, ocid: string, publishedAt: string | null, sourceUrl: string | null } }, reply: { note: string, repliedAt: string, isToEarlierNotice: boolean } | null } }> } }, regions: Array<{ code: string, name: string }>, sectors: Array<{ code: string, label: string }>, technologies: Array<{ code: string, label: string }> };

export type SupplierToCompareQueryVariables = Exact<{
  id: string;
}>;


export type SupplierToCompareQuery = { supplier: { id: string, name: string, provenance: Provenance, sizeBand: SizeBand, claimedAt: string | null, region: { code: string, name: string } | null, sectors: Array<{ code: string, label: string }>, technologies: Array<{ code: string, label: string }>, products: Array<{ id: string }>, attestations: Array<{ id: string, status: AttestationStatus, withdrawnAt: string | null, expiresOn: string | null, strength: EvidenceStrength, scheme: { code: string, name: string }, product: { name: string } | null }>, awards: { totalCount: number, edges: Array<{ node: { awardedOn: string | null } }> } } };

export type SchemesQueryVariables = Exact<{ [key: string]: never; }>;


export type SchemesQuery = { attestationSchemes: Array<{ code: string, name: string, issuer: string, kind: SchemeKind, validity: { months: number | null, rule: string } }> };

export type SchemePageQueryVariables = Exact<{
  code: string;
}>;


export type SchemePageQuery = { attestationScheme: { code: string, name: string, issuer: string, kind: SchemeKind, pitfalls: string | null, verificationUrl: string | null, verificationNote: string | null, verified: boolean, verifiedHow: string | null, validity: { months: number | null, rule: string }, fields: Array<{ name: string, label: string, required: boolean }>, evidences: Array<{ extent: EvidenceExtent, item: { code: string, title: string, document: { title: string } } }> } };

export type PerformancePartsFragment = { id: string, kind: PerformanceKind, contractId: string, buyerName: string, indicator: string | null, target: string | null, startsOn: string | null, endsOn: string | null, every: string | null, measured: string | null, rating: string | null, ratingDescription: string | null, decidedOn: string | null, penaltyOn: string | null, penaltyBasis: string | null, penaltyGross: number | null, penaltyNet: number | null, penaltyCurrency: string | null, partialTermination: string | null, notice: { noticeId: string, ocid: string, publishedAt: string | null, sourceUrl: string | null } };

export type SupplierPerformancePartsFragment = { suppliers: number, namesSupplier: boolean, award: { title: string, joinConfidence: JoinConfidence | null }, performance: { id: string, kind: PerformanceKind, contractId: string, buyerName: string, indicator: string | null, target: string | null, startsOn: string | null, endsOn: string | null, every: string | null, measured: string | null, rating: string | null, ratingDescription: string | null, decidedOn: string | null, penaltyOn: string | null, penaltyBasis: string | null, penaltyGross: number | null, penaltyNet: number | null, penaltyCurrency: string | null, partialTermination: string | null, notice: { noticeId: string, ocid: string, publishedAt: string | null, sourceUrl: string | null } }, reply: { note: string, repliedAt: string, isToEarlierNotice: boolean } | null };

export type ApiTokensQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiTokensQuery = { apiTokens: Array<{ id: string, name: string, scopes: Array<Scope>, createdAt: string, expiresAt: string, revokedAt: string | null }> };

export type CreateApiTokenMutationVariables = Exact<{
  input: CreateApiTokenInput;
}>;


export type CreateApiTokenMutation = { createApiToken: { secret: string, apiToken: { name: string, scopes: Array<Scope>, expiresAt: string } } };

export type RevokeApiTokenMutationVariables = Exact<{
  input: RevokeApiTokenInput;
}>;


export type RevokeApiTokenMutation = { revokeApiToken: { apiToken: { name: string } } };

export const AcceptAgreed: Operation<AcceptAgreedMutation, AcceptAgreedMutationVariables> = {
  name: 'AcceptAgreed',
  hash: '1a92590fa3487467976655d72d8cf1b9af0ef5a556ec4f747be9a75a1d9095ed',
  text: "mutation AcceptAgreed($input: AcceptAgreedInput!) {\n  acceptAgreed(input: $input) {\n    settled\n    remaining\n  }\n}",
};

export const AccountRequestPage: Operation<AccountRequestPageQuery, AccountRequestPageQueryVariables> = {
  name: 'AccountRequestPage',
  hash: '154e755d7b645c91f3aadea70a982733389dde538e6fabbc9b519fc7936f22b7',
  text: "query AccountRequestPage($id: ID!) {\n  accountRequest(id: $id) {\n    id\n    reference\n    kind\n    organisationName\n    name\n    email\n    roles\n    why\n    status\n    reason\n    askedAt\n    decidedAt\n    identifier {\n      scheme\n      id\n    }\n    supplier {\n      id\n      name\n    }\n    candidates {\n      id\n      name\n      provenance\n      people\n      hasPage\n      hasIdentifier\n      hasName\n      identifiers {\n        scheme\n        id\n      }\n    }\n  }\n}",
};

export const AccountRequestStanding: Operation<AccountRequestStandingQuery, AccountRequestStandingQueryVariables> = {
  name: 'AccountRequestStanding',
  hash: '94748de987568483693fd50a187c6d7c214d9fb6725c031a783472f052e9d764',
  text: "query AccountRequestStanding($secret: String!) {\n  accountRequestStanding(secret: $secret) {\n    reference\n    organisationName\n    status\n    reason\n    askedAt\n    decidedAt\n  }\n}",
};

export const AddGuidanceToProcurement: Operation<AddGuidanceToProcurementMutation, AddGuidanceToProcurementMutationVariables> = {
  name: 'AddGuidanceToProcurement',
  hash: 'cd4967373e29fd1f3e9d26f1b71239485a844c873605e4eed02146416a6e9c85',
  text: "mutation AddGuidanceToProcurement($input: AddGuidanceToProcurementInput!) {\n  addGuidanceToProcurement(input: $input) {\n    suggested\n  }\n}",
};

export const AddGuidanceVersion: Operation<AddGuidanceVersionMutation, AddGuidanceVersionMutationVariables> = {
  name: 'AddGuidanceVersion',
  hash: '24a5fb47b01235f4865812cbecbb252cb8a25f8f162d464c724d54c5cdb2a80f',
  text: "mutation AddGuidanceVersion($input: AddGuidanceVersionInput!) {\n  addGuidanceVersion(input: $input) {\n    document {\n      code\n      title\n      version\n    }\n  }\n}",
};

export const AddMember: Operation<AddMemberMutation, AddMemberMutationVariables> = {
  name: 'AddMember',
  hash: 'c04256ddddaa6ecc480842e4789dbf7ab2b92036c27794d67d923871a268645b',
  text: "mutation AddMember($input: AddMemberInput!) {\n  addMember(input: $input) {\n    user {\n      name\n      email\n    }\n    initialPassword\n  }\n}",
};

export const AddRequirements: Operation<AddRequirementsMutation, AddRequirementsMutationVariables> = {
  name: 'AddRequirements',
  hash: 'be9a0612456018ff0e9c69fe38dce94ec2ad5664bcb3ec1aa45d23c9d3b2cb65',
  text: "mutation AddRequirements($input: AddRequirementsInput!) {\n  addRequirements(input: $input) {\n    requirements {\n      id\n      ref\n    }\n  }\n}",
};

export const AnswerClarification: Operation<AnswerClarificationMutation, AnswerClarificationMutationVariables> = {
  name: 'AnswerClarification',
  hash: '773b4aaacccb751a4b2946413c965aeb2c82d64135e4f934799472798c7cbaf7',
  text: "mutation AnswerClarification($input: AnswerClarificationInput!) {\n  answerClarification(input: $input) {\n    clarification {\n      id\n    }\n  }\n}",
};

export const AnswerFact: Operation<AnswerFactMutation, AnswerFactMutationVariables> = {
  name: 'AnswerFact',
  hash: 'c5e85b092af56ac87197387bfa73ed3ddba49b22cd4a187ffec1daa2b6f149c0',
  text: "mutation AnswerFact($input: AnswerFactInput!) {\n  answerFact(input: $input) {\n    supplier {\n      id\n    }\n  }\n}",
};

export const AnswerMatchQuestions: Operation<AnswerMatchQuestionsMutation, AnswerMatchQuestionsMutationVariables> = {
  name: 'AnswerMatchQuestions',
  hash: '4fd28baaf36aed5d5b0119856e2d6892079e841a55d07e9af47cd382fd5f4784',
  text: "mutation AnswerMatchQuestions($input: AnswerMatchQuestionsInput!) {\n  answerMatchQuestions(input: $input) {\n    requirement {\n      id\n    }\n  }\n}",
};

export const AnswerPage: Operation<AnswerPageQuery, AnswerPageQueryVariables> = {
  name: 'AnswerPage',
  hash: '9166262c56a2209917b857cb99d8f4188ac1c42da6ebff503fd005aeaa7d51a3',
  text: "query AnswerPage($id: ID!, $ref: String!) {\n  evidenceInvitation(id: $id) {\n    id\n    state\n    dueAt\n    changesDueAt\n    changesWanted\n    procurement {\n      reference\n      title\n      buyerName\n    }\n    closedDocuments {\n      id\n    }\n    answers {\n      statement\n      strength\n      evidenceStrength\n      prefilled\n      version\n      requirement {\n        ref\n        text\n        kind\n        weight\n        minimumStrength\n        evidencedBy {\n          scheme\n          extent\n        }\n      }\n      evidence {\n        id\n      }\n      documents {\n        id\n      }\n    }\n    submissions {\n      number\n      submittedAt\n      submittedByName\n      answers {\n        statement\n        strength\n        requirement {\n          ref\n        }\n        attestations {\n          id\n          schemeName\n          reference\n        }\n        documents {\n          id\n          fileName\n          closed {\n            withdrawnAt\n            reason\n            endedOn\n          }\n        }\n      }\n    }\n  }\n  myDocuments {\n    id\n    title\n    fileName\n    createdAt\n    scan\n    uses {\n      kind\n      title\n      reference\n      buyerName\n      refs\n    }\n  }\n  myAttestations {\n    id\n    status\n    replacedBy\n    strength\n    expiresOn\n    reference\n    scheme {\n      code\n      name\n    }\n    product {\n      name\n    }\n  }\n  earlierAnswers(invitationId: $id, requirementRef: $ref) {\n    id\n    requirement\n    statement\n    strength\n    buyerName\n    title\n    savedAt\n    submittedAt\n    alikeBy\n    evidence {\n      id\n    }\n    lapsed {\n      id\n      status\n      expiresOn\n      reference\n      scheme {\n        name\n      }\n      product {\n        name\n      }\n    }\n    documents {\n      id\n      fileName\n    }\n  }\n}",
};

export const AnswerPerformance: Operation<AnswerPerformanceMutation, AnswerPerformanceMutationVariables> = {
  name: 'AnswerPerformance',
  hash: '544e662e2f56954efe9ab1706ba8313ac2a26be6d6b358651af2f5b9d8c00b4e',
  text: "mutation AnswerPerformance($input: AnswerPerformanceInput!) {\n  answerPerformance(input: $input) {\n    supplier {\n      id\n    }\n  }\n}",
};

export const AnswerToAssess: Operation<AnswerToAssessQuery, AnswerToAssessQueryVariables> = {
  name: 'AnswerToAssess',
  hash: 'd9a1fcac223e08021ea4824012f75cba611ae8ef3f265ec212bb60c28ea4d1cd',
  text: "query AnswerToAssess($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    requirements {\n      id\n      ref\n      text\n      kind\n      weight\n      minimumStrength\n      guidance {\n        status\n        item {\n          code\n          title\n          summary\n        }\n      }\n    }\n    candidates {\n      id\n      state\n      products {\n        name\n      }\n      supplier {\n        id\n        name\n        identifiers {\n          scheme\n          id\n          legalName\n        }\n      }\n    }\n    contractPeriod {\n      startsOn\n      endsOn\n    }\n    places {\n      name\n      region {\n        name\n      }\n    }\n    grid {\n      requirement {\n        id\n      }\n      candidate {\n        id\n      }\n      conformance\n      score\n      strength\n      state\n      outOfDate {\n        id\n      }\n      settledVersion\n      settledBy {\n        name\n      }\n    }\n  }\n  submissions(procurementId: $id) {\n    number\n    submittedAt\n    submittedByName\n    candidate {\n      id\n    }\n    offer {\n      name\n      version\n    }\n    offerSites\n    answers {\n      requirement {\n        ref\n      }\n      statement\n      strength\n      evidenceStrength\n      documents {\n        id\n        fileName\n        size\n        closed {\n          withdrawnAt\n          reason\n          endedOn\n        }\n      }\n      attestations {\n        id\n        schemeName\n        reference\n        legalEntity\n        sites\n        productVersions\n        exclusions\n        status\n        statusNow\n        withdrawnAt\n        strength\n        issuedOn\n        expiresOn\n        coversFrom\n        coversTo\n        fieldValues {\n          label\n          values\n        }\n        documents {\n          id\n          fileName\n          closed {\n            withdrawnAt\n            reason\n            endedOn\n          }\n        }\n        verification {\n          outcome\n          method\n          checkedOn\n          verifiedBy {\n            name\n          }\n        }\n        scopeTest {\n          legalEntity {\n            answer\n            reason\n          }\n          product {\n            answer\n            reason\n          }\n          dates {\n            answer\n            reason\n          }\n          exclusions {\n            answer\n            reason\n          }\n        }\n      }\n    }\n  }\n  interestDeclarations(procurementId: $id) {\n    declaredBy {\n      id\n    }\n  }\n  assessments(procurementId: $id) {\n    id\n    conformance\n    score\n    strength\n    reason\n    version\n    updatedAt\n    assessor {\n      id\n      name\n    }\n    candidate {\n      id\n    }\n    requirement {\n      id\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const AnswersWithheld: Operation<AnswersWithheldQuery, AnswersWithheldQueryVariables> = {
  name: 'AnswersWithheld',
  hash: '6e5a95cd1f7d8dd17d296ee115bbdf737d7f3b80790c423656a21e4ef689ace1',
  text: "query AnswersWithheld($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    answersWithheld\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const ApiTokens: Operation<ApiTokensQuery, ApiTokensQueryVariables> = {
  name: 'ApiTokens',
  hash: '1d224d967a9c378dc7a15996d5177f667e549ada157e3a7e981b96ba6ed6c1d2',
  text: "query ApiTokens {\n  apiTokens {\n    id\n    name\n    scopes\n    createdAt\n    expiresAt\n    revokedAt\n  }\n}",
};

export const AskClarification: Operation<AskClarificationMutation, AskClarificationMutationVariables> = {
  name: 'AskClarification',
  hash: 'cc2976675a691e2fb615d6e8a09fb1af995b633df40455100e81728b705b8dab',
  text: "mutation AskClarification($input: AskClarificationInput!) {\n  askClarification(input: $input) {\n    clarification {\n      id\n    }\n  }\n}",
};

export const AskForAssurancePack: Operation<AskForAssurancePackMutation, AskForAssurancePackMutationVariables> = {
  name: 'AskForAssurancePack',
  hash: '3820f392b74b111eccb490bbf0f8572f4eb54d19fffaafe7af765669ee0d89f0',
  text: "mutation AskForAssurancePack($input: CreateAssurancePackInput!) {\n  askForAssurancePack(input: $input) {\n    making {\n      id\n    }\n  }\n}",
};

export const AskForOpenDataRelease: Operation<AskForOpenDataReleaseMutation, AskForOpenDataReleaseMutationVariables> = {
  name: 'AskForOpenDataRelease',
  hash: 'e86b0052275d2464bd0e195f1114b8c8f9362b462e137bc233e3360ed2de3c9e',
  text: "mutation AskForOpenDataRelease {\n  askForOpenDataRelease {\n    release {\n      version\n    }\n  }\n}",
};

export const AskToErase: Operation<AskToEraseMutation, AskToEraseMutationVariables> = {
  name: 'AskToErase',
  hash: '5c128f232fcb13b57d34c072e287c4a38d9d18b25790e7cb837228efd4118670',
  text: "mutation AskToErase($input: AskToEraseInput!) {\n  askToErase(input: $input) {\n    procurement {\n      id\n    }\n  }\n}",
};

export const AssessAnswer: Operation<AssessAnswerMutation, AssessAnswerMutationVariables> = {
  name: 'AssessAnswer',
  hash: 'aa9554b2bb75273e789efaa3e70c43716535a5cb11eefac482a981724d22be06',
  text: "mutation AssessAnswer($input: AssessAnswerInput!) {\n  assessAnswer(input: $input) {\n    assessment {\n      id\n    }\n  }\n}",
};

export const AssessmentProgress: Operation<AssessmentProgressQuery, AssessmentProgressQueryVariables> = {
  name: 'AssessmentProgress',
  hash: 'd9c37b87aa70037b52a3ab18ab3949051538c426c7352d857285f008180a3aca',
  text: "query AssessmentProgress($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    answersWithheld\n    requirements {\n      id\n      ref\n      text\n      kind\n    }\n    candidates {\n      id\n      state\n      supplier {\n        name\n      }\n    }\n    evidenceRequest {\n      dueAt\n    }\n    grid {\n      requirement {\n        id\n      }\n      candidate {\n        id\n      }\n      state\n      conformance\n      outOfDate {\n        id\n      }\n    }\n  }\n  interestDeclarations(procurementId: $id) {\n    hasConflict\n    declaredBy {\n      id\n    }\n  }\n  assessments(procurementId: $id) {\n    assessor {\n      id\n    }\n    candidate {\n      id\n    }\n    requirement {\n      id\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const AttestationFileToCheck: Operation<AttestationFileToCheckQuery, AttestationFileToCheckQueryVariables> = {
  name: 'AttestationFileToCheck',
  hash: '2915373fedcc94ce228747a3ac22567b31dc6c4e6ed251b0f14310aadad069e8',
  text: "query AttestationFileToCheck($documentId: ID!) {\n  attestationFile(documentId: $documentId) {\n    fileName\n    format\n    notCarried\n    affirmation {\n      statement\n      signatories {\n        name\n        role\n        organisation\n      }\n    }\n    attestations {\n      index\n      summary\n      claims\n      notCarried\n      standard {\n        name\n        version\n        owner\n      }\n      target {\n        kind\n        name\n        versions\n      }\n      assessor {\n        name\n        thirdParty\n      }\n      requirements {\n        identifier\n        title\n        conformance {\n          score\n          rationale\n        }\n        confidence {\n          score\n          rationale\n        }\n      }\n      evidence {\n        description\n        names\n        created\n        expires\n        author\n      }\n      content {\n        reference\n        legalEntity\n        sites\n        productVersions\n        exclusions\n        issuedOn\n        expiresOn\n        coversFrom\n        coversTo\n      }\n      proposal {\n        schemeCode\n        product {\n          id\n        }\n        isOfOrganisation\n        strength\n        because\n      }\n      drafted {\n        id\n        status\n      }\n    }\n  }\n  attestationSchemes {\n    code\n    name\n  }\n  mySupplier {\n    id\n    products {\n      id\n      name\n    }\n  }\n}",
};

export const AttestationForm: Operation<AttestationFormQuery, AttestationFormQueryVariables> = {
  name: 'AttestationForm',
  hash: 'aa62f81897b07ec2207121fa25269034c467f02b368bc2fa8dcb2f227e6331e7',
  text: "query AttestationForm($scheme: String!) {\n  attestationScheme(code: $scheme) {\n    code\n    name\n    issuer\n    kind\n    verificationNote\n    pitfalls\n    validity {\n      months\n      rule\n    }\n    fields {\n      name\n      label\n      type\n      required\n      choices\n      askedAs\n    }\n  }\n  mySupplier {\n    id\n    name\n    identifiers {\n      legalName\n    }\n    products {\n      id\n      name\n    }\n  }\n  myAttestations {\n    id\n    status\n    expiresOn\n    reference\n    scheme {\n      code\n    }\n    product {\n      name\n    }\n  }\n  myDocuments {\n    id\n    title\n    fileName\n    createdAt\n    scan\n    uses {\n      title\n      reference\n    }\n  }\n}",
};

export const AttestationQueue: Operation<AttestationQueueQuery, AttestationQueueQueryVariables> = {
  name: 'AttestationQueue',
  hash: 'ed28fa3cbd94944ef90ae7587c461ac06924fa1d7f672f2f32cf7c7a984c5620',
  text: "query AttestationQueue($after: String) {\n  attestationQueue(first: 25, after: $after) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      node {\n        id\n        receivedAt\n        scheme {\n          name\n        }\n        product {\n          name\n        }\n        supplier {\n          name\n        }\n      }\n    }\n  }\n}",
};

export const AttestationToCheck: Operation<AttestationToCheckQuery, AttestationToCheckQueryVariables> = {
  name: 'AttestationToCheck',
  hash: '3d10406e3b8618720211bc4ba3254656a7d967b85050ceb4b5ab9cced5395270',
  text: "query AttestationToCheck($id: ID!) {\n  attestation(id: $id) {\n    id\n    status\n    withdrawnAt\n    claimedStrength\n    reference\n    issuedOn\n    expiresOn\n    coversFrom\n    coversTo\n    receivedAt\n    scheme {\n      code\n      name\n      verificationUrl\n      verificationNote\n      pitfalls\n      validity {\n        rule\n      }\n      fields {\n        name\n        label\n        askedAs\n      }\n    }\n    product {\n      name\n      versions\n    }\n    supplier {\n      id\n      name\n      identifiers {\n        scheme\n        id\n        legalName\n      }\n    }\n    scope {\n      legalEntity\n      sites\n      productVersions\n      exclusions\n    }\n    fieldValues {\n      name\n      label\n      values\n    }\n    documents {\n      id\n      fileName\n    }\n    statement {\n      signatoryName\n      signatoryRole\n      signedAt\n      signedHash\n      words\n    }\n    source {\n      fileName\n      claims\n      notCarried\n    }\n  }\n}",
};

export const AttestationToSign: Operation<AttestationToSignQuery, AttestationToSignQueryVariables> = {
  name: 'AttestationToSign',
  hash: 'dec36580f3ba3967f3098ab8f3f7061e91a6f7abee89d810b8471000e3e244ff',
  text: "query AttestationToSign($id: ID!) {\n  attestation(id: $id) {\n    id\n    status\n    version\n    reference\n    claimedStrength\n    issuedOn\n    expiresOn\n    coversFrom\n    coversTo\n    scheme {\n      code\n      name\n    }\n    product {\n      id\n      name\n    }\n    scope {\n      legalEntity\n      sites\n      productVersions\n      exclusions\n    }\n    fieldValues {\n      name\n      label\n      values\n    }\n    documents {\n      id\n      fileName\n    }\n    source {\n      fileName\n      claims\n      notCarried\n    }\n  }\n  statementToSign(attestationId: $id)\n}",
};

export const BeginOpenIdLink: Operation<BeginOpenIdLinkMutation, BeginOpenIdLinkMutationVariables> = {
  name: 'BeginOpenIdLink',
  hash: '5e9f44ec788e234cc26fbecb115e29ccc4fd68bc7d3e0f7090a880967c8c5e34',
  text: "mutation BeginOpenIdLink($input: BeginOpenIdLinkInput!) {\n  beginOpenIdLink(input: $input) {\n    url\n    transaction\n    expiresAt\n  }\n}",
};

export const BeginOpenIdSignIn: Operation<BeginOpenIdSignInMutation, BeginOpenIdSignInMutationVariables> = {
  name: 'BeginOpenIdSignIn',
  hash: '3104accd3e6de438f7699cac9dcadc8229519f83f33161726d494bf49df68d78',
  text: "mutation BeginOpenIdSignIn {\n  beginOpenIdSignIn {\n    url\n    transaction\n    expiresAt\n  }\n}",
};

export const BeginSecondFactor: Operation<BeginSecondFactorMutation, BeginSecondFactorMutationVariables> = {
  name: 'BeginSecondFactor',
  hash: 'a604b9b1fdee275d34c66baf52e04617ab334a03c791e96ef2ca354cef34c3eb',
  text: "mutation BeginSecondFactor {\n  beginSecondFactor {\n    secret\n    uri\n  }\n}",
};

export const CancelProcurement: Operation<CancelProcurementMutation, CancelProcurementMutationVariables> = {
  name: 'CancelProcurement',
  hash: 'e9f7a8668862bbb0f0fbf1a13aa9a547bbabdec0430ffcba55afbf729d14cf91',
  text: "mutation CancelProcurement($input: CancelProcurementInput!) {\n  cancelProcurement(input: $input) {\n    procurement {\n      id\n      reference\n    }\n  }\n}",
};

export const ChainCheckPage: Operation<ChainCheckPageQuery, ChainCheckPageQueryVariables> = {
  name: 'ChainCheckPage',
  hash: '8c2becbf9836d9168cce448648c9dce8757686df5885da76dc923c4c522798db',
  text: "query ChainCheckPage($id: ID!) {\n  chainCheck(id: $id) {\n    ...ChainCheckInBrief\n  }\n}\n\nfragment ChainCheckInBrief on ChainCheck {\n  id\n  scope\n  state\n  createdAt\n  finishedAt\n  chainsTotal\n  chainsChecked\n  eventsTotal\n  eventsChecked\n  eventsErased\n  firstAt\n  lastAt\n  error\n  headsAgreed\n  lastHead {\n    sequence\n    signedAt\n  }\n  broken {\n    organisation\n    sequence\n    at\n    problem\n    lastHead {\n      sequence\n      signedAt\n    }\n  }\n}",
};

export const ChainChecks: Operation<ChainChecksQuery, ChainChecksQueryVariables> = {
  name: 'ChainChecks',
  hash: '4439309abb5018792f9b974aa5fd08e69344521f11d668acb7ea9d97589c3f25',
  text: "query ChainChecks {\n  chainChecks(first: 5) {\n    edges {\n      node {\n        ...ChainCheckInBrief\n      }\n    }\n  }\n}\n\nfragment ChainCheckInBrief on ChainCheck {\n  id\n  scope\n  state\n  createdAt\n  finishedAt\n  chainsTotal\n  chainsChecked\n  eventsTotal\n  eventsChecked\n  eventsErased\n  firstAt\n  lastAt\n  error\n  headsAgreed\n  lastHead {\n    sequence\n    signedAt\n  }\n  broken {\n    organisation\n    sequence\n    at\n    problem\n    lastHead {\n      sequence\n      signedAt\n    }\n  }\n}",
};

export const ChangeMember: Operation<ChangeMemberMutation, ChangeMemberMutationVariables> = {
  name: 'ChangeMember',
  hash: '2a1b9b38dd7431a096e244588a4cb6ba3fcc73a1955cb23941b70482a2b1f952',
  text: "mutation ChangeMember($input: ChangeMemberInput!) {\n  changeMember(input: $input) {\n    member {\n      user {\n        name\n      }\n      roles\n    }\n  }\n}",
};

export const ChangePageRequest: Operation<ChangePageRequestMutation, ChangePageRequestMutationVariables> = {
  name: 'ChangePageRequest',
  hash: 'f883332563ab28c119b5cfa4211666dc49e240610b5d2697e830e5d01ca08337',
  text: "mutation ChangePageRequest($input: ChangePageRequestInput!) {\n  changePageRequest(input: $input) {\n    pageRequest {\n      id\n    }\n  }\n}",
};

export const ChangePassword: Operation<ChangePasswordMutation, ChangePasswordMutationVariables> = {
  name: 'ChangePassword',
  hash: 'ae633a071943089228511ba6b6465c96485051362abf2c1aa15bd9e4eab7a673',
  text: "mutation ChangePassword($input: ChangePasswordInput!) {\n  changePassword(input: $input) {\n    changed\n  }\n}",
};

export const CheckChain: Operation<CheckChainMutation, CheckChainMutationVariables> = {
  name: 'CheckChain',
  hash: '024c8c2e172dfe15b1248ca7468c6e1bc52875e231ea15224ac727d6b72b3b25',
  text: "mutation CheckChain($input: CheckChainInput!) {\n  checkChain(input: $input) {\n    check {\n      id\n    }\n  }\n}",
};

export const ClaimSupplier: Operation<ClaimSupplierMutation, ClaimSupplierMutationVariables> = {
  name: 'ClaimSupplier',
  hash: 'a8c7e1550d100d3edd55ae086b828c4bf6daf1f44243cd15de3f5a2dc1cf6998',
  text: "mutation ClaimSupplier($input: ClaimSupplierInput!) {\n  claimSupplier(input: $input) {\n    claim {\n      status\n    }\n    supplier {\n      name\n    }\n  }\n}",
};

export const CloseProcurement: Operation<CloseProcurementMutation, CloseProcurementMutationVariables> = {
  name: 'CloseProcurement',
  hash: '3b551c55af6f94463a45760a72f504c22a28d118a5ff3c85c783efeb61a6f6cb',
  text: "mutation CloseProcurement($input: CloseProcurementInput!) {\n  closeProcurement(input: $input) {\n    procurement {\n      id\n    }\n  }\n}",
};

export const CompleteOpenIdLink: Operation<CompleteOpenIdLinkMutation, CompleteOpenIdLinkMutationVariables> = {
  name: 'CompleteOpenIdLink',
  hash: 'c0bac880615f648f309405d3a215fc17038b4b5f8894036a6959d680fd48fa36',
  text: "mutation CompleteOpenIdLink($input: CompleteOpenIdLinkInput!) {\n  completeOpenIdLink(input: $input) {\n    identity {\n      issuer\n    }\n  }\n}",
};

export const CompleteOpenIdSignIn: Operation<CompleteOpenIdSignInMutation, CompleteOpenIdSignInMutationVariables> = {
  name: 'CompleteOpenIdSignIn',
  hash: 'd77b6fe4af7569950179b47a6124783bb301c847c5a5c1e919b2069d983a937a',
  text: "mutation CompleteOpenIdSignIn($input: CompleteOpenIdSignInInput!) {\n  completeOpenIdSignIn(input: $input) {\n    token\n    expiresAt\n    viewer {\n      organisation {\n        kind\n      }\n      roles\n    }\n  }\n}",
};

export const ConfirmErasing: Operation<ConfirmErasingMutation, ConfirmErasingMutationVariables> = {
  name: 'ConfirmErasing',
  hash: 'aeba73960fc22aeb935aa37cc80e838c9b15c191666cf1076b2e1eaf4be1659b',
  text: "mutation ConfirmErasing($input: ConfirmErasingInput!) {\n  confirmErasing(input: $input) {\n    erased {\n      reference\n    }\n  }\n}",
};

export const ConfirmSecondFactor: Operation<ConfirmSecondFactorMutation, ConfirmSecondFactorMutationVariables> = {
  name: 'ConfirmSecondFactor',
  hash: 'e027872e31611531288902317d845bf4a42672f3498e5a0c828cd687ba4d8ba0',
  text: "mutation ConfirmSecondFactor($input: SecondFactorCodeInput!) {\n  confirmSecondFactor(input: $input) {\n    recoveryCodes\n  }\n}",
};

export const CorrectContract: Operation<CorrectContractMutation, CorrectContractMutationVariables> = {
  name: 'CorrectContract',
  hash: 'c1e2656740ec9962896e99ed22ec78cc39f02eb53314d17e946ffe340e2d3d74',
  text: "mutation CorrectContract($input: CorrectContractInput!) {\n  correctContract(input: $input) {\n    procurement {\n      id\n    }\n  }\n}",
};

export const Coverage: Operation<CoverageQuery, CoverageQueryVariables> = {
  name: 'Coverage',
  hash: '15ef63972531479c459afe8ff7356cba1cd19f8bc66c7cec49b6346f9b3303bc',
  text: "query Coverage($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    technologies {\n      code\n    }\n    requirements {\n      id\n      ref\n    }\n    laterGuidance {\n      from {\n        code\n        title\n        version\n      }\n      to {\n        version\n      }\n    }\n    guidanceToAdd {\n      isNew\n    }\n    coverage {\n      status\n      suggestedWording\n      requirements {\n        ref\n      }\n      suggested {\n        ref\n      }\n      item {\n        code\n        title\n        document {\n          code\n          title\n        }\n      }\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const CreateApiToken: Operation<CreateApiTokenMutation, CreateApiTokenMutationVariables> = {
  name: 'CreateApiToken',
  hash: '015b4d1e6c7a5668f23a5164d415697751cd20d478016c3690c90284c866d91f',
  text: "mutation CreateApiToken($input: CreateApiTokenInput!) {\n  createApiToken(input: $input) {\n    secret\n    apiToken {\n      name\n      scopes\n      expiresAt\n    }\n  }\n}",
};

export const CreateProcurement: Operation<CreateProcurementMutation, CreateProcurementMutationVariables> = {
  name: 'CreateProcurement',
  hash: 'e32cf16e0d519605c1fdb14fc36bc86d5730b45056b726b8007bc9774d53ec7d',
  text: "mutation CreateProcurement($input: CreateProcurementInput!) {\n  createProcurement(input: $input) {\n    procurement {\n      id\n      reference\n    }\n  }\n}",
};

export const CreateProcurementFromNotice: Operation<CreateProcurementFromNoticeMutation, CreateProcurementFromNoticeMutationVariables> = {
  name: 'CreateProcurementFromNotice',
  hash: '427041f04560882ede749f42442364d1a942818a90975a0c5d3768476caed5ec',
  text: "mutation CreateProcurementFromNotice($input: CreateProcurementFromNoticeInput!) {\n  createProcurementFromNotice(input: $input) {\n    procurement {\n      id\n      reference\n    }\n    warnings {\n      path\n      message\n    }\n  }\n}",
};

export const CreateProduct: Operation<CreateProductMutation, CreateProductMutationVariables> = {
  name: 'CreateProduct',
  hash: '06b3a90adcd751fa24126f51d9abadecbbee446947451875329404163b625f62',
  text: "mutation CreateProduct($input: CreateProductInput!) {\n  createProduct(input: $input) {\n    product {\n      id\n      name\n    }\n  }\n}",
};

export const Criteria: Operation<CriteriaQuery, CriteriaQueryVariables> = {
  name: 'Criteria',
  hash: 'e8f885b9dd625e0c35f1d82500c980d34c95e6e9b4de0a23c6b9974e8709cd3a',
  text: "query Criteria($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    criteriaLockedAt\n    search {\n      resultCount\n    }\n    candidates {\n      state\n    }\n    requirements {\n      id\n      ref\n      text\n      kind\n      weight\n      minimumStrength\n      version\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const DecideAccountRequest: Operation<DecideAccountRequestMutation, DecideAccountRequestMutationVariables> = {
  name: 'DecideAccountRequest',
  hash: 'a63dc16114acc81793b0847c1f8a1848177fd90a3136fd8bdfa060b9ecf903f2',
  text: "mutation DecideAccountRequest($input: DecideAccountRequestInput!) {\n  decideAccountRequest(input: $input) {\n    accountRequest {\n      reference\n      name\n    }\n    organisation {\n      id\n      name\n    }\n    user {\n      name\n      email\n    }\n    initialPassword\n  }\n}",
};

export const DecideCandidates: Operation<DecideCandidatesMutation, DecideCandidatesMutationVariables> = {
  name: 'DecideCandidates',
  hash: 'b3fbbf624af3702706e60af85df46130c3070342e5bb958feea75e18ee2dbdcf',
  text: "mutation DecideCandidates($input: DecideCandidatesInput!) {\n  decideCandidates(input: $input) {\n    candidates {\n      id\n    }\n  }\n}",
};

export const DecideClaim: Operation<DecideClaimMutation, DecideClaimMutationVariables> = {
  name: 'DecideClaim',
  hash: '09f069f4863f27e8bbf33a02208ab394ff896aff2a52e1de240544b6e0eae435',
  text: "mutation DecideClaim($input: DecideClaimInput!) {\n  decideClaim(input: $input) {\n    claim {\n      status\n    }\n    supplier {\n      name\n    }\n  }\n}",
};

export const DecideGuidance: Operation<DecideGuidanceMutation, DecideGuidanceMutationVariables> = {
  name: 'DecideGuidance',
  hash: '4a2f8dcc755b70594cb670046e7b8dd42467fd626b93750e0a469a3894903b87',
  text: "mutation DecideGuidance($input: DecideGuidanceInput!) {\n  decideGuidance(input: $input) {\n    requirement {\n      id\n    }\n  }\n}",
};

export const DecideJoin: Operation<DecideJoinMutation, DecideJoinMutationVariables> = {
  name: 'DecideJoin',
  hash: '4d2d07f29044101850fa1e0a45db6a18fd403463bb9f074b2e9cc025dff90d44',
  text: "mutation DecideJoin($input: DecideJoinInput!) {\n  decideJoin(input: $input) {\n    proposal {\n      partyName\n      state\n    }\n  }\n}",
};

export const DecidePageRequest: Operation<DecidePageRequestMutation, DecidePageRequestMutationVariables> = {
  name: 'DecidePageRequest',
  hash: 'a02e5cf222282718f849ef18efb6d9b1490d8e9ef9c9ba0ed54c5e534cafe75b',
  text: "mutation DecidePageRequest($input: DecidePageRequestInput!) {\n  decidePageRequest(input: $input) {\n    pageRequest {\n      status\n      name\n    }\n  }\n}",
};

export const DecideProcurement: Operation<DecideProcurementMutation, DecideProcurementMutationVariables> = {
  name: 'DecideProcurement',
  hash: 'c79f3aede780d2350456498c8af61cad1f43c74626521d2c21b5306f79304bd0',
  text: "mutation DecideProcurement($input: DecideProcurementInput!) {\n  decideProcurement(input: $input) {\n    procurement {\n      id\n    }\n  }\n}",
};

export const Decision: Operation<DecisionQuery, DecisionQueryVariables> = {
  name: 'Decision',
  hash: 'b0f76070ee517a1e97a33daeff6ade7d4c9d152f18412d264dd2c2c5df848cd5',
  text: "query Decision($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    answersWithheld\n    candidates {\n      id\n      state\n      supplier {\n        name\n      }\n    }\n    evidenceRequest {\n      dueAt\n    }\n    grid {\n      state\n    }\n    decision {\n      outcome\n      reason\n      decidedAt\n      decidedBy {\n        name\n      }\n      candidate {\n        supplier {\n          name\n        }\n      }\n      arithmetic {\n        supplierName\n        rank\n        total\n        lines\n      }\n    }\n  }\n  standing(procurementId: $id) {\n    supplierName\n    rank\n    total\n    lines\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const DeclareInterests: Operation<DeclareInterestsMutation, DeclareInterestsMutationVariables> = {
  name: 'DeclareInterests',
  hash: 'd49bb60128b338cc259244f9def393632a0cd4d8d15776f5fb8058e8afca4e91',
  text: "mutation DeclareInterests($input: DeclareInterestsInput!) {\n  declareInterests(input: $input) {\n    declaration {\n      id\n    }\n  }\n}",
};

export const DeclineInvitation: Operation<DeclineInvitationMutation, DeclineInvitationMutationVariables> = {
  name: 'DeclineInvitation',
  hash: '60f2cfc522d59192cea72132752c7964ced8bbed97b981db7d1057ac2a5033d2',
  text: "mutation DeclineInvitation($input: DeclineInvitationInput!) {\n  declineInvitation(input: $input) {\n    invitation {\n      id\n    }\n  }\n}",
};

export const DescribeDocument: Operation<DescribeDocumentMutation, DescribeDocumentMutationVariables> = {
  name: 'DescribeDocument',
  hash: '99575d6dca2a9a481ca7d59135ebdd855eb2813d33296ee44c640b8271757d62',
  text: "mutation DescribeDocument($input: DescribeDocumentInput!) {\n  describeDocument(input: $input) {\n    document {\n      id\n    }\n  }\n}",
};

export const DescriptionChoices: Operation<DescriptionChoicesQuery, DescriptionChoicesQueryVariables> = {
  name: 'DescriptionChoices',
  hash: '189eb2ac5c2a6a261f2c2c99c4bd6c3b8734e3333bc43de8107e34e1e8b1a736',
  text: "query DescriptionChoices {\n  sectors {\n    code\n    label\n  }\n  technologies {\n    code\n    label\n  }\n  regions {\n    code\n    name\n    level\n  }\n}",
};

export const DraftAttestations: Operation<DraftAttestationsMutation, DraftAttestationsMutationVariables> = {
  name: 'DraftAttestations',
  hash: '968fc866b6a0af3e80275631c4d37aecb77b49594789f71b298a1f40e3a60884',
  text: "mutation DraftAttestations($input: DraftAttestationsInput!) {\n  draftAttestations(input: $input) {\n    attestations {\n      id\n    }\n  }\n}",
};

export const EarlierGuidanceInUse: Operation<EarlierGuidanceInUseQuery, EarlierGuidanceInUseQueryVariables> = {
  name: 'EarlierGuidanceInUse',
  hash: '10272e3a715c0e1c96818e920e152a40e29e9f0c4a544d7dc9dd97a3ba68951f',
  text: "query EarlierGuidanceInUse {\n  guidanceInUse {\n    ...EarlierUse\n  }\n}\n\nfragment EarlierUse on GuidanceUse {\n  document {\n    code\n    version\n  }\n  procurementCount\n  openCount\n  matchCount\n  procurements {\n    id\n    title\n  }\n}",
};

export const EndGuidanceRelation: Operation<EndGuidanceRelationMutation, EndGuidanceRelationMutationVariables> = {
  name: 'EndGuidanceRelation',
  hash: 'd77fa4f0b5f650d90ee8de94076f00213bc4468a683f8a570ec41e15a8efbb0a',
  text: "mutation EndGuidanceRelation($input: EndGuidanceRelationInput!) {\n  endGuidanceRelation(input: $input) {\n    item {\n      code\n    }\n  }\n}",
};

export const ErasedRecords: Operation<ErasedRecordsQuery, ErasedRecordsQueryVariables> = {
  name: 'ErasedRecords',
  hash: '03fb78c2b473576ca064f3fd1ecbe6745fbed68e31e70e94b5a483fc4c3385ad',
  text: "query ErasedRecords($id: ID!) {\n  erasedRecords(id: $id) {\n    reference\n    buyerName\n    erasedAt\n  }\n}",
};

export const EvidenceGrid: Operation<EvidenceGridQuery, EvidenceGridQueryVariables> = {
  name: 'EvidenceGrid',
  hash: '240ab99dad5815759a8f391c3954a076e59731c135add526cfe48d4b7e0efc0b',
  text: "query EvidenceGrid($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    ...JudgedAnswers\n  }\n}\n\nfragment JudgedAnswers on Procurement {\n  answersWithheld\n  requirements {\n    id\n    ref\n    text\n    kind\n    minimumStrength\n  }\n  candidates {\n    id\n    state\n    supplier {\n      id\n      name\n    }\n  }\n  evidenceRequest {\n    dueAt\n  }\n  grid {\n    requirement {\n      id\n    }\n    candidate {\n      id\n    }\n    conformance\n    score\n    strength\n    state\n    outOfDate {\n      name\n    }\n    validOn\n    expiresOn\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const EvidenceRequestPage: Operation<EvidenceRequestPageQuery, EvidenceRequestPageQueryVariables> = {
  name: 'EvidenceRequestPage',
  hash: '617c36c15c092368fc267b6053ceebb308111069448d375d3a6628ab125a1744',
  text: "query EvidenceRequestPage($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    answersWithheld\n    requirements {\n      id\n    }\n    search {\n      resultCount\n    }\n    candidates {\n      id\n      state\n      supplier {\n        name\n      }\n    }\n    evidenceRequest {\n      message\n      dueAt\n      sentAt\n      deadlineExtensions {\n        dueBefore\n        dueAt\n        reason\n      }\n      invitations {\n        id\n        state\n        submittedAt\n        declineReason\n        changesWanted\n        changesDueAt\n        candidate {\n          id\n          supplier {\n            name\n          }\n        }\n      }\n      clarifications {\n        id\n        question\n        askedAt\n        answer\n        answeredAt\n      }\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const ExtendDeadline: Operation<ExtendDeadlineMutation, ExtendDeadlineMutationVariables> = {
  name: 'ExtendDeadline',
  hash: '9cd2001f33d9ac52aeea275e17848af7063d55bf22e3d54d27384458eaa3e147',
  text: "mutation ExtendDeadline($input: ExtendDeadlineInput!) {\n  extendDeadline(input: $input) {\n    request {\n      dueAt\n      invitations {\n        id\n      }\n    }\n  }\n}",
};

export const FoundItems: Operation<FoundItemsQuery, FoundItemsQueryVariables> = {
  name: 'FoundItems',
  hash: '76b524192ac190d19173b8c2dd115808e735618a68bfc6f69f9479eecab02f5b',
  text: "query FoundItems($search: String!) {\n  guidanceItems(search: $search, first: 10) {\n    edges {\n      node {\n        code\n        title\n        summary\n        document {\n          title\n        }\n      }\n    }\n  }\n}",
};

export const FoundNotices: Operation<FoundNoticesQuery, FoundNoticesQueryVariables> = {
  name: 'FoundNotices',
  hash: '667fb1f9f00e3a1cd8f76589e5ad59e5392fa7f31dfcaceffe28734c2abd71b3',
  text: "query FoundNotices($search: String, $after: String) {\n  notices(search: $search, first: 20, after: $after) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      node {\n        noticeId\n        ocid\n        title\n        buyerName\n        publishedAt\n        tags\n        sourceUrl\n      }\n    }\n  }\n}",
};

export const FoundSuppliers: Operation<FoundSuppliersQuery, FoundSuppliersQueryVariables> = {
  name: 'FoundSuppliers',
  hash: 'f252593ca4f813fad9eb354136047071bf8ae6e739859bd2965bf0bc97b64f23',
  text: "query FoundSuppliers($search: String, $filter: SupplierFilter, $orderBy: SupplierOrder, $schemesOn: Date, $after: String) {\n  suppliers(\n    search: $search\n    filter: $filter\n    orderBy: $orderBy\n    schemesOn: $schemesOn\n    first: 20\n    after: $after\n  ) {\n    totalCount\n    totalCountIsExact\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    facets {\n      dimension\n      isExact\n      values {\n        code\n        label\n        count\n      }\n    }\n    edges {\n      matchReasons\n      node {\n        id\n        name\n        provenance\n        sizeBand\n        region {\n          name\n        }\n        sectors {\n          label\n        }\n        technologies {\n          label\n        }\n        products {\n          id\n        }\n        attestations {\n          status\n          withdrawnAt\n          expiresOn\n          scheme {\n            name\n          }\n          product {\n            name\n          }\n        }\n      }\n    }\n  }\n}",
};

export const GrantDocument: Operation<GrantDocumentMutation, GrantDocumentMutationVariables> = {
  name: 'GrantDocument',
  hash: '859cd83e913f03283a8c77d2f34160bf7454627a4877600949809a88a683205d',
  text: "mutation GrantDocument($input: GrantDocumentInput!) {\n  grantDocument(input: $input) {\n    document {\n      id\n    }\n  }\n}",
};

export const GuidanceCatalogue: Operation<GuidanceCatalogueQuery, GuidanceCatalogueQueryVariables> = {
  name: 'GuidanceCatalogue',
  hash: 'f54ad3c5b81d787a8d8dd424423b5d37654fa47265996b88af5fecf002a6c40f',
  text: "query GuidanceCatalogue {\n  guidanceDocuments {\n    code\n    title\n    publisher\n    version\n    licence\n    url\n    itemCount\n    publishedAt\n    readFrom\n  }\n}",
};

export const GuidanceChangesBetween: Operation<GuidanceChangesBetweenQuery, GuidanceChangesBetweenQueryVariables> = {
  name: 'GuidanceChangesBetween',
  hash: '5a6070aa5104264d63aa52496e52504275d5ea69d4e9021e80459f404c4c3f8b',
  text: "query GuidanceChangesBetween($document: String!, $from: String!, $to: String!) {\n  guidanceChanges(document: $document, from: $from, to: $to) {\n    unchanged\n    changes {\n      ...ChangeOfItem\n    }\n  }\n}\n\nfragment ChangeOfItem on GuidanceItemChange {\n  kind\n  code\n  before {\n    title\n    summary\n    theme\n    lifecycleStage\n  }\n  after {\n    title\n    summary\n    theme\n    lifecycleStage\n  }\n}",
};

export const GuidanceChoices: Operation<GuidanceChoicesQuery, GuidanceChoicesQueryVariables> = {
  name: 'GuidanceChoices',
  hash: 'bbf00f91d37c4b9241c28bd97ffd31c2e63326091cc8e8359806b9e1b78d973f',
  text: "query GuidanceChoices {\n  guidanceDocuments {\n    code\n    title\n  }\n}",
};

export const GuidanceDocuments: Operation<GuidanceDocumentsQuery, GuidanceDocumentsQueryVariables> = {
  name: 'GuidanceDocuments',
  hash: '558aea80cf0460f05d53f96d49d9b3d7036518fcdd9ce403676f15cd6fd522ad',
  text: "query GuidanceDocuments {\n  guidanceDocuments {\n    code\n    title\n    publisher\n    version\n    licence\n    itemCount\n    url\n  }\n}",
};

export const GuidanceFileToCheck: Operation<GuidanceFileToCheckQuery, GuidanceFileToCheckQueryVariables> = {
  name: 'GuidanceFileToCheck',
  hash: '4b836e00d7da92672624e889137f6d1c62c58d62a5cd874abc3efa666f31047e',
  text: "query GuidanceFileToCheck($documentId: ID!, $mends: [GuidanceMendInput!]) {\n  guidanceFile(documentId: $documentId, mends: $mends) {\n    index\n    code\n    title\n    publisher\n    version\n    licence\n    state\n    itemCount\n    unchanged\n    ignored\n    current {\n      version\n    }\n    problems {\n      path\n      item\n      field\n      value\n      message\n      isMendable\n      itemPath\n    }\n    changes {\n      ...ChangeOfItem\n    }\n  }\n}\n\nfragment ChangeOfItem on GuidanceItemChange {\n  kind\n  code\n  before {\n    title\n    summary\n    theme\n    lifecycleStage\n  }\n  after {\n    title\n    summary\n    theme\n    lifecycleStage\n  }\n}",
};

export const GuidanceItem: Operation<GuidanceItemQuery, GuidanceItemQueryVariables> = {
  name: 'GuidanceItem',
  hash: 'fcd1992140b95e897c5e101cb59fb32650bba988da28c79e30db205d22fb6b03',
  text: "query GuidanceItem($code: String!) {\n  guidanceItem(code: $code) {\n    code\n    title\n    summary\n    theme\n    lifecycleStage\n    verified\n    verifiedHow\n    verifiedScope\n    sourceUrl\n    isCurrent\n    document {\n      code\n      title\n      publisher\n      version\n      licence\n    }\n    parent {\n      code\n      title\n    }\n    children {\n      code\n      title\n    }\n    related {\n      relationship\n      source\n      item {\n        code\n        title\n        document {\n          title\n        }\n      }\n    }\n    evidencedBy {\n      extent\n      scheme {\n        code\n        name\n      }\n    }\n    suggestedWording {\n      wording\n      evidence\n      minimumStrength\n    }\n  }\n}",
};

export const GuidanceOfDocument: Operation<GuidanceOfDocumentQuery, GuidanceOfDocumentQueryVariables> = {
  name: 'GuidanceOfDocument',
  hash: 'f43af4e972edc0fbdec44cd77df48433bbd5bf7e61384bd7a85c4f2c57f1e674',
  text: "query GuidanceOfDocument($document: String!, $theme: String, $stage: String, $search: String, $after: String) {\n  guidanceDocuments {\n    code\n    title\n    publisher\n    version\n    licence\n    url\n    notes\n  }\n  guidanceItems(\n    document: $document\n    theme: $theme\n    stage: $stage\n    search: $search\n    first: 50\n    after: $after\n  ) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      node {\n        code\n        title\n        summary\n        theme\n        lifecycleStage\n      }\n    }\n  }\n}",
};

export const GuidanceToAdd: Operation<GuidanceToAddQuery, GuidanceToAddQueryVariables> = {
  name: 'GuidanceToAdd',
  hash: 'ccd43e9a0886b84fa7fcd4fa5ddaa0a95eb1c772d0e35afd88b16d92cda91b34',
  text: "query GuidanceToAdd($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    version\n    criteriaLockedAt\n    guidanceToAdd {\n      isNew\n      document {\n        code\n        title\n        publisher\n        version\n        itemCount\n      }\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const GuidanceVersions: Operation<GuidanceVersionsQuery, GuidanceVersionsQueryVariables> = {
  name: 'GuidanceVersions',
  hash: 'be37acb7386478bc448057bef7a9b5b205c0b47ef8a2cfc4dbb9faf7c6ddb18e',
  text: "query GuidanceVersions($document: String!) {\n  guidanceVersions(document: $document) {\n    code\n    title\n    publisher\n    version\n    licence\n    url\n    notes\n    itemCount\n    isCurrent\n    publishedAt\n    readFrom\n    readFromSha256\n  }\n}",
};

export const ImportPage: Operation<ImportPageQuery, ImportPageQueryVariables> = {
  name: 'ImportPage',
  hash: '6a4a6c85b3e5f65e170799992d2da3db8caaa6e9a268a86797a4aba84848411d',
  text: "query ImportPage($id: ID!, $after: Int) {\n  importRun(id: $id) {\n    ...ImportInBrief\n    report(first: 100, after: $after) {\n      position\n      place\n      problem\n      taken\n    }\n  }\n}\n\nfragment ImportInBrief on ImportRun {\n  id\n  kind\n  source\n  state\n  bytesTotal\n  bytesRead\n  records\n  problems\n  counts\n  error\n  createdAt\n  startedAt\n  finishedAt\n}",
};

export const Imports: Operation<ImportsQuery, ImportsQueryVariables> = {
  name: 'Imports',
  hash: 'c140400d4e3f45b1c4447454d525bf768133626047a44b6b51343ed357980bab',
  text: "query Imports($after: String) {\n  imports(first: 25, after: $after) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      node {\n        ...ImportInBrief\n      }\n    }\n  }\n}\n\nfragment ImportInBrief on ImportRun {\n  id\n  kind\n  source\n  state\n  bytesTotal\n  bytesRead\n  records\n  problems\n  counts\n  error\n  createdAt\n  startedAt\n  finishedAt\n}",
};

export const Interests: Operation<InterestsQuery, InterestsQueryVariables> = {
  name: 'Interests',
  hash: 'af0350527c34e0be4c34d6b4e046570753d798ab0f21c4c7d4843cdbeb190045',
  text: "query Interests($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    candidates {\n      state\n      supplier {\n        name\n      }\n    }\n  }\n  interestDeclarations(procurementId: $id) {\n    hasConflict\n    statement\n    declaredAt\n    declaredBy {\n      id\n      name\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const InvitationPage: Operation<InvitationPageQuery, InvitationPageQueryVariables> = {
  name: 'InvitationPage',
  hash: '135ae4e8626a9a9aedae78bd17236013acd4015c295e79cf391468c0538aaf46',
  text: "query InvitationPage($id: ID!) {\n  evidenceInvitation(id: $id) {\n    id\n    state\n    outcome\n    dueAt\n    changesDueAt\n    changesWanted\n    message\n    declineReason\n    submittedAt\n    hasUnsubmittedChanges\n    closedDocuments {\n      id\n      fileName\n      closed {\n        withdrawnAt\n        reason\n        endedOn\n      }\n    }\n    deadlineExtensions {\n      dueBefore\n      dueAt\n      reason\n    }\n    procurement {\n      reference\n      title\n      buyerName\n      description\n      dataSensitivity\n      sectors\n      technologies\n      places {\n        name\n        region {\n          name\n        }\n      }\n      contractPeriod {\n        startsOn\n        endsOn\n      }\n      estimatedValue {\n        amount\n        currency\n      }\n      notice {\n        noticeId\n        buyerName\n        url\n      }\n    }\n    clarifications {\n      id\n      question\n      answer\n      askedAt\n      answeredAt\n      mine\n    }\n    offer {\n      sites\n      products {\n        name\n        version\n      }\n    }\n    submissions {\n      number\n      submittedAt\n      submittedByName\n      hash\n      offer {\n        name\n        version\n      }\n      offerSites\n      answers {\n        statement\n        requirement {\n          ref\n        }\n        attestations {\n          id\n        }\n        documents {\n          id\n        }\n      }\n    }\n    answers {\n      statement\n      strength\n      evidenceStrength\n      prefilled\n      version\n      requirement {\n        ref\n        text\n        kind\n        weight\n        minimumStrength\n      }\n      evidence {\n        id\n        status\n        reference\n        scheme {\n          name\n        }\n      }\n      documents {\n        id\n      }\n    }\n  }\n  myAssessmentSummary(invitationId: $id) {\n    createdAt\n  }\n}",
};

export const InvitationSummary: Operation<InvitationSummaryQuery, InvitationSummaryQueryVariables> = {
  name: 'InvitationSummary',
  hash: '9de3c6ac135895613d9265c74ae29edcf62779a00f77b3f2a4748f7c9c7becc5',
  text: "query InvitationSummary($id: ID!) {\n  evidenceInvitation(id: $id) {\n    id\n    outcome\n    procurement {\n      reference\n      title\n      buyerName\n    }\n    submissions {\n      number\n    }\n  }\n  myAssessmentSummary(invitationId: $id) {\n    createdAt\n    content\n  }\n}",
};

export const Invitations: Operation<InvitationsQuery, InvitationsQueryVariables> = {
  name: 'Invitations',
  hash: '94bf787fab0f7845bc898304e5de8c780240ab3b7baa3555136b1c4eab1e7f32',
  text: "query Invitations {\n  evidenceInvitations {\n    id\n    state\n    outcome\n    dueAt\n    changesDueAt\n    submittedAt\n    procurement {\n      reference\n      title\n      buyerName\n    }\n    answers {\n      statement\n      prefilled\n      evidence {\n        id\n      }\n      documents {\n        id\n      }\n    }\n  }\n}",
};

export const InviteToOpenId: Operation<InviteToOpenIdMutation, InviteToOpenIdMutationVariables> = {
  name: 'InviteToOpenId',
  hash: 'f8273a99d07ca69459ad60bc739b34d1ecbd6ac383e17ff197a0b0378b5ee8b4',
  text: "mutation InviteToOpenId($input: InviteToOpenIdInput!) {\n  inviteToOpenId(input: $input) {\n    user {\n      name\n      email\n    }\n    expiresAt\n  }\n}",
};

export const ItemToRelate: Operation<ItemToRelateQuery, ItemToRelateQueryVariables> = {
  name: 'ItemToRelate',
  hash: '9936b2bb873d7a2cf2a8c44482727ba30f6e6aa2d2b10519bb6af8e3c901eed3',
  text: "query ItemToRelate($code: String!) {\n  guidanceItem(code: $code) {\n    code\n    title\n    summary\n    isCurrent\n    document {\n      code\n      title\n      version\n    }\n    related {\n      relationship\n      source\n      item {\n        code\n        title\n        document {\n          title\n        }\n      }\n    }\n  }\n}",
};

export const JoinProposals: Operation<JoinProposalsQuery, JoinProposalsQueryVariables> = {
  name: 'JoinProposals',
  hash: '531b52d14909859a527a78a39ac646de7b4114dff4a22554db44072ac74a8305',
  text: "query JoinProposals($after: String) {\n  joinProposals(first: 25, after: $after) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      node {\n        id\n        partyKey\n        partyName\n        because\n        createdAt\n        supplier {\n          id\n          name\n          identifiers {\n            scheme\n            id\n          }\n          awards(first: 3) {\n            edges {\n              node {\n                title\n                buyerName\n              }\n            }\n          }\n        }\n        awards {\n          title\n          buyerName\n          awardedOn\n          sourceUrl\n        }\n      }\n    }\n  }\n}",
};

export const KeepRecordsUntil: Operation<KeepRecordsUntilMutation, KeepRecordsUntilMutationVariables> = {
  name: 'KeepRecordsUntil',
  hash: 'b25547cd4f578bb8c0a7931febad3e50e500f82f5755d2789deb15c1e1bb9241',
  text: "mutation KeepRecordsUntil($input: KeepRecordsUntilInput!) {\n  keepRecordsUntil(input: $input) {\n    procurement {\n      id\n    }\n  }\n}",
};

export const LaterGuidance: Operation<LaterGuidanceQuery, LaterGuidanceQueryVariables> = {
  name: 'LaterGuidance',
  hash: '144bb420dd75af0101829b3bf738a6252f795c2ffbee9e1398f63633cd6d034c',
  text: "query LaterGuidance($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    version\n    criteriaLockedAt\n    laterGuidance {\n      from {\n        code\n        title\n        version\n      }\n      to {\n        version\n        publishedAt\n        url\n      }\n      preview {\n        unchanged\n        carriedOver\n        putBack\n        suggested\n        changes {\n          change {\n            ...ChangeOfItem\n          }\n          replacement {\n            code\n            title\n          }\n          effects {\n            outcome\n            status\n            requirement {\n              id\n              ref\n            }\n          }\n        }\n      }\n    }\n  }\n}\n\nfragment ChangeOfItem on GuidanceItemChange {\n  kind\n  code\n  before {\n    title\n    summary\n    theme\n    lifecycleStage\n  }\n  after {\n    title\n    summary\n    theme\n    lifecycleStage\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const LetOrganisationIn: Operation<LetOrganisationInMutation, LetOrganisationInMutationVariables> = {
  name: 'LetOrganisationIn',
  hash: '76fcc6b5ba94399a8660f991f331752c40fa59830d9268e43250a9cdcfaf47d7',
  text: "mutation LetOrganisationIn($input: CreateOrganisationInput!) {\n  createOrganisation(input: $input) {\n    organisation {\n      id\n      name\n    }\n  }\n}",
};

export const LiftHold: Operation<LiftHoldMutation, LiftHoldMutationVariables> = {
  name: 'LiftHold',
  hash: '7d2e5d6a1e035e403c2d64b490b5d6e79f87b78129b5052ac3da3c8ab0f73032',
  text: "mutation LiftHold($input: LiftHoldInput!) {\n  liftHold(input: $input) {\n    procurement {\n      id\n    }\n  }\n}",
};

export const LockCriteria: Operation<LockCriteriaMutation, LockCriteriaMutationVariables> = {
  name: 'LockCriteria',
  hash: '85298f2268aca9c93e2ce2fa47fe37970d3326f051511742eab94701c17dd150',
  text: "mutation LockCriteria($input: LockCriteriaInput!) {\n  lockCriteria(input: $input) {\n    procurement {\n      id\n    }\n  }\n}",
};

export const LockSearch: Operation<LockSearchMutation, LockSearchMutationVariables> = {
  name: 'LockSearch',
  hash: '7d436f04b7a6ce949e23e5ad02e287cb4df468d231ffd76efc1cd7252fc0445c',
  text: "mutation LockSearch($input: LockSearchInput!) {\n  lockSearch(input: $input) {\n    search {\n      resultCount\n    }\n  }\n}",
};

export const MarkNotificationsRead: Operation<MarkNotificationsReadMutation, MarkNotificationsReadMutationVariables> = {
  name: 'MarkNotificationsRead',
  hash: 'bc2b9066cc14f98d951906605a02660fb3119d1391589345db6ca2df428f9afe',
  text: "mutation MarkNotificationsRead {\n  markNotificationsRead {\n    marked\n  }\n}",
};

export const MarketBreakdown: Operation<MarketBreakdownQuery, MarketBreakdownQueryVariables> = {
  name: 'MarketBreakdown',
  hash: '05b5f0477c61132cbe3df15adb8ba1122f6fc59ed2991750646d273721255c44',
  text: "query MarketBreakdown($by: [MarketDimension!]!, $measures: [MarketMeasure!]!, $filter: SupplierFilter) {\n  market {\n    breakdown(by: $by, measures: $measures, filter: $filter) {\n      ...BreakdownParts\n    }\n  }\n}\n\nfragment BreakdownParts on MarketBreakdown {\n  asOf\n  noticesFrom\n  noticesTo\n  unknownShare\n  leftOutShare\n  vat {\n    awards\n    withVat\n    withoutVat\n  }\n  totals {\n    measure\n    value\n    suppressed\n  }\n  rows {\n    key {\n      dimension\n      code\n      label\n    }\n    values {\n      measure\n      value\n      suppressed\n    }\n  }\n}",
};

export const MarketChoices: Operation<MarketChoicesQuery, MarketChoicesQueryVariables> = {
  name: 'MarketChoices',
  hash: 'ad2b476d6a2c52f8f2f11fefdfeb20a632b5c5a1e4bba9c73d2030f8c1edd5e7',
  text: "query MarketChoices {\n  sectors {\n    code\n    label\n  }\n  technologies {\n    code\n    label\n  }\n  regions {\n    code\n    name\n    level\n  }\n  market {\n    asOf\n    source\n    licence\n    dimensions {\n      code\n      label\n    }\n    definitions {\n      code\n      label\n      unit\n      formula\n      source\n      caveat\n      isMeasure\n    }\n  }\n}",
};

export const MarketConcentration: Operation<MarketConcentrationQuery, MarketConcentrationQueryVariables> = {
  name: 'MarketConcentration',
  hash: 'a9e88839705b517eec35309ae97bc2edb74e50eb5e2ea13780e262b8dcbce7be',
  text: "query MarketConcentration($by: MarketDimension!, $of: ConcentrationOf!, $filter: SupplierFilter) {\n  market {\n    concentration(by: $by, of: $of, filter: $filter) {\n      asOf\n      noticesFrom\n      noticesTo\n      unknownShare\n      rows {\n        key {\n          code\n          label\n        }\n        suppliers\n        topFourShare\n        herfindahl\n      }\n    }\n  }\n}",
};

export const MarketCoverage: Operation<MarketCoverageQuery, MarketCoverageQueryVariables> = {
  name: 'MarketCoverage',
  hash: '0183d8a7e3e49c60801a14db414c36a5c1603b6a1158f7220b6f9824001b521d',
  text: "query MarketCoverage($validOn: Date, $filter: SupplierFilter) {\n  market {\n    coverage(validOn: $validOn, filter: $filter) {\n      asOf\n      noticesFrom\n      noticesTo\n      unknownShare\n      rows {\n        sector {\n          code\n          label\n        }\n        scheme {\n          code\n          label\n        }\n        suppliers\n        share\n      }\n    }\n  }\n}",
};

export const MarketFilterChoices: Operation<MarketFilterChoicesQuery, MarketFilterChoicesQueryVariables> = {
  name: 'MarketFilterChoices',
  hash: '1f9aa2e09bfdb1d2083253b21b803e8cf0e24a35b29876d40a14930ebcf07b04',
  text: "query MarketFilterChoices {\n  attestationSchemes {\n    code\n    name\n  }\n  market {\n    itl2: breakdown(\n      by: [REGION_ITL2]\n      measures: [SUPPLIERS]\n      filter: {relevance: ALL}\n    ) {\n      rows {\n        key {\n          code\n        }\n      }\n    }\n    itl3: breakdown(\n      by: [REGION_ITL3]\n      measures: [SUPPLIERS]\n      filter: {relevance: ALL}\n    ) {\n      rows {\n        key {\n          code\n        }\n      }\n    }\n  }\n}",
};

export const MarketGaps: Operation<MarketGapsQuery, MarketGapsQueryVariables> = {
  name: 'MarketGaps',
  hash: '29f3981313690c84bad1b62c099cab7fdbc28088d63201ce16375c719ce00d90',
  text: "query MarketGaps($filter: SupplierFilter) {\n  market {\n    gaps(filter: $filter) {\n      asOf\n      noticesFrom\n      noticesTo\n      unknownShare\n      rows {\n        sector {\n          code\n          label\n        }\n        technology {\n          code\n          label\n        }\n      }\n    }\n  }\n}",
};

export const MarketMovements: Operation<MarketMovementsQuery, MarketMovementsQueryVariables> = {
  name: 'MarketMovements',
  hash: 'b4e6fe3367edfcc14edadd7715ffdba35642e74d82af9c9ad8dfbfc7599d96b0',
  text: "query MarketMovements($filter: SupplierFilter) {\n  market {\n    movements(filter: $filter) {\n      asOf\n      noticesFrom\n      noticesTo\n      unknownShare\n      rows {\n        year\n        entrants\n        exits\n      }\n    }\n  }\n}",
};

export const MarketOverview: Operation<MarketOverviewQuery, MarketOverviewQueryVariables> = {
  name: 'MarketOverview',
  hash: 'f688ee3b328f2d3e1cd9d799add2b0a6807ff6739307dab4a1149edf15982ed4',
  text: "query MarketOverview {\n  market {\n    asOf\n    noticesFrom\n    noticesTo\n    builtAt\n    suppliers\n    awards\n    sectors: breakdown(\n      by: [SECTOR]\n      measures: [SUPPLIERS, AWARDS, AWARD_VALUE, ATTESTED_SHARE]\n    ) {\n      ...BreakdownParts\n    }\n    regions: breakdown(by: [REGION_ITL1], measures: [SUPPLIERS]) {\n      ...BreakdownParts\n    }\n    gaps {\n      rows {\n        sector {\n          code\n          label\n        }\n        technology {\n          code\n          label\n        }\n      }\n    }\n  }\n}\n\nfragment BreakdownParts on MarketBreakdown {\n  asOf\n  noticesFrom\n  noticesTo\n  unknownShare\n  leftOutShare\n  vat {\n    awards\n    withVat\n    withoutVat\n  }\n  totals {\n    measure\n    value\n    suppressed\n  }\n  rows {\n    key {\n      dimension\n      code\n      label\n    }\n    values {\n      measure\n      value\n      suppressed\n    }\n  }\n}",
};

export const MarketQuotients: Operation<MarketQuotientsQuery, MarketQuotientsQueryVariables> = {
  name: 'MarketQuotients',
  hash: '8cce727aa89a1703aa1f54282b9ac355d4dbcd1fa644b6de128d4a53a0fb2e75',
  text: "query MarketQuotients($filter: SupplierFilter) {\n  market {\n    locationQuotients(filter: $filter) {\n      asOf\n      noticesFrom\n      noticesTo\n      unknownShare\n      rows {\n        region {\n          code\n          label\n        }\n        sector {\n          code\n          label\n        }\n        value\n      }\n    }\n  }\n}",
};

export const MarketTrend: Operation<MarketTrendQuery, MarketTrendQueryVariables> = {
  name: 'MarketTrend',
  hash: '06f30e9bfecb14b59cacbbf46d0b96701bf974a79ffc177023ba375795fbfea5',
  text: "query MarketTrend($measure: MarketMeasure!, $from: Date!, $to: Date!, $filter: SupplierFilter) {\n  market {\n    trend(measure: $measure, from: $from, to: $to, filter: $filter) {\n      asOf\n      noticesFrom\n      noticesTo\n      unknownShare\n      points {\n        period\n        value\n        suppressed\n        reach\n      }\n    }\n  }\n}",
};

export const MatchText: Operation<MatchTextQuery, MatchTextQueryVariables> = {
  name: 'MatchText',
  hash: '0422b972a1873ccb5d3c1d4ebf816cef9d6001ec5ada6d962daadd4e09f684cf',
  text: "query MatchText($text: String!, $documents: [String!], $answers: [MatchAnswerInput!]) {\n  guidanceDocuments {\n    code\n    title\n  }\n  matchRequirement(\n    text: $text\n    documents: $documents\n    answers: $answers\n    first: 8\n  ) {\n    applicable\n    questions {\n      id\n      text\n      answers {\n        id\n        text\n      }\n    }\n    matches {\n      confidence\n      reasons {\n        kind\n        text\n      }\n      item {\n        code\n        title\n        summary\n        document {\n          code\n          title\n        }\n      }\n    }\n  }\n}",
};

export const Members: Operation<MembersQuery, MembersQueryVariables> = {
  name: 'Members',
  hash: '7b5ef9e831bf10428cf03f50c1e6c06acc1fc113f7be6107add3dc605b9170dd',
  text: "query Members {\n  members {\n    user {\n      id\n      name\n      email\n    }\n    roles\n  }\n}",
};

export const ModerateAssessment: Operation<ModerateAssessmentMutation, ModerateAssessmentMutationVariables> = {
  name: 'ModerateAssessment',
  hash: '24f0076f0089327711d83aed8c28bfd9061dd29f09ca2c88fe8f191c50207582',
  text: "mutation ModerateAssessment($input: ModerateAssessmentInput!) {\n  moderateAssessment(input: $input) {\n    assessment {\n      id\n    }\n  }\n}",
};

export const ModerationProgress: Operation<ModerationProgressQuery, ModerationProgressQueryVariables> = {
  name: 'ModerationProgress',
  hash: 'e968360508648f4504898d20f709adc152a706fd47d9b69739a4a0cc04068af0',
  text: "query ModerationProgress($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    ...JudgedAnswers\n  }\n  interestDeclarations(procurementId: $id) {\n    declaredBy {\n      id\n    }\n  }\n  assessments(procurementId: $id) {\n    assessor {\n      id\n    }\n  }\n}\n\nfragment JudgedAnswers on Procurement {\n  answersWithheld\n  requirements {\n    id\n    ref\n    text\n    kind\n    minimumStrength\n  }\n  candidates {\n    id\n    state\n    supplier {\n      id\n      name\n    }\n  }\n  evidenceRequest {\n    dueAt\n  }\n  grid {\n    requirement {\n      id\n    }\n    candidate {\n      id\n    }\n    conformance\n    score\n    strength\n    state\n    outOfDate {\n      name\n    }\n    validOn\n    expiresOn\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const MoveToLaterGuidance: Operation<MoveToLaterGuidanceMutation, MoveToLaterGuidanceMutationVariables> = {
  name: 'MoveToLaterGuidance',
  hash: '8a7594e7fd548f905a357ca6dc58dc81389481b469a091786a0f2e1cb931eef4',
  text: "mutation MoveToLaterGuidance($input: MoveToLaterGuidanceInput!) {\n  moveToLaterGuidance(input: $input) {\n    carriedOver\n    suggested\n    putBack {\n      id\n    }\n  }\n}",
};

export const NoticeRelease: Operation<NoticeReleaseQuery, NoticeReleaseQueryVariables> = {
  name: 'NoticeRelease',
  hash: '50eba1df696944b4eba09a3caaa33c26b2179f43934610b763e2573a0ebbca35',
  text: "query NoticeRelease($noticeId: String!, $ocid: String) {\n  notice(noticeId: $noticeId, ocid: $ocid) {\n    release\n  }\n}",
};

export const Notifications: Operation<NotificationsQuery, NotificationsQueryVariables> = {
  name: 'Notifications',
  hash: '2243a0c893fc8218a77017dbffcf8ec8e1c2c42f3e26fc85d33622c4851d968c',
  text: "query Notifications($after: String) {\n  notifications(first: 25, after: $after) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      node {\n        id\n        kind\n        text\n        subjectId\n        procurement {\n          id\n        }\n        createdAt\n        readAt\n      }\n    }\n  }\n}",
};

export const OfferPage: Operation<OfferPageQuery, OfferPageQueryVariables> = {
  name: 'OfferPage',
  hash: '0a6645c696f5dbe791b534772dde14a773ae30da265df29393aec9e3465a9e0c',
  text: "query OfferPage($id: ID!) {\n  evidenceInvitation(id: $id) {\n    id\n    state\n    dueAt\n    changesDueAt\n    procurement {\n      title\n      buyerName\n      places {\n        name\n        region {\n          name\n        }\n      }\n    }\n    offer {\n      version\n      sites\n      products {\n        productId\n        name\n        version\n      }\n    }\n  }\n  myAttestations {\n    status\n    scope {\n      sites\n    }\n  }\n  mySupplier {\n    products {\n      id\n      name\n      versions\n    }\n  }\n}",
};

export const OneRequirement: Operation<OneRequirementQuery, OneRequirementQueryVariables> = {
  name: 'OneRequirement',
  hash: 'e46706b72e562d2f0c7b3bb12e8d0b13f1b5d4832196c2cc7249817a33451778',
  text: "query OneRequirement($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    requirements {\n      id\n      ref\n      text\n      kind\n      weight\n      minimumStrength\n      version\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const OpenDataRelease: Operation<OpenDataReleaseQuery, OpenDataReleaseQueryVariables> = {
  name: 'OpenDataRelease',
  hash: '7b2ba89be2a8c5ee137c38dc43a708d85d0631b324b8d5b5d00d954b0872065b',
  text: "query OpenDataRelease($version: String) {\n  openDataRelease(version: $version) {\n    version\n    publishedAt\n    marketAsOf\n    previous {\n      version\n    }\n    datasets {\n      name\n      title\n      description\n      licence\n      source\n      rowCount\n      added\n      changed\n      gone\n      columns {\n        name\n        kind\n        description\n        unknown\n      }\n      files {\n        name\n        mediaType\n        size\n        sha256\n      }\n    }\n    files {\n      name\n      mediaType\n      size\n      sha256\n    }\n  }\n}",
};

export const OpenDataReleases: Operation<OpenDataReleasesQuery, OpenDataReleasesQueryVariables> = {
  name: 'OpenDataReleases',
  hash: 'cf7f0d4716e96e45b8b6dcc5c705eeb6f379347eaaa77e2e5cdd1b5682b5f17e',
  text: "query OpenDataReleases($after: String) {\n  openDataReleases(first: 30, after: $after) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      node {\n        id\n        version\n        state\n        askedAt\n        publishedAt\n        error\n      }\n    }\n  }\n}",
};

export const OpenIdAccount: Operation<OpenIdAccountQuery, OpenIdAccountQueryVariables> = {
  name: 'OpenIdAccount',
  hash: '85a4552149e77fc63dbfdceabb53e049b0f88ffd9bc156f8c3c50f5aac0c9194',
  text: "query OpenIdAccount {\n  openIdProvider {\n    name\n    issuer\n    isReachable\n  }\n  openIdIdentities {\n    issuer\n    email\n    linkedAt\n    lastUsedAt\n  }\n}",
};

export const OpenIdProvider: Operation<OpenIdProviderQuery, OpenIdProviderQueryVariables> = {
  name: 'OpenIdProvider',
  hash: '69caa6ac238b97be375cd76e23d9d6def9516afb33e517f7758e3c175fc410b6',
  text: "query OpenIdProvider {\n  openIdProvider {\n    name\n    issuer\n  }\n}",
};

export const OpenIdReachable: Operation<OpenIdReachableQuery, OpenIdReachableQueryVariables> = {
  name: 'OpenIdReachable',
  hash: 'aa6dc3ce2441814a73fb6b2e84519c16cc51a303371da756491014ad0a73147a',
  text: "query OpenIdReachable {\n  openIdProvider {\n    name\n    isReachable\n  }\n}",
};

export const OrganisationPage: Operation<OrganisationPageQuery, OrganisationPageQueryVariables> = {
  name: 'OrganisationPage',
  hash: '24121dc2f82ab3f33038e91ccf9679862b192f5e6b35cdd3808d3a9875806d91',
  text: "query OrganisationPage($id: ID!) {\n  organisation(id: $id) {\n    id\n    name\n    kind\n    identifiers {\n      scheme\n      id\n      flaw\n      verifiedAt\n    }\n  }\n  members(organisationId: $id) {\n    user {\n      id\n      name\n      email\n    }\n    roles\n  }\n}",
};

export const Organisations: Operation<OrganisationsQuery, OrganisationsQueryVariables> = {
  name: 'Organisations',
  hash: 'a776c81da2ee279f1b9ff8e8cb39d60986ece06a17e89209163a2a68e92613d5',
  text: "query Organisations($after: String) {\n  organisations(first: 50, after: $after) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      node {\n        id\n        name\n        kind\n        memberCount\n        identifiers {\n          scheme\n          id\n        }\n      }\n    }\n  }\n}",
};

export const OurAttestation: Operation<OurAttestationQuery, OurAttestationQueryVariables> = {
  name: 'OurAttestation',
  hash: '61db5eb2e5daee7c68b00c0c923bdbb75c25d3ae7950ad8957214d23c7d9465b',
  text: "query OurAttestation($id: ID!) {\n  attestation(id: $id) {\n    id\n    status\n    withdrawnAt\n    renewed\n    strength\n    claimedStrength\n    reference\n    issuedOn\n    expiresOn\n    coversFrom\n    coversTo\n    receivedAt\n    version\n    scheme {\n      code\n      name\n      verificationNote\n      pitfalls\n      validity {\n        rule\n      }\n    }\n    product {\n      id\n      name\n    }\n    scope {\n      legalEntity\n      sites\n      productVersions\n      exclusions\n    }\n    fieldValues {\n      name\n      label\n      values\n    }\n    documents {\n      id\n      fileName\n    }\n    statement {\n      signatoryName\n      signatoryRole\n      signedAt\n      signedHash\n      words\n    }\n    verification {\n      outcome\n      method\n      checkedOn\n      strength\n      note\n      verifiedBy {\n        name\n      }\n    }\n    source {\n      fileName\n      claims\n      notCarried\n    }\n  }\n}",
};

export const OurAttestations: Operation<OurAttestationsQuery, OurAttestationsQueryVariables> = {
  name: 'OurAttestations',
  hash: 'cc39e774262246bb0f7e3f8f1cf0774039706957352e2780455dce6d2327765b',
  text: "query OurAttestations {\n  myAttestations {\n    id\n    status\n    withdrawnAt\n    renewed\n    strength\n    reference\n    issuedOn\n    expiresOn\n    coversTo\n    receivedAt\n    scheme {\n      code\n      name\n    }\n    product {\n      name\n    }\n  }\n}",
};

export const OurClaims: Operation<OurClaimsQuery, OurClaimsQueryVariables> = {
  name: 'OurClaims',
  hash: 'c1ae8e40fdb36434f5cb787066489fe3e6f0ddaed6086e22c86b3682f3007e10',
  text: "query OurClaims {\n  mySupplier {\n    name\n  }\n  myPageRequests {\n    status\n  }\n  myClaims {\n    id\n    status\n    createdAt\n    reason\n    supplier {\n      id\n      name\n    }\n  }\n}",
};

export const OurDocument: Operation<OurDocumentQuery, OurDocumentQueryVariables> = {
  name: 'OurDocument',
  hash: 'd1c0c0173097a9c5cf92de32a7c89407bd89e20ebc9b5177a4f218ce20b47c15',
  text: "query OurDocument($id: ID!) {\n  myDocument(documentId: $id) {\n    id\n    title\n    description\n    fileName\n    mediaType\n    size\n    sha256\n    createdAt\n    scan\n    uses {\n      kind\n      id\n      title\n      reference\n      buyerName\n      refs\n      isFixed\n    }\n    readers {\n      buyer {\n        id\n        name\n      }\n      state\n      since\n      until\n      openings\n      lastOpenedAt\n      history {\n        act\n        at\n        byName\n        opensAt\n        invitationId\n        procurement\n        until\n        reason\n      }\n    }\n    readings {\n      at\n      name\n      organisation\n    }\n  }\n  myBuyers {\n    id\n    name\n  }\n}",
};

export const OurDocumentToDescribe: Operation<OurDocumentToDescribeQuery, OurDocumentToDescribeQueryVariables> = {
  name: 'OurDocumentToDescribe',
  hash: 'cb06f58220ba62bbe1147181e192a08ea698e005dee5d1613c11475317982d8f',
  text: "query OurDocumentToDescribe($id: ID!) {\n  myDocument(documentId: $id) {\n    id\n    title\n    description\n    fileName\n  }\n}",
};

export const OurDocuments: Operation<OurDocumentsQuery, OurDocumentsQueryVariables> = {
  name: 'OurDocuments',
  hash: '19c10a1196a05274fccdf83d4807c9d14df86da05085a0124bda7a08a0854df6',
  text: "query OurDocuments {\n  myDocuments {\n    id\n    title\n    fileName\n    size\n    createdAt\n    scan\n    uses {\n      kind\n      title\n    }\n    readers {\n      buyer {\n        id\n        name\n      }\n      state\n      until\n      openings\n      lastOpenedAt\n    }\n  }\n}",
};

export const OurPage: Operation<OurPageQuery, OurPageQueryVariables> = {
  name: 'OurPage',
  hash: '457fcfb12baf9681d902faf22171e875ae9b297ff8286da378552b783222b767',
  text: "query OurPage {\n  mySupplier {\n    id\n    name\n    version\n    description\n    website\n    sizeBand\n    claimedAt\n    provenance\n    region {\n      code\n    }\n    sectors {\n      code\n      source\n    }\n    technologies {\n      code\n      source\n    }\n    facts {\n      id\n      field\n      value\n      source\n      sourceUrl\n      recordedAt\n      note\n      reply {\n        value\n        note\n        repliedAt\n      }\n    }\n    performance(first: 100) {\n      totalCount\n      edges {\n        node {\n          ...SupplierPerformanceParts\n        }\n      }\n    }\n  }\n  regions {\n    code\n    name\n    level\n    parentCode\n  }\n  sectors {\n    code\n    label\n  }\n  technologies {\n    code\n    label\n  }\n}\n\nfragment PerformanceParts on ContractPerformance {\n  id\n  kind\n  contractId\n  buyerName\n  indicator\n  target\n  startsOn\n  endsOn\n  every\n  measured\n  rating\n  ratingDescription\n  decidedOn\n  penaltyOn\n  penaltyBasis\n  penaltyGross\n  penaltyNet\n  penaltyCurrency\n  partialTermination\n  notice {\n    noticeId\n    ocid\n    publishedAt\n    sourceUrl\n  }\n}\n\nfragment SupplierPerformanceParts on SupplierPerformance {\n  suppliers\n  namesSupplier\n  award {\n    title\n    joinConfidence\n  }\n  performance {\n    ...PerformanceParts\n  }\n  reply {\n    note\n    repliedAt\n    isToEarlierNotice\n  }\n}",
};

export const OurPageRequests: Operation<OurPageRequestsQuery, OurPageRequestsQueryVariables> = {
  name: 'OurPageRequests',
  hash: '86c35318b85a302c663098ec4f27be9503eaec31a1f93a76ed64ceba82d972fb',
  text: "query OurPageRequests {\n  mySupplier {\n    name\n  }\n  myPageRequests {\n    id\n    status\n    version\n    askedAt\n    reason\n    name\n    noIdentifierReason\n    country\n    website\n    description\n    authority\n    identifiers {\n      scheme\n      id\n    }\n    region {\n      code\n    }\n    sectors {\n      code\n    }\n    technologies {\n      code\n    }\n    candidates {\n      ...Candidate\n    }\n  }\n  regions {\n    code\n    name\n    level\n    parentCode\n  }\n  sectors {\n    code\n    label\n  }\n  technologies {\n    code\n    label\n  }\n}\n\nfragment Candidate on PageCandidate {\n  id\n  name\n  hasIdentifier\n  hasName\n  isClaimed\n  isDenied\n  identifiers {\n    scheme\n    id\n  }\n}",
};

export const OurProduct: Operation<OurProductQuery, OurProductQueryVariables> = {
  name: 'OurProduct',
  hash: '427b0ce6ca16d9c7426f7cd2b11b42147ef819ceea57377cb8664baabc3fecab',
  text: "query OurProduct {\n  mySupplier {\n    id\n    products {\n      id\n      name\n      kind\n      description\n      versions\n      supportEndsOn\n      securityContact\n      version\n      technologies {\n        code\n      }\n    }\n  }\n  technologies {\n    code\n    label\n  }\n}",
};

export const OurProducts: Operation<OurProductsQuery, OurProductsQueryVariables> = {
  name: 'OurProducts',
  hash: '5690adc9cdd1ae734ed85149300c3411ed6bbabb606c8959e222dbbc50cb3233',
  text: "query OurProducts {\n  mySupplier {\n    id\n    products {\n      id\n      name\n      kind\n      versions\n      supportEndsOn\n      technologies {\n        label\n      }\n    }\n  }\n}",
};

export const Packs: Operation<PacksQuery, PacksQueryVariables> = {
  name: 'Packs',
  hash: 'f159d1b13466ee80c862db0f47e701a81925e81bb4126e3f2677a722a7cda5cc',
  text: "query Packs($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n  }\n  assurancePacks(procurementId: $id) {\n    id\n    digest\n    downloadUrl\n    createdAt\n    keyId\n  }\n  packMaking(procurementId: $id) {\n    state\n    createdAt\n    documentsTotal\n    documentsWritten\n    bytesTotal\n    bytesWritten\n    error\n  }\n  signingKey {\n    publicKeyPem\n    fingerprint\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const PageCandidates: Operation<PageCandidatesQuery, PageCandidatesQueryVariables> = {
  name: 'PageCandidates',
  hash: 'a59b8dedf27fa8999bc4e40f0fa74fdd9f0253446512b3952228218b96d62782',
  text: "query PageCandidates($input: PageCandidatesInput!) {\n  pageCandidates(input: $input) {\n    ...Candidate\n  }\n}\n\nfragment Candidate on PageCandidate {\n  id\n  name\n  hasIdentifier\n  hasName\n  isClaimed\n  isDenied\n  identifiers {\n    scheme\n    id\n  }\n}",
};

export const PendingAccountRequests: Operation<PendingAccountRequestsQuery, PendingAccountRequestsQueryVariables> = {
  name: 'PendingAccountRequests',
  hash: '0444caca57bbfa51ba2debb61dec1e0100fa2666daa3214a488df67cdea805a4',
  text: "query PendingAccountRequests {\n  pendingAccountRequests {\n    id\n    reference\n    kind\n    organisationName\n    name\n    askedAt\n  }\n}",
};

export const PendingClaims: Operation<PendingClaimsQuery, PendingClaimsQueryVariables> = {
  name: 'PendingClaims',
  hash: '64b1b9f80fdfdfe64130185b574707aa3f2ebf2db1b5169d4ce251ec3c48034e',
  text: "query PendingClaims {\n  pendingPageRequests {\n    id\n  }\n  pendingClaims {\n    id\n    createdAt\n    identifierScheme\n    identifier\n    identifierAgrees\n    emailDomain\n    domainAgrees\n    supplier {\n      id\n      name\n      website\n    }\n    claimant {\n      name\n      provenance\n      since\n      identifiers {\n        scheme\n        id\n        verifiedAt\n      }\n      person {\n        name\n        email\n      }\n    }\n  }\n}",
};

export const PendingPageRequests: Operation<PendingPageRequestsQuery, PendingPageRequestsQueryVariables> = {
  name: 'PendingPageRequests',
  hash: '033a15f94273492b90b91b6d59d8210e787d4779dea9bebfccd9979a26d0811c',
  text: "query PendingPageRequests {\n  pendingPageRequests {\n    id\n    version\n    askedAt\n    name\n    noIdentifierReason\n    country\n    website\n    description\n    authority\n    emailDomain\n    domainAgrees\n    identifiers {\n      scheme\n      id\n    }\n    region {\n      name\n    }\n    sectors {\n      label\n    }\n    technologies {\n      label\n    }\n    claimant {\n      name\n      provenance\n      since\n      identifiers {\n        scheme\n        id\n        verifiedAt\n      }\n      person {\n        name\n        email\n      }\n    }\n    candidates {\n      id\n      name\n      hasIdentifier\n      hasName\n      isClaimed\n      isDenied\n      identifiers {\n        scheme\n        id\n      }\n    }\n  }\n}",
};

export const PlaceHold: Operation<PlaceHoldMutation, PlaceHoldMutationVariables> = {
  name: 'PlaceHold',
  hash: 'efe249f538832fa098fb5c0b788e68947f0f87dacc20c59c54f95b94d9085666',
  text: "mutation PlaceHold($input: PlaceHoldInput!) {\n  placeHold(input: $input) {\n    procurement {\n      id\n    }\n  }\n}",
};

export const ProcurementDescription: Operation<ProcurementDescriptionQuery, ProcurementDescriptionQueryVariables> = {
  name: 'ProcurementDescription',
  hash: '6981b6ec1a4972ca7e552b53e0524c12d2c3d97ad73f28ce2c1ee96d970ee285',
  text: "query ProcurementDescription($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    version\n    description\n    ocid\n    noticeId\n    sourceUrl\n    buyerName\n    noticeBuyerName\n    cpvCodes\n    dataSensitivity\n    estimatedValue {\n      amount\n      currency\n    }\n    contractPeriod {\n      startsOn\n      endsOn\n    }\n    sectors {\n      code\n      label\n    }\n    technologies {\n      code\n      label\n    }\n    places {\n      name\n      region {\n        code\n        name\n      }\n    }\n  }\n  sectors {\n    code\n    label\n  }\n  technologies {\n    code\n    label\n  }\n  regions {\n    code\n    name\n    level\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const ProcurementSearch: Operation<ProcurementSearchQuery, ProcurementSearchQueryVariables> = {
  name: 'ProcurementSearch',
  hash: '2a8feb99dffadf6613cdb3027b5aa5f1363a2181de7b6cc44a5e5259f5ce4acd',
  text: "query ProcurementSearch($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    sectors {\n      code\n    }\n    technologies {\n      code\n    }\n    search {\n      lockedAt\n      resultCount\n      dataDate\n      noticesTo\n      digest\n      criteria\n      lockedBy {\n        name\n      }\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const ProcurementTasks: Operation<ProcurementTasksQuery, ProcurementTasksQueryVariables> = {
  name: 'ProcurementTasks',
  hash: '800aeb77a2636b2eb2fb5567e707320bbec633f7e394d387f2fd979c123ca6f3',
  text: "query ProcurementTasks($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    createdAt\n    buyerName\n    noticeBuyerName\n    sourceUrl\n    cancelledReason\n    cancelledAt\n    contractSignedOn\n    criteriaLockedAt\n    answersWithheld\n    retention {\n      keptUntil\n      state\n    }\n    sectors {\n      code\n    }\n    technologies {\n      code\n    }\n    requirements {\n      kind\n      weight\n      guidance {\n        status\n      }\n      withdrawnGuidance {\n        isOpen\n      }\n    }\n    coverage {\n      status\n    }\n    laterGuidance {\n      to {\n        code\n      }\n    }\n    guidanceToAdd {\n      isNew\n    }\n    search {\n      resultCount\n    }\n    candidates {\n      state\n    }\n    evidenceRequest {\n      dueAt\n      invitations {\n        submittedAt\n      }\n      clarifications {\n        answer\n      }\n    }\n    grid {\n      state\n    }\n    decision {\n      outcome\n      decidedAt\n      candidate {\n        supplier {\n          name\n        }\n      }\n    }\n  }\n  interestDeclarations(procurementId: $id) {\n    hasConflict\n    declaredBy {\n      id\n    }\n  }\n  assessments(procurementId: $id) {\n    assessor {\n      id\n    }\n  }\n  assurancePacks(procurementId: $id) {\n    id\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const ProcurementToCancel: Operation<ProcurementToCancelQuery, ProcurementToCancelQueryVariables> = {
  name: 'ProcurementToCancel',
  hash: '6d3c5f3bde1551a87e4e06fa723a568bd023915382bb7bc54253133d6e4612cd',
  text: "query ProcurementToCancel($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    contractSignedOn\n    decision {\n      candidate {\n        supplier {\n          name\n        }\n      }\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const Procurements: Operation<ProcurementsQuery, ProcurementsQueryVariables> = {
  name: 'Procurements',
  hash: 'c28b5d0dc66e718e582dce1fe479a2b3f16e89d0c8cfa72edaa718516d23a757',
  text: "query Procurements($after: String) {\n  procurements(first: 25, after: $after) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      node {\n        ...ProcurementHead\n        createdAt\n        cancelledAt\n        contractSignedOn\n        evidenceRequest {\n          dueAt\n          invitations {\n            submittedAt\n          }\n        }\n        decision {\n          decidedAt\n        }\n      }\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const PublishedNotice: Operation<PublishedNoticeQuery, PublishedNoticeQueryVariables> = {
  name: 'PublishedNotice',
  hash: '1ba22d39668a1197292a8b18c37912aea0060c84cfe3dbf089d8903086a970c0',
  text: "query PublishedNotice($noticeId: String!, $ocid: String) {\n  notice(noticeId: $noticeId, ocid: $ocid) {\n    id\n    title\n    noticeId\n    ocid\n    buyerName\n    publishedAt\n    tags\n    source\n    publisher\n    sourceUrl\n    awards {\n      id\n      title\n      supplierName\n      joinConfidence\n      awardedOn\n      valueGross\n      valueNet\n      currency\n      supplier {\n        id\n        name\n      }\n    }\n    performance {\n      ...PerformanceParts\n      holders {\n        suppliers\n        namesSupplier\n        award {\n          id\n          title\n          supplierName\n          joinConfidence\n          supplier {\n            id\n            name\n          }\n        }\n        reply {\n          note\n          repliedAt\n          isToEarlierNotice\n        }\n      }\n    }\n  }\n}\n\nfragment PerformanceParts on ContractPerformance {\n  id\n  kind\n  contractId\n  buyerName\n  indicator\n  target\n  startsOn\n  endsOn\n  every\n  measured\n  rating\n  ratingDescription\n  decidedOn\n  penaltyOn\n  penaltyBasis\n  penaltyGross\n  penaltyNet\n  penaltyCurrency\n  partialTermination\n  notice {\n    noticeId\n    ocid\n    publishedAt\n    sourceUrl\n  }\n}",
};

export const PublishedNotices: Operation<PublishedNoticesQuery, PublishedNoticesQueryVariables> = {
  name: 'PublishedNotices',
  hash: 'f59e00685dc661de3abcd71f60e658d399ece0129ad981b6aefd1a7eaa5cb90e',
  text: "query PublishedNotices($search: String, $after: String, $statesPerformance: Boolean) {\n  notices(\n    first: 20\n    search: $search\n    after: $after\n    statesPerformance: $statesPerformance\n  ) {\n    totalCount\n    edges {\n      node {\n        id\n        title\n        noticeId\n        ocid\n        buyerName\n        publishedAt\n        tags\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}",
};

export const ReadingsOfOurs: Operation<ReadingsOfOursQuery, ReadingsOfOursQueryVariables> = {
  name: 'ReadingsOfOurs',
  hash: '475f4212a6027aacc37615d4e7f2aa1e1f25d702a7dd7b2e4584a979383aa9a1',
  text: "query ReadingsOfOurs($after: String) {\n  auditEvents(action: \"document.read\", first: 50, after: $after) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      node {\n        at\n        subject\n        detail\n        actor {\n          name\n        }\n      }\n    }\n  }\n  myAttestations {\n    id\n    scheme {\n      name\n    }\n    documents {\n      id\n      fileName\n    }\n  }\n  evidenceInvitations {\n    id\n    procurement {\n      title\n    }\n    answers {\n      documents {\n        id\n        fileName\n      }\n    }\n  }\n}",
};

export const RecordContract: Operation<RecordContractMutation, RecordContractMutationVariables> = {
  name: 'RecordContract',
  hash: '1462f0af13b66cb225e8f0d3c7c5ce23ebb1b7e53d5c229d0885672f321e450d',
  text: "mutation RecordContract($input: RecordContractInput!) {\n  recordContract(input: $input) {\n    procurement {\n      id\n    }\n  }\n}",
};

export const RecordEvents: Operation<RecordEventsQuery, RecordEventsQueryVariables> = {
  name: 'RecordEvents',
  hash: 'c89de8dc2fcdf605baf4eae8f46dc821fe676bbd6c0969e6206964f12582158c',
  text: "query RecordEvents($subject: ID, $action: String, $person: String, $from: Date, $to: Date, $after: String) {\n  auditEvents(\n    subject: $subject\n    action: $action\n    person: $person\n    from: $from\n    to: $to\n    first: 50\n    after: $after\n  ) {\n    totalCount\n    withheld\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      node {\n        sequence\n        at\n        action\n        subject\n        detail\n        erasedBy\n        hash\n        previousHash\n        actor {\n          name\n        }\n      }\n    }\n  }\n}",
};

export const RecordsDue: Operation<RecordsDueQuery, RecordsDueQueryVariables> = {
  name: 'RecordsDue',
  hash: '697c4193b20fbe0c04c193c688eeefedf7c645aa18ad19e0478f73ac0f593ea7',
  text: "query RecordsDue($after: String) {\n  recordsDue(first: 25, after: $after) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      node {\n        ...ProcurementHead\n        retention {\n          rule\n          keptUntil\n          state\n        }\n      }\n    }\n  }\n  erasedProcurements(first: 100) {\n    totalCount\n    edges {\n      node {\n        procurementId\n        reference\n        rule\n        since\n        keptUntil\n        erasedAt\n        askedByName\n        event\n        confirmedBy {\n          name\n        }\n        counts {\n          requirements\n          answers\n          assessments\n          documents\n          events\n        }\n        packs {\n          digest\n          createdAt\n        }\n      }\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const RemoveDocument: Operation<RemoveDocumentMutation, RemoveDocumentMutationVariables> = {
  name: 'RemoveDocument',
  hash: '5ee1af19ded877a295bc08eda7fb6bd057b6b2faf66a71dd42b9fa8a8a0af970',
  text: "mutation RemoveDocument($input: RemoveDocumentInput!) {\n  removeDocument(input: $input) {\n    documentId\n  }\n}",
};

export const RemoveFactReply: Operation<RemoveFactReplyMutation, RemoveFactReplyMutationVariables> = {
  name: 'RemoveFactReply',
  hash: '4c66d1434bdc5e4a20098c91748a83a4b1963d7cc261c51b07a235f169fdcd2a',
  text: "mutation RemoveFactReply($input: RemoveFactReplyInput!) {\n  removeFactReply(input: $input) {\n    supplier {\n      id\n    }\n  }\n}",
};

export const RemoveMember: Operation<RemoveMemberMutation, RemoveMemberMutationVariables> = {
  name: 'RemoveMember',
  hash: '3bf3589e01a427cfeae02c676580a6d412b55226f2a02abcac39d90414eae1c0',
  text: "mutation RemoveMember($input: RemoveMemberInput!) {\n  removeMember(input: $input) {\n    user {\n      name\n    }\n  }\n}",
};

export const RemovePerformanceReply: Operation<RemovePerformanceReplyMutation, RemovePerformanceReplyMutationVariables> = {
  name: 'RemovePerformanceReply',
  hash: '141e9cc5d673a1ac90d5307a1f628e7da198769a7502d2224729aea013052e0e',
  text: "mutation RemovePerformanceReply($input: RemovePerformanceReplyInput!) {\n  removePerformanceReply(input: $input) {\n    supplier {\n      id\n    }\n  }\n}",
};

export const RemoveRequirement: Operation<RemoveRequirementMutation, RemoveRequirementMutationVariables> = {
  name: 'RemoveRequirement',
  hash: '8e094b84aa363820e90f3f2a87bc7e26ea4bcb3b251248be0037c091f5407589',
  text: "mutation RemoveRequirement($input: RemoveRequirementInput!) {\n  removeRequirement(input: $input) {\n    removedId\n  }\n}",
};

export const RemoveSecondFactor: Operation<RemoveSecondFactorMutation, RemoveSecondFactorMutationVariables> = {
  name: 'RemoveSecondFactor',
  hash: '07b2f2178a688ade3b7cdba1d9f3eb928ffe0d3442b4d19dbcb4daa72ebc2176',
  text: "mutation RemoveSecondFactor($input: SecondFactorCodeInput!) {\n  removeSecondFactor(input: $input) {\n    isOn\n  }\n}",
};

export const RequestAccount: Operation<RequestAccountMutation, RequestAccountMutationVariables> = {
  name: 'RequestAccount',
  hash: 'e5fe8d90f5c5b4ae1a72e156cdad18fad56d9ffd031ea9b700e7b1694826f9db',
  text: "mutation RequestAccount($input: RequestAccountInput!) {\n  requestAccount(input: $input) {\n    reference\n    secret\n  }\n}",
};

export const RequestChanges: Operation<RequestChangesMutation, RequestChangesMutationVariables> = {
  name: 'RequestChanges',
  hash: '268aa350c020d5dfbbd1577cdab8bb63efeafeb88d3cb0c1ca7fa14a44da5894',
  text: "mutation RequestChanges($input: RequestChangesInput!) {\n  requestChanges(input: $input) {\n    invitation {\n      id\n    }\n  }\n}",
};

export const RequestEvidence: Operation<RequestEvidenceMutation, RequestEvidenceMutationVariables> = {
  name: 'RequestEvidence',
  hash: '4fad6fd1bd32182b509944bde7091b4790098f070b5f4587c3deadb8ff719fa5',
  text: "mutation RequestEvidence($input: RequestEvidenceInput!) {\n  requestEvidence(input: $input) {\n    request {\n      dueAt\n      invitations {\n        id\n      }\n    }\n  }\n}",
};

export const RequestPage: Operation<RequestPageMutation, RequestPageMutationVariables> = {
  name: 'RequestPage',
  hash: '9230b1265b2fd23acd2cf80026ac53ec2c4702edb2e557b8502e2de4f6551cae',
  text: "mutation RequestPage($input: RequestPageInput!) {\n  requestPage(input: $input) {\n    pageRequest {\n      id\n    }\n  }\n}",
};

export const RequirementMatches: Operation<RequirementMatchesQuery, RequirementMatchesQueryVariables> = {
  name: 'RequirementMatches',
  hash: '8f5aa11d17fde0d3633cadb6598cc7368a0d9a5fc858faa6d7d9a882c6a87bc8',
  text: "query RequirementMatches($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    requirements {\n      id\n      ref\n      text\n      kind\n      applicable\n      matchQuestions {\n        id\n        text\n        answers {\n          id\n          text\n        }\n      }\n      guidance {\n        status\n        confidence\n        decidedAt\n        note\n        decidedBy {\n          name\n        }\n        reasons {\n          kind\n          text\n        }\n        item {\n          code\n          title\n          summary\n          document {\n            title\n          }\n        }\n      }\n      withdrawnGuidance {\n        status\n        isOpen\n        decidedAt\n        note\n        decidedBy {\n          name\n        }\n        item {\n          code\n          title\n        }\n        laterDocument {\n          title\n          version\n        }\n      }\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const Requirements: Operation<RequirementsQuery, RequirementsQueryVariables> = {
  name: 'Requirements',
  hash: 'a61b01dcb482d9fcefbbd366f615f516e42196f93c33c1ab477f2ecdd07786d1',
  text: "query Requirements($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    requirements {\n      id\n      ref\n      text\n      kind\n      weight\n      minimumStrength\n      applicable\n      guidance {\n        status\n        item {\n          title\n          code\n        }\n      }\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const RetentionPage: Operation<RetentionPageQuery, RetentionPageQueryVariables> = {
  name: 'RetentionPage',
  hash: 'bfd5f07f31e31d5046e7f50614dcca861b4d518a10d03c23d3097b9c1cde759e',
  text: "query RetentionPage($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    retention {\n      ...RetentionInFull\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}\n\nfragment RetentionInFull on Retention {\n  rule\n  since\n  keptUntil\n  state\n  holds {\n    id\n    kind\n    reason\n    placedAt\n    placedBy {\n      name\n    }\n    liftedAt\n    liftedReason\n    liftedBy {\n      name\n    }\n  }\n  term {\n    keptUntil\n    reason\n    setAt\n    setBy {\n      name\n    }\n  }\n  erasing {\n    askedAt\n    askedBy {\n      name\n    }\n  }\n}",
};

export const RevokeApiToken: Operation<RevokeApiTokenMutation, RevokeApiTokenMutationVariables> = {
  name: 'RevokeApiToken',
  hash: 'b32751fb5c34501feca4087f4f3d2f86035fa6dd9637d9a7874ee4a95ba72092',
  text: "mutation RevokeApiToken($input: RevokeApiTokenInput!) {\n  revokeApiToken(input: $input) {\n    apiToken {\n      name\n    }\n  }\n}",
};

export const SaveAnswer: Operation<SaveAnswerMutation, SaveAnswerMutationVariables> = {
  name: 'SaveAnswer',
  hash: '30098598e1d5b7da8e7869ab0952a9bbae11a2862e331b74d1d2f66046beda24',
  text: "mutation SaveAnswer($input: SaveAnswerInput!) {\n  saveAnswer(input: $input) {\n    answer {\n      version\n    }\n  }\n}",
};

export const SaveAttestationDraft: Operation<SaveAttestationDraftMutation, SaveAttestationDraftMutationVariables> = {
  name: 'SaveAttestationDraft',
  hash: '79a235b59e656d71e36b30045bff88053d24e0c794238fc06334df2fa07152a8',
  text: "mutation SaveAttestationDraft($input: SaveAttestationDraftInput!) {\n  saveAttestationDraft(input: $input) {\n    attestation {\n      id\n    }\n  }\n}",
};

export const SaveOffer: Operation<SaveOfferMutation, SaveOfferMutationVariables> = {
  name: 'SaveOffer',
  hash: '1eaf509acf0c248822e54047e2eb3356445824786d45dd9e2a887c9c71d5b3c4',
  text: "mutation SaveOffer($input: SaveOfferInput!) {\n  saveOffer(input: $input) {\n    invitation {\n      id\n    }\n  }\n}",
};

export const SchemePage: Operation<SchemePageQuery, SchemePageQueryVariables> = {
  name: 'SchemePage',
  hash: '43fa4935057c0a388820454db285c8cce8ad5362534b07fbf4f0936f79814aaf',
  text: "query SchemePage($code: String!) {\n  attestationScheme(code: $code) {\n    code\n    name\n    issuer\n    kind\n    pitfalls\n    verificationUrl\n    verificationNote\n    verified\n    verifiedHow\n    validity {\n      months\n      rule\n    }\n    fields {\n      name\n      label\n      required\n    }\n    evidences {\n      extent\n      item {\n        code\n        title\n        document {\n          title\n        }\n      }\n    }\n  }\n}",
};

export const Schemes: Operation<SchemesQuery, SchemesQueryVariables> = {
  name: 'Schemes',
  hash: 'acaeea9f56505420364d47b17aef0216c74b816be836388ddafba14906fe48b0',
  text: "query Schemes {\n  attestationSchemes {\n    code\n    name\n    issuer\n    kind\n    validity {\n      months\n      rule\n    }\n  }\n}",
};

export const SchemesToAttest: Operation<SchemesToAttestQuery, SchemesToAttestQueryVariables> = {
  name: 'SchemesToAttest',
  hash: '2188cfa3b7781c69dfe6b0a485ac290252e73360d98d49437992a780843f3dcc',
  text: "query SchemesToAttest {\n  attestationSchemes {\n    code\n    name\n    issuer\n    kind\n  }\n}",
};

export const SecondFactor: Operation<SecondFactorQuery, SecondFactorQueryVariables> = {
  name: 'SecondFactor',
  hash: 'f6a20dc7e650509e35d3c7e58932600356f3eb79877ce99e29b06c766dbdd412',
  text: "query SecondFactor {\n  secondFactor {\n    isOn\n  }\n}",
};

export const SettleGuidance: Operation<SettleGuidanceMutation, SettleGuidanceMutationVariables> = {
  name: 'SettleGuidance',
  hash: '5c100b02e9726947184ee916f2b8a8f71699dc75034c6ed348c0b666730f9d5a',
  text: "mutation SettleGuidance($input: SettleGuidanceInput!) {\n  settleGuidance(input: $input) {\n    requirements {\n      id\n    }\n  }\n}",
};

export const SharedDocuments: Operation<SharedDocumentsQuery, SharedDocumentsQueryVariables> = {
  name: 'SharedDocuments',
  hash: '498efa22930072536fcc6a6242f929ea95ba948581728a8d4bc943e796f006b8',
  text: "query SharedDocuments {\n  sharedDocuments {\n    id\n    fileName\n    sha256\n    supplierName\n    state\n    since\n    until\n    withdrawnAt\n    reason\n  }\n}",
};

export const Shortlist: Operation<ShortlistQuery, ShortlistQueryVariables> = {
  name: 'Shortlist',
  hash: 'be53e7d4588c962c372021c1c573afad652a245d0acde15e24a411a6a2f0bfcf',
  text: "query Shortlist($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    search {\n      resultCount\n      lockedAt\n    }\n    candidates {\n      state\n      reason\n      products {\n        name\n      }\n      supplier {\n        id\n        name\n      }\n    }\n  }\n  lockedResults(procurementId: $id) {\n    position\n    snapshot\n  }\n  attestationSchemes {\n    code\n    name\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const ShortlistOne: Operation<ShortlistOneQuery, ShortlistOneQueryVariables> = {
  name: 'ShortlistOne',
  hash: 'dcdaf0f68ee612d31d74e233de53d81fbba052842a51ad6cc6de947aebe272d3',
  text: "query ShortlistOne($id: ID!, $supplierId: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    candidates {\n      state\n      reason\n      products {\n        id\n      }\n      supplier {\n        id\n      }\n    }\n  }\n  supplier(id: $supplierId) {\n    id\n    name\n    products {\n      id\n      name\n      versions\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const ShortlistSupplier: Operation<ShortlistSupplierMutation, ShortlistSupplierMutationVariables> = {
  name: 'ShortlistSupplier',
  hash: '60befea074eafe95fdc1021046ef08242c9c950db8d7cb664d06408f638cb373',
  text: "mutation ShortlistSupplier($input: ShortlistSupplierInput!) {\n  shortlistSupplier(input: $input) {\n    candidate {\n      id\n    }\n  }\n}",
};

export const SignIn: Operation<SignInMutation, SignInMutationVariables> = {
  name: 'SignIn',
  hash: 'a61df673ff3a21acd93ecf5a75978960ccd9a79e8d7ce2c31a912df65b1c1373',
  text: "mutation SignIn($input: SignInInput!) {\n  signIn(input: $input) {\n    token\n    expiresAt\n    viewer {\n      organisation {\n        kind\n      }\n      roles\n    }\n  }\n}",
};

export const SignOut: Operation<SignOutMutation, SignOutMutationVariables> = {
  name: 'SignOut',
  hash: '1c24649f4597d177dc850cbc72eb975e5d4184fad4848f6dfb5265f2c2d9772d',
  text: "mutation SignOut($input: SignOutInput!) {\n  signOut(input: $input) {\n    ended\n    providerSignOutUrl\n  }\n}",
};

export const SigningKey: Operation<SigningKeyQuery, SigningKeyQueryVariables> = {
  name: 'SigningKey',
  hash: '7d5b42293464ad2667012951c35903139ed1b0ab1fe2d74c8c5bf287486567a6',
  text: "query SigningKey {\n  signingKey {\n    publicKeyPem\n  }\n}",
};

export const SpecificationToCheck: Operation<SpecificationToCheckQuery, SpecificationToCheckQueryVariables> = {
  name: 'SpecificationToCheck',
  hash: '981b3b2398160af4a3028844365627d18e5169a72d2d4991e6f1d0709ac1f924',
  text: "query SpecificationToCheck($id: ID!, $documentId: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    requirements {\n      ref\n    }\n  }\n  specification(documentId: $documentId) {\n    sheets\n    requirements {\n      sheet\n      line\n      ref\n      refTakenBefore\n      text\n      kind\n      weight\n      minimumStrength\n    }\n    skipped {\n      sheet\n      line\n      text\n      reason\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const Start: Operation<StartQuery, StartQueryVariables> = {
  name: 'Start',
  hash: '071d0af6caf8052410bf711ae16dd7e9cd028e65e8fcbb02a5545dfd2374c67a',
  text: "query Start {\n  suppliers(first: 1) {\n    totalCount\n  }\n  guidanceDocuments {\n    itemCount\n  }\n}",
};

export const StartImport: Operation<StartImportMutation, StartImportMutationVariables> = {
  name: 'StartImport',
  hash: '251257c8ac6dce293c0259a4de510b5078e4ad61fc5c628231635852d7317f9e',
  text: "mutation StartImport($input: StartImportInput!) {\n  startImport(input: $input) {\n    import {\n      id\n    }\n  }\n}",
};

export const StateGuidanceRelation: Operation<StateGuidanceRelationMutation, StateGuidanceRelationMutationVariables> = {
  name: 'StateGuidanceRelation',
  hash: '4a8d5ff3e4cffb30cc43c8d730350b9e41834b53df512cd0b650b5e51cb9b78a',
  text: "mutation StateGuidanceRelation($input: StateGuidanceRelationInput!) {\n  stateGuidanceRelation(input: $input) {\n    item {\n      code\n    }\n  }\n}",
};

export const StopWatchingMarketQuestion: Operation<StopWatchingMarketQuestionMutation, StopWatchingMarketQuestionMutationVariables> = {
  name: 'StopWatchingMarketQuestion',
  hash: '6b34a2183e426dc6ea5aa8c5db913e4f29ef6dee1abc8750db60a1fcc37374b2',
  text: "mutation StopWatchingMarketQuestion($input: StopWatchingMarketQuestionInput!) {\n  stopWatchingMarketQuestion(input: $input) {\n    watchedQuestionId\n  }\n}",
};

export const SubmitAttestation: Operation<SubmitAttestationMutation, SubmitAttestationMutationVariables> = {
  name: 'SubmitAttestation',
  hash: '2013fed2b882c691b153da5fc86d95b722a5f90182e14d4cfb701084576ae5ae',
  text: "mutation SubmitAttestation($input: SubmitAttestationInput!) {\n  submitAttestation(input: $input) {\n    attestation {\n      id\n    }\n  }\n}",
};

export const SubmitResponse: Operation<SubmitResponseMutation, SubmitResponseMutationVariables> = {
  name: 'SubmitResponse',
  hash: 'b5f477496130eca264f9fad713baff061cd27ae65616fc20224a11b593091bd8',
  text: "mutation SubmitResponse($input: SubmitResponseInput!) {\n  submitResponse(input: $input) {\n    invitation {\n      id\n    }\n    submission {\n      number\n    }\n  }\n}",
};

export const Summaries: Operation<SummariesQuery, SummariesQueryVariables> = {
  name: 'Summaries',
  hash: '82caf0f1f7b526c7e9c45f9106e3a266ef08ab538bf998269c6f339f3dec7654',
  text: "query Summaries($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n  }\n  assessmentSummaries(procurementId: $id) {\n    id\n    createdAt\n    content\n    candidate {\n      supplier {\n        name\n      }\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const SupplierChosen: Operation<SupplierChosenQuery, SupplierChosenQueryVariables> = {
  name: 'SupplierChosen',
  hash: 'de4afce9b84874e0e886d0981e64f48bb20b0d4bd465f42896e3855a4c4ff467',
  text: "query SupplierChosen($id: ID!) {\n  supplier(id: $id) {\n    id\n    name\n  }\n}",
};

export const SupplierPage: Operation<SupplierPageQuery, SupplierPageQueryVariables> = {
  name: 'SupplierPage',
  hash: '80967e453ae8dc784685c9b0d7fc3f99722ab88b49fd25bfeb865c09ffe24a59',
  text: "query SupplierPage($id: ID!) {\n  supplier(id: $id) {\n    id\n    name\n    provenance\n    sizeBand\n    description\n    website\n    claimedAt\n    region {\n      code\n      name\n    }\n    identifiers {\n      scheme\n      id\n      published\n      uri\n      legalName\n      flaw\n      primary\n      verifiedAt\n      verifiedHow\n    }\n    sectors {\n      code\n      label\n      source\n      reason\n      confidence\n    }\n    technologies {\n      code\n      label\n      source\n      reason\n      confidence\n    }\n    sicCodes {\n      code\n      label\n    }\n    products {\n      id\n      name\n      kind\n      description\n      versions\n      supportEndsOn\n      securityContact\n      technologies {\n        label\n      }\n    }\n    attestations {\n      id\n      status\n      withdrawnAt\n      strength\n      claimedStrength\n      reference\n      issuedOn\n      expiresOn\n      coversFrom\n      coversTo\n      receivedAt\n      scheme {\n        code\n        name\n      }\n      product {\n        name\n      }\n      scope {\n        legalEntity\n        sites\n        productVersions\n        exclusions\n      }\n      verification {\n        outcome\n        method\n        checkedOn\n        strength\n        verifiedBy {\n          name\n        }\n      }\n      statement {\n        signatoryName\n        signatoryRole\n        signedAt\n      }\n    }\n    facts {\n      id\n      field\n      value\n      source\n      sourceUrl\n      recordedAt\n      note\n      reply {\n        value\n        note\n        repliedAt\n      }\n    }\n    awards(first: 10) {\n      totalCount\n      edges {\n        node {\n          id\n          title\n          buyerName\n          awardedOn\n          valueGross\n          valueNet\n          currency\n          sourceUrl\n          joinConfidence\n          notice {\n            noticeId\n            ocid\n          }\n        }\n      }\n    }\n    performance(first: 50) {\n      totalCount\n      edges {\n        node {\n          ...SupplierPerformanceParts\n        }\n      }\n    }\n  }\n  regions {\n    code\n    name\n  }\n  sectors {\n    code\n    label\n  }\n  technologies {\n    code\n    label\n  }\n}\n\nfragment PerformanceParts on ContractPerformance {\n  id\n  kind\n  contractId\n  buyerName\n  indicator\n  target\n  startsOn\n  endsOn\n  every\n  measured\n  rating\n  ratingDescription\n  decidedOn\n  penaltyOn\n  penaltyBasis\n  penaltyGross\n  penaltyNet\n  penaltyCurrency\n  partialTermination\n  notice {\n    noticeId\n    ocid\n    publishedAt\n    sourceUrl\n  }\n}\n\nfragment SupplierPerformanceParts on SupplierPerformance {\n  suppliers\n  namesSupplier\n  award {\n    title\n    joinConfidence\n  }\n  performance {\n    ...PerformanceParts\n  }\n  reply {\n    note\n    repliedAt\n    isToEarlierNotice\n  }\n}",
};

export const SupplierToClaim: Operation<SupplierToClaimQuery, SupplierToClaimQueryVariables> = {
  name: 'SupplierToClaim',
  hash: '654902910b61b332ba78223b19028da14033e29bd473cbbf608276fc47c83dcc',
  text: "query SupplierToClaim($scheme: String!, $id: String!) {\n  supplierByIdentifier(scheme: $scheme, id: $id) {\n    id\n    name\n    claimedAt\n    region {\n      name\n    }\n  }\n}",
};

export const SupplierToCompare: Operation<SupplierToCompareQuery, SupplierToCompareQueryVariables> = {
  name: 'SupplierToCompare',
  hash: '86f2929dee706134e97f487e902421d3a1d1714faa32252997b3ea86f538d8da',
  text: "query SupplierToCompare($id: ID!) {\n  supplier(id: $id) {\n    id\n    name\n    provenance\n    sizeBand\n    claimedAt\n    region {\n      code\n      name\n    }\n    sectors {\n      code\n      label\n    }\n    technologies {\n      code\n      label\n    }\n    products {\n      id\n    }\n    attestations {\n      id\n      status\n      withdrawnAt\n      expiresOn\n      strength\n      scheme {\n        code\n        name\n      }\n      product {\n        name\n      }\n    }\n    awards(first: 1) {\n      totalCount\n      edges {\n        node {\n          awardedOn\n        }\n      }\n    }\n  }\n}",
};

export const SuppliersToChoose: Operation<SuppliersToChooseQuery, SuppliersToChooseQueryVariables> = {
  name: 'SuppliersToChoose',
  hash: 'f2e84b560d3be434a699cbe2fe5946f4abeba4261ba447f567557c76640a2c63',
  text: "query SuppliersToChoose($search: String!) {\n  suppliers(search: $search, filter: {relevance: ALL}, first: 10) {\n    totalCount\n    edges {\n      node {\n        id\n        name\n        region {\n          name\n        }\n        identifiers {\n          scheme\n          id\n        }\n      }\n    }\n  }\n}",
};

export const UnlinkOpenId: Operation<UnlinkOpenIdMutation, UnlinkOpenIdMutationVariables> = {
  name: 'UnlinkOpenId',
  hash: 'b94a1d25f09eb3e0b57f46c40d846d352af08b9980e34bd79edb260a668e177a',
  text: "mutation UnlinkOpenId($input: UnlinkOpenIdInput!) {\n  unlinkOpenId(input: $input) {\n    issuer\n  }\n}",
};

export const UpdateProcurement: Operation<UpdateProcurementMutation, UpdateProcurementMutationVariables> = {
  name: 'UpdateProcurement',
  hash: '8d22df7aaa438678e2ef7ebb3b0b71706fd1b3ec39bc0e3e1a1c25af000579c1',
  text: "mutation UpdateProcurement($input: UpdateProcurementInput!) {\n  updateProcurement(input: $input) {\n    procurement {\n      id\n    }\n  }\n}",
};

export const UpdateProduct: Operation<UpdateProductMutation, UpdateProductMutationVariables> = {
  name: 'UpdateProduct',
  hash: 'ba51347389dbacec716624f524b090b5c791bc80c094eb0a2edac3be69430ebb',
  text: "mutation UpdateProduct($input: UpdateProductInput!) {\n  updateProduct(input: $input) {\n    product {\n      id\n      name\n    }\n  }\n}",
};

export const UpdateRequirement: Operation<UpdateRequirementMutation, UpdateRequirementMutationVariables> = {
  name: 'UpdateRequirement',
  hash: '47b080d00f9568a5ff4a9c17eb19be1dd232da036aa38235d0dbc1fd2c4e5cf1',
  text: "mutation UpdateRequirement($input: UpdateRequirementInput!) {\n  updateRequirement(input: $input) {\n    decisionsDropped\n    requirement {\n      id\n      ref\n    }\n  }\n}",
};

export const UpdateRequirements: Operation<UpdateRequirementsMutation, UpdateRequirementsMutationVariables> = {
  name: 'UpdateRequirements',
  hash: 'b031c4558b8775324fa524ab71aecfb3bb6afbaca2a8b8789a2c59427c2d46c8',
  text: "mutation UpdateRequirements($input: UpdateRequirementsInput!) {\n  updateRequirements(input: $input) {\n    requirements {\n      id\n    }\n  }\n}",
};

export const UpdateSupplierProfile: Operation<UpdateSupplierProfileMutation, UpdateSupplierProfileMutationVariables> = {
  name: 'UpdateSupplierProfile',
  hash: '793889c918d09e573617830761acb45f8d8b5e700d35030dbc59dea3b5de41bd',
  text: "mutation UpdateSupplierProfile($input: UpdateSupplierProfileInput!) {\n  updateSupplierProfile(input: $input) {\n    supplier {\n      id\n    }\n  }\n}",
};

export const VerifyAttestation: Operation<VerifyAttestationMutation, VerifyAttestationMutationVariables> = {
  name: 'VerifyAttestation',
  hash: 'a9cdfecb6d332eec1569287b73d780edae5cad1a612dfd7c2dc2d2d0e65f2e0b',
  text: "mutation VerifyAttestation($input: VerifyAttestationInput!) {\n  verifyAttestation(input: $input) {\n    attestation {\n      id\n      status\n    }\n  }\n}",
};

export const Viewer: Operation<ViewerQuery, ViewerQueryVariables> = {
  name: 'Viewer',
  hash: '60c1abbaf9048e2b2d7d2e2e350d55f0730c9012e87bc1fe2ff44054c7528dc5',
  text: "query Viewer {\n  viewer {\n    user {\n      id\n      name\n      email\n    }\n    organisation {\n      id\n      name\n      kind\n      provenance\n    }\n    roles\n  }\n}",
};

export const WatchMarketQuestion: Operation<WatchMarketQuestionMutation, WatchMarketQuestionMutationVariables> = {
  name: 'WatchMarketQuestion',
  hash: '9e7c8abdd3ecae48dc396b7e1ad2e73913ed4803ca1d1b3b986b8b10b8df16a3',
  text: "mutation WatchMarketQuestion($input: WatchMarketQuestionInput!) {\n  watchMarketQuestion(input: $input) {\n    watchedQuestion {\n      id\n    }\n  }\n}",
};

export const WatchedQuestions: Operation<WatchedQuestionsQuery, WatchedQuestionsQueryVariables> = {
  name: 'WatchedQuestions',
  hash: '91588721fc688357ad8983f2ad3e317c2c2cda5f21e1af8b93afc6aa4e24c707',
  text: "query WatchedQuestions {\n  watchedQuestions {\n    id\n    name\n    link\n    threshold\n    asOf\n    toldAt\n    problem\n  }\n}",
};

export const Watches: Operation<WatchesQuery, WatchesQueryVariables> = {
  name: 'Watches',
  hash: '92d07dc0d1cf5ac9b8414e63e587b8a44a420918a7f2c543a8f77bc381bfc36a',
  text: "query Watches($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    contractSignedOn\n    cancelledAt\n    contractPeriod {\n      startsOn\n      endsOn\n    }\n    decision {\n      outcome\n      candidate {\n        supplier {\n          id\n          name\n        }\n      }\n    }\n  }\n  watches(procurementId: $id) {\n    id\n    expiresOn\n    scheme {\n      code\n      name\n    }\n    attestation {\n      status\n      withdrawnAt\n      product {\n        name\n      }\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const WithdrawAccountRequest: Operation<WithdrawAccountRequestMutation, WithdrawAccountRequestMutationVariables> = {
  name: 'WithdrawAccountRequest',
  hash: 'ce5dc75f9d95647a32b40572fa10b5cbe22e1906d911f28302ea62579df91cc9',
  text: "mutation WithdrawAccountRequest($input: WithdrawAccountRequestInput!) {\n  withdrawAccountRequest(input: $input) {\n    reference\n  }\n}",
};

export const WithdrawAttestation: Operation<WithdrawAttestationMutation, WithdrawAttestationMutationVariables> = {
  name: 'WithdrawAttestation',
  hash: 'e02344cfd589a4c806e56ac8e790be0aec2fa24722c5271d50fdfc4209fbf0ef',
  text: "mutation WithdrawAttestation($input: WithdrawAttestationInput!) {\n  withdrawAttestation(input: $input) {\n    attestation {\n      id\n    }\n  }\n}",
};

export const WithdrawClaim: Operation<WithdrawClaimMutation, WithdrawClaimMutationVariables> = {
  name: 'WithdrawClaim',
  hash: '36471f952dd5532412501909c05fc3cb79de31688831631fc1cae499f4fb8549',
  text: "mutation WithdrawClaim($input: WithdrawClaimInput!) {\n  withdrawClaim(input: $input) {\n    claim {\n      status\n    }\n    supplier {\n      name\n    }\n  }\n}",
};

export const WithdrawDocument: Operation<WithdrawDocumentMutation, WithdrawDocumentMutationVariables> = {
  name: 'WithdrawDocument',
  hash: '6853a08eb120fdb8aa7360d96a0f445853ade611d4def4e92be373bcef863ca5',
  text: "mutation WithdrawDocument($input: WithdrawDocumentInput!) {\n  withdrawDocument(input: $input) {\n    document {\n      id\n    }\n  }\n}",
};

export const WithdrawPageRequest: Operation<WithdrawPageRequestMutation, WithdrawPageRequestMutationVariables> = {
  name: 'WithdrawPageRequest',
  hash: 'c69e3a9435416f8133fbd06c128ddc46aab644a461ccc025a0444297d9f7b52d',
  text: "mutation WithdrawPageRequest($input: WithdrawPageRequestInput!) {\n  withdrawPageRequest(input: $input) {\n    pageRequest {\n      id\n    }\n  }\n}",
};

export const WordingOfItem: Operation<WordingOfItemQuery, WordingOfItemQueryVariables> = {
  name: 'WordingOfItem',
  hash: 'ebe1b62b6b62582b9e4faaaf601706cf41c8571c485ddbc8dec6805f2ca57a4f',
  text: "query WordingOfItem($code: String!) {\n  guidanceItem(code: $code) {\n    code\n    title\n    suggestedWording {\n      wording\n      evidence\n      minimumStrength\n    }\n  }\n}",
};
