import { MigrationInterface, QueryRunner } from 'typeorm';

const TAXONOMIES = ['sector', 'technology'];
const FILTERED = 'id, name, sector_bits, technology_bits, region_code, size_band, provenance';

/** Counting as it was first: what taking back a later change puts there again. */
export const COUNT_SUPPLIERS = `
      -- Counts suppliers under conditions. Those of one number are alternatives; the others add up. A condition is of a facet and a
      -- value of it, of a scheme held on a day, or (number 0) a list of suppliers. Answers how many meet all, which ones where they
      -- are at most \`few\`, and for each facet the count of every value among those that meet all but the conditions of that facet.
      CREATE FUNCTION count_suppliers(conditions integer[], facets text[], codes text[], days date[], listed integer[], few integer)
        RETURNS TABLE (total bigint, ids uuid[], counts json) LANGUAGE plpgsql STABLE PARALLEL SAFE
        SET plan_cache_mode = force_generic_plan SET random_page_cost = 1.1 AS $$
      DECLARE
        -- Few are counted from their rows, as if they were unsettled: sooner than all bits are read.
        by_rows boolean := coalesce(cardinality(listed) <= 250, false);
      BEGIN
        RETURN QUERY WITH unsettled AS MATERIALIZED (SELECT w.number, (row_number() OVER () - 1)::integer AS place
          FROM (SELECT n.number FROM unsettled_supplier n WHERE NOT by_rows UNION SELECT unnest(listed) WHERE by_rows) w),
        gone AS MATERIALIZED (SELECT number / 32000 AS block, bit_or(one_bit(32000, number % 32000)) AS bits FROM unsettled GROUP BY 1),
        fresh AS MATERIALIZED (SELECT v.facet, v.code, -1 - u.place / 500 AS block, bit_or(one_bit(500, u.place % 500)) AS bits
          FROM unsettled u CROSS JOIN LATERAL supplier_values(u.number) v GROUP BY 1, 2, 3),
        condition AS MATERIALIZED (SELECT * FROM unnest(conditions, facets, codes, days) c (condition, facet, code, day)),
        -- What no bits are kept of: made here.
        member AS (
          SELECT 0 AS condition, '' AS facet, l.number FROM unnest(listed) l (number)
          UNION ALL
          SELECT c.condition, c.facet, s.number FROM condition c JOIN attestation t ON t.scheme_code = c.code AND t.state = 'VERIFIED'
            AND coalesce(t.covers_from, t.issued_on, c.day) <= c.day AND coalesce(least(t.expires_on, t.covers_to), c.day) >= c.day
          JOIN supplier s ON s.id = t.supplier_id WHERE c.day IS NOT NULL),
        placed AS (SELECT m.condition, m.facet, coalesce(-1 - u.place / 500, m.number / 32000) AS block,
            CASE WHEN u.place IS NULL THEN m.number % 32000 / 500 END AS part, bit_or(one_bit(500, coalesce(u.place, m.number) % 500)) AS bits
          FROM member m LEFT JOIN unsettled u ON u.number = m.number GROUP BY 1, 2, 3, 4),
        met AS MATERIALIZED (
          SELECT c.condition, c.facet, b.block, bit_or(b.bits) AS bits FROM condition c CROSS JOIN LATERAL (
            SELECT b.block, b.bits FROM supplier_bitmap b WHERE b.facet = c.facet AND b.code = c.code OFFSET 0) b WHERE c.day IS NULL AND NOT by_rows GROUP BY 1, 2, 3
          UNION ALL
          SELECT c.condition, c.facet, f.block, bit_or(f.bits) FROM condition c JOIN fresh f ON f.facet = c.facet AND f.code = c.code
          WHERE c.day IS NULL GROUP BY 1, 2, 3
          UNION ALL
          SELECT p.condition, p.facet, p.block, bit_or(CASE WHEN p.part IS NULL THEN p.bits ELSE p.bits::bit(32000) >> p.part * 500 END)
          FROM placed p GROUP BY 1, 2, 3),
        without AS MATERIALIZED (SELECT w.facet, count(DISTINCT m.condition) AS needed
          FROM (SELECT '-' AS facet UNION SELECT c.facet FROM condition c WHERE c.facet IN ('SECTOR', 'TECHNOLOGY', 'REGION', 'SIZE', 'SCHEME')) w
          JOIN (SELECT c.condition, c.facet FROM condition c UNION SELECT 0, '' WHERE listed IS NOT NULL) m ON m.facet <> w.facet GROUP BY 1),
        found AS MATERIALIZED (SELECT n.facet, n.block, n.bits, bit_count(n.bits) AS ones FROM (
          SELECT a.facet, a.block, CASE WHEN g.bits IS NULL THEN a.bits ELSE a.bits & ~g.bits END AS bits
          FROM (SELECT w.facet, m.block, bit_and(m.bits) AS bits FROM without w JOIN met m ON m.facet <> w.facet
            GROUP BY w.facet, w.needed, m.block HAVING count(*) = w.needed) a LEFT JOIN gone g ON g.block = a.block OFFSET 0) n),
        sum AS MATERIALIZED (SELECT coalesce(sum(f.ones), 0)::bigint AS total FROM found f WHERE f.facet = '-'),
        one AS (SELECT b.block, b.bit FROM (
          SELECT f.block, (sum(length(g.gap) + 1) OVER (PARTITION BY f.block ORDER BY g.nth))::integer - 1 AS bit, g.nth, f.ones
          FROM found f CROSS JOIN LATERAL string_to_table(f.bits::text, '1') WITH ORDINALITY g (gap, nth) WHERE f.facet = '-') b WHERE b.nth <= b.ones),
        value AS MATERIALIZED (SELECT v.*, CASE WHEN v.facet = ANY (facets) THEN v.facet ELSE '-' END AS among FROM (
          SELECT 'SECTOR' AS facet, x.code, x.label, lpad(x.position::text, 5, '0') AS place FROM sector x
          UNION ALL SELECT 'TECHNOLOGY', x.code, x.label, lpad(x.position::text, 5, '0') FROM technology x
          UNION ALL SELECT 'REGION', r.code, r.name, r.code FROM region r WHERE r.level = 1
          UNION ALL SELECT 'SIZE', z.band, initcap(z.band), z.place::text FROM unnest(ARRAY['MICRO', 'SMALL', 'MEDIUM', 'LARGE', 'UNKNOWN']) WITH ORDINALITY z (band, place)
          UNION ALL SELECT 'SCHEME', h.code, h.name, h.name FROM attestation_scheme h) v),
        counted AS (SELECT v.facet, v.code, v.label, v.place, sum(n.n)::bigint AS n FROM value v CROSS JOIN LATERAL (
            SELECT bit_count(b.bits & f.bits) AS n FROM found f CROSS JOIN LATERAL (SELECT b.bits FROM supplier_bitmap b
              WHERE b.facet = v.facet AND b.code = v.code AND b.block = f.block OFFSET 0) b WHERE f.facet = v.among
            UNION ALL SELECT bit_count(n.bits & f.bits) FROM found f JOIN fresh n ON n.block = f.block AND n.facet = v.facet AND n.code = v.code WHERE f.facet = v.among) n
          GROUP BY 1, 2, 3, 4)
        SELECT t.total,
          CASE WHEN t.total <= few THEN ARRAY(SELECT s.id FROM one o CROSS JOIN LATERAL (
            SELECT s.id FROM supplier s WHERE s.number = CASE WHEN o.block < 0
              THEN (SELECT u.number FROM unsettled u WHERE u.place = (-1 - o.block) * 500 + o.bit) ELSE o.block * 32000 + o.bit END OFFSET 0) s) END,
          (SELECT json_object_agg(d.facet, d.counts) FROM (SELECT c.facet,
            json_agg(json_build_object('code', c.code, 'label', c.label, 'count', c.n) ORDER BY c.place COLLATE "C") AS counts FROM counted c WHERE c.n > 0 GROUP BY 1) d)
        FROM sum t;
      END $$;`;

