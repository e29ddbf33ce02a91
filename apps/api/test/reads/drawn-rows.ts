import fc from 'fast-check';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';

/** Text that somebody could have written: other scripts, emoji, quotes, what looks like SQL or JSON. PostgreSQL holds no NUL. */
const text = fc
  .oneof(
    { weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }) },
    fc.constantFrom('👩🏽‍🚒 zoë', `O'Neill "& sons" \\ ltd`, '$1 {"a": [null]}', '‏ניסוי‎', 'ﬀ ǅ ß İ', '\u007f\u0001\t\n'),
  )
  .filter((drawn) => !drawn.includes('\u0000') && drawn.trim() !== '');
const textOrNull = fc.option(text, { freq: 2 });
const texts = fc.array(text, { maxLength: 3 });
const day = fc.constantFrom(null, '0001-01-01', '1582-10-15', '1970-01-01', '2024-02-29', '2026-12-31', '9999-12-31');
const instant = fc.constantFrom(
  null,
  '0001-01-01T00:00:00.000Z',
  '1969-12-31T23:59:59.999Z',
  '2026-03-29T01:00:00.570Z',
  '9999-12-31T23:59:59.999Z',
);
const amount = fc.constantFrom(null, '0', '-0.01', '0.10', '9999999999999999.99', '1234567890123456.78', '1000000.00');
const count = fc.integer({ min: 0, max: 3 });
const json = fc
  .jsonValue({ maxDepth: 4 })
  .map((value) => JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '')) as unknown);

/** The keys of what was written, for operations to ask for. */
export interface DrawnRows {
  suppliers: string[];
  notices: string[];
}

/** Writes suppliers with all that hangs on them, drawn at random; the same ones for the same seed. */
export async function writeDrawnRows(ownerUrl: string, seed: number): Promise<DrawnRows> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  const draw = drawer(seed);
  const written: DrawnRows = { suppliers: [], notices: [] };
  try {
    const lists = await listsOf(owner);
    for (let n = 0; n < 25; n += 1) {
      written.notices.push(await writeNotice(owner, draw));
      written.suppliers.push(await writeSupplier(owner, draw, lists, written.notices));
    }
    await writeEarlierGuidance(owner, draw);
  } finally {
    await owner.end();
  }
  return written;
}

type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T;

function drawer(seed: number): Draw {
  let drawn = seed;
  return (arbitrary) => fc.sample(arbitrary, { seed: (drawn += 1), numRuns: 1 })[0];
}

interface Lists {
  regions: string[];
  sectors: string[];
  technologies: string[];
  schemes: string[];
}

async function listsOf(owner: Client): Promise<Lists> {
  const codes = async (table: string): Promise<string[]> =>
    (await owner.query<{ code: string }>(`SELECT code FROM ${table} ORDER BY code`)).rows.map(({ code }) => code);
  return {
    regions: await codes('region'),
    sectors: await codes('sector'),
    technologies: await codes('technology'),
    schemes: await codes('attestation_scheme'),
  };
}

