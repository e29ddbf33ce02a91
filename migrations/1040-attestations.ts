import { MigrationInterface, QueryRunner } from 'typeorm';

const STRENGTHS = `('ASSERTION', 'CONTRACTUAL_COMMITMENT', 'INDEPENDENT_VALIDATION', 'INDEPENDENT_TESTING', 'ASSURED_DESIGN', 'ASSURED_COMPONENTS')`;

/** Schemes, what they evidence, attestations, their documents and verifications. */
export class Attestations1040 implements MigrationInterface {
  name = 'Attestations1795392001040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE attestation_scheme (
        code text PRIMARY KEY,
        name text NOT NULL,
        issuer text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('CERTIFICATION', 'SELF_DECLARATION', 'TEST_REPORT', 'BILL_OF_MATERIALS', 'POLICY', 'QUESTIONNAIRE')),
        validity_months integer,
        validity_rule text NOT NULL,
        verification_url text,
        verification_note text,
        fields jsonb NOT NULL,
        pitfalls text,
        verified boolean NOT NULL,
        verified_how text,
        position integer NOT NULL
      );
      CREATE TABLE scheme_evidence (
        scheme_code text NOT NULL REFERENCES attestation_scheme,
        item_id uuid NOT NULL REFERENCES guidance_item,
        extent text NOT NULL CHECK (extent IN ('FULL', 'PARTIAL', 'SUPPORTING')),
        PRIMARY KEY (scheme_code, item_id)
      );
      CREATE INDEX scheme_evidence_item ON scheme_evidence (item_id);
      GRANT SELECT ON attestation_scheme, scheme_evidence TO assay_app;

      CREATE TABLE attestation (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        supplier_id uuid NOT NULL REFERENCES supplier,
        product_id uuid REFERENCES product,
        scheme_code text NOT NULL REFERENCES attestation_scheme,
        reference text CHECK (length(reference) <= 500),
        legal_entity text NOT NULL CHECK (length(legal_entity) BETWEEN 1 AND 500),
        sites text[] NOT NULL DEFAULT '{}',
        product_versions text[] NOT NULL DEFAULT '{}',
        exclusions text[] NOT NULL DEFAULT '{}',
        claimed_strength text NOT NULL CHECK (claimed_strength IN ${STRENGTHS}),
        strength text NOT NULL CHECK (strength IN ${STRENGTHS}), -- as claimed, until a verification confirms or lowers it
        covers_from date,
        covers_to date,
        issued_on date,
        expires_on date,
        received_at timestamptz(3) NOT NULL DEFAULT now(),
        state text NOT NULL CHECK (state IN ('DRAFT', 'SUBMITTED', 'VERIFIED', 'REJECTED', 'WITHDRAWN', 'SUPERSEDED')),
        supersedes_id uuid REFERENCES attestation,
        signatory_id uuid,
        signatory_name text,
        signatory_role text,
        statement text,
        signed_at timestamptz(3),
        signed_hash text,
        version integer NOT NULL DEFAULT 1,
        CHECK (covers_to IS NULL OR covers_from IS NULL OR covers_to >= covers_from),
        CHECK (expires_on IS NULL OR issued_on IS NULL OR expires_on >= issued_on),
        CHECK (state = 'DRAFT' OR (signed_at IS NOT NULL AND signed_hash IS NOT NULL AND signatory_name IS NOT NULL AND statement IS NOT NULL))
      );
      CREATE INDEX attestation_supplier ON attestation (supplier_id, scheme_code, id);
      CREATE INDEX attestation_valid ON attestation (scheme_code, supplier_id, expires_on) WHERE state = 'VERIFIED';

      CREATE TABLE attestation_document (
        attestation_id uuid NOT NULL REFERENCES attestation,
        document_id uuid NOT NULL REFERENCES document,
        PRIMARY KEY (attestation_id, document_id)
      );
      CREATE TABLE verification (
        id uuid PRIMARY KEY,
        attestation_id uuid NOT NULL REFERENCES attestation,
        outcome text NOT NULL CHECK (outcome IN ('VERIFIED', 'REJECTED')),
        method text NOT NULL CHECK (length(method) BETWEEN 1 AND 500),
        note text CHECK (length(note) <= 5000),
        strength text NOT NULL CHECK (strength IN ${STRENGTHS}),
        checked_on date NOT NULL,
        verified_by_id uuid,
        verified_by_name text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX verification_attestation ON verification (attestation_id, created_at);
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON verification FOR EACH ROW EXECUTE FUNCTION refuse_change();

      -- Once submitted, what was signed does not change; only the state moves on, and a verification may lower the strength.
      CREATE FUNCTION refuse_change_of_signed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF OLD.state = 'DRAFT' THEN RETURN NEW; END IF;
        IF NEW.strength <> OLD.strength AND NOT caller_has_role('VERIFIER') THEN
          RAISE EXCEPTION 'the strength of a submitted attestation is a verifier''s to change' USING ERRCODE = 'AS003';
        END IF;
        IF to_jsonb(NEW) - ARRAY['state', 'strength', 'version'] = to_jsonb(OLD) - ARRAY['state', 'strength', 'version'] THEN RETURN NEW; END IF;
        RAISE EXCEPTION 'attestation is signed and frozen: % is refused', TG_OP USING ERRCODE = 'AS001';
      END $$;
      CREATE TRIGGER frozen BEFORE UPDATE ON attestation FOR EACH ROW EXECUTE FUNCTION refuse_change_of_signed();

      -- What a buyer saw verified may be shown to everyone, also after it lapsed; drafts and refusals are the supplier's and the
      -- verifier's alone.
      CREATE FUNCTION may_read_attestation(state text, owner uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT state IN ('VERIFIED', 'WITHDRAWN', 'SUPERSEDED') OR owner = caller_organisation()
          OR (state <> 'DRAFT' AND caller_has_role('VERIFIER'))
      $$;
      SELECT secure(t) FROM unnest(ARRAY['attestation', 'attestation_document', 'verification']) t;
      CREATE POLICY readable ON attestation FOR SELECT USING (may_read_attestation(state, organisation_id));
      CREATE POLICY own ON attestation FOR INSERT WITH CHECK (organisation_id = caller_organisation() AND owns_supplier(supplier_id) AND state IN ('DRAFT', 'SUBMITTED'));
      CREATE POLICY own_or_verifier ON attestation FOR UPDATE USING (organisation_id = caller_organisation() OR caller_has_role('VERIFIER'))
        WITH CHECK ((organisation_id = caller_organisation() AND state <> 'VERIFIED') OR caller_has_role('VERIFIER'));
      CREATE POLICY with_attestation ON attestation_document FOR SELECT
        USING (EXISTS (SELECT FROM attestation a WHERE a.id = attestation_id AND (a.organisation_id = caller_organisation() OR caller_has_role('VERIFIER'))));
      CREATE POLICY own ON attestation_document FOR INSERT
        WITH CHECK (EXISTS (SELECT FROM attestation a WHERE a.id = attestation_id AND a.organisation_id = caller_organisation() AND a.state = 'DRAFT'));
      CREATE POLICY own_draft ON attestation_document FOR DELETE
        USING (EXISTS (SELECT FROM attestation a WHERE a.id = attestation_id AND a.organisation_id = caller_organisation() AND a.state = 'DRAFT'));
      CREATE POLICY with_attestation ON verification FOR SELECT USING (EXISTS (SELECT FROM attestation a WHERE a.id = attestation_id));
      CREATE POLICY verifier ON verification FOR INSERT WITH CHECK (caller_has_role('VERIFIER'));
      GRANT SELECT, INSERT, UPDATE ON attestation TO assay_app;
      GRANT SELECT, INSERT ON attestation_document, verification TO assay_app;
      GRANT DELETE ON attestation_document TO assay_app;

      -- The verifier reads the documents of what is submitted.
      CREATE FUNCTION document_is_under_verification(which uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
        AS $$ SELECT caller_has_role('VERIFIER') AND EXISTS (SELECT FROM attestation_document d JOIN attestation a ON a.id = d.attestation_id
          WHERE d.document_id = which AND a.state <> 'DRAFT') $$;
      CREATE POLICY under_verification ON document FOR SELECT USING (document_is_under_verification(id));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY under_verification ON document;
      DROP FUNCTION document_is_under_verification(uuid);
      DROP TABLE verification, attestation_document, attestation, scheme_evidence, attestation_scheme CASCADE;
      DROP FUNCTION may_read_attestation(text, uuid), refuse_change_of_signed();
    `);
  }
}
