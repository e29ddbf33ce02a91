/** How many requests a server takes in how long. */
export interface Pace {
  requests: number;
  windowMs: number;
}

/** Find a Tender refuses more. @source issue: about 12 requests in 120 seconds, as observed */
export const FIND_A_TENDER_PACE: Pace = { requests: 12, windowMs: 120_000 };

/**
 * How long to wait before the next request.
 *
 * @param sent when the last requests were sent, the earliest first, in milliseconds
 */
export function waitBefore(sent: readonly number[], now: number, { requests, windowMs }: Pace): number {
  const first = sent.at(-requests);
  return first === undefined ? 0 : Math.max(0, first + windowMs - now);
}

/**
 * Until when a server asks to be left alone: `Retry-After` as seconds or as a date; null when it says neither.
 *
 * @source RFC 9110, 10.2.3
 */
export function retryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return now + Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(now, at);
}

/**
 * Until when an answer asks that its server be left alone; null when it does not.
 *
 * @param windowMs how long to leave it where it says "too many" without a time
 */
export function busyUntil({ status, headers }: Response, now: number, windowMs: number): number | null {
  if (status !== 429 && status !== 503) return null;
  return retryAfter(headers.get('retry-after'), now) ?? (status === 429 ? now + windowMs : null);
}
