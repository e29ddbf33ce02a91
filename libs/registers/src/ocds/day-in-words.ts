const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A day as a warning says it: "31 January 2026", from `2026-01-31`. */
export function dayInWords(day: string): string {
  return DAY.format(new Date(day));
}
