import { SignedHead } from '#pack';
import { Tx } from '#platform';

/** A signed head as its table has it. */
interface HeadRow {
  organisation_id: string;
  sequence: string;
  hash: string;
  signed_at: Date;
  key_id: string;
  signature: string;
}

/** The kept heads, in order, of a chain that is read up to an event; not those that were signed of what came after it meanwhile. */
export async function keptHeads(database: Pick<Tx, 'query'>, organisationId: string, upTo: number): Promise<SignedHead[]> {
  const rows: HeadRow[] = await database.query(
    `SELECT * FROM signed_head h WHERE h.organisation_id = $1
       AND (h.sequence <= $2 OR h.sequence > coalesce((SELECT c.sequence FROM audit_chain c WHERE c.organisation_id = $1), 0))
     ORDER BY h.sequence, h.signed_at, h.key_id`,
    [organisationId, upTo],
  );
  return rows.map(signedHead);
}

/** A row in exactly the form that was signed. */
function signedHead(row: HeadRow): SignedHead {
  return {
    organisation: row.organisation_id,
    sequence: Number(row.sequence),
    hash: row.hash,
    signedAt: row.signed_at.toISOString(),
    keyId: row.key_id,
    signature: row.signature,
  };
}
