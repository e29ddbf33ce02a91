import { MigrationInterface, QueryRunner } from 'typeorm';

const STRENGTHS = `('ASSERTION', 'CONTRACTUAL_COMMITMENT', 'INDEPENDENT_VALIDATION', 'INDEPENDENT_TESTING', 'ASSURED_DESIGN', 'ASSURED_COMPONENTS')`;

/**
 * What became of evidence after it was submitted: to whoever was shown the submission, as it stands now; and frozen as it stood on the day of
 * the decision, which is what the pack says. The watch tells of what was taken back, as it tells of what ends.
 */
export class EvidenceAtDecision1310 implements MigrationInterface {
  name = 'EvidenceAtDecision1795392001310';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What a buyer was shown as evidence it may follow, also where row-level security hides what was refused.
      CREATE FUNCTION evidence_of(which uuid) RETURNS TABLE (attestation_id uuid, status text, strength text, verification json, hashed json)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT a.id, CASE WHEN a.state = 'VERIFIED' AND least(a.expires_on, a.covers_to) < current_date THEN 'EXPIRED' ELSE a.state END, a.strength,
          (SELECT json_build_object('outcome', v.outcome, 'method', v.method, 'verifiedBy', json_build_object('id', v.verified_by_id, 'name', v.verified_by_name),
              'checkedOn', v.checked_on, 'note', v.note)
            FROM verification v WHERE v.attestation_id = a.id ORDER BY v.created_at DESC, v.id DESC LIMIT 1),
          json_build_object('id', a.id, 'schemeCode', a.scheme_code, 'productId', a.product_id, 'reference', a.reference, 'legalEntity', a.legal_entity,
            'sites', a.sites, 'productVersions', a.product_versions, 'exclusions', a.exclusions, 'strength', a.strength, 'claimedStrength', a.claimed_strength,
            'state', a.state, 'signedHash', a.signed_hash, 'coversFrom', a.covers_from, 'coversTo', a.covers_to, 'issuedOn', a.issued_on, 'expiresOn', a.expires_on)
        FROM attestation a WHERE a.id IN (
          SELECT (t ->> 'id')::uuid FROM submission s CROSS JOIN LATERAL jsonb_array_elements(s.answers) x CROSS JOIN LATERAL jsonb_array_elements(x -> 'attestations') t
          WHERE s.id = which AND (s.supplier_organisation_id = caller_organisation() OR (s.organisation_id = caller_organisation() AND s.opens_at <= now())))
      $$;

      CREATE TABLE decision_evidence (
        procurement_id uuid NOT NULL REFERENCES procurement,
        attestation_id uuid NOT NULL REFERENCES attestation,
        organisation_id uuid NOT NULL, -- the buyer's
        status text NOT NULL,
        strength text NOT NULL CHECK (strength IN ${STRENGTHS}),
        verification jsonb,
        hash text NOT NULL,
        PRIMARY KEY (procurement_id, attestation_id)
      );
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON decision_evidence FOR EACH ROW EXECUTE FUNCTION refuse_change();
      SELECT secure('decision_evidence');
      CREATE POLICY own ON decision_evidence USING (organisation_id = caller_organisation()) WITH CHECK (organisation_id = caller_organisation());
      GRANT SELECT, INSERT ON decision_evidence TO assay_app;

      ALTER TABLE watch_notice DROP CONSTRAINT watch_notice_threshold_check;
      ALTER TABLE watch_notice ADD CONSTRAINT watch_notice_threshold_check CHECK (threshold IN ('30', '7', '1', '0', 'OVERDUE', 'TAKEN_BACK'));
      CREATE FUNCTION state_of_watched(which uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT a.state FROM attestation a WHERE a.id = which
          AND EXISTS (SELECT FROM watch w WHERE w.attestation_id = which AND w.organisation_id = caller_organisation())
      $$;
      CREATE OR REPLACE FUNCTION organisations_with_watches(until date) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
        AS $$ SELECT DISTINCT w.organisation_id FROM watch w JOIN attestation a ON a.id = w.attestation_id
          WHERE w.expires_on <= until OR a.state IN ('WITHDRAWN', 'REJECTED') $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION organisations_with_watches(until date) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
        AS $$ SELECT DISTINCT organisation_id FROM watch WHERE expires_on <= until $$;
      DELETE FROM watch_notice WHERE threshold = 'TAKEN_BACK';
      ALTER TABLE watch_notice DROP CONSTRAINT watch_notice_threshold_check;
      ALTER TABLE watch_notice ADD CONSTRAINT watch_notice_threshold_check CHECK (threshold IN ('30', '7', '1', '0', 'OVERDUE'));
      DROP TABLE decision_evidence;
      DROP FUNCTION evidence_of(uuid), state_of_watched(uuid);
    `);
  }
}
