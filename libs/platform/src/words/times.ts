/** A day as people read it: "31 January 2026", from `2026-01-31`. */
export function dayInWords(day: string): string {
  return UTC_DAY.format(new Date(day));
}

/** An instant by the clocks of London, as people read it: "31 January 2026 at 5:30pm". */
export function instantInWords(instant: Date): string {
  return `${LONDON_DAY.format(instant)} at ${timeOfDay(instant)}`;
}

/**
 * A time of day in London as the GOV.UK style says it: "5:30pm", "5pm", "midday", "midnight"; seconds only where there are any.
 *
 * @source <https://www.gov.uk/guidance/style-guide/a-to-z-of-gov-uk-style#times>
 */
export function timeOfDay(instant: Date): string {
  const [hours, minutes, seconds] = LONDON_CLOCK.format(instant).split(':').map(Number);
  if (minutes === 0 && seconds === 0 && hours % 12 === 0) return hours === 0 ? 'midnight' : 'midday';
  const past = [minutes, seconds].slice(0, seconds > 0 ? 2 : minutes > 0 ? 1 : 0);
  const clock = [hours % 12 || 12, ...past.map((part) => String(part).padStart(2, '0'))].join(':');
  return `${clock}${hours < 12 ? 'am' : 'pm'}`;
}

const LONG = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const UTC_DAY = new Intl.DateTimeFormat('en-GB', { ...LONG, timeZone: 'UTC' });
const LONDON_DAY = new Intl.DateTimeFormat('en-GB', { ...LONG, timeZone: 'Europe/London' });
const LONDON_CLOCK = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', hourCycle: 'h23', timeZone: 'Europe/London' });
