import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a supplier filled in of a scheme's own form. It is read by whoever reads the documents of an attestation, its holder and the
 * verifier, and stands as it was signed.
 */
export class AttestationFields1720 implements MigrationInterface {
  name = 'AttestationFields1795392001720';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE attestation_field (
        attestation_id uuid NOT NULL REFERENCES attestation,
        name text NOT NULL,
        label text NOT NULL,
        position integer NOT NULL,
        given text[] NOT NULL CHECK (cardinality(given) BETWEEN 1 AND 200),
        PRIMARY KEY (attestation_id, name)
      );
      SELECT secure('attestation_field');
      CREATE POLICY with_attestation ON attestation_field FOR SELECT
        USING (EXISTS (SELECT FROM attestation a WHERE a.id = attestation_id AND (a.organisation_id = caller_organisation() OR caller_has_role('VERIFIER'))));
      CREATE POLICY own ON attestation_field FOR INSERT
        WITH CHECK (EXISTS (SELECT FROM attestation a WHERE a.id = attestation_id AND a.organisation_id = caller_organisation() AND a.state = 'DRAFT'));
      CREATE POLICY own_draft ON attestation_field FOR DELETE
        USING (EXISTS (SELECT FROM attestation a WHERE a.id = attestation_id AND a.organisation_id = caller_organisation() AND a.state = 'DRAFT'));
      GRANT SELECT, INSERT, DELETE ON attestation_field TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE attestation_field');
  }
}
