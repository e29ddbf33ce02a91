import { BadUserInput, type Tx } from '#platform';
import type { AttestationScheme } from '../scheme/attestation-scheme.entity';
import type { SchemeFieldValue } from './attestation.entity';
import { type GivenField, missingFields, readForm } from './scheme-form';

/**
 * Writes what is filled in of a scheme's form into a draft, and gives it back.
 *
 * @param given left out: what the draft says stays, as far as the scheme's form asks for it
 * @throws BadUserInput with a sentence for each field that cannot stand
 */
export async function fillIn(
  tx: Tx,
  key: string,
  { fields }: AttestationScheme,
  given: readonly GivenField[] | null | undefined,
): Promise<SchemeFieldValue[]> {
  const known = (name: string): boolean => fields.some((field) => field.name === name);
  const { values, problems } = readForm(fields, given ?? (await filledIn(tx, key)).filter(({ name }) => known(name)));
  if (problems.length > 0) throw new BadUserInput(problems.map(({ message }) => message).join(' '), problems);
  await tx.query('DELETE FROM attestation_field WHERE attestation_id = $1', [key]);
  await tx.query(
    `INSERT INTO attestation_field (attestation_id, name, label, position, given)
     SELECT $1, f.name, f.label, f.position, f.values
     FROM jsonb_to_recordset($2::jsonb) AS f (name text, label text, position integer, "values" text[])`,
    [key, JSON.stringify(values.map((value, position) => ({ ...value, position })))],
  );
  return values;
}

/** What an attestation says on its scheme's form, in order. */
export async function filledIn(tx: Tx, key: string): Promise<SchemeFieldValue[]> {
  return tx.query('SELECT name, label, given AS "values" FROM attestation_field WHERE attestation_id = $1 ORDER BY position', [
    key,
  ]);
}

/** @throws BadUserInput when something that the scheme requires was left empty: a draft may, what is signed may not */
export function mustBeFilledIn({ fields }: AttestationScheme, values: readonly SchemeFieldValue[]): void {
  const missing = missingFields(fields, values);
  if (missing.length === 0) return;
  throw BadUserInput.field('fieldValues', `The scheme requires: ${missing.join(', ')}. Fill that in, and then sign.`);
}
