export const THRESHOLDS = ['30', '7', '1', '0', 'OVERDUE'] as const;
/** Days before the end of something at which it is told. */
export type Threshold = (typeof THRESHOLDS)[number];

const DAY = 86_400_000;
const FURTHEST = 30;

/**
 * The nearest threshold that has come: of several that passed while nobody looked, only the last is worth telling.
 *
 * @param expiresOn,today calendar days
 * @returns null when there is no end, or it is more than thirty days away
 */
export function thresholdOn(expiresOn: string | null, today: string): Threshold | null {
  if (expiresOn === null) return null;
  const days = daysUntil(expiresOn, today);
  if (days < 0) return 'OVERDUE';
  if (days === 0) return '0';
  if (days <= 1) return '1';
  if (days <= 7) return '7';
  return days <= FURTHEST ? '30' : null;
}

/** Whether it was told already; one threshold stands for all before it. @param told thresholds, among other things that are told once */
export function isTold(told: readonly string[], threshold: Threshold): boolean {
  return told.some((each) => THRESHOLDS.findIndex((known) => known === each) >= THRESHOLDS.indexOf(threshold));
}

/** The calendar day after which an end is too far away to be told. */
export function lastDayTold(today: string): string {
  return daysFrom(today, FURTHEST);
}

/** Days from one calendar day to another; below zero when that is past. */
export function daysUntil(day: string, today: string): number {
  return Math.round((Date.parse(day) - Date.parse(today)) / DAY);
}

/** The calendar day so many days after another, or before it. */
export function daysFrom(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}
