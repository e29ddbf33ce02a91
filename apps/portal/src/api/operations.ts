// Made by scripts/operations.cjs from apps/portal/operations. Do not edit.
import type { Operation } from './operation';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** How far a scheme evidences an item of guidance. */
export type EvidenceExtent =
  | 'FULL'
  | 'PARTIAL'
  | 'SUPPORTING';

/** What the first item is to the second. */
export type GuidanceRelationship =
  | 'EQUAL'
  | 'INTERSECTS'
  | 'SUBSET'
  | 'SUPERSET';

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

export type OrganisationKind =
  | 'BUYER'
  | 'OVERSIGHT'
  | 'SUPPLIER';

/** Where it comes from. DEMONSTRATION: invented to show the product. */
export type Provenance =
  | 'COMPANIES_HOUSE'
  | 'DEMONSTRATION'
  | 'FIND_A_TENDER'
  | 'SELF_DECLARED'
  | 'VERIFIED';

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

export type SignInInput = {
  email: string;
  password: string;
};

export type SignOutInput = {
  /** Also end every other session of yours */
  everywhere?: boolean | null;
};

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

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { roles: Array<Role>, user: { name: string, email: string }, organisation: { id: string, name: string, kind: OrganisationKind, provenance: Provenance } } };

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

export const Start: Operation<StartQuery, StartQueryVariables> = {
  name: 'Start',
  hash: '071d0af6caf8052410bf711ae16dd7e9cd028e65e8fcbb02a5545dfd2374c67a',
  text: "query Start {\n  suppliers(first: 1) {\n    totalCount\n  }\n  guidanceDocuments {\n    itemCount\n  }\n}",
};

export const Viewer: Operation<ViewerQuery, ViewerQueryVariables> = {
  name: 'Viewer',
  hash: 'ed95d333625871f9d7a64db1cf5ab9e93580bade103c77088ea7aa5fcd976c14',
  text: "query Viewer {\n  viewer {\n    user {\n      name\n      email\n    }\n    organisation {\n      id\n      name\n      kind\n      provenance\n    }\n    roles\n  }\n}",
};
