import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Before migration 1730 nothing noted whose specification a file was. What the trail does tell is which procurements it can have been read for:
 * those to which its buyer added requirements once it was there. It is noted for each of them, and as not certain, so that it is erased with the
 * last of them: too early for none.
 */
export class SpecificationFiles1751 implements MigrationInterface {
  name = 'SpecificationFiles1795392001751';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE procurement_document ADD COLUMN is_certain boolean NOT NULL DEFAULT true; -- false: requirements may have been read from it
      INSERT INTO procurement_document (procurement_id, document_id, organisation_id, is_certain)
        SELECT p.id, d.id, d.organisation_id, false
        FROM document d
        JOIN organisation o ON o.id = d.organisation_id AND o.kind = 'BUYER'
        JOIN procurement p ON p.organisation_id = d.organisation_id
        WHERE NOT EXISTS (SELECT FROM procurement_document x WHERE x.document_id = d.id)
          AND NOT EXISTS (SELECT FROM assurance_pack x WHERE x.document_id = d.id)
          AND NOT EXISTS (SELECT FROM import_run x WHERE x.document_id = d.id)
          AND EXISTS (SELECT FROM audit_event e WHERE e.organisation_id = p.organisation_id AND e.subject_id = 'prc_' || p.id
            AND e.action IN ('requirements.added', 'specification.imported') AND e.at >= d.created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM procurement_document WHERE NOT is_certain;
      ALTER TABLE procurement_document DROP COLUMN is_certain;
    `);
  }
}
