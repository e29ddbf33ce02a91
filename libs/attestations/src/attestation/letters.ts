import { v7 as uuidv7 } from 'uuid';
import { globalId, Tx } from '#platform';
import { Attestation } from './attestation.entity';

/** What the supplier that holds an attestation is told of it. */
export interface Letter {
  attestation: Pick<Attestation, 'id' | 'organisationId'>;
  kind: string;
  text: string;
}

/** Puts a letter into the notifications of the supplier that holds an attestation, in the same transaction. */
export async function tellHolder(tx: Tx, { attestation, kind, text }: Letter): Promise<void> {
  await tx.query('INSERT INTO notification (id, organisation_id, kind, subject_id, text) VALUES ($1, $2, $3, $4, $5)', [
    uuidv7(),
    attestation.organisationId,
    kind,
    globalId(Attestation, attestation.id),
    text,
  ]);
}

/** What an attestation is called to its supplier, as a sentence begins with it: Your attestation of Cyber Essentials (IASME-1). */
export function yourAttestation(scheme: string, reference: string | null): string {
  return `Your attestation of ${scheme}${reference === null ? '' : ` (${reference})`}`;
}
