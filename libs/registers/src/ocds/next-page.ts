import { object } from './field';

/** Where a package says that its next page is; null where it says that of none. */
export function nextPageOf(json: unknown): string | null {
  const next = object(object(json)?.links)?.next;
  return typeof next === 'string' && next.trim() !== '' ? next.trim() : null;
}
