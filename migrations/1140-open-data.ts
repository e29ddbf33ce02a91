import { MigrationInterface, QueryRunner } from 'typeorm';

/** Releases of open data: each stays as it was published. Their files are in the document store, under their hashes. */
export class OpenData1140 implements MigrationInterface {
  name = 'OpenData1795392001140';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE open_data_release (
        id uuid PRIMARY KEY,
        version text NOT NULL UNIQUE CHECK (version ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}([.][0-9]+)?$'), -- the day; of several of a day, with a number
        state text NOT NULL DEFAULT 'QUEUED' CHECK (state IN ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
        asked_by uuid REFERENCES user_account, -- null: the clock
        asked_at timestamptz(3) NOT NULL DEFAULT now(),
        previous_id uuid REFERENCES open_data_release, -- with which it was compared
        market_as_of date, -- the day that its figures of the market are of
        published_at timestamptz(3),
        error text,
        CHECK ((state = 'DONE') = (published_at IS NOT NULL AND market_as_of IS NOT NULL))
      );
      CREATE INDEX open_data_release_published ON open_data_release (published_at DESC, id);
      CREATE UNIQUE INDEX open_data_release_one_open ON open_data_release ((true)) WHERE state IN ('QUEUED', 'RUNNING');
      CREATE TABLE open_data_dataset (
        id uuid PRIMARY KEY,
        release_id uuid NOT NULL REFERENCES open_data_release,
        position integer NOT NULL,
        name text NOT NULL,
        title text NOT NULL,
        description text NOT NULL,
        licence text NOT NULL,
        source text NOT NULL,
        is_demonstration boolean NOT NULL,
        row_count bigint NOT NULL,
        added bigint, changed bigint, gone bigint, -- null where there was no release of it before
        columns jsonb NOT NULL, -- each with its meaning and in how many rows it is unknown
        UNIQUE (release_id, name)
      );
      CREATE TABLE open_data_file (
        id uuid PRIMARY KEY,
        release_id uuid NOT NULL REFERENCES open_data_release,
        dataset_id uuid REFERENCES open_data_dataset, -- null: of the release as a whole
        position integer NOT NULL,
        name text NOT NULL,
        media_type text NOT NULL,
        size bigint NOT NULL CHECK (size >= 0),
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        UNIQUE (release_id, name)
      );
      CREATE INDEX open_data_file_dataset ON open_data_file (dataset_id);

      CREATE FUNCTION refuse_change_of_release() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF OLD.state IN ('QUEUED', 'RUNNING') AND TG_OP = 'UPDATE' THEN RETURN NEW; END IF;
        RAISE EXCEPTION 'release % is published and frozen: % is refused', OLD.version, TG_OP USING ERRCODE = 'AS001';
      END $$;
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON open_data_release FOR EACH ROW EXECUTE FUNCTION refuse_change_of_release();
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON open_data_dataset FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON open_data_file FOR EACH ROW EXECUTE FUNCTION refuse_change();

      SELECT secure(t) FROM unnest(ARRAY['open_data_release', 'open_data_dataset', 'open_data_file']) t;
      CREATE POLICY published ON open_data_release FOR SELECT USING (state = 'DONE' OR caller_has_role('OPERATOR'));
      CREATE POLICY asked_by_operator ON open_data_release FOR INSERT
        WITH CHECK (caller_has_role('OPERATOR') AND state = 'QUEUED' AND asked_by = caller_user());
      -- They come into being with what publishes them.
      CREATE POLICY public_to_read ON open_data_dataset FOR SELECT USING (true);
      CREATE POLICY public_to_read ON open_data_file FOR SELECT USING (true);
      GRANT SELECT, INSERT ON open_data_release TO assay_app;
      GRANT SELECT ON open_data_dataset, open_data_file TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE open_data_file, open_data_dataset, open_data_release;
      DROP FUNCTION refuse_change_of_release();
    `);
  }
}