/**
 * What a search counts with. Every supplier has a number; for every value of every facet there is a string of bits that says which
 * numbers have it, cut into blocks. A filter is an AND of such strings, a count the number of ones in it. A change is not written
 * into the bits at once: its supplier becomes unsettled, is left out of them from that commit on and counted from its rows, until
 * `settle_suppliers` has brought the bits up to date. So a count is exact whenever it is asked.
 */
export class SearchCounts1120 implements MigrationInterface {
  name = 'SearchCounts1795392001120';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE supplier
        ADD number integer GENERATED ALWAYS AS IDENTITY,
        ADD sector_bits integer NOT NULL DEFAULT 0,     -- bits by the place in the list, kept by the triggers below
        ADD technology_bits integer NOT NULL DEFAULT 0;
      CREATE UNIQUE INDEX supplier_number ON supplier (number);
      -- A list by name is filtered in its index, without looking at the rows that are passed over.
      DROP INDEX supplier_name_order, supplier_relevant_name_order;
      CREATE INDEX supplier_name_order ON supplier ((lower(name) COLLATE "C"), md5(id::text)) INCLUDE (${FILTERED});
      CREATE INDEX supplier_relevant_name_order ON supplier ((lower(name) COLLATE "C"), md5(id::text)) INCLUDE (${FILTERED}) WHERE is_relevant;

