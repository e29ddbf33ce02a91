import { MigrationInterface, QueryRunner } from 'typeorm';

/** The function of migration 1150, to the letter but for which relations it carries over. */
const PUBLISH = (carried: string): string => `
      CREATE OR REPLACE FUNCTION publish_guidance_version(document jsonb, items jsonb) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
        DECLARE earlier guidance_document%ROWTYPE;
        BEGIN
          IF NOT coalesce(caller_has_role('OPERATOR'), false) THEN
            RAISE EXCEPTION 'only operators publish guidance' USING ERRCODE = 'insufficient_privilege';
          END IF;
          SELECT * INTO earlier FROM guidance_document WHERE code = document ->> 'code' AND is_current FOR UPDATE;
          UPDATE guidance_document SET is_current = false WHERE id = earlier.id;
          UPDATE guidance_item SET is_current = false WHERE document_id = earlier.id AND is_current;
          INSERT INTO guidance_document (id, code, title, publisher, version, url, licence, role, notes, verified, verified_how, read_from, read_from_sha256, position)
            SELECT d.id, d.code, d.title, d.publisher, d.version, d.url, d.licence, d.role, d.notes, d.verified, d.verified_how, d.read_from, d.read_from_sha256,
              coalesce(earlier.position, (SELECT max(position) + 1 FROM guidance_document), 0)
            FROM jsonb_populate_record(NULL::guidance_document, document) d;
          INSERT INTO guidance_item (id, document_id, code, title, summary, theme, lifecycle_stage, parent_id, position, verified, verified_scope, verified_how, source_url)
            SELECT i.id, i.document_id, i.code, i.title, i.summary, i.theme, i.lifecycle_stage, i.parent_id, i.position, i.verified, i.verified_scope, i.verified_how, i.source_url
            FROM jsonb_populate_recordset(NULL::guidance_item, items) i;
          IF earlier.id IS NULL THEN RETURN; END IF;
          WITH carried AS (
            SELECT o.id AS old_id, n.id AS new_id, (o.title, o.summary) IS DISTINCT FROM (n.title, n.summary) AS reworded
            FROM guidance_item o JOIN guidance_item n ON n.code = o.code AND n.document_id = (document ->> 'id')::uuid
            WHERE o.document_id = earlier.id
          ), stated AS (
            SELECT coalesce(a.new_id, r.item_id) AS item_id, coalesce(b.new_id, r.related_id) AS related_id, r.relationship,
              r.source || CASE WHEN a.reworded OR b.reworded THEN ' (stated of the version ' || earlier.version || ')' ELSE '' END AS source
            FROM guidance_relation r LEFT JOIN carried a ON a.old_id = r.item_id LEFT JOIN carried b ON b.old_id = r.related_id
            WHERE ${carried}
          )
          INSERT INTO guidance_relation (item_id, related_id, relationship, source)
            SELECT s.item_id, s.related_id, s.relationship, s.source FROM stated s
            JOIN guidance_item x ON x.id = s.item_id AND x.is_current JOIN guidance_item y ON y.id = s.related_id AND y.is_current
            ON CONFLICT DO NOTHING;
          INSERT INTO scheme_evidence (scheme_code, item_id, extent)
            SELECT e.scheme_code, n.id, e.extent FROM scheme_evidence e JOIN guidance_item o ON o.id = e.item_id AND o.document_id = earlier.id
            JOIN guidance_item n ON n.code = o.code AND n.document_id = (document ->> 'id')::uuid
            ON CONFLICT DO NOTHING;
        END $$;`;

/** Operators state relations between guidance items, and end them; what was ended stays, so that no seed brings it back. */
export class StatedRelations1221 implements MigrationInterface {
  name = 'StatedRelations1795392001221';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE guidance_relation ADD COLUMN ended_at timestamptz(3), ADD COLUMN changed_at timestamptz NOT NULL DEFAULT clock_timestamp();
      COMMENT ON COLUMN guidance_relation.ended_at IS 'Since when nobody states it any more; who ended it, and why, is in the record';

      -- One way round and the other are stated together. Whoever calls holds the lock under which guidance is published.
      CREATE FUNCTION state_guidance_relation(item uuid, related uuid, stated text, inverse text, who text) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
        BEGIN
          IF NOT coalesce(caller_has_role('OPERATOR'), false) THEN
            RAISE EXCEPTION 'only operators state relations of guidance' USING ERRCODE = 'insufficient_privilege';
          END IF;
          INSERT INTO guidance_relation (item_id, related_id, relationship, source)
            VALUES (item, related, stated, who), (related, item, inverse, who)
            ON CONFLICT (item_id, related_id) DO UPDATE
              SET relationship = EXCLUDED.relationship, source = EXCLUDED.source, ended_at = NULL, changed_at = clock_timestamp();
        END $$;
      CREATE FUNCTION end_guidance_relation(item uuid, related uuid) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
        BEGIN
          IF NOT coalesce(caller_has_role('OPERATOR'), false) THEN
            RAISE EXCEPTION 'only operators end relations of guidance' USING ERRCODE = 'insufficient_privilege';
          END IF;
          UPDATE guidance_relation SET ended_at = now(), changed_at = clock_timestamp()
            WHERE (item_id, related_id) IN ((item, related), (related, item));
        END $$;
      REVOKE ALL ON FUNCTION state_guidance_relation(uuid, uuid, text, text, text), end_guidance_relation(uuid, uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION state_guidance_relation(uuid, uuid, text, text, text), end_guidance_relation(uuid, uuid) TO assay_app;
      ${PUBLISH('r.ended_at IS NULL AND (a.old_id IS NOT NULL OR b.old_id IS NOT NULL)')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${PUBLISH('a.old_id IS NOT NULL OR b.old_id IS NOT NULL')}
      DROP FUNCTION state_guidance_relation(uuid, uuid, text, text, text), end_guidance_relation(uuid, uuid);
      ALTER TABLE guidance_relation DROP COLUMN changed_at, DROP COLUMN ended_at;
    `);
  }
}
