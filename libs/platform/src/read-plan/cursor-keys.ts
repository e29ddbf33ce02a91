/** The types that lists are ordered by. */
export type CursorKeyType = 'text' | 'uuid' | 'integer' | 'bigint' | 'numeric' | 'date' | 'timestamptz';

/** Whether PostgreSQL reads a text as a value of a type, in the form in which it writes such values itself. */
export function isKeyOf(type: CursorKeyType, text: string): boolean {
  switch (type) {
    case 'text':
      return true;
    case 'uuid':
      return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(text);
    case 'integer':
      return isWhole(text, 31n);
    case 'bigint':
      return isWhole(text, 63n);
    case 'numeric':
      return /^-?\d{1,50}(?:\.\d{1,50})?$/.test(text);
    case 'date':
      return isMoment(text, /^(\d{4,7})-(\d\d)-(\d\d)( BC)?$/, LAST_YEAR.date);
    case 'timestamptz':
      return isMoment(text, INSTANT, LAST_YEAR.timestamptz);
  }
}

/** @source PostgreSQL 17, 8.5: the last whole years of either type, and the first of both */
const LAST_YEAR = { date: 5874896, timestamptz: 294275 };
const FIRST_YEAR_BC = 4712;

const INSTANT =
  /^(\d{4,6})-(\d\d)-(\d\d) (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?[+-](?:0\d|1[0-5])(?::[0-5]\d){0,2}( BC)?$/;

/** @param bits of its amount */
function isWhole(text: string, bits: bigint): boolean {
  if (!/^-?\d{1,19}$/.test(text)) return false;
  const value = BigInt(text);
  return value >= -(1n << bits) && value < 1n << bits;
}

/** @param form its groups: year, month, day and " BC" */
function isMoment(text: string, form: RegExp, lastYear: number): boolean {
  if (text === 'infinity' || text === '-infinity') return true;
  const match = form.exec(text);
  if (match === null) return false;
  const [year, month, day] = match.slice(1, 4).map(Number);
  const isBefore = match[4] !== undefined;
  if (year < 1 || year > (isBefore ? FIRST_YEAR_BC : lastYear)) return false;
  return day >= 1 && day <= daysIn(isBefore ? 1 - year : year, month);
}

/** Days of a month of the Gregorian calendar, also before there was one; 0 where there is no such month. */
function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}
