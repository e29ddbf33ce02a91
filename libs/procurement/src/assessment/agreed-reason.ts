/** What the column for a reason takes, in characters as PostgreSQL counts them. */
export const LONGEST_REASON = 10_000;

const BETWEEN = '\n';
const CUT = ' …';

/**
 * Why an answer got the figure on which its assessors agree: what they wrote, in the order given, each reason once. Reasons that are
 * too long together are cut, the longest first, so that none is lost whole.
 */
export function agreedReason(reasons: readonly string[]): string {
  const each = [...new Set(reasons.map((reason) => reason.trim()))];
  const rooms = new Map<string, number>();
  let room = LONGEST_REASON - BETWEEN.length * (each.length - 1);
  for (const [index, reason] of each.toSorted((a, b) => lengthOf(a) - lengthOf(b)).entries()) {
    const share = Math.floor(room / (each.length - index));
    rooms.set(reason, share);
    room -= Math.min(share, lengthOf(reason));
  }
  return each.map((reason) => cut(reason, rooms.get(reason) ?? 0)).join(BETWEEN);
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}

function cut(text: string, room: number): string {
  if (lengthOf(text) <= room) return text;
  return (
    Array.from(text)
      .slice(0, room - CUT.length)
      .join('') + CUT
  );
}
