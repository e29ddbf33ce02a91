import { MigrationInterface, QueryRunner } from 'typeorm';

/** What answers were put in other words, and when last: what is judged of an answer. Migration 1460, but for these words. */
const answersChanged = (words: string): string => `
      CREATE OR REPLACE FUNCTION answers_changed(which uuid) RETURNS TABLE (candidate_id uuid, requirement_id uuid, changed_at timestamptz)
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT a.candidate_id, a.requirement_id, max(a.submitted_at)
        FROM (
          SELECT s.candidate_id, s.number, s.submitted_at, (x ->> 'requirementId')::uuid AS requirement_id, judged.words,
            lag(judged.words) OVER (PARTITION BY s.invitation_id, x ->> 'requirementId' ORDER BY s.number) AS earlier_words
          FROM candidate c JOIN submission s ON s.candidate_id = c.id CROSS JOIN LATERAL jsonb_array_elements(s.answers) x
          CROSS JOIN LATERAL (SELECT jsonb_build_array(${words})) judged (words)
          WHERE c.procurement_id = which AND s.organisation_id = caller_organisation() AND s.opens_at <= now()
        ) a
        WHERE a.number > 1 AND a.words IS DISTINCT FROM a.earlier_words
        GROUP BY a.candidate_id, a.requirement_id
      $$;`;

const WORDS = `x -> 'statement', x -> 'strength', x -> 'documents', jsonb_path_query_array(x, '$.attestations[*].hash')`;

/**
 * A supplier says which products, in which versions, it offers: in a working copy that the buyer never reads, and frozen with what it submits.
 * Who is shown the answers is shown that, and nobody else.
 */
export class Offers1650 implements MigrationInterface {
  name = 'Offers1795392001650';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE offer (
        invitation_id uuid PRIMARY KEY REFERENCES invitation,
        organisation_id uuid NOT NULL, -- the supplier's
        products jsonb NOT NULL CHECK (jsonb_typeof(products) = 'array'),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        version integer NOT NULL DEFAULT 1
      );
      SELECT secure('offer');
      CREATE POLICY own ON offer USING (organisation_id = caller_organisation())
        WITH CHECK (organisation_id = caller_organisation() AND EXISTS (SELECT FROM invitation i WHERE i.id = invitation_id AND i.supplier_organisation_id = caller_organisation()));
      GRANT SELECT, INSERT, UPDATE ON offer TO assay_app;

      ALTER TABLE submission ADD offer jsonb CHECK (jsonb_typeof(offer) = 'array');
      CREATE FUNCTION submitted_offer(which uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT s.offer FROM submission s JOIN candidate c ON c.id = s.candidate_id
        WHERE s.id = which AND (s.supplier_organisation_id = caller_organisation()
          OR (s.organisation_id = caller_organisation() AND s.opens_at <= now() AND answers_withheld(c.procurement_id) IS NULL))
      $$;
      -- Whoever offers another product, or another version of it, answers otherwise to everything.
      ${answersChanged(`${WORDS}, s.offer`)}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${answersChanged(WORDS)}
      DROP FUNCTION submitted_offer(uuid);
      ALTER TABLE submission DROP COLUMN offer;
      DROP TABLE offer;
    `);
  }
}
