import { MigrationInterface, QueryRunner } from 'typeorm';

const FILTERED = 'id, name, sector_bits, technology_bits, region_code, size_band, provenance';

/** What alternatives of a condition come to, block by block, from the bits that are kept. */
const KEPT = `SELECT c.condition, b.block, bit_or(b.bits) AS bits FROM condition c CROSS JOIN LATERAL (
            SELECT b.block, b.bits FROM supplier_bitmap b WHERE b.facet = c.facet AND b.code = c.code OFFSET 0) b`;

const BLOCKS = `generate_series(0, (SELECT max(s.number) FROM supplier s) / 32000) g (block)`;
const NONE = `repeat('0', 32000)::bit(32000)`;
/** A block's bits as bytes: without their length, which stands before them. */
const bytes = (bits: string): string => `substr(varbit_send((${bits})::bit varying), 5)`;

/** Bits of suppliers, block by block. */
const placed = (
  keys: string,
  from: string,
): string => `SELECT ${keys}block, bit_or(bits::bit(32000) >> part * 500) AS bits FROM (
          SELECT ${keys}number / 32000 AS block, number % 32000 / 500 AS part, bit_or(one_bit(500, number % 500)) AS bits
          FROM ${from} GROUP BY ${keys}number / 32000, number % 32000 / 500) parts GROUP BY ${keys}block`;

/**
 * Tells which suppliers meet conditions, as one string of bits, so that a page of many is chosen where they are found: a list by name or by
 * lot is walked in its index alone, and the bit of each number that is passed says whether it is on it. Without it the keys of thousands
 * were told and sent back, or the row of each supplier was looked at.
 */
export class FoundSuppliers1210 implements MigrationInterface {
  name = 'FoundSuppliers1795392001210';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX supplier_by_lot, supplier_name_order, supplier_relevant_name_order;
      CREATE INDEX supplier_by_lot ON supplier (md5(id::text)) INCLUDE (id, number);
      CREATE INDEX supplier_name_order ON supplier ((lower(name) COLLATE "C"), md5(id::text)) INCLUDE (${FILTERED}, number);
      CREATE INDEX supplier_relevant_name_order ON supplier ((lower(name) COLLATE "C"), md5(id::text)) INCLUDE (${FILTERED}, number) WHERE is_relevant;

      -- The suppliers that meet conditions, which are told as to count_suppliers: a bit for each number that there is, those of a byte from
      -- its highest. What is not settled is looked at in its rows, as when it is counted.
      CREATE FUNCTION found_suppliers(conditions integer[], facets text[], codes text[], days date[], listed integer[])
        RETURNS bytea LANGUAGE plpgsql STABLE PARALLEL SAFE
        SET plan_cache_mode = force_generic_plan SET random_page_cost = 1.1 SET max_parallel_workers_per_gather = 0 AS $$
      BEGIN
        IF listed IS NULL AND array_to_string(days, '') = '' AND NOT EXISTS (SELECT FROM supplier_unsettled)
          AND NOT EXISTS (SELECT FROM supplier_settlement WHERE day <> current_date) THEN
          RETURN (WITH condition AS MATERIALIZED (SELECT * FROM unnest(conditions, facets, codes) c (condition, facet, code)),
          met AS (${KEPT} GROUP BY 1, 2),
          found AS MATERIALIZED (SELECT block, bit_and(bits) AS bits FROM met GROUP BY 1 HAVING count(*) = (SELECT count(DISTINCT condition) FROM condition))
          SELECT string_agg(${bytes(`coalesce(f.bits, ${NONE})`)}, '' ORDER BY g.block) FROM ${BLOCKS} LEFT JOIN found f USING (block));
        END IF;
        RETURN (WITH unsettled AS MATERIALIZED (SELECT number FROM unsettled_supplier),
        condition AS MATERIALIZED (SELECT * FROM unnest(conditions, facets, codes, days) c (condition, facet, code, day)),
        needed AS MATERIALIZED (SELECT count(DISTINCT condition) + (listed IS NOT NULL)::integer AS n FROM condition),
        -- What no bits are kept of.
        member AS MATERIALIZED (
          SELECT 0 AS condition, l.number FROM unnest(listed) l (number)
          UNION ALL
          SELECT c.condition, s.number FROM condition c JOIN attestation t ON t.scheme_code = c.code AND t.state = 'VERIFIED'
            AND coalesce(t.covers_from, t.issued_on, c.day) <= c.day AND coalesce(least(t.expires_on, t.covers_to), c.day) >= c.day
          JOIN supplier s ON s.id = t.supplier_id WHERE c.day IS NOT NULL),
        fresh AS (SELECT m.number FROM (
          SELECT c.condition, u.number FROM unsettled u CROSS JOIN LATERAL supplier_values(u.number) v
            JOIN condition c ON c.facet = v.facet AND c.code = v.code WHERE c.day IS NULL
          UNION SELECT m.condition, m.number FROM member m JOIN unsettled u USING (number)) m
          GROUP BY 1 HAVING count(DISTINCT m.condition) = (SELECT n FROM needed)),
        met AS (${KEPT} WHERE c.day IS NULL GROUP BY 1, 2
          UNION ALL
          ${placed('condition, ', 'member')}),
        found AS MATERIALIZED (SELECT block, bit_and(bits) AS bits FROM met GROUP BY 1 HAVING count(*) = (SELECT n FROM needed)),
        gone AS MATERIALIZED (${placed('', 'unsettled')}),
        added AS MATERIALIZED (${placed('', 'fresh')})
        SELECT string_agg(${bytes(`coalesce(f.bits & ~coalesce(o.bits, ${NONE}), ${NONE}) | coalesce(a.bits, ${NONE})`)}, '' ORDER BY g.block)
        FROM ${BLOCKS} LEFT JOIN found f USING (block) LEFT JOIN gone o USING (block) LEFT JOIN added a USING (block));
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION found_suppliers(integer[], text[], text[], date[], integer[]);
      DROP INDEX supplier_by_lot, supplier_name_order, supplier_relevant_name_order;
      CREATE INDEX supplier_by_lot ON supplier (md5(id::text));
      CREATE INDEX supplier_name_order ON supplier ((lower(name) COLLATE "C"), md5(id::text)) INCLUDE (${FILTERED});
      CREATE INDEX supplier_relevant_name_order ON supplier ((lower(name) COLLATE "C"), md5(id::text)) INCLUDE (${FILTERED}) WHERE is_relevant;
    `);
  }
}
