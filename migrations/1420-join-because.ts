import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What proposes that a party of notices is a supplier: that it has the supplier's name, or the supplier's identifier under a name that can hardly
 * be its own.
 */
export class JoinBecause1420 implements MigrationInterface {
  name = 'JoinBecause1795392001420';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE join_proposal ADD because text NOT NULL DEFAULT 'NAME' CHECK (because IN ('NAME', 'IDENTIFIER'))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE join_proposal DROP because');
  }
}
