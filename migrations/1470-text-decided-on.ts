import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The text that a decision on guidance was taken on, so that many small changes of a requirement cannot carry the decision to another meaning.
 * Of what was decided before, it is the text as it stands.
 */
export class TextDecidedOn1470 implements MigrationInterface {
  name = 'TextDecidedOn1795392001470';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE requirement_guidance ADD COLUMN decided_text text;
      UPDATE requirement_guidance g SET decided_text = r.text FROM requirement r WHERE r.id = g.requirement_id AND g.status <> 'SUGGESTED';
      ALTER TABLE requirement_guidance ADD CONSTRAINT requirement_guidance_decided_text_check CHECK ((status = 'SUGGESTED') = (decided_text IS NULL));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE requirement_guidance DROP COLUMN decided_text');
  }
}
