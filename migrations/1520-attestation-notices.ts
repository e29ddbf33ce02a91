import { MigrationInterface, QueryRunner } from 'typeorm';

/** A supplier is told that what it attests is about to end, once at each threshold. */
export class AttestationNotices1520 implements MigrationInterface {
  name = 'AttestationNotices1795392001520';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE attestation_notice (
        attestation_id uuid NOT NULL REFERENCES attestation,
        threshold text NOT NULL CHECK (threshold IN ('30', '7', '1', '0', 'OVERDUE')),
        organisation_id uuid NOT NULL,
        told_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (attestation_id, threshold)
      );
      SELECT secure('attestation_notice');
      CREATE POLICY own ON attestation_notice USING (organisation_id = caller_organisation()) WITH CHECK (organisation_id = caller_organisation());
      GRANT SELECT, INSERT ON attestation_notice TO assay_app;
      CREATE INDEX attestation_supersedes ON attestation (supersedes_id) WHERE supersedes_id IS NOT NULL;

      -- The worker asks which organisations hold what ends within these days, and then acts as each of them in turn.
      CREATE FUNCTION organisations_with_endings(since date, until date) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
        AS $$ SELECT DISTINCT organisation_id FROM attestation
          WHERE state IN ('SUBMITTED', 'VERIFIED') AND least(expires_on, covers_to) BETWEEN since AND until $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION organisations_with_endings(date, date);
      DROP INDEX attestation_supersedes;
      DROP TABLE attestation_notice;
    `);
  }
}
