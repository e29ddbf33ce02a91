import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Breakdowns are kept column by column from now on: those that were kept row by row are answered anew, by the worker. Until it has, they are
 * counted when they are asked for. Cubes, of which only the size is kept there, stay.
 */
export class MarketAnswersByColumn1390 implements MigrationInterface {
  name = 'MarketAnswersByColumn1795392001390';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM market_answer WHERE question NOT LIKE 'cube %'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM market_answer WHERE question NOT LIKE 'cube %'`);
  }
}
