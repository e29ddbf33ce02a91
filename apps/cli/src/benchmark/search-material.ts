import { Client } from 'pg';

/**
 * Fills a database with invented suppliers whose names and descriptions are as uneven as real ones: a few words that everybody
 * uses, very many that few use. Nine sectors, eleven technologies and 182 regions are spread over them, not evenly either.
 */
export async function fillForSearch(ownerUrl: string, suppliers: number): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(`SET maintenance_work_mem = '512MB'`);
    // Indexes are made faster than kept.
    const { rows: indexes } = await owner.query<{ name: string; sql: string }>(
      `SELECT indexname AS name, indexdef AS sql FROM pg_indexes WHERE tablename = 'supplier' AND indexdef NOT LIKE 'CREATE UNIQUE%'`,
    );
    for (const { name } of indexes) await owner.query(`DROP INDEX ${name}`);
    for (const statement of statements(suppliers)) await owner.query(statement);
    for (const { sql } of indexes) await owner.query(sql);
    await owner.query('INSERT INTO supplier_unsettled SELECT number FROM supplier');
    // What was never counted is settled by a plan for few rows, which takes many times as long.
    await owner.query('ANALYZE');
    await owner.query('SELECT settle_suppliers()');
    await owner.query('SELECT choose_common_words(2500)');
    for (const table of TABLES) await owner.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    await owner.query('VACUUM ANALYZE');
  } finally {
    await owner.end();
  }
}

/** What rows are put into without their triggers, which would look at one after the other. */
const TABLES = ['supplier', 'supplier_sector', 'supplier_technology', 'product', 'attestation'];

/** Words of the trade, the most common first. */
const TRADE =
  `systems services solutions group technology engineering management traffic data security consulting networks lighting
  environmental control signals energy transport digital water smart sensors software parking monitoring highways cameras electrical
  infrastructure analytics maintenance communications design building housing waste recycling charging wireless mobility platform
  automation gateway telemetry drainage flood air quality noise street furniture surveying mapping planning healthcare assisted living
  emergency rescue policing enforcement bus rail cycling pedestrian crossing bridge tunnel harbour airport campus library museum park
  fibre radio satellite edge cloud identity access audit testing training support integration research innovation laboratory`
    .trim()
    .split(/\s+/);

const SYLLABLES =
  'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu zan bren cor dal elm fen gar hol ister kel'.split(' ');

