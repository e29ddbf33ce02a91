import { MigrationInterface, QueryRunner } from 'typeorm';

/** Where PostgreSQL writes a whole answer, what the schema promises and is not there has to stop it. */
export class WholeReads1110 implements MigrationInterface {
  name = 'WholeReads1795392001110';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Volatile, so that it is never called before its turn.
      CREATE FUNCTION read_required(field text) RETURNS json LANGUAGE plpgsql VOLATILE PARALLEL SAFE AS $$
        BEGIN
          RAISE EXCEPTION '% has no value', field USING ERRCODE = 'AS010';
        END
      $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION read_required(text)');
  }
}
