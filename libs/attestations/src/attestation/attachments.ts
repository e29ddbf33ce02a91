import { In } from 'typeorm';
import { Document, Member, NotFound, readId, Tx } from '#platform';

/** Has a draft hold these documents of the caller's organisation and no others. @throws NotFound */
export async function attach(tx: Tx, caller: Member, key: string, documentIds: readonly string[]): Promise<void> {
  const keys = [...new Set(documentIds.map((id) => readId(Document, id)))];
  const own = keys.length === 0 ? 0 : await tx.countBy(Document, { id: In(keys), organisationId: caller.organisation.id });
  if (own !== keys.length) throw new NotFound('document');
  await tx.query('DELETE FROM attestation_document WHERE attestation_id = $1 AND document_id <> ALL ($2::uuid[])', [key, keys]);
  await tx.query(
    'INSERT INTO attestation_document (attestation_id, document_id) SELECT $1, d FROM unnest($2::uuid[]) d ON CONFLICT DO NOTHING',
    [key, keys],
  );
}

/** The SHA-256 of each file that is attached, in order: what is signed is the bytes, not their name. */
export async function attachedHashes(tx: Tx, key: string): Promise<string[]> {
  const rows: { sha256: string }[] = await tx.query(
    'SELECT d.sha256 FROM attestation_document l JOIN document d ON d.id = l.document_id WHERE l.attestation_id = $1 ORDER BY d.sha256',
    [key],
  );
  return rows.map(({ sha256 }) => sha256);
}
