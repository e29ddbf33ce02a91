import { Forbidden, type Tx } from '#platform';

/** Why the answers of a procurement, and what is said of them, are not shown to somebody. */
export const WithheldEnum = { CONFLICT: 'CONFLICT', UNDECLARED: 'UNDECLARED', SEALED: 'SEALED' } as const;
export type Withheld = keyof typeof WithheldEnum;

const SENTENCES: Record<Withheld, string> = {
  CONFLICT: 'You declared a conflict of interest, so the answers are not shown to you.',
  UNDECLARED: 'Declare your interests in this procurement first; then the answers are shown to you.',
  SEALED: 'This procurement was cancelled before anybody had assessed an answer, so the answers stay sealed.',
};

/**
 * The one rule of who is shown answers once the deadline has passed, as SQL for whatever reads: `Withheld`, or NULL to whoever is shown them
 * and to the supplier, who cannot read the procurement.
 *
 * Whoever has a conflict of interest is shown none until there is a decision. Whoever can assess declares interests before the first is
 * shown; the moderator, who comes after, need not have. Where the procurement was cancelled before anybody had assessed, nobody will: the
 * answers were sent for that alone and stay sealed.
 *
 * @param procurement its key, as SQL
 */
export function withheldSql(procurement: string): string {
  return `(SELECT CASE
      WHEN p.stage = 'CANCELLED' AND NOT EXISTS (SELECT FROM assessment j WHERE j.procurement_id = p.id) THEN 'SEALED'
      WHEN p.stage NOT IN ('EVIDENCE', 'ASSESSMENT', 'MODERATION') THEN NULL
      WHEN d.has_conflict THEN 'CONFLICT'
      WHEN d.id IS NULL AND p.stage <> 'MODERATION' AND (caller_has_role('EDITOR') OR caller_has_role('ADMIN')) THEN 'UNDECLARED'
    END
    FROM procurement p LEFT JOIN interest_declaration d ON d.procurement_id = p.id AND d.user_id = caller_user() WHERE p.id = ${procurement})`;
}

/** Why the answers of a procurement are withheld from whoever reads in the transaction; null: they are not. */
export async function whyWithheld(tx: Tx, procurementKey: string): Promise<Withheld | null> {
  const [{ why }]: { why: Withheld | null }[] = await tx.query(`SELECT ${withheldSql('$1::uuid')} AS why`, [procurementKey]);
  return why;
}

/** @throws Forbidden saying why, to somebody from whom answers are withheld */
export function mustBeShown(why: Withheld | null): void {
  if (why !== null) throw new Forbidden(SENTENCES[why]);
}
