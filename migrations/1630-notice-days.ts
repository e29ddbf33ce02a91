import { MigrationInterface, QueryRunner } from 'typeorm';
import { replaceInRefresh } from './1130-publishers';
import { countAnew } from './1530-awards-once';

const BEFORE = 'INSERT INTO market_snapshot (as_of) VALUES (day) RETURNING id INTO this;';
const AFTER = `INSERT INTO market_snapshot (as_of, notices_from, notices_to)
          SELECT day, min(n.published_at AT TIME ZONE 'Europe/London')::date, max(n.published_at AT TIME ZONE 'Europe/London')::date
          FROM notice n WHERE EXISTS (SELECT FROM award a WHERE a.notice_id = n.id)
          RETURNING id INTO this;`;

/**
 * The market says from which day to which the notices were published that its awards are of: it is counted every day, whether any came or
 * not. It is counted anew, where it was counted.
 */
export class NoticeDays1630 implements MigrationInterface {
  name = 'NoticeDays1795392001630';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE market_snapshot ADD notices_from date, ADD notices_to date');
    await replaceInRefresh(runner, BEFORE, AFTER);
    await countAnew(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await replaceInRefresh(runner, AFTER, BEFORE);
    await runner.query('ALTER TABLE market_snapshot DROP notices_from, DROP notices_to');
    await countAnew(runner);
  }
}
