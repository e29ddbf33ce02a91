import { MigrationInterface, QueryRunner } from 'typeorm';
import { LoneCounts1171 } from './1171-lone-counts';

/** The facets as the API says them, of a query `counted` that says how many there are of a value. */
const written = (counted: string): string => `(
            SELECT json_agg(json_build_object('dimension', d.facet, 'isExact', true, 'values', coalesce(c.counts, '[]')) ORDER BY d.nth)
            FROM unnest(ARRAY['SECTOR', 'TECHNOLOGY', 'REGION', 'SIZE', 'SCHEME']) WITH ORDINALITY d (facet, nth) LEFT JOIN (
              SELECT v.nth, json_agg(json_build_object('code', v.code, 'label', v.label, 'count', v.n) ORDER BY v.position, v.name COLLATE "C") AS counts
              FROM (${counted}) v WHERE v.n > 0 GROUP BY 1) c ON c.nth = d.nth)`;

/**
 * Keeps what the facets come to where nothing narrows a search, as settled: what most people see first is then read, not counted.
 */
export class KeptTotals1211 implements MigrationInterface {
  name = 'KeptTotals1795392001211';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- How many suppliers have a value by their bits, among all or among the relevant.
      CREATE TABLE supplier_total (
        among text NOT NULL CHECK (among IN ('ALL', 'RELEVANT')),
        facet text NOT NULL,
        code text NOT NULL,
        total bigint NOT NULL,
        PRIMARY KEY (among, facet, code)
      );
      GRANT SELECT ON supplier_total TO assay_app;

      -- Every value of every facet, in the order in which they are told.
      CREATE VIEW facet_value AS
        SELECT 1 AS nth, 'SECTOR' AS facet, x.code, x.label, x.position, '' AS name FROM sector x
        UNION ALL SELECT 2, 'TECHNOLOGY', x.code, x.label, x.position, '' FROM technology x
        UNION ALL SELECT 3, 'REGION', r.code, r.name, 0, r.code FROM region r WHERE r.level = 1
        UNION ALL SELECT 4, 'SIZE', z.band, initcap(z.band), z.place::integer, '' FROM unnest(ARRAY['MICRO', 'SMALL', 'MEDIUM', 'LARGE', 'UNKNOWN']) WITH ORDINALITY z (band, place)
        UNION ALL SELECT 5, 'SCHEME', h.code, h.name, 0, h.name FROM attestation_scheme h;
      GRANT SELECT ON facet_value TO assay_app;

      CREATE FUNCTION keep_supplier_totals() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public
        SET random_page_cost = 1.1 SET max_parallel_workers_per_gather = 0 AS $$ BEGIN
        MERGE INTO supplier_total t USING (
          WITH relevant AS MATERIALIZED (SELECT ARRAY(SELECT b.bits FROM generate_series(0, (SELECT max(block) FROM supplier_bitmap)) g (block)
            LEFT JOIN supplier_bitmap b ON b.facet = 'RELEVANT' AND b.code = '' AND b.block = g.block ORDER BY g.block) AS blocks)
          SELECT w.among, v.facet, v.code, coalesce(n.total, 0) AS total
          FROM relevant r CROSS JOIN (VALUES ('ALL'), ('RELEVANT')) w (among) CROSS JOIN (SELECT 'ALL' AS facet, '' AS code UNION ALL SELECT f.facet, f.code FROM facet_value f) v
          CROSS JOIN LATERAL (SELECT sum(bit_count(CASE w.among WHEN 'ALL' THEN b.bits ELSE b.bits & r.blocks[b.block + 1] END)) AS total FROM (
            SELECT b.block, b.bits FROM supplier_bitmap b WHERE b.facet = v.facet AND b.code = v.code OFFSET 0) b) n) n
        ON (t.among, t.facet, t.code) = (n.among, n.facet, n.code)
        WHEN MATCHED AND t.total <> n.total THEN UPDATE SET total = n.total
        WHEN NOT MATCHED THEN INSERT (among, facet, code, total) VALUES (n.among, n.facet, n.code, n.total);
        RETURN NULL;
      END $$;
      -- When the bits have been brought up to date, which is when nothing is unsettled any more.
      CREATE TRIGGER totals_settled AFTER DELETE ON supplier_unsettled FOR EACH STATEMENT EXECUTE FUNCTION keep_supplier_totals();
      DELETE FROM supplier_unsettled WHERE false;

