import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reads the words of a search with a plan that is kept: what `read_search` does was planned anew for each search, which took most of its
 * time.
 */
export class SearchWordsKept1212 implements MigrationInterface {
  name = 'SearchWordsKept1795392001212';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION search_words(words text) RETURNS TABLE (lexemes text[], are_common boolean, meant json) LANGUAGE plpgsql STABLE PARALLEL SAFE
        SET plan_cache_mode = force_generic_plan SET random_page_cost = 1.1 SET max_parallel_workers_per_gather = 0 AS $$ BEGIN
        RETURN QUERY SELECT r.lexemes, r.are_common, r.meant FROM read_search(words) r;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION search_words(text)');
  }
}
