import { MigrationInterface, QueryRunner } from 'typeorm';

/** Evidence that states no end is watched too: it may be withdrawn or refused. */
export class WatchesWithoutEnd1330 implements MigrationInterface {
  name = 'WatchesWithoutEnd1795392001330';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE watch ALTER COLUMN expires_on DROP NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM watch_notice n USING watch w WHERE w.id = n.watch_id AND w.expires_on IS NULL;
      DELETE FROM watch WHERE expires_on IS NULL;
      ALTER TABLE watch ALTER COLUMN expires_on SET NOT NULL;
    `);
  }
}
