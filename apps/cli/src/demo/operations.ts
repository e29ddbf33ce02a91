import type { OfferedProduct } from '#pack';

/** The operations that the demonstration sends, each asking for no more than it uses. */

export interface FromNotice {
  createProcurementFromNotice: { procurement: { id: string; reference: string; cpvCodes: string[] }; warnings: unknown[] };
}
export const FROM_NOTICE =
  'mutation($input: CreateProcurementFromNoticeInput!) { createProcurementFromNotice(input: $input) { procurement { id reference cpvCodes } warnings { path message } } }';

export interface Imported {
  importSpecification: { requirements: { id: string; ref: string }[]; skipped: unknown[] };
}
export const IMPORT =
  'mutation($input: ImportSpecificationInput!) { importSpecification(input: $input) { requirements { id ref } skipped { line reason } } }';
export const UPDATE_REQUIREMENT =
  'mutation($input: UpdateRequirementInput!) { updateRequirement(input: $input) { requirement { id } } }';
export const ADD_REQUIREMENTS =
  'mutation($input: AddRequirementsInput!) { addRequirements(input: $input) { requirements { id } } }';
export const DECIDE_GUIDANCE =
  'mutation($input: DecideGuidanceInput!) { decideGuidance(input: $input) { requirement { id } } }';
export const SUPPLIERS = 'query($filter: SupplierFilter) { suppliers(filter: $filter) { totalCount } }';
export const LOCK_SEARCH = 'mutation($input: LockSearchInput!) { lockSearch(input: $input) { search { resultCount digest } } }';
export const SHORTLIST = 'mutation($input: ShortlistSupplierInput!) { shortlistSupplier(input: $input) { candidate { id } } }';
export const EXCLUDE = 'mutation($input: ExcludeSupplierInput!) { excludeSupplier(input: $input) { candidate { id } } }';
export const LOCK_CRITERIA = 'mutation($input: LockCriteriaInput!) { lockCriteria(input: $input) { procurement { id } } }';
export const REQUEST_EVIDENCE =
  'mutation($input: RequestEvidenceInput!) { requestEvidence(input: $input) { request { invitations { id } } } }';

export interface Invitation {
  id: string;
  answers: { requirement: { ref: string }; prefilled: boolean; evidence: unknown[] }[];
}
export const INVITATIONS = '{ evidenceInvitations { id answers { requirement { ref } prefilled evidence { id } } } }';
export const ASK = 'mutation($input: AskClarificationInput!) { askClarification(input: $input) { clarification { id } } }';
export const ANSWER_CLARIFICATION =
  'mutation($input: AnswerClarificationInput!) { answerClarification(input: $input) { clarification { id } } }';
export const DESCRIBE = 'mutation($input: DescribeDocumentInput!) { describeDocument(input: $input) { document { id } } }';
export const SAVE_ANSWER = 'mutation($input: SaveAnswerInput!) { saveAnswer(input: $input) { answer { strength } } }';
export const SAVE_OFFER =
  'mutation($input: SaveOfferInput!) { saveOffer(input: $input) { invitation { offer { sites products { name version } } } } }';
export interface SavedOffer {
  saveOffer: { invitation: { offer: { sites: string[]; products: OfferedProduct[] } } };
}
export const SUBMIT = 'mutation($input: SubmitResponseInput!) { submitResponse(input: $input) { invitation { state } } }';
export const REQUEST_CHANGES =
  'mutation($input: RequestChangesInput!) { requestChanges(input: $input) { invitation { state } } }';
export const DECLARE = 'mutation($input: DeclareInterestsInput!) { declareInterests(input: $input) { declaration { id } } }';
export const ASSESS_ANSWERS = 'mutation($input: AssessAnswersInput!) { assessAnswers(input: $input) { assessments { id } } }';
export const ACCEPT_AGREED = 'mutation($input: AcceptAgreedInput!) { acceptAgreed(input: $input) { settled remaining } }';
export const MODERATE =
  'mutation($input: ModerateAssessmentInput!) { moderateAssessment(input: $input) { assessment { moderated } } }';
export const DECIDE =
  'mutation($input: DecideProcurementInput!) { decideProcurement(input: $input) { procurement { stage } } }';
export const CREATE_PACK =
  'mutation($input: CreateAssurancePackInput!) { createAssurancePack(input: $input) { pack { digest downloadUrl } } }';
export const SIGNING_KEY = '{ signingKey { publicKeyPem } }';

export interface OwnDocument {
  id: string;
  fileName: string;
  readers: { buyer: { id: string }; state: string; openings: number }[];
}
export const DOCUMENTS = '{ myDocuments { id fileName readers { buyer { id } state openings } } }';
export const GRANT = 'mutation($input: GrantDocumentInput!) { grantDocument(input: $input) { document { id } } }';
export const WITHDRAW =
  'mutation($input: WithdrawDocumentInput!) { withdrawDocument(input: $input) { document { readers { state } } } }';

export interface AttestationFile {
  attestationFile: {
    format: string;
    attestations: {
      index: number;
      proposal: { schemeCode: string | null; product: { id: string } | null; strength: string };
      drafted: { id: string }[];
    }[];
  };
}
export const ATTESTATION_FILE =
  'query($documentId: ID!) { attestationFile(documentId: $documentId) { format attestations { index proposal { schemeCode product { id } strength } drafted { id } } } }';
export const DRAFT_ATTESTATIONS =
  'mutation($input: DraftAttestationsInput!) { draftAttestations(input: $input) { attestations { id } } }';

export const READ_REQUIREMENTS =
  'query($id: ID!) { procurement(id: $id) { requirements { id ref guidance { item { code } confidence } } } }';
export const READ_CANDIDATES = 'query($id: ID!) { procurement(id: $id) { candidates { id state supplier { id name } } } }';
export const READ_GRID = 'query($id: ID!) { procurement(id: $id) { grid { state } } }';
export const READ_COVERAGE = 'query($id: ID!) { procurement(id: $id) { coverage { status } } }';

export interface Decided {
  procurement: {
    decision: {
      candidate: { supplier: { name: string } } | null;
      arithmetic: { supplierName: string; rank: string | null; total: string }[];
    } | null;
  };
}
export const READ_DECISION =
  'query($id: ID!) { procurement(id: $id) { decision { candidate { supplier { name } } arithmetic { supplierName rank total } } } }';
export const ASK_FOR_ACCOUNT = 'mutation($input: RequestAccountInput!) { requestAccount(input: $input) { reference } }';
