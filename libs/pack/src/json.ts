import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** What JSON can hold, and nothing else. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/**
 * RFC 8785 canonical JSON: sorted keys, no white space, one spelling for each number, so that equal values have equal bytes.
 *
 * @throws Error when the value is not JSON (undefined, a function, NaN)
 * @source RFC 8785
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('This value cannot be written as JSON, so it cannot be hashed.');
  return text;
}

/** SHA-256 as 64 lower-case hex digits; text is hashed as UTF-8. */
export function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** SHA-256 (hex) over the canonical JSON of a value. */
export function hashOf(value: unknown): string {
  return sha256(canonicalJson(value));
}

/** Whether a parsed JSON value is an object with keys (neither a list nor null). */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
