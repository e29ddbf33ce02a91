import { MigrationInterface, QueryRunner } from 'typeorm';

/** New versions of guidance documents, added by operators; and how many procurements still rest on earlier ones. */
export class GuidanceVersions1150 implements MigrationInterface {
  name = 'GuidanceVersions1795392001150';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The file that a version was read from; null for what came with the product.
      ALTER TABLE guidance_document ADD read_from text CHECK (length(read_from) BETWEEN 1 AND 255),
        ADD read_from_sha256 text CHECK (read_from_sha256 ~ '^[0-9a-f]{64}$'),
        ADD CONSTRAINT guidance_document_read_whole CHECK ((read_from IS NULL) = (read_from_sha256 IS NULL));

      -- The one way in which the application changes the guidance. The version before stays as it was, and is the current one no
      -- longer. What was stated of an item holds on for the item of the same code; of one whose words changed, the source says of
      -- which version it was stated.
      CREATE FUNCTION publish_guidance_version(document jsonb, items jsonb) RETURNS void
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
            WHERE a.old_id IS NOT NULL OR b.old_id IS NOT NULL
          )
          INSERT INTO guidance_relation (item_id, related_id, relationship, source)
            SELECT s.item_id, s.related_id, s.relationship, s.source FROM stated s
            JOIN guidance_item x ON x.id = s.item_id AND x.is_current JOIN guidance_item y ON y.id = s.related_id AND y.is_current
            ON CONFLICT DO NOTHING;
          INSERT INTO scheme_evidence (scheme_code, item_id, extent)
            SELECT e.scheme_code, n.id, e.extent FROM scheme_evidence e JOIN guidance_item o ON o.id = e.item_id AND o.document_id = earlier.id
            JOIN guidance_item n ON n.code = o.code AND n.document_id = (document ->> 'id')::uuid
            ON CONFLICT DO NOTHING;
        END $$;
      REVOKE ALL ON FUNCTION publish_guidance_version(jsonb, jsonb) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION publish_guidance_version(jsonb, jsonb) TO assay_app;

      -- An operator sees no procurement of a buyer's, and needs to know how much rests on what was replaced: numbers, and no more.
      CREATE FUNCTION guidance_in_use() RETURNS TABLE (document_id uuid, procurements integer, open_procurements integer, matches integer)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
          SELECT i.document_id, count(DISTINCT p.id)::integer,
            count(DISTINCT p.id) FILTER (WHERE p.stage NOT IN ('CLOSED', 'CANCELLED'))::integer, count(*)::integer
          FROM requirement_guidance g JOIN guidance_item i ON i.id = g.item_id AND NOT i.is_current
          JOIN requirement r ON r.id = g.requirement_id JOIN procurement p ON p.id = r.procurement_id
          WHERE caller_has_role('OPERATOR') GROUP BY i.document_id
        $$;
      REVOKE ALL ON FUNCTION guidance_in_use() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION guidance_in_use() TO assay_app;
      CREATE INDEX requirement_guidance_item ON requirement_guidance (item_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX requirement_guidance_item;
      DROP FUNCTION guidance_in_use(), publish_guidance_version(jsonb, jsonb);
      ALTER TABLE guidance_document DROP COLUMN read_from_sha256, DROP COLUMN read_from;
    `);
  }
}
