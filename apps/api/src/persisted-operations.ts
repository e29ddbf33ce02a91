// Made by scripts/operations.cjs from apps/portal/operations. Do not edit.

/** The portal's operations by the SHA-256 of their text: it sends the hash alone. */
export const PERSISTED_OPERATIONS: ReadonlyMap<string, string> = new Map([
  ['4eac9b0b58d7257732f5b96107fdab49e852d24f078737da68e85134d1909561', "mutation SignIn($input: SignInInput!) {\n  signIn(input: $input) {\n    token\n    expiresAt\n  }\n}"],
  ['967b3e4602aeae76a195fe1fd0ccfd5cc93eedcc16d9bb7237f87c4fd2b24d41', "mutation SignOut($input: SignOutInput!) {\n  signOut(input: $input) {\n    ended\n  }\n}"],
  ['071d0af6caf8052410bf711ae16dd7e9cd028e65e8fcbb02a5545dfd2374c67a', "query Start {\n  suppliers(first: 1) {\n    totalCount\n  }\n  guidanceDocuments {\n    itemCount\n  }\n}"],
  ['ed95d333625871f9d7a64db1cf5ab9e93580bade103c77088ea7aa5fcd976c14', "query Viewer {\n  viewer {\n    user {\n      name\n      email\n    }\n    organisation {\n      id\n      name\n      kind\n      provenance\n    }\n    roles\n  }\n}"],
]);
