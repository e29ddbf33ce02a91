import type { PackContents } from '../../contents';
import { personKey } from '../../verify/names';
import type { Person } from '../../contents';

/** What one thing in the document is referred to by: its kind and its key, so that no two have the same. */
function ref(kind: string, ...keys: readonly string[]): string {
  return [kind, ...keys.map((key) => (/^[A-Za-z0-9._-]+$/.test(key) ? key : JSON.stringify(key)))].join(':');
}

/** The references in the document, `bom-ref`, one for each thing. */
export const refs = {
  assessor: (person: Person): string =>
    person.id === null ? ref('assessor-name', person.name) : ref('assessor', personKey(person) ?? ''),
  candidate: (candidateId: string): string => ref('organisation', candidateId),
  product: (productId: string, version: string | null): string =>
    version === null ? ref('product', productId) : ref('product', productId, version),
  answer: (candidateId: string, requirementRef: string): string => ref('claim', 'answer', candidateId, requirementRef),
  holding: (candidateId: string, attestationId: string, target: string): string =>
    ref('claim', 'attestation', candidateId, attestationId, target),
  document: (sha256: string): string => ref('document', sha256),
  attestation: (attestationId: string): string => ref('attestation', attestationId),
  requirements: ({ procurement }: PackContents): string => ref('requirements', procurement.id),
  requirement: (requirementRef: string): string => ref('requirement', requirementRef),
  guidance: (documentCode: string, version: string): string => ref('guidance', documentCode, version),
  item: (itemCode: string): string => ref('item', itemCode),
};

/** Properties by their names, under `assay:`; what is null or empty is left out, and so is the whole where nothing is left. */
export function properties(
  facts: Readonly<Record<string, string | number | null | readonly string[]>>,
): { name: string; value: string }[] | undefined {
  const told = Object.entries(facts).flatMap(([name, values]) =>
    [values]
      .flat()
      .filter((value) => value !== null && value !== '')
      .map((value) => ({ name: `assay:${name}`, value: String(value) })),
  );
  return told.length === 0 ? undefined : told;
}
