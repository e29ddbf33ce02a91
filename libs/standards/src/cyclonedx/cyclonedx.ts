import { type Violation, violationsOf } from '../violation';

/** The versions of CycloneDX that have attestations (`declarations`). */
export const CYCLONEDX_VERSIONS = ['1.6', '1.7'] as const;

export type CycloneDxVersion = (typeof CYCLONEDX_VERSIONS)[number];

/** Whether attestations are read from documents of this version. */
export function isCycloneDxVersion(version: unknown): version is CycloneDxVersion {
  return CYCLONEDX_VERSIONS.some((known) => known === version);
}

/**
 * In what a document is not valid CycloneDX JSON of this version, by OWASP's own schema; nothing when it is.
 *
 * @param text the document as JSON text, as it is written or was received
 */
export async function cycloneDxViolations(version: CycloneDxVersion, text: string): Promise<Violation[]> {
  // Loaded when it is first needed: it is a large library, and most processes never ask.
  const { Spec, Validation } = await import('@cyclonedx/cyclonedx-library');
  const spec = version === '1.6' ? Spec.Version.v1dot6 : Spec.Version.v1dot7;
  const errors = await new Validation.JsonStrictValidator(spec).validate(text);
  return violationsOf(errors as Parameters<typeof violationsOf>[0]);
}
