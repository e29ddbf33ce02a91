import type { Visit } from '../page/visit';
import type { FormErrors } from './form-errors';
import { requireDay } from './day';

/**
 * An instant that was typed as a day and a time of day in London: "5pm", "17:00", "5:30 pm".
 *
 * @returns ISO 8601 in UTC; null when it is none, which is then among the errors
 */
export function readMoment(visit: Pick<Visit, 't' | 'field'>, name: string, errors: FormErrors, what: string): string | null {
  const day = requireDay(visit, name, errors, what);
  const typed = visit.field(`${name}-time`);
  const time = readTime(typed);
  if (time === null) errors.add(`${name}-time`, visit.t(typed === '' ? 'form.time.missing' : 'form.time.unreal', { what }));
  if (day === null || time === null) return null;
  const moment = inLondon(day, time);
  if (moment === null) errors.add(`${name}-time`, visit.t('form.time.skipped', { what, time: typed }));
  return moment;
}

/** `17:00` from what a person types; null when it is no time of day. "12pm" is noon. */
export function readTime(text: string): string | null {
  const plain = text
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(/([ap])\.m\.?$/, '$1m')
    .replace('.', ':');
  if (plain === 'midday' || plain === 'noon') return '12:00';
  const [, hours, minutes = '00', half] = /^(\d{1,2})(?::(\d{2}))?(am|pm)?$/.exec(plain) ?? [];
  if (hours === undefined || (half === undefined && !plain.includes(':'))) return null;
  const hour = Number(hours);
  if (Number(minutes) > 59 || hour > (half === undefined ? 23 : 12) || (half !== undefined && hour === 0)) return null;
  const past = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
  return `${String(past).padStart(2, '0')}:${minutes}`;
}

/** The instant at which clocks in London show a day and a time; null when they are put forward past it. Of an hour that comes twice, the first. */
export function inLondon(day: string, time: string): string | null {
  const asIfUtc = new Date(`${day}T${time}:00Z`);
  // British Summer Time is an hour ahead; there is no other offset since 1971.
  const summer = new Date(asIfUtc.getTime() - 3_600_000);
  return [summer, asIfUtc].find((instant) => CLOCK.format(instant) === time)?.toISOString() ?? null;
}

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
