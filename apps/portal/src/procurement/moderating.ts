import type { ModerationProgressQuery } from '../api/operations';

type Cell = ModerationProgressQuery['procurement']['grid'][number];

/** What the assessors of a procurement are known by. */
type Assessed = readonly { assessor: { id: string | null } }[];

/** Whether a person has judged any answer of a procurement, and so leaves it to others to settle the figures. */
export function hasAssessed(assessments: Assessed, viewerId: string | undefined): boolean {
  return assessments.some(({ assessor }) => assessor.id === viewerId);
}

/**
 * How many answers are settled at once when that is asked for: those on which all who judged agree, and each on the present answer; of these,
 * how many one person alone judged. None while any has not been assessed, since nothing is settled before.
 */
export function settledAtOnce(cells: readonly Pick<Cell, 'state' | 'outOfDate'>[]): { count: number; once: number } {
  if (cells.some(({ state }) => state === 'NOT_ASSESSED')) return { count: 0, once: 0 };
  const present = cells.filter(({ outOfDate }) => outOfDate.length === 0);
  const once = present.filter(({ state }) => state === 'ONE_ASSESSMENT').length;
  return { count: present.filter(({ state }) => state === 'AGREED').length + once, once };
}
