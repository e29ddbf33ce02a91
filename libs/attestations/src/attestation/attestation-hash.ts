import { hashOf } from '#pack';
import { Attestation } from './attestation.entity';

/** What of an attestation its hash is over. */
const HASHED = [
  'id',
  'schemeCode',
  'productId',
  'reference',
  'legalEntity',
  'sites',
  'productVersions',
  'exclusions',
  'strength',
  'claimedStrength',
  'state',
  'signedHash',
  'coversFrom',
  'coversTo',
  'issuedOn',
  'expiresOn',
] as const satisfies readonly (keyof Attestation)[];

/** As much of an attestation as its hash needs. */
export type HashedAttestation = Pick<Attestation, (typeof HASHED)[number]>;

/**
 * The hash of an attestation as it stands: SHA-256 over the canonical JSON of everything that matters to whoever relies on it. The
 * same row gives the same hash wherever it is read.
 */
export function attestationHash(row: HashedAttestation): string {
  return hashOf(Object.fromEntries(HASHED.map((name) => [name, row[name]])));
}
