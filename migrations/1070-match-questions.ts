import { MigrationInterface, QueryRunner } from 'typeorm';

/** What would settle a requirement that the matching is not sure of, and what the buyer answered. */
export class MatchQuestions1070 implements MigrationInterface {
  name = 'MatchQuestions1795392001070';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE requirement
        ADD COLUMN match_questions jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN match_answers jsonb NOT NULL DEFAULT '[]';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE requirement DROP COLUMN match_answers, DROP COLUMN match_questions');
  }
}
