import { MigrationInterface, QueryRunner } from 'typeorm';

export type Replaced = readonly (readonly [before: string, after: string])[];

const ARGUMENTS = 'integer[], text[], text[], date[], integer[], integer, boolean';
/** Facets whose values are alternatives. */
const ALTERNATIVES = "('SECTOR', 'TECHNOLOGY', 'REGION', 'SIZE')";

/** What both functions say of a day for schemes, and of what values are counted among. */
const BOTH: Replaced = [
  ['with_facets boolean)', 'with_facets boolean, held_on date DEFAULT NULL::date)'],
  ["AND c.facet IN ('SECTOR', 'TECHNOLOGY', 'REGION', 'SIZE', 'SCHEME')", `AND c.facet IN ${ALTERNATIVES}`],
];

const COUNT: Replaced = [
  ...BOTH,
  [
    "OR array_to_string(days, '') <> '' OR EXISTS",
    "OR array_to_string(days, '') <> '' OR (with_facets AND held_on IS NOT NULL) OR EXISTS",
  ],
  ['listed, few, with_facets) c;', 'listed, few, with_facets, held_on) c;'],
  [
    "a.facet = CASE WHEN f.facet = ANY (facets) THEN f.facet ELSE '-' END",
    "a.facet = CASE WHEN f.facet <> 'SCHEME' AND f.facet = ANY (facets) THEN f.facet ELSE '-' END",
  ],
];

const COUNT_UNSETTLED: Replaced = [
  ...BOTH,
  ['member AS (\n', 'member AS MATERIALIZED (\n'],
  [
    '        without AS MATERIALIZED (',
    `        -- Which schemes are held on the day that is asked for: by those on the shortest way to what is found, or else by anybody.
        holding AS (
          SELECT t.scheme_code AS code, m.number FROM member m JOIN supplier s ON s.number = m.number JOIN attestation t ON t.supplier_id = s.id
          WHERE with_facets AND held_on IS NOT NULL AND m.condition = (SELECT min(x.condition) FROM member x) AND t.state = 'VERIFIED'
            AND coalesce(t.covers_from, t.issued_on, held_on) <= held_on AND coalesce(least(t.expires_on, t.covers_to), held_on) >= held_on
          UNION ALL
          SELECT t.scheme_code, s.number FROM attestation t JOIN supplier s ON s.id = t.supplier_id
          WHERE with_facets AND held_on IS NOT NULL AND listed IS NULL AND array_to_string(days, '') = '' AND t.state = 'VERIFIED'
            AND coalesce(t.covers_from, t.issued_on, held_on) <= held_on AND coalesce(least(t.expires_on, t.covers_to), held_on) >= held_on),
        held AS MATERIALIZED (SELECT p.code, p.block, bit_or(CASE WHEN p.part IS NULL THEN p.bits ELSE p.bits::bit(32000) >> p.part * 500 END) AS bits
          FROM (SELECT h.code, coalesce(-1 - u.place / 500, h.number / 32000) AS block, CASE WHEN u.place IS NULL THEN h.number % 32000 / 500 END AS part,
              bit_or(one_bit(500, coalesce(u.place, h.number) % 500)) AS bits
            FROM holding h LEFT JOIN unsettled u ON u.number = h.number GROUP BY 1, 2, 3) p GROUP BY 1, 2),
        without AS MATERIALIZED (`,
  ],
  [
    "CASE WHEN v.facet = ANY (facets) THEN v.facet ELSE '-' END AS among",
    "CASE WHEN v.facet = 'SCHEME' THEN CASE WHEN held_on IS NULL THEN '-' ELSE 'HELD' END WHEN v.facet = ANY (facets) THEN v.facet ELSE '-' END AS among",
  ],
  [
    'AND n.code = v.code WHERE f.facet = v.among) n\n',
    `AND n.code = v.code WHERE f.facet = v.among
            UNION ALL SELECT bit_count(h.bits & f.bits) FROM found f JOIN held h ON h.block = f.block AND h.code = v.code WHERE f.facet = '-' AND v.among = 'HELD') n\n`,
  ],
];

/**
 * Counts suppliers with a scheme beside those that are asked for, on the day that is asked for: schemes add up, where values of the other
 * facets are alternatives. Without a day they are counted as of today, from the bits that are kept.
 */
export class SchemeCounts1481 implements MigrationInterface {
  name = 'SchemeCounts1795392001481';

  async up(runner: QueryRunner): Promise<void> {
    await rewrite(runner, `count_unsettled_suppliers(${ARGUMENTS})`, COUNT_UNSETTLED);
    await rewrite(runner, `count_suppliers(${ARGUMENTS})`, COUNT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await rewrite(runner, `count_suppliers(${ARGUMENTS}, date)`, backwards(COUNT));
    await rewrite(runner, `count_unsettled_suppliers(${ARGUMENTS}, date)`, backwards(COUNT_UNSETTLED));
  }
}

export function backwards(replaced: Replaced): Replaced {
  return replaced.map(([before, after]): [string, string] => [after, before]).reverse();
}

/**
 * Puts texts of a function in the place of others.
 *
 * @throws when the function does not say what is to be replaced
 */
export async function rewrite(runner: QueryRunner, signature: string, replaced: Replaced): Promise<void> {
  const [{ text }]: { text: string }[] = await runner.query(`SELECT pg_get_functiondef($1::regprocedure) AS text`, [signature]);
  const rewritten = replaced.reduce((so, [before, after]) => {
    if (!so.includes(before)) throw new Error(`${signature} does not say ${before}.`);
    return so.replace(before, () => after);
  }, text);
  await runner.query(`DROP FUNCTION ${signature}`);
  await runner.query(rewritten);
}
