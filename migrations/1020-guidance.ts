import { MigrationInterface, QueryRunner } from 'typeorm';

/** Guidance documents in versions, their items and the relations between items. Public to read; published once, never changed. */
export class Guidance1020 implements MigrationInterface {
  name = 'Guidance1795392001020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE guidance_document (
        id uuid PRIMARY KEY,
        code text NOT NULL,
        title text NOT NULL,
        publisher text NOT NULL,
        version text NOT NULL,
        url text,
        licence text NOT NULL,
        role text,
        notes text,
        verified boolean NOT NULL,
        verified_how text,
        position integer NOT NULL,
        is_current boolean NOT NULL DEFAULT true,
        published_at timestamptz(3) NOT NULL DEFAULT now(),
        UNIQUE (code, version)
      );
      CREATE UNIQUE INDEX guidance_document_one_current ON guidance_document (code) WHERE is_current;

      CREATE TABLE guidance_item (
        id uuid PRIMARY KEY,
        document_id uuid NOT NULL REFERENCES guidance_document,
        code text NOT NULL,
        title text NOT NULL,
        summary text NOT NULL,
        theme text NOT NULL,
        lifecycle_stage text NOT NULL,
        parent_id uuid REFERENCES guidance_item,
        position integer NOT NULL,
        verified boolean NOT NULL,
        verified_scope text,
        verified_how text,
        source_url text,
        is_current boolean NOT NULL DEFAULT true,
        UNIQUE (document_id, code)
      );
      CREATE UNIQUE INDEX guidance_item_one_current ON guidance_item (code) WHERE is_current;
      CREATE INDEX guidance_item_parent ON guidance_item (parent_id);

      CREATE TABLE guidance_relation (
        item_id uuid NOT NULL REFERENCES guidance_item,
        related_id uuid NOT NULL REFERENCES guidance_item,
        relationship text NOT NULL CHECK (relationship IN ('EQUAL', 'SUBSET', 'SUPERSET', 'INTERSECTS')),
        source text NOT NULL,
        PRIMARY KEY (item_id, related_id),
        CHECK (item_id <> related_id)
      );
      CREATE INDEX guidance_relation_related ON guidance_relation (related_id);

      -- A published version is immutable; only the mark that it is the current one moves when a later version is published.
      CREATE FUNCTION refuse_change_of_published() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'is_current' = to_jsonb(OLD) - 'is_current' THEN RETURN NEW; END IF;
        RAISE EXCEPTION '% is published and frozen: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'AS001';
      END $$;
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON guidance_document FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published();
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON guidance_item FOR EACH ROW EXECUTE FUNCTION refuse_change_of_published();

      GRANT SELECT ON guidance_document, guidance_item, guidance_relation TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE guidance_relation, guidance_item, guidance_document;
      DROP FUNCTION refuse_change_of_published();
    `);
  }
}
