// Made by scripts/operations.cjs from apps/portal/operations. Do not edit.
import type { Operation } from './operation';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type AddRequirementsInput = {
  procurementId: string;
  requirements: Array<RequirementInput>;
};

export type AnswerMatchQuestionsInput = {
  answers: Array<MatchAnswerInput>;
  requirementId: string;
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

export type CancelProcurementInput = {
  procurementId: string;
  reason: string;
};

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

/** GAP: no requirement was accepted for it yet. */
export type CoverageStatus =
  | 'COVERED'
  | 'GAP';

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
  sectors?: Array<string> | null;
  technologies?: Array<string> | null;
  title: string;
};

/** The most sensitive data that what is bought will hold. */
export type DataSensitivity =
  | 'OFFICIAL'
  | 'OFFICIAL_SENSITIVE'
  | 'PERSONAL'
  | 'PUBLIC'
  | 'SPECIAL_CATEGORY';

export type DecideGuidanceInput = {
  decision: GuidanceDecision;
  /** Code of the guidance item; one that the matching did not find may be accepted too */
  itemCode: string;
  note?: string | null;
  requirementId: string;
};

export type DecisionOutcome =
  | 'AWARDED'
  | 'CANCELLED'
  | 'NONE_SUITABLE';

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

export type FacetDimension =
  | 'REGION'
  | 'SCHEME'
  | 'SECTOR'
  | 'SIZE'
  | 'TECHNOLOGY';

/** How far the judgement of one answer has come. */
export type GridState =
  | 'AGREED'
  | 'DIFFERING'
  | 'NOT_ASSESSED'
  | 'NO_ANSWER'
  | 'ONE_ASSESSMENT'
  | 'SETTLED';

export type GuidanceDecision =
  | 'ACCEPT'
  | 'REJECT';

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

export type InvitationState =
  | 'CHANGES_REQUESTED'
  | 'CLOSED'
  | 'DECLINED'
  | 'IN_PROGRESS'
  | 'OPENED'
  | 'SENT'
  | 'SUBMITTED';

/** How an award was joined to a supplier. A name alone never joins. */
export type JoinConfidence =
  | 'IDENTIFIER'
  | 'NAME_ONLY'
  | 'NORMALISED_IDENTIFIER';

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

export type MoneyInput = {
  amount: number;
  currency: string;
};

export type OrganisationKind =
  | 'BUYER'
  | 'OVERSIGHT'
  | 'SUPPLIER';

