import { MigrationInterface, QueryRunner } from 'typeorm';
import { replaceInRefresh } from './1130-publishers';

/** Texts of `refresh_market` and what takes their place. */
const REPLACED: readonly (readonly [before: string, after: string])[] = [
  [
    'CREATE TEMP TABLE market_number ON COMMIT DROP AS\n',
    `-- Which schemes a supplier holds on the day, and which on any.
        CREATE TEMP TABLE market_schemes ON COMMIT DROP AS
        SELECT supplier_id, held, verified, dense_rank() OVER (ORDER BY held, verified)::integer AS number
        FROM (SELECT t.supplier_id, array_agg(DISTINCT s.position) AS verified,
            array_agg(DISTINCT s.position) FILTER (WHERE day BETWEEN coalesce(t.covers_from, t.issued_on, '-infinity')
              AND least(coalesce(t.expires_on, 'infinity'), coalesce(t.covers_to, 'infinity'))) AS held
          FROM attestation t JOIN attestation_scheme s ON s.code = t.scheme_code WHERE t.state = 'VERIFIED' GROUP BY t.supplier_id) t;
        ANALYZE market_schemes;

        CREATE TEMP TABLE market_number ON COMMIT DROP AS\n`,
  ],
  [
    'ORDER BY r.path[2], technologies.mask, sectors.mask, s.region_code, s.size_band, s.id)::integer AS number\n        FROM supplier s',
    `ORDER BY r.path[2], technologies.mask, h.number, sectors.mask, s.region_code, s.size_band, s.id)::integer AS number
        FROM supplier s LEFT JOIN market_schemes h ON h.supplier_id = s.id`,
  ],
  [
    'coalesce(a.net_awards, 0), coalesce(sic.number, 0)',
    'coalesce(a.net_awards, 0), coalesce(sic.number, 0), coalesce(h.number, 0)',
  ],
  [
    'LEFT JOIN market_sics sic ON sic.supplier_id = s.id',
    'LEFT JOIN market_sics sic ON sic.supplier_id = s.id\n        LEFT JOIN market_schemes h ON h.supplier_id = s.id',
  ],
  [
    `UNION SELECT 'SIC', number, codes FROM market_sics`,
    `UNION SELECT 'SIC', number, codes FROM market_sics
          UNION SELECT 'SCHEME_HELD', number, held FROM market_schemes
          UNION SELECT 'SCHEME_VERIFIED', number, verified FROM market_schemes`,
  ],
  [
    'CREATE INDEX ON market_supplier_new (sics);',
    'CREATE INDEX ON market_supplier_new (sics);\n        CREATE INDEX ON market_supplier_new (schemes);',
  ],
  [
    'a.gross_awards, a.net_awards, coalesce(m.sics, 0)',
    'a.gross_awards, a.net_awards, coalesce(m.sics, 0), coalesce(m.schemes, 0)',
  ],
  ["ARRAY['sectors', 'technologies'] LOOP", "ARRAY['sectors', 'technologies', 'schemes'] LOOP"],
  // Most questions are about those of connected places: the others are passed over in the index.
  [
    `'CREATE INDEX ON market_cell_%s_%s (%s) %s', this, subset, combination,
                CASE WHEN subset = 4 THEN 'INCLUDE (buyer, awards, relevant, provenance)' END)`,
    `'CREATE INDEX ON market_cell_%s_%s (%s, relevant) %s', this, subset, combination,
                CASE WHEN subset = 4 THEN 'INCLUDE (buyer, awards, provenance)' END)`,
  ],
  [
    'INCLUDE (number, year, cpv, sectors, technologies, itl1,',
    'INCLUDE (number, year, cpv, sectors, technologies, schemes, itl1,',
  ],
];

/**
 * What schemes a supplier holds is a number in the market's tables, as its sectors are, and stands in their order: a question about those
 * who hold one finds their rows by an index. Cubes tell apart who is anywhere in the country, so that they answer for all of it. Snapshots
 * that are there stay as they are until the next count, and their cubes are counted anew.
 */
export class MarketByScheme1380 implements MigrationInterface {
  name = 'MarketByScheme1795392001380';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE market_supplier ADD COLUMN schemes integer NOT NULL DEFAULT 0;
      ALTER TABLE market_cell ADD COLUMN schemes integer NOT NULL DEFAULT 0;
      DELETE FROM market_answer WHERE question LIKE 'cube %';
      TRUNCATE market_cube;
      ALTER TABLE market_cube ADD COLUMN placed boolean NOT NULL;
    `);
    for (const [before, after] of REPLACED) await replaceInRefresh(runner, before, after);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [before, after] of [...REPLACED].reverse()) await replaceInRefresh(runner, after, before);
    await runner.query(`
      DELETE FROM market_answer WHERE question LIKE 'cube %';
      TRUNCATE market_cube;
      ALTER TABLE market_cube DROP COLUMN placed;
      ALTER TABLE market_cell DROP COLUMN schemes;
      ALTER TABLE market_supplier DROP COLUMN schemes;
      DELETE FROM market_combination WHERE dimension LIKE 'SCHEME%';
    `);
  }
}
