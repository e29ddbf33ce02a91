import { MigrationInterface, QueryRunner } from 'typeorm';
import { backwards, Replaced, rewrite } from './1481-scheme-counts';

const ARGUMENTS = 'integer[], text[], text[], date[], integer[], integer, boolean, date';

/** The keys of those with the greatest lots, where more are found than are told. */
const first = (total: string, bits: string): string => `CASE WHEN ${total} > few AND lots > 0 THEN ARRAY(
            SELECT s.id FROM (SELECT ${bits}) f CROSS JOIN LATERAL found_by_lot(f.bits) w
            CROSS JOIN LATERAL (SELECT s.id FROM supplier s WHERE s.number = w.number OFFSET 0) s LIMIT lots) END`;

const ASKED_AGAIN = 'found_suppliers(conditions, facets, codes, days, listed) AS bits OFFSET 0';

const COUNTED = `string_agg(substr(varbit_send(coalesce(f.bits, repeat('0', 32000)::bit(32000))::bit varying), 5), '' ORDER BY g.block) AS bits
              FROM generate_series(0, (SELECT max(block) FROM found)) g (block) LEFT JOIN found f ON f.block = g.block AND f.facet = '-'`;

const TELL_FIRST: Replaced = [
  // Blocks in which nothing was found are passed over when values are counted.
  ['AND f.facet = w.facet ORDER BY g.block) AS blocks', 'AND f.facet = w.facet AND f.ones > 0 ORDER BY g.block) AS blocks'],
  ['held_on date DEFAULT NULL::date)', 'held_on date DEFAULT NULL::date, lots integer DEFAULT 0)'],
  ['TABLE(total bigint, ids uuid[], counts json)', 'TABLE(total bigint, ids uuid[], counts json, first uuid[])'],
  [
    '(facet, nth)) END\n          FROM count_unsettled_suppliers',
    `(facet, nth)) END, ${first('c.total', ASKED_AGAIN)}\n          FROM count_unsettled_suppliers`,
  ],
  ['GROUP BY 1) c ON c.nth = d.nth) END;', `GROUP BY 1) c ON c.nth = d.nth) END, ${first('kept', ASKED_AGAIN)};`],
  [
    'GROUP BY 1) c ON c.nth = d.nth) END\n        FROM sum t;',
    `GROUP BY 1) c ON c.nth = d.nth) END,\n          ${first('t.total', COUNTED)}\n        FROM sum t;`,
  ],
];

/**
 * Draws lots by the numbers that bits are kept by, not by a hash of the key: a page of thousands that words find is then read from the
 * bits of what was found, byte by byte in the order of the lots, where before an index of all suppliers was walked until a page was full.
 * The count tells the first of them, since it has the bits.
 */
export class LotsByNumber1790 implements MigrationInterface {
  name = 'LotsByNumber1795392001790';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- The lot of a supplier, from its number: the place of its byte in a block of 4,000, which 1483 scatters, then its bit, then its block.
      -- Among equals it favours nobody, neither who came first nor a region, which has blocks of its own.
      CREATE FUNCTION supplier_lot(number integer) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN ((number % 32000 / 8 * 1483 % 4000) << 17) | ((number % 8) << 14) | (number / 32000);

      -- The numbers whose bits are set in what found_suppliers tells, with lots below a bound (the default is above all), the greatest lot
      -- first; 1483 * 2147 is 1 modulo 4000. Only as much is looked at as is read, for the planner has no other way than place by place.
      CREATE FUNCTION found_by_lot(found bytea, below integer DEFAULT 524287999) RETURNS TABLE (number integer) LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT w.number FROM (SELECT generate_series(below >> 17, 0, -1) AS place) p CROSS JOIN LATERAL (
          SELECT h.first + t.bit AS number FROM (
            SELECT b.block, b.block * 32000 + p.place * 2147 % 4000 * 8 AS first FROM generate_series(0, octet_length(found) / 4000 - 1) b (block)
            WHERE get_byte(found, b.block * 4000 + p.place * 2147 % 4000) <> 0 OFFSET 0) h
          CROSS JOIN generate_series(0, 7) t (bit)
          WHERE get_bit(found, (h.first + t.bit) # 7) = 1 AND supplier_lot(h.first + t.bit) < below
          ORDER BY t.bit DESC, h.block DESC) w
      $$;

      DROP INDEX supplier_by_lot;
      CREATE INDEX supplier_by_lot ON supplier (supplier_lot(number)) INCLUDE (id, number);
    `);
    await rewrite(runner, `count_suppliers(${ARGUMENTS})`, TELL_FIRST);
  }

  async down(runner: QueryRunner): Promise<void> {
    await rewrite(runner, `count_suppliers(${ARGUMENTS}, integer)`, backwards(TELL_FIRST));
    await runner.query(`
      DROP INDEX supplier_by_lot;
      CREATE INDEX supplier_by_lot ON supplier (md5(id::text)) INCLUDE (id, number);
      DROP FUNCTION found_by_lot(bytea, integer);
      DROP FUNCTION supplier_lot(integer);
    `);
  }
}
