import type { Visit } from '../page/visit';
import type { FormErrors } from './form-errors';

/** A day as it was typed: three numbers under `<name>-day`, `<name>-month` and `<name>-year`. */
export interface TypedDay {
  day: string;
  month: string;
  year: string;
}

/** What was typed, to show it again. */
export function typedDay(visit: Pick<Visit, 'field'>, name: string): TypedDay {
  return { day: visit.field(`${name}-day`), month: visit.field(`${name}-month`), year: visit.field(`${name}-year`) };
}

/** Whether nothing was typed of a day. */
export function isEmptyDay({ day, month, year }: TypedDay): boolean {
  return [day, month, year].every((part) => part === '');
}

/** A day of the API as it would be typed. @param date `2026-08-12`, or nothing */
export function dayToType(date: string | null | undefined): TypedDay {
  const [year, month, day] = (date ?? '').split('-');
  return date ? { day: String(Number(day)), month: String(Number(month)), year } : { day: '', month: '', year: '' };
}

/**
 * The day that was typed, as `2026-08-12`; null when nothing was typed, or when it is no day, which is then among the errors.
 *
 * @param what what the day is, as a message says it: "Contract start date"
 */
export function readDay(visit: Pick<Visit, 't' | 'field'>, name: string, errors: FormErrors, what: string): string | null {
  return checkDay(visit, typedDay(visit, name), name, errors, what);
}

/** The same of a day that has to be there: also when nothing was typed, that is among the errors. */
export function requireDay(visit: Pick<Visit, 't' | 'field'>, name: string, errors: FormErrors, what: string): string | null {
  if (isEmptyDay(typedDay(visit, name))) errors.add(`${name}-day`, visit.t('form.day.missing', { what }));
  return readDay(visit, name, errors, what);
}

/** As {@link readDay}, of a day that was read already. */
export function checkDay(
  { t }: Pick<Visit, 't'>,
  typed: TypedDay,
  name: string,
  errors: FormErrors,
  what: string,
): string | null {
  if (isEmptyDay(typed)) return null;
  const missing = (['day', 'month', 'year'] as const).find((part) => typed[part] === '');
  if (missing !== undefined) {
    errors.add(`${name}-${missing}`, t(`form.day.${missing}Missing`, { what }));
    return null;
  }
  if (/^\d{1,3}$/.test(typed.year) || /^0+\d{1,3}$/.test(typed.year)) {
    errors.add(`${name}-year`, t('form.day.yearShort', { what }));
    return null;
  }
  const date = isoDay(typed);
  if (date === null) errors.add(`${name}-day`, t('form.day.unreal', { what }));
  return date;
}

/** `2026-08-12`, or null when there is no such day. */
export function isoDay({ day, month, year }: TypedDay): string | null {
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^[12]\d{3}$/.test(year)) return null;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return real ? date.toISOString().slice(0, 10) : null;
}

const LONDON = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Today, as it is in London: what is valid, due or signed is so by the days there. */
export function today(): string {
  return LONDON.format(new Date());
}
