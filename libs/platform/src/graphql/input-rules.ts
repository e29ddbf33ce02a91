import { ValidateBy } from 'class-validator';

/**
 * A text that says something: blanks, also such as show nothing, are as empty as no text at all.
 *
 * @param message what is missing, after the field's name: "is empty; the record needs why"
 */
export function Filled(message = 'is empty'): PropertyDecorator {
  return ValidateBy({
    name: 'filled',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && VISIBLE.test(value),
      defaultMessage: () => message,
    },
  });
}

/** A character that is no blank, no control and no mark that only formats others. */
const VISIBLE = /[^\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

/** A number that is whole in hundredths, as money and weights are kept. */
export function Hundredths(): PropertyDecorator {
  return ValidateBy({
    name: 'hundredths',
    validator: {
      validate: (value: unknown) => typeof value === 'number' && Number(value.toFixed(2)) === value,
      defaultMessage: () => 'is not a number of at most two decimals; round it',
    },
  });
}