      -- Which suppliers of a block have a value. Bit n of block b is the supplier of number 32000 b + n.
      CREATE TABLE supplier_bitmap (
        facet text NOT NULL,
        code text NOT NULL,
        block integer NOT NULL,
        bits bit varying NOT NULL CHECK (length(bits) = 32000),
        PRIMARY KEY (facet, code, block)
      );
      -- Two blocks fill a page; neither compressed nor moved out of line, they are read as they lie.
      ALTER TABLE supplier_bitmap ALTER bits SET STORAGE PLAIN;
      CREATE TABLE supplier_unsettled (number integer NOT NULL);
      -- Words that very many pages have: bits are kept of them too.
      CREATE TABLE common_word (word text PRIMARY KEY);
      -- The day that the bits of schemes are about.
      CREATE TABLE supplier_settlement (day date NOT NULL);
      INSERT INTO supplier_settlement VALUES (current_date);
      GRANT SELECT ON supplier_bitmap, supplier_unsettled, supplier_settlement, common_word TO assay_app;

      UPDATE supplier s SET
        sector_bits = coalesce((SELECT bit_or(1 << x.position) FROM supplier_sector l JOIN sector x ON x.code = l.sector_code WHERE l.supplier_id = s.id), 0),
        technology_bits = coalesce((SELECT bit_or(1 << x.position) FROM supplier_technology l JOIN technology x ON x.code = l.technology_code WHERE l.supplier_id = s.id), 0);
      ${TAXONOMIES.map(
        (taxonomy) => `
      CREATE FUNCTION keep_${taxonomy}_bits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
        -- Held first, so that the rows are read when nobody else can be adding to them.
        PERFORM FROM supplier WHERE id IN (SELECT supplier_id FROM changed) ORDER BY id FOR NO KEY UPDATE;
        UPDATE supplier s SET ${taxonomy}_bits = n.bits FROM (
          SELECT c.supplier_id, coalesce(bit_or(1 << x.position), 0) AS bits FROM (SELECT DISTINCT supplier_id FROM changed) c
          LEFT JOIN supplier_${taxonomy} l ON l.supplier_id = c.supplier_id LEFT JOIN ${taxonomy} x ON x.code = l.${taxonomy}_code GROUP BY 1) n
        WHERE s.id = n.supplier_id AND s.${taxonomy}_bits <> n.bits;
        RETURN NULL;
      END $$;
      CREATE TRIGGER bits_added AFTER INSERT ON supplier_${taxonomy} REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_${taxonomy}_bits();
      CREATE TRIGGER bits_removed AFTER DELETE ON supplier_${taxonomy} REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_${taxonomy}_bits();`,
      ).join('')}

      CREATE FUNCTION unsettle_supplier() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
        IF TG_OP = 'INSERT' THEN INSERT INTO supplier_unsettled SELECT number FROM after;
        ELSIF TG_OP = 'DELETE' THEN INSERT INTO supplier_unsettled SELECT number FROM before;
        ELSE
          INSERT INTO supplier_unsettled SELECT a.number FROM before b JOIN after a ON a.id = b.id
          WHERE (a.is_relevant, a.provenance, a.sector_bits, a.technology_bits, a.region_code, a.size_band, a.search)
            IS DISTINCT FROM (b.is_relevant, b.provenance, b.sector_bits, b.technology_bits, b.region_code, b.size_band, b.search);
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER unsettled_new AFTER INSERT ON supplier REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION unsettle_supplier();
      CREATE TRIGGER unsettled_gone AFTER DELETE ON supplier REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION unsettle_supplier();
      CREATE TRIGGER unsettled_changed AFTER UPDATE ON supplier REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION unsettle_supplier();

