import { Tx } from '#platform';
import { classify } from '#registers';

/**
 * Derives sectors and technologies from what a supplier says of itself and of its products, beside what notices and the company
 * register say. Where the supplier has named its own, these stand.
 */
export async function deriveFromOwnWords(tx: Tx, supplierId: string): Promise<void> {
  const rows: { words: string }[] = await tx.query(
    `SELECT description AS words FROM supplier WHERE id = $1 AND description IS NOT NULL
     UNION ALL SELECT concat_ws(E'\\n', name, description) FROM product WHERE supplier_id = $1`,
    [supplierId],
  );
  const { sectors, technologies } = classify({ ownWords: rows.map(({ words }) => words) });
  const terms = [
    ...sectors.map((term) => ({ taxonomy: 'sector', ...term })),
    ...technologies.map((term) => ({ taxonomy: 'technology', ...term })),
  ];
  await tx.query(`DELETE FROM derived_term WHERE supplier_id = $1 AND evidence = 'OWN_WORDS'`, [supplierId]);
  await tx.query(
    `INSERT INTO derived_term (supplier_id, taxonomy, code, evidence, confidence, reason)
     SELECT $1, t.taxonomy, t.code, 'OWN_WORDS', t.confidence, t.reason FROM json_to_recordset($2) t (taxonomy text, code text, confidence real, reason text)`,
    [supplierId, JSON.stringify(terms)],
  );
  await tx.query('SELECT apply_derived_terms(ARRAY[$1]::uuid[])', [supplierId]);
}
