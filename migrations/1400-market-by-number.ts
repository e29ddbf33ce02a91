import { MigrationInterface, QueryRunner } from 'typeorm';
import { replaceInRefresh } from './1130-publishers';

/** Texts of `refresh_market` and what takes their place. */
const REPLACED: readonly (readonly [before: string, after: string])[] = [
  ...['sectors', 'technologies', 'schemes'].map(
    (column) =>
      [
        `CREATE INDEX ON market_supplier_new (${column});`,
        `CREATE INDEX ON market_supplier_new (${column}, relevant, number);`,
      ] as const,
  ),
  [
    `'CREATE INDEX ON market_cell_%s_%s (%s, relevant) %s', this, subset, combination`,
    // Quarters are of no table by region.
    `'CREATE INDEX ON market_cell_%s_%s (%s, relevant%s) %s', this, subset, combination, CASE WHEN subset < 8 THEN ', number' END`,
  ],
];

/**
 * What is counted in halves of suppliers, who are numbered by region, is found by an index: half of those who hold a scheme, or are in some
 * sectors or technologies, without the rows of the others. Snapshots that are there stay as they are until the next count.
 */
export class MarketByNumber1400 implements MigrationInterface {
  name = 'MarketByNumber1795392001400';

  async up(runner: QueryRunner): Promise<void> {
    for (const [before, after] of REPLACED) await replaceInRefresh(runner, before, after);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [before, after] of [...REPLACED].reverse()) await replaceInRefresh(runner, after, before);
  }
}
