// Made by scripts/operations.cjs from apps/portal/operations. Do not edit.
import type { Operation } from './operation';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
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
