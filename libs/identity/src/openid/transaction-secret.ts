import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What one way to the provider and back needs, all derived from one secret that the browser keeps. */
export interface TransactionSecrets {
  /** What is kept here: it tells nothing of the rest. */
  hash: string;
  /** Comes back with the answer, so that one that another browser asked for is not taken. */
  state: string;
  /** Stands in the ID token, so that one that was made for another sign-in is not taken. */
  nonce: string;
  /** Proves that whoever brings the code is who asked for it (PKCE, RFC 7636). */
  verifier: string;
}

/** A new secret: 256 random bits. */
export function newTransactionSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is derived from a secret; of one thing that is known none of the others can be told. */
export function secretsOf(secret: string): TransactionSecrets {
  const derived = (of: string): string => createHmac('sha256', secret).update(of).digest('base64url');
  return {
    hash: createHash('sha256').update(secret).digest('hex'),
    state: derived('state'),
    nonce: derived('nonce'),
    verifier: derived('verifier'),
  };
}

/** Whether the provider's answer is to what this browser asked. @param answer the query that it sent the browser back with */
export function answersTo({ state }: TransactionSecrets, answer: string): boolean {
  const [came, asked] = [new URLSearchParams(answer).get('state') ?? '', state].map((text) => Buffer.from(text));
  return came.length === asked.length && timingSafeEqual(came, asked);
}
