import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A change of very many suppliers in one statement is written down as one of few is. The plan by which rows of before meet those of after is made
 * at the first change of a session, which is often of no row at all, and kept: each row of before was then looked for in all those of after.
 */
export class UnsettledInBulk1540 implements MigrationInterface {
  name = 'UnsettledInBulk1795392001540';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER FUNCTION unsettle_supplier() SET enable_nestloop = off');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER FUNCTION unsettle_supplier() RESET enable_nestloop');
  }
}
