import type { AttestationFormQuery, SchemeFieldValueInput } from '../api/operations';
import { dayToType, isEmptyDay, readDay, typedDay, type TypedDay } from '../form/day';
import type { FormErrors } from '../form/form-errors';
import type { Visit } from '../page/visit';

/** A field of a scheme's own form. */
export type SchemeFormField = AttestationFormQuery['attestationScheme']['fields'][number];

/** What was typed for a field: a text, a list as lines, or a day. */
export interface TypedField {
  text: string;
  day: TypedDay;
}

/** What was typed, by the names of the fields. */
export type TypedFields = Record<string, TypedField>;

/** The fields that are asked for beside what every attestation says. */
export function askedFields(fields: readonly SchemeFormField[]): SchemeFormField[] {
  return fields.filter(({ askedAs }) => askedAs === null);
}

/** The name of a field in the form, which is the id of its first control. */
export function nameInForm({ name }: { name: string }): string {
  return `scheme-${name}`;
}

/** What was typed into the scheme's form. */
export function typedFields(visit: Visit, fields: readonly SchemeFormField[]): TypedFields {
  return Object.fromEntries(
    fields.map((field) => [field.name, { text: visit.field(nameInForm(field)), day: typedDay(visit, nameInForm(field)) }]),
  );
}

/** What a draft says on its scheme's form, as it would be typed. */
export function fieldsToType(
  fields: readonly SchemeFormField[],
  given: readonly { name: string; values: string[] }[],
): TypedFields {
  const typed = (field: SchemeFormField): TypedField => {
    const values = given.find(({ name }) => name === field.name)?.values ?? [];
    return field.type === 'DATE' ? { text: '', day: dayToType(values[0]) } : { text: values.join('\n'), day: dayToType(null) };
  };
  return Object.fromEntries(fields.map((field) => [field.name, typed(field)]));
}

/** What the scheme's form says, for the API: every field, so that what was emptied is emptied. Days that are none are among the errors. */
export function readFields(visit: Visit, fields: readonly SchemeFormField[], errors: FormErrors): SchemeFieldValueInput[] {
  return fields.map((field) => ({ name: field.name, values: valuesTyped(visit, field, errors) }));
}

function valuesTyped(visit: Visit, field: SchemeFormField, errors: FormErrors): string[] {
  const name = nameInForm(field);
  if (field.type === 'DATE') {
    const day = isEmptyDay(typedDay(visit, name)) ? null : readDay(visit, name, errors, field.label);
    return day === null ? [] : [day];
  }
  const text = visit.field(name);
  return field.type === 'LIST' ? text.split('\n') : [text];
}

/** The form's fields by the API's paths. */
export function pathsOf(fields: readonly SchemeFormField[]): Record<string, string> {
  const paths = fields.map((field, index) => {
    const control = field.type === 'DATE' ? `${nameInForm(field)}-day` : nameInForm(field);
    return [`fieldValues[${index}].values`, control];
  });
  return { ...Object.fromEntries(paths), fieldValues: 'scheme-form' } as Record<string, string>;
}