export type PeriodInput = {
  endsOn?: string | null;
  startsOn?: string | null;
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

/** Where it comes from. DEMONSTRATION: invented to show the product. */
export type Provenance =
  | 'COMPANIES_HOUSE'
  | 'DEMONSTRATION'
  | 'FIND_A_TENDER'
  | 'SELF_DECLARED'
  | 'VERIFIED';

/** CONNECTED_PLACES: with at least one sector or technology. */
export type Relevance =
  | 'ALL'
  | 'CONNECTED_PLACES';

export type RemoveRequirementInput = {
  requirementId: string;
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

export type SchemeKind =
  | 'BILL_OF_MATERIALS'
  | 'CERTIFICATION'
  | 'POLICY'
  | 'QUESTIONNAIRE'
  | 'SELF_DECLARATION'
  | 'TEST_REPORT';

export type SettleGuidanceInput = {
  procurementId: string;
  settled: Array<SettledRequirementInput>;
};

export type SettledRequirementInput = {
  /** Codes of the items to accept, also such that the matching did not find; none: no guidance applies */
  accept: Array<string>;
  requirementId: string;
};

export type SignInInput = {
  email: string;
  password: string;
};

export type SignOutInput = {
  /** Also end every other session of yours */
  everywhere?: boolean | null;
};

/** UNKNOWN is a state of its own: it is shown and counted. */
export type SizeBand =
  | 'LARGE'
  | 'MEDIUM'
  | 'MICRO'
  | 'SMALL'
  | 'UNKNOWN';

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

export type UpdateProcurementInput = {
  contractPeriod?: PeriodInput | null;
  /** CPV 2008, eight digits, with or without the check digit */
  cpvCodes?: Array<string> | null;
  dataSensitivity?: DataSensitivity | null;
  description?: string | null;
  estimatedValue?: MoneyInput | null;
  /** The version that you read */
  expectedVersion?: number | null;
  procurementId: string;
  sectors?: Array<string> | null;
  technologies?: Array<string> | null;
  /** Left out: the title stays */
  title?: string | null;
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

export type VerificationOutcome =
  | 'REJECTED'
  | 'VERIFIED';

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


export type GuidanceItemQuery = { guidanceItem: { code: string, title: string, summary: string, theme: string, lifecycleStage: string, verified: boolean, verifiedHow: string | null, verifiedScope: string | null, sourceUrl: string | null, document: { code: string, title: string, publisher: string, version: string, licence: string }, parent: { code: string, title: string } | null, children: Array<{ code: string, title: string }>, related: Array<{ relationship: GuidanceRelationship, source: string, item: { code: string, title: string, document: { title: string } } }>, evidencedBy: Array<{ extent: EvidenceExtent, scheme: { code: string, name: string } }>, suggestedWording: { wording: string, evidence: string, minimumStrength: string } | null } };

export type MatchTextQueryVariables = Exact<{
  text: string;
  documents?: Array<string> | string | null;
  answers?: Array<MatchAnswerInput> | MatchAnswerInput | null;
}>;


export type MatchTextQuery = { guidanceDocuments: Array<{ code: string, title: string }>, matchRequirement: { applicable: boolean, questions: Array<{ id: string, text: string, answers: Array<{ id: string, text: string }> }>, matches: Array<{ confidence: number, reasons: Array<{ kind: MatchReasonKind, text: string }>, item: { code: string, title: string, summary: string, document: { code: string, title: string } } }> } };

export type GuidanceChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type GuidanceChoicesQuery = { guidanceDocuments: Array<{ code: string, title: string }> };

export type ProcurementHeadFragment = { id: string, reference: string, title: string, stage: ProcurementStage };

export type ProcurementsQueryVariables = Exact<{
  after?: string | null;
}>;


export type ProcurementsQuery = { procurements: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { buyerName: string, createdAt: string, id: string, reference: string, title: string, stage: ProcurementStage, evidenceRequest: { dueAt: string } | null } }> } };

export type ProcurementTasksQueryVariables = Exact<{
  id: string;
}>;


export type ProcurementTasksQuery = { procurement: { buyerName: string, sourceUrl: string | null, cancelledReason: string | null, id: string, reference: string, title: string, stage: ProcurementStage, sectors: Array<{ code: string }>, technologies: Array<{ code: string }>, requirements: Array<{ kind: RequirementKind, weight: number | null, guidance: Array<{ status: GuidanceStatus }> }>, coverage: Array<{ status: CoverageStatus }>, search: { resultCount: number } | null, candidates: Array<{ state: CandidateState }>, evidenceRequest: { dueAt: string, invitations: Array<{ state: InvitationState }>, clarifications: Array<{ answer: string | null }> } | null, grid: Array<{ state: GridState }>, decision: { outcome: DecisionOutcome, candidate: { supplier: { name: string } } | null } | null }, interestDeclarations: Array<{ hasConflict: boolean, declaredBy: { id: string | null } }>, assurancePacks: Array<{ id: string }> };

export type ProcurementDescriptionQueryVariables = Exact<{
  id: string;
}>;


export type ProcurementDescriptionQuery = { procurement: { version: number, description: string | null, ocid: string | null, noticeId: string | null, sourceUrl: string | null, buyerName: string, cpvCodes: Array<string>, dataSensitivity: DataSensitivity | null, id: string, reference: string, title: string, stage: ProcurementStage, estimatedValue: { amount: number, currency: string } | null, contractPeriod: { startsOn: string | null, endsOn: string | null } | null, sectors: Array<{ code: string, label: string }>, technologies: Array<{ code: string, label: string }> }, sectors: Array<{ code: string, label: string }>, technologies: Array<{ code: string, label: string }> };

export type DescriptionChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type DescriptionChoicesQuery = { sectors: Array<{ code: string, label: string }>, technologies: Array<{ code: string, label: string }> };

export type FoundNoticesQueryVariables = Exact<{
  search?: string | null;
  after?: string | null;
}>;


export type FoundNoticesQuery = { notices: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { noticeId: string, title: string | null, publishedAt: string | null, tags: Array<string>, sourceUrl: string | null } }> } };

