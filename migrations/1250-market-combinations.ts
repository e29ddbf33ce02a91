import { MigrationInterface, QueryRunner } from 'typeorm';
import { replaceInRefresh } from './1130-publishers';

/** Texts of `refresh_market` and what takes their place. */
const REPLACED: readonly (readonly [before: string, after: string])[] = [
  [
    'INSERT INTO market_supplier\n',
    `CREATE TEMP TABLE market_sics ON COMMIT DROP AS
        SELECT supplier_id, codes, dense_rank() OVER (ORDER BY codes)::integer AS number
        FROM (SELECT supplier_id, array_agg(sic_code::integer ORDER BY sic_code) AS codes FROM supplier_sic GROUP BY supplier_id) s;
        ANALYZE market_sics;

        INSERT INTO market_supplier\n`,
  ],
  ['coalesce(a.net_awards, 0), sic.codes', 'coalesce(a.net_awards, 0), coalesce(sic.number, 0)'],
  [
    `LEFT JOIN (SELECT supplier_id, array_agg(sic_code::integer ORDER BY sic_code) AS codes FROM supplier_sic GROUP BY supplier_id) sic
          ON sic.supplier_id = s.id`,
    'LEFT JOIN market_sics sic ON sic.supplier_id = s.id',
  ],
  [
    'INSERT INTO market_attestation\n',
    `INSERT INTO market_combination
        SELECT this, l.dimension, l.number, v.value
        FROM (SELECT 'SECTOR' AS dimension, sectors AS number, NULL::integer[] AS codes FROM market_supplier WHERE snapshot = this
          UNION SELECT 'TECHNOLOGY', technologies, NULL FROM market_supplier WHERE snapshot = this
          UNION SELECT 'SIC', number, codes FROM market_sics
          UNION SELECT unnest(ARRAY['SECTOR', 'TECHNOLOGY', 'SIC']), 0, NULL
          UNION SELECT 'SIC', -1, NULL) l
        CROSS JOIN LATERAL (SELECT NULL AS value
          UNION ALL SELECT 1 << position FROM sector WHERE l.dimension = 'SECTOR' AND l.number & (1 << position) <> 0
          UNION ALL SELECT 1 << position FROM technology WHERE l.dimension = 'TECHNOLOGY' AND l.number & (1 << position) <> 0
          UNION ALL SELECT unnest(l.codes)) v;
        ANALYZE market_combination;

        INSERT INTO market_attestation\n`,
  ],
  ['a.gross_awards, a.net_awards, m.sics', 'a.gross_awards, a.net_awards, coalesce(m.sics, 0)'],
  [
    'DELETE FROM market_attestation WHERE snapshot = old;',
    `DELETE FROM market_attestation WHERE snapshot = old;
          DELETE FROM market_combination WHERE snapshot = old;`,
  ],
];

/**
 * What a supplier can have several of is one number in the market's tables, and what each number stands for is told once: SIC codes as
 * sectors and technologies before. A question then goes through the few combinations that there are, not through the lists of a million
 * rows. The market is counted anew, where it was counted.
 */
export class MarketCombinations1250 implements MigrationInterface {
  name = 'MarketCombinations1795392001250';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The values that a number of a dimension stands for, and a row without one: for all of them together. SIC codes have their
      -- lists numbered; -1 stands for a list of none that a question names.
      CREATE TABLE market_combination (
        snapshot integer NOT NULL,
        dimension text NOT NULL,
        number integer NOT NULL,
        value integer
      );
      CREATE INDEX market_combination_number ON market_combination (snapshot, dimension, number);
      GRANT SELECT ON market_combination TO assay_app`);
    for (const [before, after] of REPLACED) await replaceInRefresh(runner, before, after);
    await countAnew(runner, 'integer NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [before, after] of [...REPLACED].reverse()) await replaceInRefresh(runner, after, before);
    await countAnew(runner, 'integer[]');
    await runner.query('DROP TABLE market_combination');
  }
}

/** Gives the column of SIC codes another type, and counts again what was counted. */
async function countAnew(runner: QueryRunner, sics: string): Promise<void> {
  const snapshots: { id: number }[] = await runner.query('SELECT id FROM market_snapshot');
  for (const { id } of snapshots) await runner.query(`DROP TABLE IF EXISTS market_supplier_${id}, market_cell_${id}`);
  await runner.query('TRUNCATE market_snapshot, market_answer, market_buyer, market_attestation');
  for (const table of ['market_supplier', 'market_cell'])
    await runner.query(`ALTER TABLE ${table} DROP COLUMN sics, ADD COLUMN sics ${sics}`);
  if (snapshots.length > 0) await runner.query('SELECT refresh_market(current_date)');
}
