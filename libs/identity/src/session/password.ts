import { Algorithm, hash, verify } from '@node-rs/argon2';

/** OWASP's first choice of argon2id parameters: 19 MiB, two passes, one lane (Password Storage Cheat Sheet). */
const PARAMETERS = { algorithm: 2 satisfies Algorithm.Argon2id as Algorithm, memoryCost: 19456, timeCost: 2, parallelism: 1 };

/** How long a password may be, in characters. */
export const PASSWORD_LENGTH = { least: 12, most: 200 };

/** What is kept of a password: its argon2id hash with its salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS);
}

let nobody: Promise<string> | null = null;

/** Whether the password is the account's. An account that does not exist takes as long, so that time tells nothing. */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword('no account has this password');
  const matches = await verify(passwordHash ?? (await nobody), password);
  return passwordHash !== null && matches;
}
