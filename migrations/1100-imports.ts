import { MigrationInterface, QueryRunner } from 'typeorm';

/** Registers that are read in: what was read, what was not and why; and awards that only a name could join, for a person to decide. */
export class Imports1100 implements MigrationInterface {
  name = 'Imports1795392001100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE import_run (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('OCDS', 'COMPANIES_HOUSE')),
        source text NOT NULL CHECK (length(source) BETWEEN 1 AND 2000), -- a file's name or an address
        document_id uuid REFERENCES document,
        options jsonb NOT NULL DEFAULT '{}',
        state text NOT NULL DEFAULT 'QUEUED' CHECK (state IN ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
        started_by uuid REFERENCES user_account,
        bytes_total bigint CHECK (bytes_total >= 0),
        bytes_read bigint NOT NULL DEFAULT 0,
        records bigint NOT NULL DEFAULT 0, -- read and done with: where a run that was cut off goes on
        problems integer NOT NULL DEFAULT 0,
        counts jsonb NOT NULL DEFAULT '{}',
        error text,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        started_at timestamptz(3),
        finished_at timestamptz(3),
        CHECK ((state IN ('DONE', 'FAILED')) = (finished_at IS NOT NULL))
      );
      CREATE INDEX import_run_open ON import_run (created_at) WHERE state IN ('QUEUED', 'RUNNING');
      CREATE TABLE import_problem (
        run_id uuid NOT NULL REFERENCES import_run ON DELETE CASCADE,
        position integer NOT NULL,
        place text NOT NULL, -- a line, or the id of a release
        problem text NOT NULL,
        taken boolean NOT NULL, -- whether the row was taken all the same
        PRIMARY KEY (run_id, position)
      );
      SELECT secure(t) FROM unnest(ARRAY['import_run', 'import_problem']) t;
      CREATE POLICY operator ON import_run FOR SELECT USING (caller_has_role('OPERATOR'));
      CREATE POLICY queued_by_operator ON import_run FOR INSERT
        WITH CHECK (caller_has_role('OPERATOR') AND state = 'QUEUED' AND started_by = caller_user());
      CREATE POLICY operator ON import_problem FOR SELECT USING (caller_has_role('OPERATOR'));
      GRANT SELECT, INSERT ON import_run TO assay_app;
      GRANT SELECT ON import_problem TO assay_app;

      -- The same name may be two firms: a name alone proposes, and a person decides for that party of the register.
      CREATE FUNCTION name_key(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT regexp_replace(regexp_replace(lower(name), '\\m(limited|ltd|plc|llp|lp|cic|the|and|uk)\\M', '', 'g'), '[^a-z0-9]', '', 'g')
      $$;
      CREATE INDEX supplier_name_key ON supplier (name_key(name));
      CREATE TABLE join_proposal (
        id uuid PRIMARY KEY,
        party_key text NOT NULL, -- the party as its register knows it
        party_name text NOT NULL,
        supplier_id uuid NOT NULL REFERENCES supplier,
        state text NOT NULL DEFAULT 'PROPOSED' CHECK (state IN ('PROPOSED', 'ACCEPTED', 'REFUSED')),
        reason text,
        decided_by uuid REFERENCES user_account,
        decided_at timestamptz(3),
        applied_at timestamptz(3),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        UNIQUE (party_key, supplier_id),
        UNIQUE (id, state),
        CHECK ((state = 'PROPOSED') = (decided_at IS NULL))
      );
      CREATE UNIQUE INDEX join_proposal_one_accepted ON join_proposal (party_key) WHERE state = 'ACCEPTED';
      SELECT secure('join_proposal');
      CREATE POLICY operator ON join_proposal FOR SELECT USING (caller_has_role('OPERATOR'));
      CREATE POLICY decided_by_operator ON join_proposal FOR UPDATE USING (caller_has_role('OPERATOR') AND state = 'PROPOSED')
        WITH CHECK (decided_by = caller_user());
      GRANT SELECT, UPDATE (state, reason, decided_by, decided_at) ON join_proposal TO assay_app;

      ALTER TABLE notice DROP CONSTRAINT notice_notice_id_key;
      ALTER TABLE notice ADD UNIQUE (ocid, notice_id);
      CREATE INDEX notice_number ON notice (notice_id);

      ALTER TABLE award ADD party_key text, ADD contract_status text, ADD joined_by uuid,
        ADD joined_state text GENERATED ALWAYS AS (CASE WHEN joined_by IS NULL THEN NULL ELSE 'ACCEPTED' END) STORED,
        DROP CONSTRAINT award_join_confidence_check1,
        ADD FOREIGN KEY (joined_by, joined_state) REFERENCES join_proposal (id, state),
        ADD CONSTRAINT award_name_joined_by_a_person CHECK ((join_confidence IS NOT DISTINCT FROM 'NAME_ONLY') = (joined_by IS NOT NULL));
      CREATE INDEX award_ocid ON award (ocid);
      CREATE INDEX award_party ON award (party_key) WHERE supplier_id IS NULL;

      -- Whoever loads in bulk asks for the search to be refreshed once, at the end.
      CREATE OR REPLACE FUNCTION supplier_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF current_setting('assay.bulk', true) = 'on' THEN RETURN NULL; END IF;
        IF TG_TABLE_NAME = 'supplier' THEN PERFORM refresh_supplier_search(NEW.id);
        ELSIF TG_OP = 'DELETE' THEN PERFORM refresh_supplier_search(OLD.supplier_id);
        ELSE PERFORM refresh_supplier_search(NEW.supplier_id);
        END IF;
        RETURN NULL;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION supplier_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_TABLE_NAME = 'supplier' THEN PERFORM refresh_supplier_search(NEW.id);
        ELSIF TG_OP = 'DELETE' THEN PERFORM refresh_supplier_search(OLD.supplier_id);
        ELSE PERFORM refresh_supplier_search(NEW.supplier_id);
        END IF;
        RETURN NULL;
      END $$;
      DELETE FROM award WHERE joined_by IS NOT NULL;
      DROP INDEX award_party, award_ocid;
      ALTER TABLE award DROP COLUMN joined_state, DROP COLUMN joined_by, DROP COLUMN contract_status, DROP COLUMN party_key,
        ADD CONSTRAINT award_join_confidence_check1 CHECK (join_confidence <> 'NAME_ONLY');
      DROP INDEX notice_number;
      ALTER TABLE notice DROP CONSTRAINT notice_ocid_notice_id_key, ADD CONSTRAINT notice_notice_id_key UNIQUE (notice_id);
      DROP TABLE join_proposal, import_problem, import_run;
      DROP INDEX supplier_name_key;
      DROP FUNCTION name_key(text);
    `);
  }
}
