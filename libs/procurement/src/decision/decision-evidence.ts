import { attestationHash, type HashedAttestation } from '#attestations';
import type { Tx } from '#platform';
import { isLatest } from '../evidence/submissions';
import type { SubmittedAttestationSnapshot } from '../evidence/submission.entity';
import type { Procurement } from '../procurement/procurement.entity';

/** What of an attestation can change after it was submitted: others verify it, and its supplier takes it back. */
export type StandingEvidence = Pick<SubmittedAttestationSnapshot, 'status' | 'strength' | 'verification' | 'hash'>;

interface Row extends StandingEvidence {
  attestationId: string;
}

/**
 * Freezes how all that the last submissions rely on stands at the decision: what was verified since it was submitted, and what was taken
 * back.
 */
export async function freezeEvidence(tx: Tx, { id, organisationId }: Procurement): Promise<void> {
  const rows: (Omit<Row, 'hash'> & { hashed: HashedAttestation })[] = await tx.query(
    `SELECT DISTINCT ON (e.attestation_id) e.attestation_id AS "attestationId", e.status, e.strength, e.verification, e.hashed
     FROM invitation i JOIN submission s ON s.invitation_id = i.id CROSS JOIN LATERAL evidence_of(s.id) e
     WHERE i.procurement_id = $1 AND ${isLatest('s')}`,
    [id],
  );
  const frozen = rows.map(({ hashed, ...row }) => ({ ...row, hash: attestationHash(hashed) }));
  await tx.query(
    `INSERT INTO decision_evidence (procurement_id, organisation_id, attestation_id, status, strength, verification, hash)
     SELECT $1, $2, e."attestationId", e.status, e.strength, nullif(e.verification, 'null'), e.hash
     FROM jsonb_to_recordset($3::jsonb) AS e ("attestationId" uuid, status text, strength text, verification jsonb, hash text)`,
    [id, organisationId, JSON.stringify(frozen)],
  );
}

/** How evidence stood at the decision, by the key of the attestation. Of decisions that were made before this was kept there is nothing. */
export async function evidenceAtDecision(tx: Tx, procurementId: string): Promise<ReadonlyMap<string, StandingEvidence>> {
  const rows: Row[] = await tx.query(
    `SELECT attestation_id AS "attestationId", status, strength, verification, hash FROM decision_evidence WHERE procurement_id = $1`,
    [procurementId],
  );
  return new Map(rows.map(({ attestationId, ...standing }) => [attestationId, standing]));
}
