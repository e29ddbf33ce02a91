import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a supplier calls a document of its own, and says that it is: for its own people, in no answer and in no pack. And the one way by which a
 * document that nothing names goes again: a function under the role that erases, which alone may delete what is frozen.
 */
export class OwnDocuments1750 implements MigrationInterface {
  name = 'OwnDocuments1795392001750';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE document_description (
        document_id uuid PRIMARY KEY REFERENCES document ON DELETE CASCADE, -- it goes with the document, also where erasing takes that
        organisation_id uuid NOT NULL REFERENCES organisation,
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        description text CHECK (length(description) BETWEEN 1 AND 1000)
      );
      SELECT secure('document_description');
      CREATE POLICY own ON document_description FOR SELECT USING (organisation_id = caller_organisation());
      CREATE POLICY by_owner ON document_description FOR INSERT WITH CHECK (${MAY_DESCRIBE});
      CREATE POLICY changed_by_owner ON document_description FOR UPDATE USING (${MAY_DESCRIBE}) WITH CHECK (${MAY_DESCRIBE});
      GRANT SELECT, INSERT, UPDATE (title, description) ON document_description TO assay_app;

      CREATE FUNCTION remove_document(which uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
        DECLARE gone document;
        BEGIN
          IF NOT coalesce(caller_has_role('EDITOR') OR caller_has_role('ADMIN'), false)
            OR NOT EXISTS (SELECT FROM organisation WHERE id = caller_organisation() AND kind = 'SUPPLIER') THEN
            RAISE EXCEPTION 'documents are removed by an editor of the supplier' USING ERRCODE = 'insufficient_privilege';
          END IF;
          -- Whatever points to it stops this: attestations, working answers, what buyers were let open.
          DELETE FROM document WHERE id = which AND organisation_id = caller_organisation() RETURNING * INTO gone;
          IF gone.id IS NULL THEN
            RAISE EXCEPTION 'the document is not the caller''s' USING ERRCODE = 'insufficient_privilege';
          END IF;
          IF EXISTS (SELECT FROM submission s WHERE s.supplier_organisation_id = gone.organisation_id AND s.answers::text LIKE '%' || which || '%') THEN
            RAISE EXCEPTION 'a submitted answer names the document' USING ERRCODE = 'AS001';
          END IF;
          INSERT INTO erased_file (sha256) VALUES (gone.sha256) ON CONFLICT DO NOTHING;
          -- The same file sent again by the same form is another document.
          DELETE FROM idempotency_key WHERE organisation_id = gone.organisation_id AND response #>> '{data,document}' = which::text;
        EXCEPTION WHEN foreign_key_violation THEN
          RAISE EXCEPTION 'something names the document' USING ERRCODE = 'AS001';
        END $$;
      GRANT SELECT (id, kind) ON organisation TO assay_eraser;
      GRANT CREATE ON SCHEMA public TO assay_eraser;
      GRANT assay_eraser TO CURRENT_USER;
      ALTER FUNCTION remove_document(uuid) OWNER TO assay_eraser;
      REVOKE ALL ON FUNCTION remove_document(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION remove_document(uuid) TO assay_app;
      REVOKE assay_eraser FROM CURRENT_USER;
      REVOKE CREATE ON SCHEMA public FROM assay_eraser;
    `);
  }

  /** What was removed does not come back. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      GRANT assay_eraser TO CURRENT_USER;
      DROP FUNCTION remove_document(uuid);
      REVOKE assay_eraser FROM CURRENT_USER;
      REVOKE ALL (id, kind) ON organisation FROM assay_eraser;
      DROP TABLE document_description;
    `);
  }
}

/** Whoever may upload a document may say what it is. */
const MAY_DESCRIBE = `organisation_id = caller_organisation() AND document_owner(document_id) = caller_organisation()
        AND (caller_has_role('EDITOR') OR caller_has_role('SIGNATORY') OR caller_has_role('ADMIN'))`;
