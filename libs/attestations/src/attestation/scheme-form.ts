import type { FieldProblem } from '#platform';
import type { SchemeField } from '../scheme/attestation-scheme.entity';
import type { SchemeFieldValue } from './attestation.entity';

/** What is given for a field of a scheme's form: one text, and several for a list. */
export interface GivenField {
  name: string;
  values: string[];
}

export interface ReadForm {
  /** What was filled in, in the order of the form, with the labels of the day. */
  values: SchemeFieldValue[];
  /** What cannot stand, as sentences; the path is that of `fieldValues` in an input. */
  problems: FieldProblem[];
}

/**
 * Holds what was given against a scheme's form. Fields left empty are left out: that one is required is asked when it is signed, by
 * {@link missingFields}.
 */
export function readForm(form: readonly SchemeField[], given: readonly GivenField[]): ReadForm {
  const filled = given.map(({ name, values }) => ({ name, values: values.map((value) => value.trim()).filter(Boolean) }));
  const problems = filled.flatMap((one, index) => {
    const twice = filled.findIndex(({ name }) => name === one.name) !== index;
    const field = form.find(({ name }) => name === one.name);
    const message = twice ? `"${one.name}" is given twice. Give it once.` : problemOf(field, one);
    return message === null ? [] : [{ path: `fieldValues[${index}].values`, message }];
  });
  const values = form.flatMap(({ name, label }) => {
    const one = filled.find((other) => other.name === name);
    return one === undefined || one.values.length === 0 ? [] : [{ name, label, values: one.values }];
  });
  return { values, problems };
}

/** The labels of what a scheme requires and was left empty. */
export function missingFields(form: readonly SchemeField[], values: readonly SchemeFieldValue[]): string[] {
  return form
    .filter(({ name, required, askedAs }) => required && !askedAs && !values.some((value) => value.name === name))
    .map(({ label }) => label);
}

function problemOf(field: SchemeField | undefined, { name, values }: GivenField): string | null {
  if (field === undefined) return `"${name}" is no field of this scheme's form. Use the names of its fields.`;
  const { label, type, askedAs } = field;
  if (askedAs) return `${label} is said by ${askedAs}. Give it there.`;
  if (type !== 'LIST' && values.length > 1) return `${label} takes one value, and ${values.length} are given.`;
  const choices = field.choices ?? [];
  const strange = choices.length === 0 ? undefined : values.find((value) => !choices.includes(value));
  if (strange !== undefined) return `${label} has to be one of ${choices.join(', ')}. It says "${strange}".`;
  const wrong = values.find((value) => !(IS_OF_TYPE[type]?.(value) ?? true));
  return wrong === undefined ? null : `${label} has to be ${TYPES[type]}. It says "${wrong}".`;
}

const IS_OF_TYPE: Readonly<Record<string, (value: string) => boolean>> = {
  DATE: (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(value).toJSON()?.slice(0, 10) === value,
  NUMBER: (value) => /^\d{1,15}(\.\d{1,6})?$/.test(value),
  BOOLEAN: (value) => value === 'true' || value === 'false',
  URL: (value) => /^https?:\/\/\S+$/i.test(value) && URL.canParse(value),
};

const TYPES: Readonly<Record<string, string>> = {
  DATE: 'a day, such as 2026-11-30',
  NUMBER: 'a number, such as 12',
  BOOLEAN: 'true or false',
  URL: 'an address that begins with http:// or https://',
};
