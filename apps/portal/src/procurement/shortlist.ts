import type { ShortlistQuery } from '../api/operations';

/** A supplier of the locked search, as it stood, and what the buyer has decided on it. */
export interface LockedSupplier {
  id: string;
  name: string;
  position: number;
  /** Names of the schemes that it held, verified, when the search was locked. */
  attestations: string[];
  demonstration: boolean;
  state: string | null;
  reason: string | null;
}

/** What a snapshot of a locked search holds, as far as the page shows it. */
interface Snapshot {
  id: string;
  name: string;
  provenance: string;
  attestations: { scheme: string; state: string }[];
}

/** The results of the locked search in their order, with the decisions. */
export function lockedSuppliers({ procurement, lockedResults, attestationSchemes }: ShortlistQuery): LockedSupplier[] {
  const decided = new Map(procurement.candidates.map((candidate) => [candidate.supplier.id, candidate]));
  const names = new Map(attestationSchemes.map(({ code, name }) => [code, name]));
  return lockedResults.map(({ position, snapshot }) => {
    const { id, name, provenance, attestations } = snapshot as Snapshot;
    const supplierId = `sup_${id}`;
    const candidate = decided.get(supplierId);
    const verified = attestations.filter(({ state }) => state === 'VERIFIED');
    return {
      id: supplierId,
      name,
      position,
      attestations: [...new Set(verified.map(({ scheme }) => names.get(scheme) ?? scheme))],
      demonstration: provenance === 'DEMONSTRATION',
      state: candidate?.state ?? null,
      reason: candidate?.reason ?? null,
    };
  });
}
