import { MigrationInterface, QueryRunner } from 'typeorm';

/** The function of migration 1060, to the letter but for what it says. */
const FROZEN = (refusal: string): string => `
      CREATE OR REPLACE FUNCTION refuse_change_of_locked_criteria() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE locked timestamptz;
        BEGIN
          SELECT criteria_locked_at INTO locked FROM procurement
            WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.procurement_id ELSE NEW.procurement_id END;
          IF locked IS NOT NULL THEN
            RAISE EXCEPTION ${refusal}, TG_OP USING ERRCODE = 'AS001';
          END IF;
          RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
        END $$;`;

/** A procurement moves to a later version of a guidance document, until its criteria lock; what was decided on items that went is kept. */
export class LaterGuidance1190 implements MigrationInterface {
  name = 'LaterGuidance1795392001190';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${FROZEN(`'% is frozen since the criteria were locked: % is refused', replace(TG_TABLE_NAME, '_', ' ')`)}
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON procurement_guidance_version FOR EACH ROW EXECUTE FUNCTION refuse_change_of_locked_criteria();
      GRANT UPDATE (document_id) ON procurement_guidance_version TO assay_app;

      -- What was decided on an item that the later version no longer has. One that was accepted is open until the requirement is
      -- settled again: the answer to “what does it answer now?” is nobody's but a person's.
      CREATE TABLE withdrawn_guidance (
        id uuid PRIMARY KEY,
        requirement_id uuid NOT NULL REFERENCES requirement ON DELETE CASCADE,
        organisation_id uuid NOT NULL,
        item_id uuid NOT NULL REFERENCES guidance_item,
        later_document_id uuid NOT NULL REFERENCES guidance_document,
        status text NOT NULL CHECK (status IN ('ACCEPTED', 'REJECTED')),
        decided_by_id uuid,
        decided_by_name text,
        decided_at timestamptz(3) NOT NULL,
        note text CHECK (length(note) <= 5000),
        withdrawn_at timestamptz(3) NOT NULL DEFAULT now(),
        is_open boolean NOT NULL,
        CHECK (status = 'ACCEPTED' OR NOT is_open)
      );
      CREATE INDEX withdrawn_guidance_requirement ON withdrawn_guidance (requirement_id);
      SELECT secure('withdrawn_guidance');
      CREATE POLICY own ON withdrawn_guidance USING (organisation_id = caller_organisation()) WITH CHECK (organisation_id = caller_organisation());
      GRANT SELECT, INSERT ON withdrawn_guidance TO assay_app;
      GRANT UPDATE (is_open) ON withdrawn_guidance TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE withdrawn_guidance;
      REVOKE UPDATE (document_id) ON procurement_guidance_version FROM assay_app;
      DROP TRIGGER frozen ON procurement_guidance_version;
      ${FROZEN(`'requirement is frozen since the criteria were locked: % is refused'`)}
    `);
  }
}
