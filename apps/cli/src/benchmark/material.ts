import { Client } from 'pg';

export const SUPPLIERS = 100_000;

/** Fills a database with invented suppliers, each with three products and two attestations, set by set. */
export async function fillWithSuppliers(ownerUrl: string): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    for (const statement of STATEMENTS) await owner.query(statement);
    await owner.query('VACUUM ANALYZE');
  } finally {
    await owner.end();
  }
}

/** The key of the nth supplier. */
export function supplierKey(n: number): string {
  return `0b000003-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** A key that counts, so that rows of different tables find one another. */
const key = (prefix: string, n: string): string => `('${prefix}-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const nth = (list: string, n: string): string =>
  `(SELECT (array_agg(code ORDER BY code))[1 + (${n}) % count(*)::int] FROM ${list})`;

const STATEMENTS = [
  ...['supplier', 'supplier_sector', 'supplier_technology', 'product'].map(
    (table) => `ALTER TABLE ${table} DISABLE TRIGGER search`,
  ),
  'CREATE TEMPORARY TABLE itl AS SELECT code FROM region WHERE level = 3',
  'CREATE TEMPORARY TABLE regions AS SELECT array_agg(code ORDER BY code) AS codes, count(*)::int AS n FROM itl',
  `INSERT INTO organisation (id, kind, name, provenance) SELECT ${key('0b000001-0000', 'g')}, 'SUPPLIER', 'Benchmark supplier ' || g, 'DEMONSTRATION' FROM generate_series(1, ${SUPPLIERS}) g`,
  `INSERT INTO organisation_identifier (key, organisation_id, scheme, identifier, published, is_primary, source)
   SELECT ${key('0b000002-0000', 'g')}, ${key('0b000001-0000', 'g')}, 'ASSAY-DEMO', 'B' || g, 'B' || g, true, 'DEMONSTRATION' FROM generate_series(1, ${SUPPLIERS}) g`,
  `INSERT INTO supplier (id, organisation_id, name, provenance, description, region_code, size_band, is_relevant, search)
   SELECT ${key('0b000003-0000', 'g')}, ${key('0b000001-0000', 'g')}, 'Benchmark supplier ' || g, 'DEMONSTRATION', 'Invented to measure with.',
     r.codes[1 + g % r.n], (ARRAY['MICRO', 'SMALL', 'MEDIUM', 'LARGE', 'UNKNOWN'])[1 + g % 5], true, to_tsvector('english', 'Benchmark supplier ' || g)
   FROM generate_series(1, ${SUPPLIERS}) g CROSS JOIN regions r`,
  `INSERT INTO supplier_sector (supplier_id, sector_code, source) SELECT ${key('0b000003-0000', 'g')}, x.code, 'DEMONSTRATION'
   FROM generate_series(1, ${SUPPLIERS}) g JOIN sector x ON x.position IN (g % 9, (g / 9) % 9)`,
  `INSERT INTO supplier_technology (supplier_id, technology_code, source) SELECT ${key('0b000003-0000', 'g')}, x.code, 'DEMONSTRATION'
   FROM generate_series(1, ${SUPPLIERS}) g JOIN technology x ON x.position IN (g % 11, (g / 11) % 11)`,
  `INSERT INTO product (id, supplier_id, name, kind) SELECT ${key('0b000004-0000', 'g * 3 + k')}, ${key('0b000003-0000', 'g')}, 'Product ' || k, 'HARDWARE'
   FROM generate_series(1, ${SUPPLIERS}) g, generate_series(0, 2) k`,
  `INSERT INTO product_technology SELECT ${key('0b000004-0000', 'g * 3 + k')}, x.code
   FROM generate_series(1, ${SUPPLIERS}) g, generate_series(0, 2) k JOIN technology x ON x.position = k`,
  `INSERT INTO attestation (id, organisation_id, supplier_id, scheme_code, legal_entity, claimed_strength, strength, issued_on, expires_on, state, signatory_name, statement, signed_at, signed_hash)
   SELECT ${key('0b000005-0000', 'g * 2 + k')}, ${key('0b000001-0000', 'g')}, ${key('0b000003-0000', 'g')}, ${nth('attestation_scheme', 'g + k')}, 'Benchmark supplier ' || g,
     'ASSERTION', 'ASSERTION', current_date - 200, current_date - 200 + (ARRAY[365, 100, 700])[1 + (g + k) % 3], (ARRAY['VERIFIED', 'VERIFIED', 'VERIFIED', 'SUBMITTED'])[1 + (g + k) % 4],
     'Somebody', 'Invented to measure with.', now(), repeat('0', 64)
   FROM generate_series(1, ${SUPPLIERS}) g, generate_series(0, 1) k`,
  ...['supplier', 'supplier_sector', 'supplier_technology', 'product'].map(
    (table) => `ALTER TABLE ${table} ENABLE TRIGGER search`,
  ),
  // What was never counted is settled by a plan for few rows, which takes many times as long.
  'ANALYZE',
  'SELECT settle_suppliers()',
];
