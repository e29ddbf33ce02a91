import { MigrationInterface, QueryRunner } from 'typeorm';

/** Assurance packs that were asked for, which the worker makes: how far each is. A pack bears the id of its making. */
export class PackMakings1230 implements MigrationInterface {
  name = 'PackMakings1795392001230';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE pack_making (
        id uuid PRIMARY KEY, -- of the pack as well, once it is made
        organisation_id uuid NOT NULL REFERENCES organisation,
        procurement_id uuid NOT NULL REFERENCES procurement,
        asked_by uuid NOT NULL REFERENCES user_account,
        state text NOT NULL DEFAULT 'QUEUED' CHECK (state IN ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        finished_at timestamptz(3),
        documents_total integer,
        documents_written integer NOT NULL DEFAULT 0,
        bytes_total bigint,
        bytes_written bigint NOT NULL DEFAULT 0,
        error text,
        CHECK ((state IN ('DONE', 'FAILED')) = (finished_at IS NOT NULL)),
        CHECK ((state = 'FAILED') = (error IS NOT NULL))
      );
      CREATE INDEX pack_making_procurement ON pack_making (procurement_id, created_at DESC, id);
      CREATE UNIQUE INDEX pack_making_one_open ON pack_making (procurement_id) WHERE state IN ('QUEUED', 'RUNNING');
      CREATE FUNCTION refuse_change_of_making() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF OLD.state IN ('QUEUED', 'RUNNING') AND TG_OP = 'UPDATE' THEN RETURN NEW; END IF;
        RAISE EXCEPTION 'pack_making is done and frozen: % is refused', TG_OP USING ERRCODE = 'AS001';
      END $$;
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON pack_making FOR EACH ROW EXECUTE FUNCTION refuse_change_of_making();
      SELECT secure('pack_making');
      CREATE POLICY own ON pack_making FOR SELECT USING (organisation_id = caller_organisation());
      CREATE POLICY queued_by_member ON pack_making FOR INSERT
        WITH CHECK (organisation_id = caller_organisation() AND asked_by = caller_user() AND state = 'QUEUED');
      GRANT SELECT, INSERT ON pack_making TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE pack_making;
      DROP FUNCTION refuse_change_of_making();
    `);
  }
}
