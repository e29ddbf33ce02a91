import { dayInWords, daysUntil } from '#platform';
import type { RetentionState } from './retention.types';

/** Days before records fall due at which it is told; the last is the day itself. */
const THRESHOLDS = ['30', '7', '0'] as const;
export type RetentionThreshold = (typeof THRESHOLDS)[number];

/** The nearest threshold that has come; null when it is more than thirty days until then. @param keptUntil,today calendar days */
export function retentionThreshold(keptUntil: string, today: string): RetentionThreshold | null {
  const days = daysUntil(keptUntil, today);
  return THRESHOLDS.findLast((threshold) => days <= Number(threshold)) ?? null;
}

/** Whether it was told, or something later was. */
export function wasTold(told: readonly string[], threshold: RetentionThreshold): boolean {
  return told.some((each) => Number(each) <= Number(threshold));
}

/** What is told of records that fall due. */
export function dueNotice(name: string, keptUntil: string, threshold: RetentionThreshold, state: RetentionState): string {
  const day = dayInWords(keptUntil);
  const when = threshold === '0' ? `have been due for erasing since ${day}` : `fall due for erasing on ${day}`;
  return `The records of ${name} ${when}. ${NEXT[state]}`;
}

/** What an administrator can do. Nothing goes by itself. */
const NEXT: Record<RetentionState, string> = {
  RUNNING: 'The procurement is still open here: nothing is erased before it is closed, and an administrator confirms it.',
  HELD: 'A hold stands, so nothing is erased until it is lifted and an administrator confirms it.',
  NO_TERM: 'Nothing is erased before an administrator confirms it.',
  KEPT: 'Nothing is erased before an administrator confirms it. If they are still needed, an administrator places a hold or sets a later day.',
  DUE: 'Nothing is erased before an administrator confirms it. If they are still needed, an administrator places a hold or sets a later day.',
};
