import { MigrationInterface, QueryRunner } from 'typeorm';

/** Questions about the market that an organisation watches: it is told when the answer changes by more than it set. */
export class WatchedQuestions1141 implements MigrationInterface {
  name = 'WatchedQuestions1795392001141';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE watched_question (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        created_by uuid NOT NULL REFERENCES user_account,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        link text NOT NULL CHECK (length(link) <= 4000),
        question jsonb NOT NULL,
        threshold numeric NOT NULL CHECK (threshold BETWEEN 0 AND 1000), -- percent
        answer jsonb NOT NULL, -- the one that its owner knows: as it was saved, or as last told
        as_of date NOT NULL,   -- of that answer
        checked_snapshot integer NOT NULL, -- the state of the market that it was last compared with
        problem text, -- why it could not be answered then
        told_at timestamptz(3),
        created_at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX watched_question_organisation ON watched_question (organisation_id, created_at, id);
      SELECT secure('watched_question');
      CREATE POLICY own ON watched_question USING (organisation_id = caller_organisation()) WITH CHECK (organisation_id = caller_organisation());
      GRANT SELECT, INSERT, DELETE, UPDATE (answer, as_of, checked_snapshot, problem, told_at) ON watched_question TO assay_app;

      -- The worker asks whose questions have not been compared with the latest state of the market, and then acts as each in turn.
      CREATE FUNCTION organisations_with_questions_before(snapshot integer) RETURNS SETOF uuid
        LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
        AS $$ SELECT DISTINCT organisation_id FROM watched_question WHERE checked_snapshot < snapshot $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION organisations_with_questions_before(integer);
      DROP TABLE watched_question;
    `);
  }
}
