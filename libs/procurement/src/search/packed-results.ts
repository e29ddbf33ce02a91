import { Supplier } from '#directory';
import { hashOf, JsonValue, LockedSearchResult, snapshotHash } from '#pack';
import { globalId } from '#platform';

/** A supplier as a search found it: whatever it shows, with its attestations. */
export interface FoundSupplier {
  id: string;
  name: string;
  attestations: JsonValue[];
}

/**
 * A found supplier in the form that is frozen and hashed: the snapshot, its hash, and the hash of each attestation in it. The
 * pack carries the same form, so that a verifier arrives at the same digest.
 *
 * @param found as `SupplierSearch.snapshot` gives it, with the supplier's plain key
 */
export function packedResult(found: FoundSupplier): LockedSearchResult {
  const snapshot = JSON.parse(JSON.stringify(found)) as JsonValue;
  return {
    supplierId: globalId(Supplier, found.id),
    supplierName: found.name,
    snapshot,
    hash: snapshotHash(snapshot),
    attestationHashes: found.attestations.map((attestation) => hashOf(attestation)),
  };
}
