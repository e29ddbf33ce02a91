import { MigrationInterface, QueryRunner } from 'typeorm';

/** Feeds that the worker reads by the clock: how far each has been read, so that a poll goes on where the last one stopped. */
export class Polls1131 implements MigrationInterface {
  name = 'Polls1795392001131';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE poll (
        address text PRIMARY KEY CHECK (length(address) <= 2000),
        updated_from timestamptz(3) NOT NULL, -- what the poll that is under way, or else the next one, asks for
        cursor text CHECK (length(cursor) <= 2000), -- of the page that comes next; null: the first
        pages integer NOT NULL DEFAULT 0, -- of the poll that is under way
        run_id uuid REFERENCES import_run ON DELETE SET NULL, -- the import of the poll that is under way
        begun_at timestamptz(3),
        next_at timestamptz(3) NOT NULL DEFAULT now(), -- when the next poll begins
        not_before timestamptz(3), -- until when the feed asked to be left alone
        CHECK ((run_id IS NULL) = (begun_at IS NULL))
      );
      SELECT secure('poll')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE poll');
  }
}
