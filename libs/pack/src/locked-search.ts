import type { PackLockedSearch, Sha256 } from './contents';
import { hashOf, type JsonValue } from './json';

/** The hash of a supplier's snapshot in a locked search: SHA-256 (hex) over its canonical JSON. */
export function snapshotHash(snapshot: JsonValue): Sha256 {
  return hashOf(snapshot);
}

/**
 * The digest that a search is locked with: SHA-256 (hex) over the canonical JSON of the criteria, the date of the data, and of each result,
 * in order, its supplier, the hash of its snapshot and the hashes of its attestations.
 */
export function searchDigest(search: Pick<PackLockedSearch, 'criteria' | 'dataDate' | 'results'>): Sha256 {
  const results = search.results.map(({ supplierId, hash, attestationHashes }) => ({ supplierId, hash, attestationHashes }));
  return hashOf({ criteria: search.criteria, dataDate: search.dataDate, results });
}
