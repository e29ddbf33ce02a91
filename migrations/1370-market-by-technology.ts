import { MigrationInterface, QueryRunner } from 'typeorm';
import { replaceInRefresh } from './1130-publishers';

/** All that a table by SIC code is added up from, so that the index of their combinations tells it alone. */
const TOLD_BY_SIC = `number, year, cpv, sectors, technologies, itl1, itl2, itl3, size, provenance, sme, vcse, placed, relevant, attested, products,
                awards, framework_awards, gross, net, gross_awards, net_awards`;

/** Texts of `refresh_market` and what takes their place. */
const REPLACED: readonly (readonly [before: string, after: string])[] = [
  ['counted text;', 'counted text;\n        combination text;'],
  [
    `SELECT s.id AS supplier_id, row_number() OVER (ORDER BY s.region_code, x.mask, s.size_band, s.id)::integer AS number
        FROM supplier s LEFT JOIN (SELECT l.supplier_id, bit_or(1 << x.position) AS mask FROM supplier_sector l
          JOIN sector x ON x.code = l.sector_code GROUP BY l.supplier_id) x ON x.supplier_id = s.id;`,
    `SELECT s.id AS supplier_id,
          row_number() OVER (ORDER BY r.path[2], technologies.mask, sectors.mask, s.region_code, s.size_band, s.id)::integer AS number
        FROM supplier s LEFT JOIN region r ON r.code = s.region_code
        LEFT JOIN (SELECT l.supplier_id, bit_or(1 << x.position) AS mask FROM supplier_technology l JOIN technology x ON x.code = l.technology_code
          GROUP BY l.supplier_id) technologies ON technologies.supplier_id = s.id
        LEFT JOIN (SELECT l.supplier_id, bit_or(1 << x.position) AS mask FROM supplier_sector l JOIN sector x ON x.code = l.sector_code
          GROUP BY l.supplier_id) sectors ON sectors.supplier_id = s.id;`,
  ],
  [
    `EXECUTE format('CREATE INDEX ON market_cell_%s_%s (sectors)', this, subset);
            EXECUTE format('CREATE INDEX ON market_cell_%s_%s (technologies)', this, subset);`,
    `FOREACH combination IN ARRAY ARRAY['sectors', 'technologies'] LOOP
              EXECUTE format('CREATE INDEX ON market_cell_%s_%s (%s) %s', this, subset, combination,
                CASE WHEN subset = 4 THEN 'INCLUDE (buyer, awards, relevant, provenance)' END);
            END LOOP;`,
  ],
  [
    `EXECUTE format('CREATE INDEX ON market_cell_%s_%s (sics)', this, subset);`,
    `EXECUTE format('CREATE INDEX ON market_cell_%s_%s (sics) INCLUDE (${TOLD_BY_SIC})', this, subset);`,
  ],
];

/**
 * Writes the market in order of region, technologies and sectors, so that a question about any of these finds its rows together, and
 * those of one group of it as well. What lies all over a table is told by an index alone: which buyers are supplied most, and the rows of
 * SIC codes. A process that is new to a table pays for each page of it that it reads (docs/performance.md). Snapshots that are there stay
 * as they are until the next count.
 */
export class MarketByTechnology1370 implements MigrationInterface {
  name = 'MarketByTechnology1795392001370';

  async up(runner: QueryRunner): Promise<void> {
    for (const [before, after] of REPLACED) await replaceInRefresh(runner, before, after);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [before, after] of [...REPLACED].reverse()) await replaceInRefresh(runner, after, before);
  }
}
