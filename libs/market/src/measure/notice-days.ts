/** The first and the last day on which the notices were published that the market's awards are of; null where none says when it was. */
export interface NoticeDays {
  noticesFrom: string | null;
  noticesTo: string | null;
}

/** As a snapshot has them, in SQL. */
export const NOTICE_DAYS = 'notices_from::text AS "noticesFrom", notices_to::text AS "noticesTo"';

/** How much of a period was read: all its days, some, or none, because it is later than the last notice or earlier than the first. */
export const REACHES = ['WHOLE', 'PARTIAL', 'NOT_YET', 'NOT_READ'] as const;
export type Reach = (typeof REACHES)[number];

/** Whether anything of a period was read. */
export function isRead(reach: Reach): boolean {
  return reach === 'WHOLE' || reach === 'PARTIAL';
}

/** Four times the year and the quarter from 0. */
export function quarterOf(day: string): number {
  return Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
}

/**
 * How much of a quarter the notices reach into. Awards of a quarter beyond them are known in part: those that were published later, or
 * ahead of their day.
 */
export function reachOf(quarter: number, { noticesFrom, noticesTo }: NoticeDays, hasAwards: boolean): Reach {
  if (noticesFrom === null || noticesTo === null) return hasAwards ? 'PARTIAL' : 'NOT_READ';
  const [first, last] = [quarterOf(noticesFrom), quarterOf(noticesTo)];
  if (quarter < first || quarter > last) {
    if (hasAwards) return 'PARTIAL';
    return quarter > last ? 'NOT_YET' : 'NOT_READ';
  }
  const beginsBefore = quarter === first && noticesFrom > firstDayOf(quarter);
  const endsAfter = quarter === last && noticesTo < lastDayOf(quarter);
  return beginsBefore || endsAfter ? 'PARTIAL' : 'WHOLE';
}

function firstDayOf(quarter: number): string {
  return dayOf(quarter, (quarter % 4) * 3, 1);
}

function lastDayOf(quarter: number): string {
  return dayOf(quarter, (quarter % 4) * 3 + 3, 0);
}

function dayOf(quarter: number, month: number, day: number): string {
  return new Date(Date.UTC(Math.floor(quarter / 4), month, day)).toISOString().slice(0, 10);
}
