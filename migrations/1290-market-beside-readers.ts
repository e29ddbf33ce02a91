import { MigrationInterface, QueryRunner } from 'typeorm';
import { replaceInRefresh } from './1130-publishers';

/** Texts of `refresh_market` and what takes their place. */
const REPLACED: readonly (readonly [before: string, after: string])[] = [
  ['old integer;', 'old integer;\n        counted text;'],
  [
    `EXECUTE format('CREATE TABLE market_supplier_%s PARTITION OF market_supplier FOR VALUES IN (%s)', this, this);
        EXECUTE format('CREATE TABLE market_cell_%s PARTITION OF market_cell FOR VALUES IN (%s) PARTITION BY LIST (by)', this, this);`,
    `-- Tables of their own until all is counted: making a part of a table locks it for those who read it. By the check a part is known
        -- to hold this snapshot alone, so that nobody waits for a look through its rows when it is attached.
        EXECUTE format('CREATE TABLE market_supplier_new (LIKE market_supplier INCLUDING ALL, CHECK (snapshot = %s))', this);
        EXECUTE format('CREATE TABLE market_cell_new (LIKE market_cell INCLUDING ALL, CHECK (snapshot = %s)) PARTITION BY LIST (by)', this);`,
  ],
  [
    "EXECUTE format('CREATE TABLE market_cube_%s PARTITION OF market_cube FOR VALUES IN (%s)', this, this);",
    "EXECUTE format('CREATE TABLE market_cube_new (LIKE market_cube INCLUDING ALL, CHECK (snapshot = %s))', this);",
  ],
  ['INSERT INTO market_supplier\n', 'INSERT INTO market_supplier_new\n'],
  [
    "'CREATE INDEX ON market_supplier_%s USING brin (itl1, itl2, itl3) WITH (pages_per_range = 32)', this);",
    "'CREATE INDEX ON market_supplier_new USING brin (itl1, itl2, itl3) WITH (pages_per_range = 32)');",
  ],
  [
    "FROM (SELECT 'SECTOR' AS dimension, sectors AS number, NULL::integer[] AS codes FROM market_supplier WHERE snapshot = this",
    "FROM (SELECT 'SECTOR' AS dimension, sectors AS number, NULL::integer[] AS codes FROM market_supplier_new",
  ],
  [
    "UNION SELECT 'TECHNOLOGY', technologies, NULL FROM market_supplier WHERE snapshot = this",
    "UNION SELECT 'TECHNOLOGY', technologies, NULL FROM market_supplier_new",
  ],
  [
    `EXECUTE format('CREATE INDEX ON market_supplier_%s (sectors)', this);
        EXECUTE format('CREATE INDEX ON market_supplier_%s (technologies)', this);
        EXECUTE format('ANALYZE market_supplier_%s', this);`,
    `CREATE INDEX ON market_supplier_new (sectors);
        CREATE INDEX ON market_supplier_new (technologies);
        ANALYZE market_supplier_new;`,
  ],
  [
    "'CREATE TABLE market_cell_%s_%s PARTITION OF market_cell_%s FOR VALUES IN (%s)', this, subset, this, subset);",
    "'CREATE TABLE market_cell_%s_%s PARTITION OF market_cell_new FOR VALUES IN (%s)', this, subset, subset);",
  ],
  ['INSERT INTO market_cell\n', 'INSERT INTO market_cell_new\n'],
  [
    'LEFT JOIN market_supplier m ON m.snapshot = %s AND m.number = a.number ORDER BY',
    'LEFT JOIN market_supplier_new m ON m.number = a.number ORDER BY',
  ],
  ['grouping_columns, grouping_columns, this, CASE', 'grouping_columns, grouping_columns, CASE'],
  [
    'suppliers = (SELECT count(*) FROM market_supplier WHERE snapshot = this)',
    'suppliers = (SELECT count(*) FROM market_supplier_new)',
  ],
  [
    `-- The last one stays for those who are reading it.
        FOR old IN SELECT id FROM market_snapshot WHERE id < this ORDER BY id DESC OFFSET 1 LOOP
          EXECUTE format('DROP TABLE IF EXISTS market_supplier_%s, market_cell_%s, market_cube_%s', old, old, old);
          DELETE FROM market_answer WHERE snapshot = old;
          DELETE FROM market_buyer WHERE snapshot = old;
          DELETE FROM market_attestation WHERE snapshot = old;
          DELETE FROM market_combination WHERE snapshot = old;
          DELETE FROM market_snapshot WHERE id = old;
        END LOOP;`,
    `FOREACH counted IN ARRAY ARRAY['market_supplier', 'market_cell', 'market_cube'] LOOP
          EXECUTE format('ALTER TABLE %s_new RENAME TO %s_%s', counted, counted, this);
          EXECUTE format('ALTER TABLE %s ATTACH PARTITION %s_%s FOR VALUES IN (%s)', counted, counted, this, this);
        END LOOP;`,
  ],
  ['old integer;\n        counted text;', 'counted text;'],
];

/**
 * Counts the market beside those who read it: nobody waits for a count, and a count for nobody. What is older than the last two counts
 * is dropped afterwards, a table at a time, each in a transaction of its own: nothing then holds one table while it waits for another.
 */
export class MarketBesideReaders1290 implements MigrationInterface {
  name = 'MarketBesideReaders1795392001290';

  async up(runner: QueryRunner): Promise<void> {
    for (const [before, after] of REPLACED) await replaceInRefresh(runner, before, after);
    await runner.query(`
      -- Drops one table of a snapshot older than the last two; the last but one stays for those who are reading it. True as long as there
      -- may be more. Where somebody reads the table for longer than a moment it is refused (55P03), since others would wait behind it.
      CREATE FUNCTION drop_old_market() RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public
        SET lock_timeout = '500ms' AS $$
      DECLARE
        kept integer;
        part regclass;
      BEGIN
        PERFORM pg_advisory_xact_lock(4712);
        SELECT id INTO kept FROM market_snapshot ORDER BY id DESC OFFSET 1 LIMIT 1;
        SELECT inhrelid INTO part FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
        WHERE inhparent IN ('market_supplier'::regclass, 'market_cell'::regclass, 'market_cube'::regclass)
          AND substring(c.relname FROM '\\d+$')::integer < kept LIMIT 1;
        IF part IS NOT NULL THEN
          EXECUTE format('DROP TABLE %s', part);
          RETURN true;
        END IF;
        DELETE FROM market_answer WHERE snapshot < kept;
        DELETE FROM market_buyer WHERE snapshot < kept;
        DELETE FROM market_attestation WHERE snapshot < kept;
        DELETE FROM market_combination WHERE snapshot < kept;
        DELETE FROM market_snapshot WHERE id < kept;
        RETURN false;
      END $$;
      REVOKE ALL ON FUNCTION drop_old_market() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION drop_old_market() TO assay_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION drop_old_market()');
    for (const [before, after] of [...REPLACED].reverse()) await replaceInRefresh(runner, after, before);
  }
}
