import { type Violation, violationsOf } from '../violation';

/** The versions of CycloneDX that have attestations (`declarations`). */
export const CYCLONEDX_VERSIONS = ['1.6', '1.7'] as const;

export type CycloneDxVersion = (typeof CYCLONEDX_VERSIONS)[number];

/** Whether attestations are read from documents of this version. */
export function isCycloneDxVersion(version: unknown): version is CycloneDxVersion {
  return CYCLONEDX_VERSIONS.some((known) => known === version);
}

const validators = new Map<CycloneDxVersion, Promise<Validator>>();

/** What holds a document against the schema: an error in its own form, or null. */
interface Validator {
  validate(text: string): Promise<unknown>;
}

/** The validator of a version, which compiles its schema once: a second or two. The library is large, and most processes never ask for it. */
function validatorOf(version: CycloneDxVersion): Promise<Validator> {
  const known = validators.get(version);
  if (known) return known;
  const validator = import('@cyclonedx/cyclonedx-library').then(
    ({ Spec, Validation }) => new Validation.JsonStrictValidator(version === '1.6' ? Spec.Version.v1dot6 : Spec.Version.v1dot7),
  );
  validators.set(version, validator);
  return validator;
}

/**
 * In what a document is not valid CycloneDX JSON of this version, by OWASP's own schema; nothing when it is.
 *
 * @param text the document as JSON text, as it is written or was received
 */
export async function cycloneDxViolations(version: CycloneDxVersion, text: string): Promise<Violation[]> {
  const validator = await validatorOf(version);
  return violationsOf((await validator.validate(text)) as Parameters<typeof violationsOf>[0]);
}
