import { MigrationInterface, QueryRunner } from 'typeorm';

/** Checks of whole chains of the audit trail, which the worker carries out: how far each is, and what it found. */
export class ChainChecks1151 implements MigrationInterface {
  name = 'ChainChecks1795392001151';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE chain_check (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation, -- of whoever asked
        scope text NOT NULL CHECK (scope IN ('OWN', 'ALL')),
        asked_by uuid NOT NULL REFERENCES user_account,
        state text NOT NULL DEFAULT 'QUEUED' CHECK (state IN ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        finished_at timestamptz(3),
        chains_total integer,
        chains_checked integer NOT NULL DEFAULT 0,
        events_total bigint,
        events_checked bigint NOT NULL DEFAULT 0,
        first_at timestamptz(3), -- of the earliest event that was checked
        last_at timestamptz(3),
        broken jsonb NOT NULL DEFAULT '[]', -- of each chain that does not hold, the first event that is wrong
        error text,
        CHECK ((state IN ('DONE', 'FAILED')) = (finished_at IS NOT NULL))
      );
      CREATE INDEX chain_check_organisation ON chain_check (organisation_id, created_at DESC, id);
      CREATE UNIQUE INDEX chain_check_one_open ON chain_check (organisation_id) WHERE state IN ('QUEUED', 'RUNNING');
      CREATE FUNCTION refuse_change_of_check() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF OLD.state IN ('QUEUED', 'RUNNING') AND TG_OP = 'UPDATE' THEN RETURN NEW; END IF;
        RAISE EXCEPTION 'chain_check is done and frozen: % is refused', TG_OP USING ERRCODE = 'AS001';
      END $$;
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON chain_check FOR EACH ROW EXECUTE FUNCTION refuse_change_of_check();
      SELECT secure('chain_check');
      CREATE POLICY own ON chain_check FOR SELECT USING (organisation_id = caller_organisation());
      CREATE POLICY queued_by_member ON chain_check FOR INSERT
        WITH CHECK (organisation_id = caller_organisation() AND asked_by = caller_user() AND state = 'QUEUED'
          AND (scope = 'OWN' OR caller_has_role('OPERATOR')));
      GRANT SELECT, INSERT ON chain_check TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE chain_check;
      DROP FUNCTION refuse_change_of_check();
    `);
  }
}
