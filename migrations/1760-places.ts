import { MigrationInterface, QueryRunner } from 'typeorm';

/** What answers were put in other words, and when last: what is judged of an answer. Migration 1650, but for these words. */
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

const WORDS = `x -> 'statement', x -> 'strength', x -> 'documents', jsonb_path_query_array(x, '$.attestations[*].hash'), s.offer`;

/**
 * A buyer says where what it buys is to be run or delivered, and a supplier from where it would operate it: a part of the offer, which is read, kept
 * and frozen as the rest of it is. Both stand in rows that erasing knows.
 */
export class Places1760 implements MigrationInterface {
  name = 'Places1795392001760';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A list of { name, region }, whose region is a code of that table, or null.
      ALTER TABLE procurement ADD places jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(places) = 'array');
      ALTER TABLE offer ADD sites jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(sites) = 'array');
      ALTER TABLE submission ADD offer_sites jsonb CHECK (jsonb_typeof(offer_sites) = 'array');
      CREATE FUNCTION submitted_sites(which uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
        SELECT s.offer_sites FROM submission s JOIN candidate c ON c.id = s.candidate_id
        WHERE s.id = which AND (s.supplier_organisation_id = caller_organisation()
          OR (s.organisation_id = caller_organisation() AND s.opens_at <= now() AND answers_withheld(c.procurement_id) IS NULL))
      $$;
      -- Whoever operates it from elsewhere answers otherwise to everything, as with another product.
      ${answersChanged(`${WORDS}, s.offer_sites`)}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${answersChanged(WORDS)}
      DROP FUNCTION submitted_sites(uuid);
      ALTER TABLE submission DROP COLUMN offer_sites;
      ALTER TABLE offer DROP COLUMN sites;
      ALTER TABLE procurement DROP COLUMN places;
    `);
  }
}
