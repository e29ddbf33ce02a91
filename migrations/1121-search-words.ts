import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a search knows of words: how words of names are spelt, so that one with a letter wrong is understood; and which words very
 * many pages have, of which bits are kept as of the values of facets.
 */
export class SearchWords1121 implements MigrationInterface {
  name = 'SearchWords1795392001121';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- A word, and it with each of its letters left out. Two words of which one has a letter more, less, other or moved by one place
      -- have one of these in common.
      CREATE FUNCTION spellings(word text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT array_agg(DISTINCT left(word, place) || substr(word, place + 2)) FROM generate_series(0, length(word)) place
      $$;
      CREATE TABLE name_word (word text PRIMARY KEY, spellings text[] NOT NULL);
      CREATE INDEX name_word_spellings ON name_word USING gin (spellings);
      GRANT SELECT ON name_word TO assay_app;

      CREATE FUNCTION words_of(name text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 4 AS $$
        SELECT word FROM unnest(tsvector_to_array(to_tsvector('simple', name))) word WHERE length(word) BETWEEN 4 AND 40
      $$;
      CREATE FUNCTION keep_name_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
        INSERT INTO name_word SELECT w.word, spellings(w.word) FROM (SELECT DISTINCT word FROM changed CROSS JOIN LATERAL words_of(name) word) w
        WHERE NOT EXISTS (SELECT FROM name_word k WHERE k.word = w.word) ORDER BY 1 ON CONFLICT DO NOTHING;
        RETURN NULL;
      END $$;
      CREATE TRIGGER words_new AFTER INSERT ON supplier REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_name_words();
      CREATE FUNCTION keep_words_of_name() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
        INSERT INTO name_word SELECT word, spellings(word) FROM words_of(NEW.name) word ORDER BY 1 ON CONFLICT DO NOTHING;
        RETURN NULL;
      END $$;
      CREATE TRIGGER words_changed AFTER UPDATE OF name ON supplier FOR EACH ROW EXECUTE FUNCTION keep_words_of_name();
      INSERT INTO name_word SELECT word, spellings(word) FROM (SELECT DISTINCT word FROM supplier CROSS JOIN LATERAL words_of(name) word) w;

      -- What the words of a search are: the lexemes that all have to be there (null where it has operators), whether each has bits, and
      -- each word with the words of names that it may be meant to be, where no page has it as it stands.
      CREATE FUNCTION read_search(words text) RETURNS TABLE (lexemes text[], are_common boolean, meant json) LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT CASE WHEN q.is_plain THEN q.lexemes END, q.is_plain AND NOT EXISTS (
            SELECT FROM unnest(q.lexemes) l WHERE NOT EXISTS (SELECT FROM common_word c WHERE c.word = l)),
          (SELECT json_agg(json_build_object('word', t.word, 'like', CASE
              WHEN q.is_plain AND words !~ '"' AND length(t.word) BETWEEN 4 AND 40 AND numnode(t.query) > 0
                AND NOT EXISTS (SELECT FROM name_word n WHERE n.word = t.word)
                AND NOT EXISTS (SELECT FROM common_word c WHERE c.word = ANY (tsvector_to_array(to_tsvector('english', t.word))))
                AND (SELECT count(*) FROM supplier s WHERE s.search @@ t.query) = 0
              THEN ARRAY(SELECT n.word FROM name_word n WHERE n.spellings && spellings(t.word) ORDER BY similarity(n.word, t.word) DESC, n.word LIMIT 4)
              ELSE '{}' END) ORDER BY t.place)
            FROM (SELECT w.match[1] AS word, w.place, plainto_tsquery('english', w.match[1]) AS query
              FROM regexp_matches(lower(words), '[[:alnum:]]+', 'g') WITH ORDINALITY w (match, place)) t)
        FROM (SELECT e.lexemes, cardinality(e.lexemes) > 0 AND e.web::text = e.plain::text AS is_plain FROM (
          SELECT tsvector_to_array(to_tsvector('english', words)) AS lexemes, websearch_to_tsquery('english', words) AS web, plainto_tsquery('english', words) AS plain) e) q
      $$;

      -- Keeps bits of every word that at least so many suppliers have, by a sample. What is once common stays so.
      CREATE FUNCTION choose_common_words(fewest integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public SET work_mem = '64MB' AS $$
      DECLARE
        share numeric := (SELECT least(100, 5000000.0 / greatest(1, count(*))) FROM supplier);
        chosen integer;
      BEGIN
        PERFORM pg_advisory_xact_lock(4720);
        WITH chosen AS (SELECT w.word FROM ts_stat(format('SELECT search FROM supplier TABLESAMPLE SYSTEM (%s)', share)) w
          WHERE w.ndoc >= fewest * share / 100 AND NOT EXISTS (SELECT FROM common_word c WHERE c.word = w.word)),
        added AS (INSERT INTO common_word SELECT word FROM chosen RETURNING word),
        bits AS (INSERT INTO supplier_bitmap SELECT 'WORD', word, block, bit_or(bits::bit(32000) >> part * 500) FROM (
          SELECT c.word, s.number / 32000 AS block, s.number % 32000 / 500 AS part, bit_or(one_bit(500, s.number % 500)) AS bits
          FROM chosen c CROSS JOIN LATERAL (SELECT s.number FROM supplier s WHERE s.search @@ quote_literal(c.word)::tsquery OFFSET 0) s GROUP BY 1, 2, 3) parts GROUP BY word, block)
        SELECT count(*) INTO chosen FROM added;
        RETURN chosen;
      END $$;
      REVOKE ALL ON FUNCTION choose_common_words(integer) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION choose_common_words(integer) TO assay_app;

      -- Names are looked up word by word now.
      DROP INDEX supplier_name_trigrams;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX supplier_name_trigrams ON supplier USING gin (name gin_trgm_ops);
      DROP TRIGGER words_new ON supplier;
      DROP TRIGGER words_changed ON supplier;
      DELETE FROM supplier_bitmap WHERE facet = 'WORD';
      DELETE FROM common_word;
      DROP FUNCTION choose_common_words(integer), read_search(text), keep_name_words(), keep_words_of_name(), words_of(text);
      DROP TABLE name_word;
      DROP FUNCTION spellings(text);
    `);
  }
}
