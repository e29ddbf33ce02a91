import { MigrationInterface, QueryRunner } from 'typeorm';
import { replaceInRefresh } from './1130-publishers';

/** Texts of `refresh_market` and what takes their place. */
const REPLACED: readonly (readonly [before: string, after: string])[] = [
  [
    'min(buyer_name) AS name FROM award\n',
    `min(buyer_name) AS name FROM award WHERE buyer_organisation_id IS NOT NULL OR buyer_name <> 'not stated'\n`,
  ],
  ['        JOIN market_buyer b ON', '        LEFT JOIN market_buyer b ON'],
];

/**
 * Awards whose notice names no buyer were counted as those of one buyer of the name “not stated”. They are of no buyer that is known now.
 * Snapshots that are there keep theirs until the next count.
 */
export class BuyersNotNamed1781 implements MigrationInterface {
  name = 'BuyersNotNamed1795392001781';

  async up(runner: QueryRunner): Promise<void> {
    for (const [before, after] of REPLACED) await replaceInRefresh(runner, before, after);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [before, after] of REPLACED) await replaceInRefresh(runner, after, before);
  }
}
