import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A buyer takes a guidance document into a procurement, until its criteria lock: one that came to the catalogue since, or one that does not
 * apply by the table of technologies.
 */
export class AddedGuidance1220 implements MigrationInterface {
  name = 'AddedGuidance1795392001220';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE procurement_guidance_version ADD COLUMN is_chosen boolean NOT NULL DEFAULT false;
      COMMENT ON COLUMN procurement_guidance_version.is_chosen IS 'Whether the buyer said that it applies, whatever the technologies say';
      GRANT UPDATE (is_chosen) ON procurement_guidance_version TO assay_app;
      DROP TRIGGER frozen ON procurement_guidance_version;
      CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON procurement_guidance_version FOR EACH ROW EXECUTE FUNCTION refuse_change_of_locked_criteria();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER frozen ON procurement_guidance_version;
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON procurement_guidance_version FOR EACH ROW EXECUTE FUNCTION refuse_change_of_locked_criteria();
      ALTER TABLE procurement_guidance_version DROP COLUMN is_chosen;
    `);
  }
}
