import { Field } from './field';
import { NoticeValue } from './release';

/** The sum of money that something is of; null where none is stated. */
export function readValue(field: Field, name = 'value'): NoticeValue | null {
  const value = field.child(name);
  if (value === null) return null;
  const gross = value.amount('amountGross');
  const net = value.amount('amount');
  return gross === null && net === null ? null : { gross, net, currency: value.text('currency') };
}