export type NoticeReleaseQueryVariables = Exact<{
  noticeId: string;
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


export type SpecificationToCheckQuery = { procurement: { id: string, reference: string, title: string, stage: ProcurementStage }, specification: { requirements: Array<{ line: number, ref: string | null, text: string, kind: RequirementKind | null, weight: number | null, minimumStrength: EvidenceStrength | null }>, skipped: Array<{ line: number, text: string, reason: string }> } };

export type RequirementMatchesQueryVariables = Exact<{
  id: string;
}>;


export type RequirementMatchesQuery = { procurement: { id: string, reference: string, title: string, stage: ProcurementStage, requirements: Array<{ id: string, ref: string, text: string, kind: RequirementKind, applicable: boolean, matchQuestions: Array<{ id: string, text: string, answers: Array<{ id: string, text: string }> }>, guidance: Array<{ status: GuidanceStatus, confidence: number, decidedAt: string | null, note: string | null, decidedBy: { name: string } | null, reasons: Array<{ kind: MatchReasonKind, text: string }>, item: { code: string, title: string, summary: string, document: { title: string } } }> }> } };

export type FoundItemsQueryVariables = Exact<{
  search: string;
}>;


export type FoundItemsQuery = { guidanceItems: { edges: Array<{ node: { code: string, title: string, summary: string, document: { title: string } } }> } };

export type CoverageQueryVariables = Exact<{
  id: string;
}>;


export type CoverageQuery = { procurement: { id: string, reference: string, title: string, stage: ProcurementStage, technologies: Array<{ code: string }>, requirements: Array<{ id: string, ref: string }>, coverage: Array<{ status: CoverageStatus, suggestedWording: string | null, requirements: Array<{ ref: string }>, suggested: Array<{ ref: string }>, item: { code: string, title: string, document: { code: string, title: string } } }> } };

export type AddRequirementsMutationVariables = Exact<{
  input: AddRequirementsInput;
}>;


export type AddRequirementsMutation = { addRequirements: { requirements: Array<{ id: string, ref: string }> } };

export type UpdateRequirementMutationVariables = Exact<{
  input: UpdateRequirementInput;
}>;


export type UpdateRequirementMutation = { updateRequirement: { requirement: { id: string, ref: string } } };

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

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { roles: Array<Role>, user: { id: string, name: string, email: string }, organisation: { id: string, name: string, kind: OrganisationKind, provenance: Provenance } } };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn: { token: string, expiresAt: string } };

export type SignOutMutationVariables = Exact<{
  input: SignOutInput;
}>;


export type SignOutMutation = { signOut: { ended: number } };

export type StartQueryVariables = Exact<{ [key: string]: never; }>;


export type StartQuery = { suppliers: { totalCount: number }, guidanceDocuments: Array<{ itemCount: number }> };

export type SupplierInBriefFragment = { id: string, name: string, provenance: Provenance, sizeBand: SizeBand, region: { code: string, name: string } | null, sectors: Array<{ code: string, label: string }>, technologies: Array<{ code: string, label: string }>, products: Array<{ id: string }>, attestations: Array<{ id: string, status: AttestationStatus, expiresOn: string | null, strength: EvidenceStrength, scheme: { code: string, name: string }, product: { name: string } | null }> };

export type FoundSuppliersQueryVariables = Exact<{
  search?: string | null;
  filter?: SupplierFilter | null;
  orderBy?: SupplierOrder | null;
  after?: string | null;
}>;


export type FoundSuppliersQuery = { suppliers: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, facets: Array<{ dimension: FacetDimension, values: Array<{ code: string, label: string, count: number }> }>, edges: Array<{ matchReasons: Array<string>, node: { id: string, name: string, provenance: Provenance, sizeBand: SizeBand, region: { code: string, name: string } | null, sectors: Array<{ code: string, label: string }>, technologies: Array<{ code: string, label: string }>, products: Array<{ id: string }>, attestations: Array<{ id: string, status: AttestationStatus, expiresOn: string | null, strength: EvidenceStrength, scheme: { code: string, name: string }, product: { name: string } | null }> } }> } };

export type SupplierPageQueryVariables = Exact<{
  id: string;
}>;


