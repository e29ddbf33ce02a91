import { v5 as uuidv5 } from 'uuid';

const NAMESPACE = '5507a291-7afc-49ca-96a9-ea9eba16f8f0';

/** What qualifies the names that Assay adds to a standard's own. It never changes; nothing is to be fetched from it. */
export const ASSAY_NAMESPACE = `urn:uuid:${NAMESPACE}`;

/**
 * The version of how contents are put into OSCAL and CycloneDX, which both forms name. Whoever changes what the writers give raises it and
 * keeps the writers of before for the verifier, which makes the forms again: packs that were sealed must still hold.
 */
export const MAPPING = '1';

/** The UUID (version 5, RFC 9562) of what these words name: the same words have the same on any machine. */
export function uuidOf(...words: readonly string[]): string {
  return uuidv5(JSON.stringify(words), NAMESPACE);
}
