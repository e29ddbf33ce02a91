import Ajv, { type SchemaObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Violation, violationsOf } from '../violation';

/** The version of OSCAL whose schemas are shipped: what `metadata.oscal-version` of a document that we write says. */
export const OSCAL_VERSION = '1.2.1';

/** The models of OSCAL that can be held against their schemas. */
export type OscalModel = 'assessment-plan' | 'assessment-results';

const compiled = new Map<OscalModel, ValidateFunction>();

/** The validator of a model, compiled when it is first asked for: some tenths of a second. */
function validatorOf(model: OscalModel): ValidateFunction {
  let validate = compiled.get(model);
  if (!validate) {
    const schema = JSON.parse(readFileSync(join(__dirname, `${model}.schema.json`), 'utf8')) as SchemaObject;
    validate = addFormats(new Ajv({ allErrors: true, strict: false })).compile(schema);
    compiled.set(model, validate);
  }
  return validate;
}

/**
 * In what a document is not valid OSCAL 1.2.1 of this model, by NIST's own schema; nothing when it is.
 *
 * @param document the parsed JSON, such as `{ "assessment-results": { … } }`
 */
export function oscalViolations(model: OscalModel, document: unknown): Violation[] {
  const validate = validatorOf(model);
  return validate(document) ? [] : violationsOf(validate.errors);
}
