import { MigrationInterface, QueryRunner } from 'typeorm';
import { replaceInRefresh } from './1130-publishers';

/** Texts of `refresh_market` and what takes their place. */
const REPLACED: readonly (readonly [before: string, after: string])[] = [
  [
    'CREATE INDEX ON market_supplier_new (technologies);',
    `CREATE INDEX ON market_supplier_new (technologies);
        CREATE INDEX ON market_supplier_new (sics);`,
  ],
  [
    '-- In order of its buyers, so that a region has rows all over it.',
    `IF subset IN (1, 2, 3) THEN
            EXECUTE format('CREATE INDEX ON market_cell_%s_%s (sics)', this, subset);
          END IF;
          -- In order of its buyers, so that a region has rows all over it.`,
  ],
];

/**
 * Indexes of the combinations of SIC codes: a table by SIC code goes through the rows that have one of the fifty that it lists. Snapshots
 * that are there stay as they are until the next count.
 */
export class ListedSicCodes1320 implements MigrationInterface {
  name = 'ListedSicCodes1795392001320';

  async up(runner: QueryRunner): Promise<void> {
    for (const [before, after] of REPLACED) await replaceInRefresh(runner, before, after);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [before, after] of [...REPLACED].reverse()) await replaceInRefresh(runner, after, before);
  }
}
