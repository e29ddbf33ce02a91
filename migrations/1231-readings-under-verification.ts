import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever may read a document of others writes the reading into its owner's chain. Until now only the two sides of an invitation could, so
 * that a verifier was refused every document of what it had to check.
 */
export class ReadingsUnderVerification1231 implements MigrationInterface {
  name = 'ReadingsUnderVerification1795392001231';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION caller_reads_document_of(document text, owner uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT EXISTS (SELECT FROM document d WHERE d.id = CASE WHEN document ~ '^doc_[0-9a-f-]{36}$' THEN substr(document, 5)::uuid END AND d.organisation_id = owner
          AND (document_is_granted(d.id, caller_organisation()) OR document_is_under_verification(d.id)))
      $$;
      CREATE POLICY reading ON audit_event FOR INSERT
        WITH CHECK (action = 'document.read' AND subject_type = 'Document' AND caller_reads_document_of(subject_id, organisation_id));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY reading ON audit_event;
      DROP FUNCTION caller_reads_document_of(text, uuid);
    `);
  }
}
