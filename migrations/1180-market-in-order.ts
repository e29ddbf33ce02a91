import { MigrationInterface, QueryRunner } from 'typeorm';
import { replaceInRefresh } from './1130-publishers';

/** Texts of `refresh_market` and what takes their place. */
const REPLACED: readonly (readonly [before: string, after: string])[] = [
  [
    'SELECT id AS supplier_id, row_number() OVER (ORDER BY id)::integer AS number FROM supplier;',
    `SELECT s.id AS supplier_id, row_number() OVER (ORDER BY s.region_code, x.mask, s.size_band, s.id)::integer AS number
        FROM supplier s LEFT JOIN (SELECT l.supplier_id, bit_or(1 << x.position) AS mask FROM supplier_sector l
          JOIN sector x ON x.code = l.sector_code GROUP BY l.supplier_id) x ON x.supplier_id = s.id;`,
  ],
  [
    'FROM market_award GROUP BY number) a ON a.number = m.number;',
    `FROM market_award GROUP BY number) a ON a.number = m.number
        ORDER BY m.number;
        EXECUTE format('CREATE INDEX ON market_supplier_%s USING brin (itl1, itl2, itl3) WITH (pages_per_range = 32)', this);`,
  ],
  [
    'LEFT JOIN market_supplier m ON m.snapshot = %s AND m.number = a.number$f$',
    'LEFT JOIN market_supplier m ON m.snapshot = %s AND m.number = a.number ORDER BY %s a.number$f$',
  ],
  [
    'grouping_columns, grouping_columns, this);',
    `grouping_columns, grouping_columns, this, CASE WHEN subset & 4 > 0 THEN 'a.buyer,' END);
          EXECUTE format(CASE WHEN subset & 4 > 0 THEN 'CREATE INDEX ON market_cell_%s_%s (buyer)'
            ELSE 'CREATE INDEX ON market_cell_%s_%s USING brin (itl1, itl2, itl3) WITH (pages_per_range = 32)' END, this, subset);`,
  ],
];

/**
 * Writes the market in an order, and indexes of that order: suppliers by region and sector, what buyers awarded by buyer. A question
 * about a region or about fifty buyers then reads their pages alone, and rows that are added up together lie together, where every
 * row was in the place that hashing gave it. Snapshots that are there stay as they are until the next count.
 */
export class MarketInOrder1180 implements MigrationInterface {
  name = 'MarketInOrder1795392001180';

  async up(runner: QueryRunner): Promise<void> {
    for (const [before, after] of REPLACED) await replaceInRefresh(runner, before, after);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [before, after] of [...REPLACED].reverse()) await replaceInRefresh(runner, after, before);
    await runner.query(`
      DO $$
      DECLARE
        index regclass;
      BEGIN
        FOR index IN SELECT i.indexrelid FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE c.relname ~ '^market_(supplier|cell)_' LOOP
          EXECUTE format('DROP INDEX %s', index);
        END LOOP;
      END $$`);
  }
}
