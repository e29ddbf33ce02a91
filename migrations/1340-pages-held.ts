import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets a buyer who asks for evidence hold the pages of the shortlist until the invitations are there. A claim that was decided meanwhile found
 * none to take along (`invitations_follow`), and the invitation went to an organisation of which nobody could open it. Row-level security lets
 * nobody lock a page of others, so that the database does it.
 */
export class PagesHeld1340 implements MigrationInterface {
  name = 'PagesHeld1795392001340';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION hold_shortlisted_pages(which uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
        PERFORM FROM supplier s WHERE s.id IN (SELECT c.supplier_id FROM candidate c WHERE c.procurement_id = which AND c.state = 'SHORTLISTED')
        ORDER BY s.id FOR SHARE;
      END $$;
      REVOKE ALL ON FUNCTION hold_shortlisted_pages(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION hold_shortlisted_pages(uuid) TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION hold_shortlisted_pages(uuid)');
  }
}
