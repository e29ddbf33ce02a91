import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A locked search says up to which day the notices reached that the directory was made of then: its own date is that of the lock, and notices may have
 * ended long before. Of those that were locked already it is not known.
 */
export class NoticesSearched1711 implements MigrationInterface {
  name = 'NoticesSearched1795392001711';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE locked_search ADD notices_to date;
      CREATE INDEX notice_published ON notice (published_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX notice_published;
      ALTER TABLE locked_search DROP notices_to;
    `);
  }
}
