import { createHash, randomBytes } from 'node:crypto';

/** A secret that is shown once, and what is kept of it. `assay_s_` begins a session's, `assay_t_` an API token's, `assay_a_` that of a request for an account. */
export function newToken(kind: 's' | 't' | 'a'): { token: string; hash: string } {
  const token = `assay_${kind}_${randomBytes(32).toString('base64url')}`;
  return { token, hash: hashToken(token) };
}

/** What is kept of a token: 256 random bits need no salt and no slowness. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
