import { MigrationInterface, QueryRunner } from 'typeorm';
import { replaceInRefresh } from './1130-publishers';

/** Texts of `refresh_market` and what takes their place. */
const REPLACED: readonly (readonly [before: string, after: string])[] = [
  [
    "EXECUTE format('ANALYZE market_supplier_%s', this);",
    `EXECUTE format('CREATE INDEX ON market_supplier_%s (sectors)', this);
        EXECUTE format('CREATE INDEX ON market_supplier_%s (technologies)', this);
        EXECUTE format('ANALYZE market_supplier_%s', this);`,
  ],
  [
    "EXECUTE format('ANALYZE market_cell_%s_%s', this, subset);",
    `-- What is by buyer and something else is found by its buyers.
          IF subset NOT IN (5, 6, 7) THEN
            EXECUTE format('CREATE INDEX ON market_cell_%s_%s (sectors)', this, subset);
            EXECUTE format('CREATE INDEX ON market_cell_%s_%s (technologies)', this, subset);
          END IF;
          -- In order of its buyers, so that a region has rows all over it.
          IF subset = 4 THEN
            EXECUTE format('CREATE INDEX ON market_cell_%s_4 (itl1)', this);
            EXECUTE format('CREATE INDEX ON market_cell_%s_4 (itl2)', this);
            EXECUTE format('CREATE INDEX ON market_cell_%s_4 (itl3)', this);
          END IF;
          EXECUTE format('ANALYZE market_cell_%s_%s', this, subset);`,
  ],
];

/**
 * Indexes of the combinations of sectors and of technologies, and of regions where buyers are counted: a question about one of them goes
 * through the rows that have it, and not through all. Snapshots that are there stay as they are until the next count.
 */
export class MarketIndexes1252 implements MigrationInterface {
  name = 'MarketIndexes1795392001252';

  async up(runner: QueryRunner): Promise<void> {
    for (const [before, after] of REPLACED) await replaceInRefresh(runner, before, after);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [before, after] of [...REPLACED].reverse()) await replaceInRefresh(runner, after, before);
  }
}