export type SupplierPageQuery = { supplier: { id: string, name: string, provenance: Provenance, sizeBand: SizeBand, description: string | null, website: string | null, claimedAt: string | null, region: { code: string, name: string } | null, identifiers: Array<{ scheme: string, id: string, published: string, uri: string | null, legalName: string | null, flaw: string | null, primary: boolean, verifiedAt: string | null, verifiedHow: string | null }>, sectors: Array<{ code: string, label: string, source: string, reason: string | null }>, technologies: Array<{ code: string, label: string, source: string, reason: string | null }>, sicCodes: Array<{ code: string, label: string }>, products: Array<{ id: string, name: string, kind: ProductKind, description: string | null, versions: Array<string>, supportEndsOn: string | null, securityContact: string | null, technologies: Array<{ label: string }> }>, attestations: Array<{ id: string, status: AttestationStatus, strength: EvidenceStrength, claimedStrength: EvidenceStrength, reference: string | null, issuedOn: string | null, expiresOn: string | null, coversFrom: string | null, coversTo: string | null, receivedAt: string, scheme: { code: string, name: string }, product: { name: string } | null, scope: { legalEntity: string, sites: Array<string>, productVersions: Array<string>, exclusions: Array<string> }, verification: { outcome: VerificationOutcome, method: string, checkedOn: string, strength: EvidenceStrength, verifiedBy: { name: string } } | null, statement: { signatoryName: string, signatoryRole: string | null, signedAt: string } | null }>, facts: Array<{ id: string, field: string, value: string | null, source: Provenance, sourceUrl: string | null, recordedAt: string, note: string | null }>, awards: { totalCount: number, edges: Array<{ node: { id: string, title: string, buyerName: string, awardedOn: string | null, valueGross: number | null, valueNet: number | null, currency: string | null, sourceUrl: string | null, joinConfidence: JoinConfidence | null } }> } } };

export type SupplierToCompareQueryVariables = Exact<{
  id: string;
}>;


export type SupplierToCompareQuery = { supplier: { claimedAt: string | null, id: string, name: string, provenance: Provenance, sizeBand: SizeBand, awards: { totalCount: number, edges: Array<{ node: { awardedOn: string | null } }> }, region: { code: string, name: string } | null, sectors: Array<{ code: string, label: string }>, technologies: Array<{ code: string, label: string }>, products: Array<{ id: string }>, attestations: Array<{ id: string, status: AttestationStatus, expiresOn: string | null, strength: EvidenceStrength, scheme: { code: string, name: string }, product: { name: string } | null }> } };

export type SchemesQueryVariables = Exact<{ [key: string]: never; }>;


export type SchemesQuery = { attestationSchemes: Array<{ code: string, name: string, issuer: string, kind: SchemeKind, validity: { months: number | null, rule: string } }> };

export type SchemePageQueryVariables = Exact<{
  code: string;
}>;


export type SchemePageQuery = { attestationScheme: { code: string, name: string, issuer: string, kind: SchemeKind, pitfalls: string | null, verificationUrl: string | null, verificationNote: string | null, verified: boolean, verifiedHow: string | null, validity: { months: number | null, rule: string }, fields: Array<{ name: string, label: string, required: boolean }>, evidences: Array<{ extent: EvidenceExtent, item: { code: string, title: string, document: { title: string } } }> } };

export const AddRequirements: Operation<AddRequirementsMutation, AddRequirementsMutationVariables> = {
  name: 'AddRequirements',
  hash: 'be9a0612456018ff0e9c69fe38dce94ec2ad5664bcb3ec1aa45d23c9d3b2cb65',
  text: "mutation AddRequirements($input: AddRequirementsInput!) {\n  addRequirements(input: $input) {\n    requirements {\n      id\n      ref\n    }\n  }\n}",
};

export const AnswerMatchQuestions: Operation<AnswerMatchQuestionsMutation, AnswerMatchQuestionsMutationVariables> = {
  name: 'AnswerMatchQuestions',
  hash: '4fd28baaf36aed5d5b0119856e2d6892079e841a55d07e9af47cd382fd5f4784',
  text: "mutation AnswerMatchQuestions($input: AnswerMatchQuestionsInput!) {\n  answerMatchQuestions(input: $input) {\n    requirement {\n      id\n    }\n  }\n}",
};

export const CancelProcurement: Operation<CancelProcurementMutation, CancelProcurementMutationVariables> = {
  name: 'CancelProcurement',
  hash: 'e9f7a8668862bbb0f0fbf1a13aa9a547bbabdec0430ffcba55afbf729d14cf91',
  text: "mutation CancelProcurement($input: CancelProcurementInput!) {\n  cancelProcurement(input: $input) {\n    procurement {\n      id\n      reference\n    }\n  }\n}",
};

