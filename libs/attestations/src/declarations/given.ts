import type { Strength } from '#pack';

/** What is told of an attestation to whoever asks. Days are `yyyy-mm-dd`, instants ISO 8601. */
export interface GivenAttestation {
  id: string;
  scheme: { code: string; name: string; issuer: string };
  product: { name: string; kind: string } | null;
  /** As the API has it: EXPIRED by the day. */
  status: string;
  withdrawnOn: string | null;
  reference: string | null;
  legalEntity: string;
  sites: string[];
  productVersions: string[];
  exclusions: string[];
  claimedStrength: Strength;
  strength: Strength;
  issuedOn: string | null;
  expiresOn: string | null;
  coversFrom: string | null;
  coversTo: string | null;
  statement: { words: string; signatory: string; role: string | null; signedAt: string; hash: string } | null;
  verification: {
    outcome: string;
    method: string;
    strength: Strength;
    by: string;
    checkedOn: string;
    note: string | null;
  } | null;
  /** Those that whoever asks may read. */
  documents: { fileName: string; sha256: string }[];
}

/** Whose attestations they are. */
export interface GivenSupplier {
  name: string;
  /** The address of its page. */
  url: string;
  provenance: string;
}
