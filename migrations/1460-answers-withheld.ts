import { MigrationInterface, QueryRunner } from 'typeorm';

/** The functions of migrations 1280 and 1310 that say what of answers is shown, as they were. */
const BEFORE = {
  shown: `(p.stage NOT IN ('EVIDENCE', 'ASSESSMENT') OR (d.user_id IS NOT NULL AND NOT d.has_conflict))`,
  standsWhere: (condition: string): string => `EXISTS (
          SELECT FROM submission s JOIN candidate c ON c.id = s.candidate_id JOIN procurement p ON p.id = c.procurement_id
          LEFT JOIN interest_declaration d ON d.procurement_id = p.id AND d.user_id = caller_user()
          WHERE s.organisation_id = caller_organisation() AND s.opens_at <= now() AND ${condition} AND s.answers::text LIKE '%' || which || '%')`,
  attestations: `SELECT (t ->> 'id')::uuid FROM submission s CROSS JOIN LATERAL jsonb_array_elements(s.answers) x CROSS JOIN LATERAL jsonb_array_elements(x -> 'attestations') t
          WHERE s.id = which AND (s.supplier_organisation_id = caller_organisation() OR (s.organisation_id = caller_organisation() AND s.opens_at <= now()))`,
};

/** What became of evidence, by whoever is shown the answers that rely on it: migration 1310, but for how these are found. */
const evidenceOf = (attestations: string): string => `
      CREATE OR REPLACE FUNCTION evidence_of(which uuid) RETURNS TABLE (attestation_id uuid, status text, strength text, verification json, hashed json)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT a.id, CASE WHEN a.state = 'VERIFIED' AND least(a.expires_on, a.covers_to) < current_date THEN 'EXPIRED' ELSE a.state END, a.strength,
          (SELECT json_build_object('outcome', v.outcome, 'method', v.method, 'verifiedBy', json_build_object('id', v.verified_by_id, 'name', v.verified_by_name),
              'checkedOn', v.checked_on, 'note', v.note)
            FROM verification v WHERE v.attestation_id = a.id ORDER BY v.created_at DESC, v.id DESC LIMIT 1),
          json_build_object('id', a.id, 'schemeCode', a.scheme_code, 'productId', a.product_id, 'reference', a.reference, 'legalEntity', a.legal_entity,
            'sites', a.sites, 'productVersions', a.product_versions, 'exclusions', a.exclusions, 'strength', a.strength, 'claimedStrength', a.claimed_strength,
            'state', a.state, 'signedHash', a.signed_hash, 'coversFrom', a.covers_from, 'coversTo', a.covers_to, 'issuedOn', a.issued_on, 'expiresOn', a.expires_on)
        FROM attestation a WHERE a.id IN (
          ${attestations})
      $$;`;

/**
 * Who is shown the answers of a procurement, and the figures that are given them, is one rule: a function that whatever reads asks, and that
 * PostgreSQL itself asks before it gives out answers, their documents, or events of the record that tell figures.
 */
