/** What is checked, in the order in which it is checked. */
export type CheckName =
  | 'container'
  | 'manifest'
  | 'files'
  | 'signature'
  | 'key'
  | 'contents'
  | 'parts'
  | 'documents'
  | 'audit'
  | 'record'
  | 'times'
  | 'search'
  | 'arithmetic'
  | 'decision'
  | 'cancellation'
  | 'summaries'
  | 'candidates'
  | 'settling'
  | 'people'
  | 'evidence'
  | 'oscal'
  | 'cyclonedx'
  | 'scope';

/** One check and what came of it, in a sentence. `NOT_CHECKED` says what is missing, and is no failure. */
export interface VerifyCheck {
  name: CheckName;
  outcome: 'PASSED' | 'FAILED' | 'NOT_CHECKED';
  sentence: string;
  /** The file of the pack that it is about, where it is about one. */
  path: string | null;
}

/** What is known of a pack after it was checked. */
export interface VerifyReport {
  /** No check failed. */
  ok: boolean;
  /** What the pack says it is; null when it could not be read. */
  pack: { reference: string; title: string; createdAt: string; digest: string; demonstration: boolean } | null;
  /** The key that signed it, and whether it is the one that the reader trusts; null when there is none that can be read. */
  key: { fingerprint: string; trusted: boolean } | null;
  checks: VerifyCheck[];
}

/** A check that holds. */
export function passed(name: CheckName, sentence: string, path: string | null = null): VerifyCheck {
  return { name, outcome: 'PASSED', sentence, path };
}

/** A check that does not hold, and in which file. */
export function failed(name: CheckName, sentence: string, path: string | null = null): VerifyCheck {
  return { name, outcome: 'FAILED', sentence, path };
}

/** A check that could not be made, and why. */
export function notChecked(name: CheckName, sentence: string): VerifyCheck {
  return { name, outcome: 'NOT_CHECKED', sentence, path: null };
}

/** One check of which everything that does not fit is known: it fails with the first and says how many more there are. */
export function verdict(name: CheckName, problems: readonly string[], holds: string, path: string): VerifyCheck {
  if (problems.length === 0) return passed(name, holds);
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more of this kind)` : '';
  return failed(name, problems[0] + more, path);
}

/** What an error says, for a sentence. */
export function messageOf(error: unknown): string {
  return isObject(error) && typeof error.message === 'string' ? error.message : String(error);
}

/** Whether the system refused a file (not there, not allowed, a folder), which says nothing of what is in it. */
export function isSystemError(error: unknown): boolean {
  return isObject(error) && typeof error.syscall === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