      CREATE FUNCTION unsettle_attested() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$ BEGIN
        INSERT INTO supplier_unsettled SELECT s.number FROM supplier s WHERE s.id IN (SELECT supplier_id FROM changed WHERE state = 'VERIFIED');
        RETURN NULL;
      END $$;
      CREATE TRIGGER unsettled_new AFTER INSERT ON attestation REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION unsettle_attested();
      CREATE TRIGGER unsettled_gone AFTER DELETE ON attestation REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION unsettle_attested();
      CREATE TRIGGER unsettled_before AFTER UPDATE ON attestation REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION unsettle_attested();
      CREATE TRIGGER unsettled_after AFTER UPDATE ON attestation REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION unsettle_attested();

      CREATE INDEX attestation_begins ON attestation (coalesce(covers_from, issued_on)) WHERE state = 'VERIFIED';
      CREATE INDEX attestation_ends ON attestation (least(expires_on, covers_to)) WHERE state = 'VERIFIED';

      -- Suppliers whose bits may be behind: changed, or with evidence that begins or ends between the day of the bits and today.
      CREATE VIEW unsettled_supplier AS
        SELECT number FROM supplier_unsettled
        UNION
        SELECT s.number FROM attestation t JOIN supplier s ON s.id = t.supplier_id WHERE t.state = 'VERIFIED'
          AND coalesce(t.covers_from, t.issued_on) > (SELECT least(day, current_date) FROM supplier_settlement)
          AND coalesce(t.covers_from, t.issued_on) <= (SELECT greatest(day, current_date) FROM supplier_settlement)
        UNION
        SELECT s.number FROM attestation t JOIN supplier s ON s.id = t.supplier_id WHERE t.state = 'VERIFIED'
          AND least(t.expires_on, t.covers_to) >= (SELECT least(day, current_date) FROM supplier_settlement)
          AND least(t.expires_on, t.covers_to) < (SELECT greatest(day, current_date) FROM supplier_settlement);

      -- Every value of a supplier, as its rows say now: of what everybody may read, since everybody may be told the counts.
      CREATE FUNCTION supplier_values(which integer) RETURNS TABLE (facet text, code text) LANGUAGE sql STABLE PARALLEL SAFE ROWS 15 AS $$
        SELECT v.facet, v.code FROM supplier s CROSS JOIN LATERAL (
          SELECT 'ALL', '' UNION ALL SELECT 'RELEVANT', '' WHERE s.is_relevant
          UNION ALL SELECT 'PROVENANCE', s.provenance UNION ALL SELECT 'SIZE', s.size_band
          UNION ALL SELECT 'SECTOR', x.code FROM sector x WHERE s.sector_bits >> x.position & 1 = 1
          UNION ALL SELECT 'TECHNOLOGY', x.code FROM technology x WHERE s.technology_bits >> x.position & 1 = 1
          UNION ALL SELECT 'REGION', p.code FROM region r CROSS JOIN unnest(r.path) p (code) WHERE r.code = s.region_code
          UNION ALL SELECT 'WORD', w.word FROM unnest(tsvector_to_array(s.search)) l JOIN common_word w ON w.word = l
          UNION ALL SELECT 'SCHEME', t.scheme_code FROM attestation t WHERE t.supplier_id = s.id AND t.state = 'VERIFIED'
            AND coalesce(t.covers_from, t.issued_on, current_date) <= current_date
            AND coalesce(least(t.expires_on, t.covers_to), current_date) >= current_date) v (facet, code)
        WHERE s.number = which
      $$;
      GRANT SELECT ON unsettled_supplier TO assay_app;

      CREATE FUNCTION one_bit(length integer, place integer) RETURNS bit varying LANGUAGE sql IMMUTABLE PARALLEL SAFE
        AS $$ SELECT set_bit(repeat('0', length)::bit varying, place, 1) $$;

