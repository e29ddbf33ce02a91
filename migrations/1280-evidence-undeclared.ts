import { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether the answers of the procurement `p` are shown to the caller, who has made the declaration `d` or none. */
const SHOWN = `(p.stage NOT IN ('EVIDENCE', 'ASSESSMENT') OR (d.user_id IS NOT NULL AND NOT d.has_conflict))`;

/** Whether the document `which` is evidence to the caller's organisation in a procurement of which something holds. */
const standsWhere = (condition: string): string => `EXISTS (
          SELECT FROM submission s JOIN candidate c ON c.id = s.candidate_id JOIN procurement p ON p.id = c.procurement_id
          LEFT JOIN interest_declaration d ON d.procurement_id = p.id AND d.user_id = caller_user()
          WHERE s.organisation_id = caller_organisation() AND s.opens_at <= now() AND ${condition} AND s.answers::text LIKE '%' || which || '%')`;

/**
 * Documents of answers are shown to whoever is shown the answers: an editor of the buyer declares interests first, and has no conflict, for as
 * long as answers are being assessed. A document that is evidence in several procurements is shown by any one of them.
 */
export class EvidenceUndeclared1280 implements MigrationInterface {
  name = 'EvidenceUndeclared1795392001280';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION evidence_is_shown(which uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT NOT (caller_has_role('EDITOR') OR caller_has_role('ADMIN')) OR NOT ${standsWhere(`NOT (${SHOWN})`)} OR ${standsWhere(SHOWN)}
      $$;
      ALTER POLICY readable ON document USING (organisation_id = caller_organisation()
        OR (document_is_granted(id, caller_organisation()) AND evidence_is_shown(id)));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER POLICY readable ON document USING (organisation_id = caller_organisation() OR document_is_granted(id, caller_organisation()));
      DROP FUNCTION evidence_is_shown(uuid);
    `);
  }
}
