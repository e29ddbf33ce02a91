import { instantInWords } from '#platform';
import type { FormErrors } from '../form/form-errors';
import type { Visit } from '../page/visit';

const A_DAY = 24 * 60 * 60 * 1000;

/**
 * Says of a deadline less than a day ahead that it leaves little time, once: sent again as it is, it is meant. One that has passed is
 * refused by the API.
 *
 * @param dueAt ISO 8601, in UTC
 * @param meant the deadline that the person was told of before; empty when of none
 */
export function warnOfSoon({ t }: Pick<Visit, 't'>, dueAt: string, meant: string, now: Date, errors: FormErrors): void {
  const left = new Date(dueAt).getTime() - now.getTime();
  if (left <= 0 || left >= A_DAY || meant === dueAt) return;
  errors.add('dueAt-day', t('request.soon', { time: instantInWords(new Date(dueAt)) }));
}
