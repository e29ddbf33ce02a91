import type { IdentifierInput } from '../api/operations';
import type { FormErrors } from './form-errors';
import type { Visit } from '../page/visit';

/** How many identifiers a form has room for. */
const ROWS = 3;

/** A row of the form as it was typed. Its fields are `scheme-1` and `number-1`. */
export interface IdentifierRow {
  place: number;
  scheme: string;
  number: string;
}

export function typedRows(visit: Visit): IdentifierRow[] {
  return Array.from({ length: ROWS }, (_, index) => {
    const place = index + 1;
    return { place, scheme: visit.field(`scheme-${place}`), number: visit.field(`number-${place}`) };
  });
}

/** Rows that say what identifiers are, for a form that is shown with them. */
export function rowsOf(identifiers: readonly { scheme: string; id: string }[]): IdentifierRow[] {
  return Array.from({ length: Math.max(ROWS, identifiers.length) }, (_, index) => {
    const { scheme = '', id = '' } = identifiers[index] ?? {};
    return { place: index + 1, scheme, number: id };
  });
}

/** The identifiers that the rows say; one of which a half is missing is an error at its field. */
export function readRows({ t }: Visit, rows: readonly IdentifierRow[], errors: FormErrors): IdentifierInput[] {
  return filled(rows).map(({ place, scheme, number }) => {
    errors.require(`scheme-${place}`, scheme, t('organisations.new.schemeMissing'));
    errors.require(`number-${place}`, number, t('organisations.new.numberMissing'));
    return { scheme, id: number };
  });
}

/** The field of each of the API's paths, which count the rows that say something: in brackets, or with a dot where a text is too long. */
export function fieldsOfRows(rows: readonly IdentifierRow[]): Record<string, string> {
  const paths = filled(rows).flatMap(({ place }, index) =>
    [`identifiers[${index}]`, `identifiers.${index}`].flatMap((path) => [
      [`${path}.scheme`, `scheme-${place}`],
      [`${path}.id`, `number-${place}`],
    ]),
  );
  return Object.fromEntries(paths) as Record<string, string>;
}

function filled(rows: readonly IdentifierRow[]): IdentifierRow[] {
  return rows.filter(({ scheme, number }) => scheme !== '' || number !== '');
}
