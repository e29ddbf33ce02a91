/** One way in which a document is not as its standard says. */
export interface Violation {
  /** Where, as a JSON Pointer (RFC 6901) into the document; empty for the whole of it. */
  path: string;
  /** What is wrong there, such as "must have required property 'uuid'". */
  message: string;
}

/** How many violations are told: of a document of another kind there would be thousands. */
const TOLD = 20;

/** The violations in what Ajv reports, at most twenty, each once. */
export function violationsOf(errors: readonly { instancePath?: string; message?: string }[] | null | undefined): Violation[] {
  const told = new Map<string, Violation>();
  for (const { instancePath = '', message = 'is not valid' } of errors ?? []) {
    if (told.size === TOLD) break;
    told.set(`${instancePath} ${message}`, { path: instancePath, message });
  }
  return [...told.values()];
}
