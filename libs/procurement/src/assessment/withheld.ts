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
 * and to the supplier, who cannot read the procurement. It is a function of the database (`answers_withheld`), by which row-level security
 * gives out answers, their documents, and the events of the record that tell figures.
 *
 * Whoever has a conflict of interest is shown none until there is a decision. Whoever can assess declares interests before the first is
 * shown. From moderation on answers are shown without; to settle one still takes a declaration. Where the procurement was cancelled before anybody had assessed, nobody will: the
 * answers were sent for that alone and stay sealed.
 *
 * @param procurement its key, as SQL
 */
export function withheldSql(procurement: string): string {
  return `answers_withheld(${procurement})`;
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
