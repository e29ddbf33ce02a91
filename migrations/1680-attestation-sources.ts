import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where a draft of an attestation was read from: the file, by its hash and the place in it, what it claims and what was not taken over. So the
 * same file is known when it comes again.
 */
export class AttestationSources1680 implements MigrationInterface {
  name = 'AttestationSources1795392001680';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE attestation_source (
        attestation_id uuid PRIMARY KEY REFERENCES attestation,
        organisation_id uuid NOT NULL REFERENCES organisation,
        document_id uuid NOT NULL REFERENCES document,
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        position integer NOT NULL CHECK (position >= 0),
        claims text[] NOT NULL,
        not_carried text[] NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX attestation_source_file ON attestation_source (organisation_id, sha256);
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON attestation_source FOR EACH ROW EXECUTE FUNCTION refuse_change();
      SELECT secure('attestation_source');
      CREATE POLICY own ON attestation_source FOR SELECT USING (organisation_id = caller_organisation());
      -- The verifier reads where what is submitted came from, as its documents.
      CREATE POLICY under_verification ON attestation_source FOR SELECT
        USING (caller_has_role('VERIFIER') AND EXISTS (SELECT FROM attestation a WHERE a.id = attestation_id AND a.state <> 'DRAFT'));
      CREATE POLICY own_draft ON attestation_source FOR INSERT WITH CHECK (
        organisation_id = caller_organisation()
        AND EXISTS (SELECT FROM attestation a WHERE a.id = attestation_id AND a.organisation_id = caller_organisation() AND a.state = 'DRAFT')
        AND EXISTS (SELECT FROM document d WHERE d.id = document_id AND d.organisation_id = caller_organisation()));
      GRANT SELECT, INSERT ON attestation_source TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE attestation_source');
  }
}
