import { dayOf, lastDayOf } from '#pack';
import type { ShortlistQuery } from '../api/operations';

/** An attestation that had been verified when the search was locked. */
export interface LockedAttestation {
  /** The name of its scheme. */
  name: string;
  /** The last day on which it holds; null where it states none. */
  expiresOn: string | null;
  /** EXPIRED where that day was over when the search was locked. */
  status: 'VERIFIED' | 'EXPIRED';
}

/** A supplier of the locked search, as it stood, and what the buyer has decided on it. */
export interface LockedSupplier {
  id: string;
  name: string;
  position: number;
  /** What had been verified when the search was locked: of each scheme the one that ends last, with what had ended by then. */
  attestations: LockedAttestation[];
  demonstration: boolean;
  state: string | null;
  reason: string | null;
  /** What it was shortlisted for, by name. */
  products: string[];
}

/** What a snapshot of a locked search holds, as far as the page shows it. */
interface Snapshot {
  id: string;
  name: string;
  provenance: string;
  attestations: { scheme: string; state: string; coversTo: string | null; expiresOn: string | null }[];
}

/** The results of the locked search in their order, with the decisions. */
export function lockedSuppliers({ procurement, lockedResults, attestationSchemes }: ShortlistQuery): LockedSupplier[] {
  const decided = new Map(procurement.candidates.map((candidate) => [candidate.supplier.id, candidate]));
  const names = new Map(attestationSchemes.map(({ code, name }) => [code, name]));
  const lockedOn = procurement.search === null ? '' : dayOf(procurement.search.lockedAt);
  return lockedResults.map(({ position, snapshot }) => {
    const { id, name, provenance, attestations } = snapshot as Snapshot;
    const supplierId = `sup_${id}`;
    const candidate = decided.get(supplierId);
    return {
      id: supplierId,
      name,
      position,
      attestations: heldOf(attestations, names, lockedOn),
      demonstration: provenance === 'DEMONSTRATION',
      state: candidate?.state ?? null,
      reason: candidate?.reason ?? null,
      products: candidate?.products.map((product) => product.name) ?? [],
    };
  });
}

/** What a supplier had to show on the day of the lock: of each scheme the one without an end, or the one that ends last. */
function heldOf(
  attestations: Snapshot['attestations'],
  names: ReadonlyMap<string, string>,
  lockedOn: string,
): LockedAttestation[] {
  const held = new Map<string, LockedAttestation>();
  for (const attestation of attestations.filter(({ state }) => state === 'VERIFIED')) {
    const expiresOn = lastDayOf(attestation);
    const name = names.get(attestation.scheme) ?? attestation.scheme;
    const other = held.get(name);
    if (other !== undefined && (other.expiresOn === null || (expiresOn !== null && expiresOn <= other.expiresOn))) continue;
    held.set(name, { name, expiresOn, status: expiresOn !== null && expiresOn < lockedOn ? 'EXPIRED' : 'VERIFIED' });
  }
  return [...held.values()];
}

/** How many suppliers of the locked search nobody has shortlisted or left out yet. */
export function undecidedIn({
  search,
  candidates,
}: {
  search: { resultCount: number } | null;
  candidates: readonly unknown[];
}): number {
  return search === null ? 0 : search.resultCount - candidates.length;
}
