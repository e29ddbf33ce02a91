import type { Tx } from '#platform';

/**
 * How many figures nobody has settled yet: one for each requirement, of each candidate that was assessed.
 *
 * @param procurementId its key
 */
export async function countUnsettled(tx: Tx, procurementId: string): Promise<number> {
  const [{ open }]: { open: string }[] = await tx.query(
    `SELECT count(*) AS open FROM candidate c JOIN requirement r ON r.procurement_id = c.procurement_id
     WHERE c.procurement_id = $1 AND c.state = 'ASSESSED' AND NOT EXISTS (SELECT FROM moderation m WHERE m.candidate_id = c.id AND m.requirement_id = r.id)`,
    [procurementId],
  );
  return Number(open);
}