export const Coverage: Operation<CoverageQuery, CoverageQueryVariables> = {
  name: 'Coverage',
  hash: 'ab82d4397a3d2bf93200a4a9be2bc5141c7a7b9ad30ede7c265d60d05f945559',
  text: "query Coverage($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    technologies {\n      code\n    }\n    requirements {\n      id\n      ref\n    }\n    coverage {\n      status\n      suggestedWording\n      requirements {\n        ref\n      }\n      suggested {\n        ref\n      }\n      item {\n        code\n        title\n        document {\n          code\n          title\n        }\n      }\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
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

export const DecideGuidance: Operation<DecideGuidanceMutation, DecideGuidanceMutationVariables> = {
  name: 'DecideGuidance',
  hash: '4a2f8dcc755b70594cb670046e7b8dd42467fd626b93750e0a469a3894903b87',
  text: "mutation DecideGuidance($input: DecideGuidanceInput!) {\n  decideGuidance(input: $input) {\n    requirement {\n      id\n    }\n  }\n}",
};

export const DescriptionChoices: Operation<DescriptionChoicesQuery, DescriptionChoicesQueryVariables> = {
  name: 'DescriptionChoices',
  hash: '004f5ce074d27e70d5c4f5e586e9ef18199e543b9fad6d34aabd4cc2eb3a764d',
  text: "query DescriptionChoices {\n  sectors {\n    code\n    label\n  }\n  technologies {\n    code\n    label\n  }\n}",
};

export const FoundItems: Operation<FoundItemsQuery, FoundItemsQueryVariables> = {
  name: 'FoundItems',
  hash: '76b524192ac190d19173b8c2dd115808e735618a68bfc6f69f9479eecab02f5b',
  text: "query FoundItems($search: String!) {\n  guidanceItems(search: $search, first: 10) {\n    edges {\n      node {\n        code\n        title\n        summary\n        document {\n          title\n        }\n      }\n    }\n  }\n}",
};

export const FoundNotices: Operation<FoundNoticesQuery, FoundNoticesQueryVariables> = {
  name: 'FoundNotices',
  hash: '4398cb9034cfa031a896f9eb3d0534d1b613ecfcfd584e26b44505a3a116576e',
  text: "query FoundNotices($search: String, $after: String) {\n  notices(search: $search, first: 20, after: $after) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      node {\n        noticeId\n        title\n        publishedAt\n        tags\n        sourceUrl\n      }\n    }\n  }\n}",
};

export const FoundSuppliers: Operation<FoundSuppliersQuery, FoundSuppliersQueryVariables> = {
  name: 'FoundSuppliers',
  hash: 'd0b2742bead16dcc21230049b4eb86235fb75f2790d5c946a3b435735b618614',
  text: "query FoundSuppliers($search: String, $filter: SupplierFilter, $orderBy: SupplierOrder, $after: String) {\n  suppliers(\n    search: $search\n    filter: $filter\n    orderBy: $orderBy\n    first: 20\n    after: $after\n  ) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    facets {\n      dimension\n      values {\n        code\n        label\n        count\n      }\n    }\n    edges {\n      matchReasons\n      node {\n        ...SupplierInBrief\n      }\n    }\n  }\n}\n\nfragment SupplierInBrief on Supplier {\n  id\n  name\n  provenance\n  sizeBand\n  region {\n    code\n    name\n  }\n  sectors {\n    code\n    label\n  }\n  technologies {\n    code\n    label\n  }\n  products {\n    id\n  }\n  attestations {\n    id\n    status\n    expiresOn\n    strength\n    scheme {\n      code\n      name\n    }\n    product {\n      name\n    }\n  }\n}",
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

export const GuidanceItem: Operation<GuidanceItemQuery, GuidanceItemQueryVariables> = {
  name: 'GuidanceItem',
  hash: '2caf04c50c4ce06b5a478affb2fe1b2fcb2b51b1703e0d234f7396257789b295',
  text: "query GuidanceItem($code: String!) {\n  guidanceItem(code: $code) {\n    code\n    title\n    summary\n    theme\n    lifecycleStage\n    verified\n    verifiedHow\n    verifiedScope\n    sourceUrl\n    document {\n      code\n      title\n      publisher\n      version\n      licence\n    }\n    parent {\n      code\n      title\n    }\n    children {\n      code\n      title\n    }\n    related {\n      relationship\n      source\n      item {\n        code\n        title\n        document {\n          title\n        }\n      }\n    }\n    evidencedBy {\n      extent\n      scheme {\n        code\n        name\n      }\n    }\n    suggestedWording {\n      wording\n      evidence\n      minimumStrength\n    }\n  }\n}",
};

export const GuidanceOfDocument: Operation<GuidanceOfDocumentQuery, GuidanceOfDocumentQueryVariables> = {
  name: 'GuidanceOfDocument',
  hash: 'f43af4e972edc0fbdec44cd77df48433bbd5bf7e61384bd7a85c4f2c57f1e674',
  text: "query GuidanceOfDocument($document: String!, $theme: String, $stage: String, $search: String, $after: String) {\n  guidanceDocuments {\n    code\n    title\n    publisher\n    version\n    licence\n    url\n    notes\n  }\n  guidanceItems(\n    document: $document\n    theme: $theme\n    stage: $stage\n    search: $search\n    first: 50\n    after: $after\n  ) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      node {\n        code\n        title\n        summary\n        theme\n        lifecycleStage\n      }\n    }\n  }\n}",
};

export const MatchText: Operation<MatchTextQuery, MatchTextQueryVariables> = {
  name: 'MatchText',
  hash: '0422b972a1873ccb5d3c1d4ebf816cef9d6001ec5ada6d962daadd4e09f684cf',
  text: "query MatchText($text: String!, $documents: [String!], $answers: [MatchAnswerInput!]) {\n  guidanceDocuments {\n    code\n    title\n  }\n  matchRequirement(\n    text: $text\n    documents: $documents\n    answers: $answers\n    first: 8\n  ) {\n    applicable\n    questions {\n      id\n      text\n      answers {\n        id\n        text\n      }\n    }\n    matches {\n      confidence\n      reasons {\n        kind\n        text\n      }\n      item {\n        code\n        title\n        summary\n        document {\n          code\n          title\n        }\n      }\n    }\n  }\n}",
};

export const NoticeRelease: Operation<NoticeReleaseQuery, NoticeReleaseQueryVariables> = {
  name: 'NoticeRelease',
  hash: 'c395d975e513585ab9a90531701004141e47feafb52d370ddb8b4ec7cf3af47f',
  text: "query NoticeRelease($noticeId: String!) {\n  notice(noticeId: $noticeId) {\n    release\n  }\n}",
};

export const OneRequirement: Operation<OneRequirementQuery, OneRequirementQueryVariables> = {
  name: 'OneRequirement',
  hash: 'e46706b72e562d2f0c7b3bb12e8d0b13f1b5d4832196c2cc7249817a33451778',
  text: "query OneRequirement($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    requirements {\n      id\n      ref\n      text\n      kind\n      weight\n      minimumStrength\n      version\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const ProcurementDescription: Operation<ProcurementDescriptionQuery, ProcurementDescriptionQueryVariables> = {
  name: 'ProcurementDescription',
  hash: '02826d3a171a4fd932cf7b5aa29748eebc940313ff800ad404d8dc15742cec8a',
  text: "query ProcurementDescription($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    version\n    description\n    ocid\n    noticeId\n    sourceUrl\n    buyerName\n    cpvCodes\n    dataSensitivity\n    estimatedValue {\n      amount\n      currency\n    }\n    contractPeriod {\n      startsOn\n      endsOn\n    }\n    sectors {\n      code\n      label\n    }\n    technologies {\n      code\n      label\n    }\n  }\n  sectors {\n    code\n    label\n  }\n  technologies {\n    code\n    label\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const ProcurementTasks: Operation<ProcurementTasksQuery, ProcurementTasksQueryVariables> = {
  name: 'ProcurementTasks',
  hash: '6ce0643000a66a959bbdc23f34f55484ce5a14d80f78b5e60e5009d52287efeb',
  text: "query ProcurementTasks($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    buyerName\n    sourceUrl\n    cancelledReason\n    sectors {\n      code\n    }\n    technologies {\n      code\n    }\n    requirements {\n      kind\n      weight\n      guidance {\n        status\n      }\n    }\n    coverage {\n      status\n    }\n    search {\n      resultCount\n    }\n    candidates {\n      state\n    }\n    evidenceRequest {\n      dueAt\n      invitations {\n        state\n      }\n      clarifications {\n        answer\n      }\n    }\n    grid {\n      state\n    }\n    decision {\n      outcome\n      candidate {\n        supplier {\n          name\n        }\n      }\n    }\n  }\n  interestDeclarations(procurementId: $id) {\n    hasConflict\n    declaredBy {\n      id\n    }\n  }\n  assurancePacks(procurementId: $id) {\n    id\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const Procurements: Operation<ProcurementsQuery, ProcurementsQueryVariables> = {
  name: 'Procurements',
  hash: '81ada86e355f91796ca1981eb81dea90e08a2700b9554bf061cf1812a3dd755f',
  text: "query Procurements($after: String) {\n  procurements(first: 25, after: $after) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      node {\n        ...ProcurementHead\n        buyerName\n        createdAt\n        evidenceRequest {\n          dueAt\n        }\n      }\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const RemoveRequirement: Operation<RemoveRequirementMutation, RemoveRequirementMutationVariables> = {
  name: 'RemoveRequirement',
  hash: '8e094b84aa363820e90f3f2a87bc7e26ea4bcb3b251248be0037c091f5407589',
  text: "mutation RemoveRequirement($input: RemoveRequirementInput!) {\n  removeRequirement(input: $input) {\n    removedId\n  }\n}",
};

export const RequirementMatches: Operation<RequirementMatchesQuery, RequirementMatchesQueryVariables> = {
  name: 'RequirementMatches',
  hash: '758c9f2ce3a4693734ebb981b35b6530eb8b7a602423047930e403d5e831079f',
  text: "query RequirementMatches($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    requirements {\n      id\n      ref\n      text\n      kind\n      applicable\n      matchQuestions {\n        id\n        text\n        answers {\n          id\n          text\n        }\n      }\n      guidance {\n        status\n        confidence\n        decidedAt\n        note\n        decidedBy {\n          name\n        }\n        reasons {\n          kind\n          text\n        }\n        item {\n          code\n          title\n          summary\n          document {\n            title\n          }\n        }\n      }\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const Requirements: Operation<RequirementsQuery, RequirementsQueryVariables> = {
  name: 'Requirements',
  hash: 'a61b01dcb482d9fcefbbd366f615f516e42196f93c33c1ab477f2ecdd07786d1',
  text: "query Requirements($id: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n    requirements {\n      id\n      ref\n      text\n      kind\n      weight\n      minimumStrength\n      applicable\n      guidance {\n        status\n        item {\n          title\n          code\n        }\n      }\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
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

export const SettleGuidance: Operation<SettleGuidanceMutation, SettleGuidanceMutationVariables> = {
  name: 'SettleGuidance',
  hash: '5c100b02e9726947184ee916f2b8a8f71699dc75034c6ed348c0b666730f9d5a',
  text: "mutation SettleGuidance($input: SettleGuidanceInput!) {\n  settleGuidance(input: $input) {\n    requirements {\n      id\n    }\n  }\n}",
};

export const SignIn: Operation<SignInMutation, SignInMutationVariables> = {
  name: 'SignIn',
  hash: '4eac9b0b58d7257732f5b96107fdab49e852d24f078737da68e85134d1909561',
  text: "mutation SignIn($input: SignInInput!) {\n  signIn(input: $input) {\n    token\n    expiresAt\n  }\n}",
};

export const SignOut: Operation<SignOutMutation, SignOutMutationVariables> = {
  name: 'SignOut',
  hash: '967b3e4602aeae76a195fe1fd0ccfd5cc93eedcc16d9bb7237f87c4fd2b24d41',
  text: "mutation SignOut($input: SignOutInput!) {\n  signOut(input: $input) {\n    ended\n  }\n}",
};

export const SpecificationToCheck: Operation<SpecificationToCheckQuery, SpecificationToCheckQueryVariables> = {
  name: 'SpecificationToCheck',
  hash: '094689bac598a072a79d2fa44c9099f0b758350f2f5f0e00a6ec01a48022693b',
  text: "query SpecificationToCheck($id: ID!, $documentId: ID!) {\n  procurement(id: $id) {\n    ...ProcurementHead\n  }\n  specification(documentId: $documentId) {\n    requirements {\n      line\n      ref\n      text\n      kind\n      weight\n      minimumStrength\n    }\n    skipped {\n      line\n      text\n      reason\n    }\n  }\n}\n\nfragment ProcurementHead on Procurement {\n  id\n  reference\n  title\n  stage\n}",
};

export const Start: Operation<StartQuery, StartQueryVariables> = {
  name: 'Start',
  hash: '071d0af6caf8052410bf711ae16dd7e9cd028e65e8fcbb02a5545dfd2374c67a',
  text: "query Start {\n  suppliers(first: 1) {\n    totalCount\n  }\n  guidanceDocuments {\n    itemCount\n  }\n}",
};

export const SupplierPage: Operation<SupplierPageQuery, SupplierPageQueryVariables> = {
  name: 'SupplierPage',
  hash: '4210839a22eb93d6156dd690432c4e8669d3e55d65f39d9e0a62c1e8370d3063',
  text: "query SupplierPage($id: ID!) {\n  supplier(id: $id) {\n    id\n    name\n    provenance\n    sizeBand\n    description\n    website\n    claimedAt\n    region {\n      code\n      name\n    }\n    identifiers {\n      scheme\n      id\n      published\n      uri\n      legalName\n      flaw\n      primary\n      verifiedAt\n      verifiedHow\n    }\n    sectors {\n      code\n      label\n      source\n      reason\n    }\n    technologies {\n      code\n      label\n      source\n      reason\n    }\n    sicCodes {\n      code\n      label\n    }\n    products {\n      id\n      name\n      kind\n      description\n      versions\n      supportEndsOn\n      securityContact\n      technologies {\n        label\n      }\n    }\n    attestations {\n      id\n      status\n      strength\n      claimedStrength\n      reference\n      issuedOn\n      expiresOn\n      coversFrom\n      coversTo\n      receivedAt\n      scheme {\n        code\n        name\n      }\n      product {\n        name\n      }\n      scope {\n        legalEntity\n        sites\n        productVersions\n        exclusions\n      }\n      verification {\n        outcome\n        method\n        checkedOn\n        strength\n        verifiedBy {\n          name\n        }\n      }\n      statement {\n        signatoryName\n        signatoryRole\n        signedAt\n      }\n    }\n    facts {\n      id\n      field\n      value\n      source\n      sourceUrl\n      recordedAt\n      note\n    }\n    awards(first: 10) {\n      totalCount\n      edges {\n        node {\n          id\n          title\n          buyerName\n          awardedOn\n          valueGross\n          valueNet\n          currency\n          sourceUrl\n          joinConfidence\n        }\n      }\n    }\n  }\n}",
};

export const SupplierToCompare: Operation<SupplierToCompareQuery, SupplierToCompareQueryVariables> = {
  name: 'SupplierToCompare',
  hash: '6134ac867c3fb2876a90e4c0c70069500a4e3cd9063f813bebf40bd00e205c6a',
  text: "query SupplierToCompare($id: ID!) {\n  supplier(id: $id) {\n    ...SupplierInBrief\n    claimedAt\n    awards(first: 1) {\n      totalCount\n      edges {\n        node {\n          awardedOn\n        }\n      }\n    }\n  }\n}\n\nfragment SupplierInBrief on Supplier {\n  id\n  name\n  provenance\n  sizeBand\n  region {\n    code\n    name\n  }\n  sectors {\n    code\n    label\n  }\n  technologies {\n    code\n    label\n  }\n  products {\n    id\n  }\n  attestations {\n    id\n    status\n    expiresOn\n    strength\n    scheme {\n      code\n      name\n    }\n    product {\n      name\n    }\n  }\n}",
};

export const UpdateProcurement: Operation<UpdateProcurementMutation, UpdateProcurementMutationVariables> = {
  name: 'UpdateProcurement',
  hash: '8d22df7aaa438678e2ef7ebb3b0b71706fd1b3ec39bc0e3e1a1c25af000579c1',
  text: "mutation UpdateProcurement($input: UpdateProcurementInput!) {\n  updateProcurement(input: $input) {\n    procurement {\n      id\n    }\n  }\n}",
};

export const UpdateRequirement: Operation<UpdateRequirementMutation, UpdateRequirementMutationVariables> = {
  name: 'UpdateRequirement',
  hash: 'd64d6f390178ca88d1043cba8036d2e0da936025cd9da00255c1d00c6be7e99b',
  text: "mutation UpdateRequirement($input: UpdateRequirementInput!) {\n  updateRequirement(input: $input) {\n    requirement {\n      id\n      ref\n    }\n  }\n}",
};

export const Viewer: Operation<ViewerQuery, ViewerQueryVariables> = {
  name: 'Viewer',
  hash: '60c1abbaf9048e2b2d7d2e2e350d55f0730c9012e87bc1fe2ff44054c7528dc5',
  text: "query Viewer {\n  viewer {\n    user {\n      id\n      name\n      email\n    }\n    organisation {\n      id\n      name\n      kind\n      provenance\n    }\n    roles\n  }\n}",
};

export const WordingOfItem: Operation<WordingOfItemQuery, WordingOfItemQueryVariables> = {
  name: 'WordingOfItem',
  hash: 'ebe1b62b6b62582b9e4faaaf601706cf41c8571c485ddbc8dec6805f2ca57a4f',
  text: "query WordingOfItem($code: String!) {\n  guidanceItem(code: $code) {\n    code\n    title\n    suggestedWording {\n      wording\n      evidence\n      minimumStrength\n    }\n  }\n}",
};