      CREATE FUNCTION settle_suppliers() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public
        SET work_mem = '64MB' SET random_page_cost = 1.1 AS $$
      DECLARE settled integer;
      BEGIN
        IF NOT EXISTS (SELECT FROM unsettled_supplier) AND NOT EXISTS (SELECT FROM supplier_settlement WHERE day <> current_date) THEN RETURN 0; END IF;
        PERFORM pg_advisory_xact_lock(4720);
        -- One statement, so that the bits, the rows that they are made of and what is still unsettled are of one moment.
        WITH taken AS (DELETE FROM supplier_unsettled RETURNING number),
        moved AS (UPDATE supplier_settlement SET day = current_date WHERE day <> current_date),
        changed AS MATERIALIZED (SELECT number FROM unsettled_supplier),
        gone AS MATERIALIZED (SELECT block, bit_or(bits::bit(32000) >> part * 500) AS bits FROM (
          SELECT number / 32000 AS block, number % 32000 / 500 AS part, bit_or(one_bit(500, number % 500)) AS bits FROM changed GROUP BY 1, 2) parts GROUP BY block),
        present AS MATERIALIZED (SELECT facet, code, block, bit_or(bits::bit(32000) >> part * 500) AS bits FROM (
          SELECT v.facet, v.code, v.number / 32000 AS block, v.number % 32000 / 500 AS part, bit_or(one_bit(500, v.number % 500)) AS bits
          FROM (SELECT c.number, v.facet, v.code FROM changed c CROSS JOIN LATERAL supplier_values(c.number) v) v GROUP BY 1, 2, 3, 4) parts GROUP BY facet, code, block),
        updated AS (UPDATE supplier_bitmap b SET bits = n.bits FROM (
          SELECT o.facet, o.code, o.block, (o.bits & ~g.bits) | coalesce(p.bits, repeat('0', 32000)::bit(32000)) AS bits
          FROM supplier_bitmap o JOIN gone g ON g.block = o.block LEFT JOIN present p ON (p.facet, p.code, p.block) = (o.facet, o.code, o.block)) n
          WHERE (b.facet, b.code, b.block) = (n.facet, n.code, n.block) AND b.bits <> n.bits),
        added AS (INSERT INTO supplier_bitmap SELECT facet, code, block, bits FROM present p
          WHERE NOT EXISTS (SELECT FROM supplier_bitmap b WHERE (b.facet, b.code, b.block) = (p.facet, p.code, p.block)))
        SELECT count(*) INTO settled FROM changed;
        RETURN settled;
      END $$;

${COUNT_SUPPLIERS}
      REVOKE ALL ON FUNCTION settle_suppliers() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION settle_suppliers() TO assay_app;

      INSERT INTO supplier_unsettled SELECT number FROM supplier;
      SELECT settle_suppliers();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION count_suppliers(integer[], text[], text[], date[], integer[], integer), settle_suppliers(), supplier_values(integer),
        one_bit(integer, integer);
      DROP VIEW unsettled_supplier;
      DROP TRIGGER unsettled_new ON attestation;
      DROP TRIGGER unsettled_gone ON attestation;
      DROP TRIGGER unsettled_before ON attestation;
      DROP TRIGGER unsettled_after ON attestation;
      DROP TRIGGER unsettled_new ON supplier;
      DROP TRIGGER unsettled_gone ON supplier;
      DROP TRIGGER unsettled_changed ON supplier;
      DROP FUNCTION unsettle_attested(), unsettle_supplier();
      ${TAXONOMIES.map(
        (taxonomy) => `
      DROP TRIGGER bits_added ON supplier_${taxonomy};
      DROP TRIGGER bits_removed ON supplier_${taxonomy};
      DROP FUNCTION keep_${taxonomy}_bits();`,
      ).join('')}
      DROP INDEX attestation_begins, attestation_ends;
      DROP TABLE supplier_bitmap, supplier_unsettled, supplier_settlement, common_word;
      DROP INDEX supplier_name_order, supplier_relevant_name_order;
      CREATE INDEX supplier_name_order ON supplier ((lower(name) COLLATE "C"), md5(id::text));
      CREATE INDEX supplier_relevant_name_order ON supplier ((lower(name) COLLATE "C"), md5(id::text)) WHERE is_relevant;
      ALTER TABLE supplier DROP COLUMN number, DROP COLUMN sector_bits, DROP COLUMN technology_bits;
    `);
  }
}
