import { hashOf } from '#pack';
import { Attestation } from './attestation.entity';

/** What of an attestation its hash is over. */
export type HashedAttestation = Pick<
  Attestation,
  | 'id'
  | 'schemeCode'
  | 'productId'
  | 'reference'
  | 'legalEntity'
  | 'sites'
  | 'productVersions'
  | 'exclusions'
  | 'strength'
  | 'claimedStrength'
  | 'state'
  | 'signedHash'
  | 'coversFrom'
  | 'coversTo'
  | 'issuedOn'
  | 'expiresOn'
>;

/**
 * The hash of an attestation as it stands: SHA-256 over the canonical JSON of everything that matters to whoever relies on it. The
 * same row gives the same hash wherever it is read.
 */
export function attestationHash(row: HashedAttestation): string {
  const {
    id,
    schemeCode,
    productId,
    reference,
    legalEntity,
    sites,
    productVersions,
    exclusions,
    strength,
    claimedStrength,
    state,
    signedHash,
  } = row;
  const { coversFrom, coversTo, issuedOn, expiresOn } = row;
  return hashOf({
    id,
    schemeCode,
    productId,
    reference,
    legalEntity,
    sites,
    productVersions,
    exclusions,
    strength,
    claimedStrength,
    state,
    signedHash,
    coversFrom,
    coversTo,
    issuedOn,
    expiresOn,
  });
}
