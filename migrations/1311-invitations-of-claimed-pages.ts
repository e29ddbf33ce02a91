import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An invitation that was sent to a page before it was claimed goes with the page: the organisation that had it until then has nobody who could
 * open it.
 */
export class InvitationsOfClaimedPages1311 implements MigrationInterface {
  name = 'InvitationsOfClaimedPages1795392001311';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION invitations_follow_page() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
        WITH followed AS (
          UPDATE invitation i SET supplier_organisation_id = NEW.organisation_id, version = i.version + 1 FROM candidate c
          WHERE c.id = i.candidate_id AND c.supplier_id = NEW.id AND i.supplier_organisation_id = OLD.organisation_id AND i.state = 'SENT'
          RETURNING i.id, i.candidate_id
        ), candidates AS (
          UPDATE candidate c SET supplier_organisation_id = NEW.organisation_id, version = c.version + 1 FROM followed f WHERE c.id = f.candidate_id
        )
        UPDATE notification n SET organisation_id = NEW.organisation_id FROM followed f
        WHERE n.subject_id = 'inv_' || f.id AND n.organisation_id = OLD.organisation_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER invitations_follow AFTER UPDATE OF organisation_id ON supplier
        FOR EACH ROW WHEN (NEW.organisation_id <> OLD.organisation_id) EXECUTE FUNCTION invitations_follow_page();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER invitations_follow ON supplier;
      DROP FUNCTION invitations_follow_page();
    `);
  }
}