      -- Counts suppliers under conditions. Those of one number are alternatives; the others add up. A condition is of a facet and a
      -- value of it, of a scheme held on a day, or a list of suppliers. Answers how many meet all, which ones where they are at most
      -- \`few\`, and, where they are wanted, the facets as the API says them: the count of every value among those that meet all but the
      -- conditions of its facet. One snapshot holds for all of it, so that what is settled stays so until it has been counted.
      CREATE OR REPLACE FUNCTION count_suppliers(conditions integer[], facets text[], codes text[], days date[], listed integer[], few integer, with_facets boolean)
        RETURNS TABLE (total bigint, ids uuid[], counts json) LANGUAGE plpgsql STABLE PARALLEL SAFE
        SET plan_cache_mode = force_generic_plan SET random_page_cost = 1.1 SET max_parallel_workers_per_gather = 0 AS $$
      DECLARE
        kept bigint;
      BEGIN
        IF listed IS NOT NULL OR array_to_string(days, '') <> '' OR EXISTS (SELECT FROM supplier_unsettled)
          OR EXISTS (SELECT FROM supplier_settlement WHERE day <> current_date) THEN
          RETURN QUERY SELECT c.total, c.ids, CASE WHEN with_facets THEN (
            SELECT json_agg(json_build_object('dimension', d.facet, 'isExact', true, 'values', coalesce(c.counts -> d.facet, '[]')) ORDER BY d.nth)
            FROM unnest(ARRAY['SECTOR', 'TECHNOLOGY', 'REGION', 'SIZE', 'SCHEME']) WITH ORDINALITY d (facet, nth)) END
          FROM count_unsettled_suppliers(conditions, facets, codes, days, listed, few, with_facets) c;
          RETURN;
        END IF;
        IF cardinality(facets) = 1 AND facets[1] IN ('ALL', 'RELEVANT') THEN
          SELECT t.total INTO kept FROM supplier_total t WHERE t.among = facets[1] AND t.facet = 'ALL' AND t.code = '';
          IF kept > few THEN
            RETURN QUERY SELECT kept, NULL::uuid[], CASE WHEN with_facets THEN ${written(`
              SELECT f.*, t.total AS n FROM facet_value f JOIN supplier_total t ON t.among = facets[1] AND t.facet = f.facet AND t.code = f.code`)} END;
            RETURN;
          END IF;
        END IF;
        RETURN QUERY WITH condition AS MATERIALIZED (SELECT * FROM unnest(conditions, facets, codes) c (condition, facet, code)),
        met AS MATERIALIZED (SELECT c.condition, c.facet, b.block, bit_or(b.bits) AS bits FROM condition c CROSS JOIN LATERAL (
            SELECT b.block, b.bits FROM supplier_bitmap b WHERE b.facet = c.facet AND b.code = c.code OFFSET 0) b GROUP BY 1, 2, 3),
        without AS MATERIALIZED (SELECT w.facet, count(DISTINCT c.condition) AS needed
          FROM (SELECT '-' AS facet UNION SELECT c.facet FROM condition c WHERE with_facets AND c.facet IN ('SECTOR', 'TECHNOLOGY', 'REGION', 'SIZE', 'SCHEME')) w
          JOIN condition c ON c.facet <> w.facet GROUP BY 1),
        found AS MATERIALIZED (SELECT n.facet, n.block, n.bits, bit_count(n.bits) AS ones FROM (
          SELECT w.facet, m.block, bit_and(m.bits) AS bits FROM without w JOIN met m ON m.facet <> w.facet
          GROUP BY w.facet, w.needed, m.block HAVING count(*) = w.needed OFFSET 0) n),
        sum AS MATERIALIZED (SELECT coalesce(sum(f.ones), 0)::bigint AS total FROM found f WHERE f.facet = '-'),
        one AS (SELECT b.block, b.bit FROM (
          SELECT f.block, (sum(octet_length(g.gap) + 1) OVER (PARTITION BY f.block ORDER BY g.nth))::integer - 1 AS bit, g.nth, f.ones
          FROM found f CROSS JOIN LATERAL string_to_table(f.bits::text, '1') WITH ORDINALITY g (gap, nth) WHERE f.facet = '-') b WHERE b.nth <= b.ones),
        -- What the values of a facet are counted among, a block at a place of a list: quicker found there than by a join.
        among AS MATERIALIZED (SELECT w.facet, ARRAY(SELECT f.bits FROM generate_series(0, (SELECT max(block) FROM found)) g (block)
          LEFT JOIN found f ON f.block = g.block AND f.facet = w.facet ORDER BY g.block) AS blocks FROM without w)
        SELECT t.total,
          CASE WHEN t.total <= few THEN ARRAY(SELECT s.id FROM one o CROSS JOIN LATERAL (
            SELECT s.id FROM supplier s WHERE s.number = o.block * 32000 + o.bit OFFSET 0) s) END,
          CASE WHEN with_facets THEN ${written(`
              SELECT f.*, n.n FROM facet_value f JOIN among a ON a.facet = CASE WHEN f.facet = ANY (facets) THEN f.facet ELSE '-' END
              CROSS JOIN LATERAL (SELECT sum(bit_count(b.bits & a.blocks[b.block + 1]))::bigint AS n FROM (
                SELECT b.block, b.bits FROM supplier_bitmap b WHERE b.facet = f.facet AND b.code = f.code OFFSET 0) b) n`)} END
        FROM sum t;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Counts again as the migration said that wrote how.
    await new LoneCounts1171().down(runner);
    await new LoneCounts1171().up(runner);
    await runner.query(`
      DROP TRIGGER totals_settled ON supplier_unsettled;
      DROP FUNCTION keep_supplier_totals();
      DROP VIEW facet_value;
      DROP TABLE supplier_total;
    `);
  }
}
