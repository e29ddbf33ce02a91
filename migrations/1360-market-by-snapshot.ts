import { MigrationInterface, QueryRunner } from 'typeorm';
import { replaceInRefresh } from './1130-publishers';

/** Texts of `refresh_market` and what takes their place. */
const REPLACED: readonly (readonly [before: string, after: string])[] = [
  [
    "EXECUTE format('ALTER TABLE %s_new RENAME TO %s_%s', counted, counted, this);",
    `EXECUTE format('ALTER TABLE %s_new RENAME TO %s_%s', counted, counted, this);
          EXECUTE format('GRANT SELECT ON %s_%s TO assay_app', counted, this);`,
  ],
  [
    "EXECUTE format('ANALYZE market_cell_%s_%s', this, subset);",
    `EXECUTE format('ANALYZE market_cell_%s_%s', this, subset);
          EXECUTE format('GRANT SELECT ON market_cell_%s_%s TO assay_app', this, subset);`,
  ],
];

/**
 * A question is put to the tables of its snapshot, which the application may read by their names. Which dimensions a cube's cell tells
 * apart is seen from its columns, and stands in none of its own.
 */
export class MarketBySnapshot1360 implements MigrationInterface {
  name = 'MarketBySnapshot1795392001360';

  async up(runner: QueryRunner): Promise<void> {
    for (const [before, after] of REPLACED) await replaceInRefresh(runner, before, after);
    await runner.query('ALTER TABLE market_cube DROP COLUMN apart');
    for (const part of await partsOf(runner)) await runner.query(`GRANT SELECT ON ${part} TO assay_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const part of await partsOf(runner)) await runner.query(`REVOKE SELECT ON ${part} FROM assay_app`);
    // What a cell told apart is known no more, so that cubes are counted anew.
    await runner.query(`
      DELETE FROM market_answer WHERE question LIKE 'cube %';
      DELETE FROM market_cube;
      ALTER TABLE market_cube ADD COLUMN apart smallint NOT NULL;
    `);
    for (const [before, after] of [...REPLACED].reverse()) await replaceInRefresh(runner, after, before);
  }
}

/** The tables of the snapshots that there are. */
async function partsOf(runner: QueryRunner): Promise<string[]> {
  const parts: { part: string }[] = await runner.query(
    `SELECT tree.relid::text AS part FROM unnest(ARRAY['market_supplier', 'market_cell', 'market_cube']) AS name,
       pg_partition_tree(name::regclass) AS tree WHERE tree.level > 0`,
  );
  return parts.map(({ part }) => part);
}