export class AnswersWithheld1460 implements MigrationInterface {
  name = 'AnswersWithheld1795392001460';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Why the answers of a procurement are withheld from the caller: NULL where they are not, and to another organisation, which cannot read
      -- the procurement.
      CREATE FUNCTION answers_withheld(which uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT CASE
          WHEN p.stage = 'CANCELLED' AND NOT EXISTS (SELECT FROM assessment j WHERE j.procurement_id = p.id) THEN 'SEALED'
          WHEN p.stage NOT IN ('EVIDENCE', 'ASSESSMENT', 'MODERATION') THEN NULL
          WHEN d.has_conflict THEN 'CONFLICT'
          WHEN d.id IS NULL AND p.stage <> 'MODERATION' AND (caller_has_role('EDITOR') OR caller_has_role('ADMIN')) THEN 'UNDECLARED'
        END
        FROM procurement p LEFT JOIN interest_declaration d ON d.procurement_id = p.id AND d.user_id = caller_user()
        WHERE p.id = which AND p.organisation_id = caller_organisation()
      $$;

      -- That something was submitted, by whom and when, shows to the buyer's people from the deadline on; what it says, through this alone.
      CREATE FUNCTION submitted_answers(which uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT s.answers FROM submission s JOIN candidate c ON c.id = s.candidate_id
        WHERE s.id = which AND (s.supplier_organisation_id = caller_organisation()
          OR (s.organisation_id = caller_organisation() AND s.opens_at <= now() AND answers_withheld(c.procurement_id) IS NULL))
      $$;
      REVOKE SELECT ON submission FROM assay_app;
      GRANT SELECT (id, invitation_id, candidate_id, organisation_id, supplier_organisation_id, number, submitted_at, submitted_by_name, opens_at, hash)
        ON submission TO assay_app;

      CREATE OR REPLACE FUNCTION evidence_is_shown(which uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT coalesce(bool_or(answers_withheld(c.procurement_id) IS NULL), true) FROM submission s JOIN candidate c ON c.id = s.candidate_id
        WHERE s.organisation_id = caller_organisation() AND s.opens_at <= now() AND s.answers::text LIKE '%' || which || '%'
      $$;
      ${evidenceOf(
        `SELECT (t ->> 'id')::uuid FROM jsonb_array_elements(submitted_answers(which)) x CROSS JOIN LATERAL jsonb_array_elements(x -> 'attestations') t`,
      )}

      -- How far a procurement is shows to all of the buyer's people: which answers there are, and which were put in other words, and when last. What
      -- is judged of an answer are its words, the strength that it claims, its documents and its attestations.
      CREATE FUNCTION answers_given(which uuid) RETURNS TABLE (candidate_id uuid, requirement_id uuid)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT s.candidate_id, (x ->> 'requirementId')::uuid
        FROM candidate c JOIN submission s ON s.candidate_id = c.id CROSS JOIN LATERAL jsonb_array_elements(s.answers) x
        WHERE c.procurement_id = which AND s.organisation_id = caller_organisation() AND s.opens_at <= now()
          AND NOT EXISTS (SELECT FROM submission later WHERE later.invitation_id = s.invitation_id AND later.number > s.number)
      $$;
      CREATE FUNCTION answers_changed(which uuid) RETURNS TABLE (candidate_id uuid, requirement_id uuid, changed_at timestamptz)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT a.candidate_id, a.requirement_id, max(a.submitted_at)
        FROM (
          SELECT s.candidate_id, s.number, s.submitted_at, (x ->> 'requirementId')::uuid AS requirement_id, judged.words,
            lag(judged.words) OVER (PARTITION BY s.invitation_id, x ->> 'requirementId' ORDER BY s.number) AS earlier_words
          FROM candidate c JOIN submission s ON s.candidate_id = c.id CROSS JOIN LATERAL jsonb_array_elements(s.answers) x
          CROSS JOIN LATERAL (SELECT jsonb_build_array(x -> 'statement', x -> 'strength', x -> 'documents', jsonb_path_query_array(x, '$.attestations[*].hash'))) judged (words)
          WHERE c.procurement_id = which AND s.organisation_id = caller_organisation() AND s.opens_at <= now()
        ) a
        WHERE a.number > 1 AND a.words IS DISTINCT FROM a.earlier_words
        GROUP BY a.candidate_id, a.requirement_id
      $$;

      -- Events that tell figures are left out of what is shown to whoever is not shown the answers. That they are there is no secret; what they
      -- say is, and so is their hash, from which so few figures could be found by trying.
      CREATE FUNCTION withheld_subjects() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT 'prc_' || p.id FROM procurement p WHERE p.organisation_id = caller_organisation() AND answers_withheld(p.id) IS NOT NULL
      $$;
      CREATE FUNCTION withheld_events() RETURNS TABLE (organisation_id uuid, sequence bigint, at timestamptz, actor_name text, action text, subject_id text)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT e.organisation_id, e.sequence, e.at, e.actor_name, e.action, e.subject_id
        FROM withheld_subjects() w (subject_id) JOIN audit_event e ON e.organisation_id = caller_organisation() AND e.subject_id = w.subject_id
        WHERE e.action IN ('answer.assessed', 'assessment.moderated')
      $$;
      ALTER POLICY own ON audit_event USING (organisation_id = caller_organisation()
        AND (action NOT IN ('answer.assessed', 'assessment.moderated') OR subject_id <> ALL (ARRAY(SELECT withheld_subjects()))));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER POLICY own ON audit_event USING (organisation_id = caller_organisation());
      DROP FUNCTION withheld_events(), withheld_subjects(), answers_changed(uuid), answers_given(uuid);
      ${evidenceOf(BEFORE.attestations)}
      CREATE OR REPLACE FUNCTION evidence_is_shown(which uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT NOT (caller_has_role('EDITOR') OR caller_has_role('ADMIN')) OR NOT ${BEFORE.standsWhere(`NOT (${BEFORE.shown})`)} OR ${BEFORE.standsWhere(BEFORE.shown)}
      $$;
      GRANT SELECT ON submission TO assay_app;
      DROP FUNCTION submitted_answers(uuid), answers_withheld(uuid);
    `);
  }
}
