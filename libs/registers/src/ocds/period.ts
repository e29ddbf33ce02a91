import { dayInWords } from './day-in-words';
import { Field, Years } from './field';
import { DayRange } from './release';

/** When contracts can run: what is bought with land, such as a lease, may be for more than a century, and 9999 stands for no end. */
export const RUN: Years = { first: 1992, last: 2200 };

/** The days of a period; null where it names none. An end before its start is left out, with a warning. */
export function readPeriod(period: Field | null): DayRange | null {
  if (period === null) return null;
  const startsOn = period.day('startDate', RUN);
  const endsOn = period.day('endDate', RUN);
  if (startsOn !== null && endsOn !== null && endsOn < startsOn) {
    period.warn(
      'endDate',
      `the period would end on ${dayInWords(endsOn)}, before it starts on ${dayInWords(startsOn)}; the end is left out.`,
    );
    return { startsOn, endsOn: null };
  }
  return startsOn === null && endsOn === null ? null : { startsOn, endsOn };
}