async function insert(owner: Client, table: string, row: Record<string, unknown>): Promise<void> {
  const names = Object.keys(row);
  const places = names.map((_, index) => `$${index + 1}`);
  await owner.query(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places.join(', ')})`, Object.values(row));
}

async function writeNotice(owner: Client, draw: Draw): Promise<string> {
  const id = uuidv7();
  await insert(owner, 'notice', {
    id,
    ocid: `ocds-drawn-${id}`,
    notice_id: `drawn-${id}`,
    tags: draw(texts),
    title: draw(textOrNull),
    published_at: draw(instant),
    source: 'FIND_A_TENDER',
    source_url: draw(textOrNull),
    release: JSON.stringify(draw(json)),
  });
  return id;
}

async function writeSupplier(owner: Client, draw: Draw, lists: Lists, notices: string[]): Promise<string> {
  const organisation = uuidv7();
  const id = uuidv7();
  const one = <T>(list: readonly T[]): T => draw(fc.constantFrom(...list));
  await insert(owner, 'organisation', { id: organisation, kind: 'SUPPLIER', name: draw(text), provenance: 'DEMONSTRATION' });
  for (let n = draw(count); n > 0; n -= 1)
    await insert(owner, 'organisation_identifier', {
      key: uuidv7(),
      organisation_id: organisation,
      scheme: 'DRAWN',
      identifier: uuidv7(),
      published: draw(text),
      legal_name: draw(textOrNull),
      uri: draw(textOrNull),
      is_primary: n === 1,
      flaw: draw(textOrNull),
      source: 'DEMONSTRATION',
      verified_at: draw(instant),
    });
  await insert(owner, 'supplier', {
    id,
    organisation_id: organisation,
    name: draw(text),
    provenance: 'DEMONSTRATION',
    description: draw(textOrNull),
    website: draw(textOrNull),
    region_code: draw(fc.boolean()) ? one(lists.regions) : null,
    size_band: one(['MICRO', 'SMALL', 'MEDIUM', 'LARGE', 'UNKNOWN']),
    claimed_at: draw(instant),
    version: draw(fc.constantFrom(1, 2147483647)),
  });
  for (const code of draw(fc.subarray(lists.sectors, { maxLength: 3 })))
    await insert(owner, 'supplier_sector', { supplier_id: id, sector_code: code, source: 'DERIVED', reason: draw(textOrNull) });
  for (const code of draw(fc.subarray(lists.technologies, { maxLength: 3 })))
    await insert(owner, 'supplier_technology', {
      supplier_id: id,
      technology_code: code,
      source: 'DERIVED',
      reason: draw(textOrNull),
    });
  const products = await writeProducts(owner, draw, lists, id);
  for (let n = draw(count); n > 0; n -= 1) await writeAttestation(owner, draw, lists, { organisation, id, products });
  for (let n = draw(count); n > 0; n -= 1)
    await insert(owner, 'fact', {
      id: uuidv7(),
      supplier_id: id,
      field: draw(text),
      value: draw(textOrNull),
      source: 'DEMONSTRATION',
      source_url: draw(textOrNull),
      recorded_at: draw(instant) ?? 'now',
      note: draw(textOrNull),
    });
  for (let n = draw(count); n > 0; n -= 1) await writeAward(owner, draw, { id, notice: one(notices) });
  return id;
}

async function writeProducts(owner: Client, draw: Draw, lists: Lists, supplier: string): Promise<string[]> {
  const products: string[] = [];
  for (let n = draw(count); n > 0; n -= 1) {
    const id = uuidv7();
    products.push(id);
    await insert(owner, 'product', {
      id,
      supplier_id: supplier,
      name: draw(text),
      kind: draw(fc.constantFrom('HARDWARE', 'SOFTWARE', 'PLATFORM', 'CONNECTIVITY', 'SERVICE')),
      description: draw(textOrNull),
      versions: draw(texts),
      support_ends_on: draw(day),
      security_contact: draw(textOrNull),
    });
    for (const code of draw(fc.subarray(lists.technologies, { maxLength: 2 })))
      await insert(owner, 'product_technology', { product_id: id, technology_code: code });
  }
  return products;
}

async function writeAttestation(
  owner: Client,
  draw: Draw,
  lists: Lists,
  { organisation, id, products }: { organisation: string; id: string; products: string[] },
): Promise<void> {
  const state = draw(fc.constantFrom('DRAFT', 'SUBMITTED', 'VERIFIED', 'VERIFIED', 'REJECTED', 'WITHDRAWN', 'SUPERSEDED'));
  const attestation = uuidv7();
  await insert(owner, 'attestation', {
    id: attestation,
    organisation_id: organisation,
    supplier_id: id,
    product_id: draw(fc.constantFrom(null, ...products)),
    scheme_code: draw(fc.constantFrom(...lists.schemes)),
    reference: draw(textOrNull),
    legal_entity: draw(text),
    sites: draw(texts),
    product_versions: draw(texts),
    exclusions: draw(texts),
    claimed_strength: 'ASSERTION',
    strength: 'ASSERTION',
    covers_from: draw(fc.constantFrom(null, '0001-01-01')),
    covers_to: draw(fc.constantFrom(null, '9999-12-31')),
    issued_on: draw(fc.constantFrom(null, '0001-01-01', '2020-02-29')),
    expires_on: draw(fc.constantFrom(null, '2021-01-01', '9999-12-31')),
    received_at: draw(instant) ?? 'now',
    state,
    ...(state === 'DRAFT'
      ? {}
      : {
          signatory_name: draw(text),
          signatory_role: draw(textOrNull),
          statement: draw(text),
          signed_at: draw(instant) ?? 'now',
          signed_hash: '0'.repeat(64),
        }),
  });
}

async function writeAward(owner: Client, draw: Draw, { id, notice }: { id: string; notice: string }): Promise<void> {
  const award = uuidv7();
  await insert(owner, 'award', {
    id: award,
    notice_id: notice,
    ocid: `ocds-drawn-${award}`,
    award_id: award,
    title: draw(text),
    status: draw(textOrNull),
    buyer_name: draw(text),
    supplier_id: id,
    supplier_name: draw(text),
    join_confidence: 'IDENTIFIER',
    value_gross: draw(amount),
    value_net: draw(amount),
    currency: draw(fc.constantFrom(null, 'GBP')),
    awarded_on: draw(day),
    cpv_codes: draw(texts),
    region_codes: draw(texts),
    source_url: draw(textOrNull),
  });
}

/** An earlier version of a document, whose item stands in the way of lists of items: it is related to one and evidenced by a scheme. */
async function writeEarlierGuidance(owner: Client, draw: Draw): Promise<void> {
  const [document, item] = [uuidv7(), uuidv7()];
  const { rows } = await owner.query<{ id: string }>(`SELECT id FROM guidance_item WHERE code = 'ncsc-cp.8' AND is_current`);
  const words = { publisher: draw(text), licence: draw(text), url: draw(textOrNull), read_from: 'drawn.json' };
  await insert(owner, 'guidance_document', {
    ...words,
    id: document,
    code: 'ncsc-cp',
    title: draw(text),
    version: 'drawn',
    verified: draw(fc.boolean()),
    position: 1,
    is_current: false,
    read_from_sha256: '0'.repeat(64),
    published_at: draw(instant) ?? 'now',
  });
  await insert(owner, 'guidance_item', {
    id: item,
    document_id: document,
    code: 'ncsc-cp.8',
    title: draw(text),
    summary: draw(text),
    theme: draw(text),
    lifecycle_stage: draw(text),
    position: 1,
    verified: false,
    is_current: false,
  });
  const related = { relationship: 'EQUAL', source: draw(text) };
  await insert(owner, 'guidance_relation', { ...related, item_id: rows[0].id, related_id: item });
  await insert(owner, 'guidance_relation', { ...related, item_id: item, related_id: rows[0].id });
  await insert(owner, 'scheme_evidence', { scheme_code: 'ce', item_id: item, extent: 'PARTIAL' });
}
