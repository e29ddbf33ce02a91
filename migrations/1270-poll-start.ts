import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A poll that failed after its first pages goes on from there the next time, and what was published since it began is asked for after
 * that: so when it began outlives its run.
 */
export class PollStart1270 implements MigrationInterface {
  name = 'PollStart1795392001270';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE poll DROP CONSTRAINT poll_check, ADD CONSTRAINT poll_check CHECK (run_id IS NULL OR begun_at IS NOT NULL)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE poll SET begun_at = NULL WHERE run_id IS NULL;
      ALTER TABLE poll DROP CONSTRAINT poll_check, ADD CONSTRAINT poll_check CHECK ((run_id IS NULL) = (begun_at IS NULL))`);
  }
}