const key = (prefix: string, n: string): string => `('${prefix}-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
/** A number from 0 up to 1 that looks random and is the same each time. */
const chance = (n: string, salt: number): string =>
  `((hashint8(${n} * 97 + ${salt})::bigint + 2147483648) / 4294967296.0)::float8`;
const below = (n: string, salt: number, limit: number | string): string => `floor(${chance(n, salt)} * ${limit})::int`;
/** One of a list, the first ones far more often. */
const uneven = (table: string, length: number, n: string, salt: number): string =>
  `(SELECT word FROM ${table} WHERE place = floor(${chance(n, salt)} ^ 2 * ${length})::int)`;

const INVENTED = 20_000;

function statements(suppliers: number): string[] {
  const trade = (n: string, salt: number): string => uneven('trade_word', TRADE.length, n, salt);
  const invented = (n: string, salt: number): string => uneven('invented_word', INVENTED, n, salt);
  const all = `generate_series(1, ${suppliers}) g`;
  const linked = (list: 'sector' | 'technology', count: number, salt: number): string =>
    `CREATE TEMPORARY TABLE linked_${list} AS SELECT DISTINCT g, x.code, x.position
     FROM ${all} JOIN ${list} x ON x.position - (SELECT min(position) FROM ${list}) IN (${below('g', salt, count)}, floor(${chance('g', salt + 1)} ^ 2 * ${count})::int) WHERE ${chance('g', 3)} < 0.8`;
  const bits = (list: 'sector' | 'technology'): string[] => [
    `CREATE TEMPORARY TABLE ${list}_of AS SELECT g, bit_or(1 << position) AS bits FROM linked_${list} GROUP BY g`,
    `CREATE UNIQUE INDEX ON ${list}_of (g)`,
    `ANALYZE ${list}_of`,
  ];
  const link = (list: 'sector' | 'technology'): string =>
    `INSERT INTO supplier_${list} (supplier_id, ${list}_code, source) SELECT ${key('0b000003-0000', 'g')}, code, 'DEMONSTRATION' FROM linked_${list}`;
  return [
    ...TABLES.map((table) => `ALTER TABLE ${table} DISABLE TRIGGER USER`),
    'ALTER TABLE supplier ENABLE TRIGGER numbered',
    `CREATE TEMPORARY TABLE trade_word AS SELECT place - 1 AS place, word FROM unnest('{${TRADE.join(',')}}'::text[]) WITH ORDINALITY t (word, place)`,
    `CREATE TEMPORARY TABLE invented_word AS SELECT n - 1 AS place, (
       SELECT string_agg(('{${SYLLABLES.join(',')}}'::text[])[1 + ${below('(n * 5 + k)', 20, SYLLABLES.length)}], '' ORDER BY k) FROM generate_series(1, 2 + n % 3) k) AS word
       FROM generate_series(1, ${INVENTED}) n`,
    'CREATE UNIQUE INDEX ON trade_word (place)',
    'CREATE UNIQUE INDEX ON invented_word (place)',
    'ANALYZE trade_word, invented_word',
    linked('sector', 9, 4),
    linked('technology', 11, 6),
    ...bits('sector'),
    ...bits('technology'),
    `INSERT INTO organisation (id, kind, name, provenance) SELECT ${key('0b000001-0000', 'g')}, 'SUPPLIER', 'Benchmark supplier ' || g, 'DEMONSTRATION' FROM ${all}`,
    `INSERT INTO organisation_identifier (key, organisation_id, scheme, identifier, published, is_primary, source)
     SELECT ${key('0b000002-0000', 'g')}, ${key('0b000001-0000', 'g')}, 'ASSAY-DEMO', 'B' || g, 'B' || g, true, 'DEMONSTRATION' FROM ${all}`,
    `INSERT INTO supplier (id, organisation_id, name, provenance, description, region_code, size_band, is_relevant, sector_bits, technology_bits, search)
     SELECT id, organisation_id, name, 'DEMONSTRATION', description, region_code, size_band, is_relevant, coalesce(sector.bits, 0), coalesce(technology.bits, 0),
       setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', description), 'D')
     FROM (SELECT g, ${key('0b000003-0000', 'g')} AS id, ${key('0b000001-0000', 'g')} AS organisation_id,
         initcap(${invented('g', 30)} || ' ' || CASE WHEN g % 3 = 0 THEN ${invented('g', 31)} || ' ' ELSE '' END || ${trade('g', 32)}) || CASE WHEN g % 5 < 4 THEN ' Limited' ELSE '' END AS name,
         'Invented to measure with: ' || concat_ws(' ', ${trade('g', 33)}, ${trade('g', 34)}, ${trade('g', 35)}, ${invented('g', 36)}, ${invented('g', 37)}) || '.' AS description,
         r.codes[1 + floor(${chance('g', 1)} ^ 2 * r.n)::int] AS region_code,
         (ARRAY['MICRO', 'SMALL', 'MEDIUM', 'LARGE', 'UNKNOWN'])[1 + ${below('g', 2, 5)}] AS size_band, ${chance('g', 3)} < 0.8 AS is_relevant
       FROM ${all} CROSS JOIN (SELECT array_agg(code ORDER BY code) AS codes, count(*)::int AS n FROM region WHERE level = 3) r OFFSET 0) made LEFT JOIN sector_of sector USING (g) LEFT JOIN technology_of technology USING (g)`,
    link('sector'),
    link('technology'),
    `INSERT INTO product (id, supplier_id, name, kind) SELECT ${key('0b000004-0000', 'g')}, ${key('0b000003-0000', 'g')}, 'Product', 'HARDWARE' FROM ${all}`,
    `INSERT INTO attestation (id, organisation_id, supplier_id, scheme_code, legal_entity, claimed_strength, strength, issued_on, expires_on, state, signatory_name, statement, signed_at, signed_hash)
     SELECT ${key('0b000005-0000', 'g * 2 + k')}, ${key('0b000001-0000', 'g')}, ${key('0b000003-0000', 'g')}, s.codes[1 + ${below('(g * 2 + k)', 8, 's.n')}], 'Benchmark supplier ' || g,
       'ASSERTION', 'ASSERTION', current_date - 200, current_date - 200 + (ARRAY[365, 100, 700])[1 + (g + k) % 3] + (g % 40)::int, (ARRAY['VERIFIED', 'VERIFIED', 'VERIFIED', 'SUBMITTED'])[1 + (g + k) % 4],
       'Somebody', 'Invented to measure with.', now(), repeat('0', 64)
     FROM ${all} CROSS JOIN generate_series(0, 1) k CROSS JOIN (SELECT array_agg(code ORDER BY code) AS codes, count(*)::int AS n FROM attestation_scheme) s WHERE ${chance('g', 9)} < 0.3`,
  ];
}
