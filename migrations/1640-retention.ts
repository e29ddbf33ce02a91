import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How long the records of a procurement are kept. By section 98(4) of the Procurement Act 2023 that is three years beginning with the day on
 * which the contract is entered into or, where it is awarded and not entered into, awarded. Where nothing was awarded the Act states no term
 * that could be counted here, and an administrator of the buyer sets the day. Other law may ask for longer (subsection 6): an administrator
 * sets a later day, or places a hold.
 */
export class Retention1640 implements MigrationInterface {
  name = 'Retention1795392001640';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE retention_term (
        id uuid PRIMARY KEY,
        procurement_id uuid NOT NULL REFERENCES procurement,
        organisation_id uuid NOT NULL,
        kept_until date NOT NULL,
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 5000),
        set_by_id uuid NOT NULL,
        set_by_name text NOT NULL,
        set_at timestamptz(3) NOT NULL
      );
      CREATE INDEX retention_term_procurement ON retention_term (procurement_id, set_at DESC, id);
      CREATE TABLE retention_hold (
        id uuid PRIMARY KEY,
        procurement_id uuid NOT NULL REFERENCES procurement,
        organisation_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('LITIGATION', 'AUDIT', 'INFORMATION_REQUEST', 'OTHER')),
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 5000),
        placed_by_id uuid NOT NULL,
        placed_by_name text NOT NULL,
        placed_at timestamptz(3) NOT NULL,
        lifted_by_id uuid,
        lifted_by_name text,
        lifted_at timestamptz(3),
        lifted_reason text CHECK (length(lifted_reason) BETWEEN 1 AND 5000),
        CHECK ((lifted_at IS NULL) = (lifted_by_id IS NULL) AND (lifted_at IS NULL) = (lifted_by_name IS NULL) AND (lifted_at IS NULL) = (lifted_reason IS NULL))
      );
      CREATE INDEX retention_hold_procurement ON retention_hold (procurement_id, placed_at, id);
      -- What was told of a day; where the day moves, it is told again.
      CREATE TABLE retention_notice (
        procurement_id uuid NOT NULL REFERENCES procurement,
        kept_until date NOT NULL,
        threshold text NOT NULL CHECK (threshold IN ('30', '7', '0')),
        organisation_id uuid NOT NULL,
        told_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (procurement_id, kept_until, threshold)
      );

      -- The day after the three years that begin with a day. A later year may lack the day: those that begin with 29 February end with 28
      -- February, and those that begin with 1 March with the last of February.
      CREATE FUNCTION three_years_from(since date) RETURNS date LANGUAGE sql IMMUTABLE AS $$
        SELECT greatest((since + interval '3 years')::date, (since - 1 + interval '3 years')::date + 1)
      $$;
      -- The one place that says until when records are kept, by which rule, and what stands in the way of erasing them.
      CREATE FUNCTION retention_of(which uuid, OUT rule text, OUT since date, OUT kept_until date, OUT state text) LANGUAGE sql STABLE AS $$
        SELECT k.rule, k.since, k.kept_until,
          CASE
            WHEN k.stage NOT IN ('CLOSED', 'CANCELLED') THEN 'RUNNING'
            WHEN EXISTS (SELECT FROM retention_hold h WHERE h.procurement_id = which AND h.lifted_at IS NULL) THEN 'HELD'
            WHEN k.kept_until IS NULL THEN 'NO_TERM'
            WHEN k.kept_until > current_date THEN 'KEPT'
            ELSE 'DUE'
          END
        FROM (
          SELECT b.*, greatest(three_years_from(b.since),
            (SELECT t.kept_until FROM retention_term t WHERE t.procurement_id = which ORDER BY t.set_at DESC, t.id DESC LIMIT 1)) AS kept_until
          FROM (
            SELECT p.stage, coalesce(d.signed_on, d.awarded_on) AS since,
              CASE WHEN d.signed_on IS NOT NULL THEN 'CONTRACT' WHEN d.awarded_on IS NOT NULL THEN 'AWARD'
                WHEN p.stage IN ('CLOSED', 'CANCELLED') THEN 'NO_AWARD' END AS rule
            FROM procurement p CROSS JOIN LATERAL (
              SELECT (SELECT (e.detail ->> 'signedOn')::date FROM audit_event e
                  WHERE e.organisation_id = p.organisation_id AND e.subject_id = 'prc_' || p.id AND e.action IN ('contract.signed', 'contract.corrected')
                  ORDER BY e.sequence DESC LIMIT 1) AS signed_on,
                (SELECT (c.decided_at AT TIME ZONE 'Europe/London')::date FROM decision c
                  WHERE c.procurement_id = p.id AND c.outcome = 'AWARDED') AS awarded_on
            ) d
            WHERE p.id = which
          ) b
        ) k
      $$;
      -- The worker asks whose records fall due until a day, and then acts as each of these organisations in turn.
      CREATE FUNCTION organisations_with_records_due(until date) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
        AS $$ SELECT DISTINCT p.organisation_id FROM procurement p WHERE (retention_of(p.id)).kept_until <= until $$;

      SELECT secure(t) FROM unnest(ARRAY['retention_term', 'retention_hold', 'retention_notice']) t;
      CREATE POLICY own ON retention_term FOR SELECT USING (organisation_id = caller_organisation());
      CREATE POLICY set_by_admin ON retention_term FOR INSERT WITH CHECK (organisation_id = caller_organisation() AND set_by_id = caller_user()
        AND caller_has_role('ADMIN') AND EXISTS (SELECT FROM procurement p WHERE p.id = procurement_id AND p.organisation_id = caller_organisation()));
      CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON retention_term FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE POLICY own ON retention_hold FOR SELECT USING (organisation_id = caller_organisation());
      CREATE POLICY placed_by_admin ON retention_hold FOR INSERT WITH CHECK (organisation_id = caller_organisation() AND placed_by_id = caller_user()
        AND lifted_at IS NULL AND caller_has_role('ADMIN')
        AND EXISTS (SELECT FROM procurement p WHERE p.id = procurement_id AND p.organisation_id = caller_organisation()));
      CREATE POLICY lifted_by_admin ON retention_hold FOR UPDATE USING (organisation_id = caller_organisation() AND lifted_at IS NULL AND caller_has_role('ADMIN'))
        WITH CHECK (organisation_id = caller_organisation() AND lifted_by_id = caller_user());
      CREATE POLICY own ON retention_notice USING (organisation_id = caller_organisation()) WITH CHECK (organisation_id = caller_organisation());
      GRANT SELECT, INSERT ON retention_term, retention_hold, retention_notice TO assay_app;
      GRANT UPDATE (lifted_by_id, lifted_by_name, lifted_at, lifted_reason) ON retention_hold TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION organisations_with_records_due(date), retention_of(uuid), three_years_from(date);
      DROP TABLE retention_notice, retention_hold, retention_term;
    `);
  }
}
