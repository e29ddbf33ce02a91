import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { SqlParameters } from '#platform';
import { testDatabase, TestDatabase } from '#platform/testing';
import { readSearch } from './search-text';
import { askedSql, countSuppliers, foundSql, IS_FOUND, SupplierCounts } from './supplier-counts';
import { FacetDimension, FACETS, reasonsSql, soughtBy, SoughtSuppliers, SupplierQuery, whereSql } from './supplier-conditions';
import { SupplierFilter } from './supplier-filter';
import { chooseCommonWords, settleSuppliers } from './supplier-settling';

let database: TestDatabase;
let owner: DataSource;
let application: DataSource;
let codes: Record<'sector' | 'technology' | 'region' | 'attestation_scheme', string[]>;

const SIZES = ['MICRO', 'SMALL', 'MEDIUM', 'LARGE', 'UNKNOWN'];
const WORDS = ['amber', 'birch', 'cedar', 'dune', 'elm'];
/** Days from today on which evidence begins and ends, and for which it is asked. */
const DAYS = [-400, -2, -1, 0, 1, 2, 400];

beforeAll(async () => {
  database = await testDatabase();
  owner = await database.tablesAs('owner');
  application = await database.tablesAs('application');
  // Nearly as many as are numbered without regard to their region, so that those of the tests are in blocks of each.
  await owner.query(`SELECT setval('supplier_numbers', 31997)`);
  const codesOf = async (table: string, condition = 'true'): Promise<string[]> =>
    (await owner.query<{ code: string }[]>(`SELECT code FROM ${table} WHERE ${condition} ORDER BY code`)).map(
      ({ code }) => code,
    );
  codes = {
    sector: await codesOf('sector'),
    technology: await codesOf('technology'),
    region: (await codesOf('region')).filter((_, index) => index % 12 === 0),
    attestation_scheme: (await codesOf('attestation_scheme')).slice(0, 4),
  };
});
afterAll(() => database?.drop());

/** A supplier as the test makes it: numbers choose out of the lists. */
interface Invented {
  words: number[];
  sectors: number[];
  technologies: number[];
  region: number | null;
  size: number;
  attested: { scheme: number; from: number | null; to: number | null; state: string; superseded: number }[];
}

const some = (most: number): fc.Arbitrary<number[]> => fc.uniqueArray(fc.nat(most), { maxLength: 3 });
const invented = (): fc.Arbitrary<Invented> =>
  fc.record({
    words: fc.uniqueArray(fc.nat(WORDS.length - 1), { minLength: 1, maxLength: 3 }),
    sectors: some(8),
    technologies: some(10),
    region: fc.option(fc.nat(19)),
    size: fc.nat(4),
    attested: fc.array(
      fc.record({
        scheme: fc.nat(3),
        from: fc.option(fc.nat(DAYS.length - 1)),
        to: fc.option(fc.nat(DAYS.length - 1)),
        state: fc.constantFrom('VERIFIED', 'VERIFIED', 'SUBMITTED', 'SUPERSEDED'),
        superseded: fc.nat(DAYS.indexOf(0)),
      }),
      { maxLength: 3 },
    ),
  });

const drawn = <T>(list: readonly T[], most = 2): fc.Arbitrary<T[]> =>
  fc.uniqueArray(fc.constantFrom(...list), { maxLength: most });
const query = (): fc.Arbitrary<SupplierQuery> =>
  fc.record({
    search: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, fc.constantFrom(...WORDS, 'amber birch', 'amber -elm', '?!')),
    filter: fc.record({
      relevance: fc.constantFrom('ALL' as const, 'CONNECTED_PLACES' as const),
      provenance: drawn(['DEMONSTRATION', 'FIND_A_TENDER'] as const),
      sectors: drawn(codes.sector),
      technologies: drawn(codes.technology),
      regions: drawn(codes.region),
      sizeBands: drawn(SIZES),
      attested: fc.array(
        fc.record({
          scheme: fc.constantFrom(...codes.attestation_scheme),
          validOn: fc.constantFrom(undefined, ...DAYS.map(dayOf)),
        }),
        { maxLength: 2 },
      ),
    }),
    schemesOn: fc.option(fc.constantFrom(...DAYS.map(dayOf)), { freq: 4 }),
  });

function dayOf(offset: number): string {
  return new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
}

const add = async (supplier: Invented): Promise<string> => {
  const [{ id }]: { id: string }[] = await owner.query(
    `WITH o AS (INSERT INTO organisation (id, kind, name, provenance) VALUES (gen_random_uuid(), 'SUPPLIER', 'Fictional', 'DEMONSTRATION') RETURNING id)
     INSERT INTO supplier (id, organisation_id, name, provenance, region_code, size_band) SELECT gen_random_uuid(), id, $1, 'DEMONSTRATION', $2, $3 FROM o RETURNING id`,
    [
      `Fictional ${supplier.words.map((word) => WORDS[word]).join(' ')}`,
      supplier.region === null ? null : codes.region[supplier.region % codes.region.length],
      SIZES[supplier.size],
    ],
  );
  await change(id, supplier);
  return id;
};

/** Makes a supplier's terms and evidence what they should be. */
const change = async (id: string, { sectors, technologies, attested }: Invented): Promise<void> => {
  await owner.transaction(async (tx) => {
    for (const [table, places] of [
      ['sector', sectors],
      ['technology', technologies],
    ] as const) {
      await tx.query(`DELETE FROM supplier_${table} WHERE supplier_id = $1`, [id]);
      await tx.query(
        `INSERT INTO supplier_${table} (supplier_id, ${table}_code, source) SELECT $1, c, 'DEMONSTRATION' FROM unnest($2::text[]) c`,
        [id, places.map((place) => codes[table][place])],
      );
    }
    // A draft of the seed's is evidence of nothing, and can not be withdrawn as it is not signed.
    await tx.query(`UPDATE attestation SET state = 'WITHDRAWN' WHERE supplier_id = $1 AND state <> 'DRAFT'`, [id]);
    for (const { scheme, from, to, state, superseded } of attested) {
      const [begins, ends] = [from, to].map((day) => (day === null ? null : DAYS[day]));
      if (begins !== null && ends !== null && ends < begins) continue;
      await tx.query(
        `INSERT INTO attestation (id, organisation_id, supplier_id, scheme_code, legal_entity, claimed_strength, strength, issued_on, covers_to, state, superseded_on, signatory_name, statement, signed_at, signed_hash)
         SELECT gen_random_uuid(), organisation_id, id, $2, 'Fictional', 'ASSERTION', 'ASSERTION', current_date + $3::integer, current_date + $4::integer, $5, current_date + $6::integer, 'Somebody', 'Invented', now(), 'none' FROM supplier WHERE id = $1`,
        [id, codes.attestation_scheme[scheme], begins, ends, state, state === 'SUPERSEDED' ? DAYS[superseded] : null],
      );
    }
  });
};

/**
 * What a query finds by looking at every row: no bits, no index, nothing of the code under test.
 *
 * @param without the facet whose conditions are left out: none of schemes, which are no alternatives
 */
async function plainly({ search, filter }: SupplierQuery, without: FacetDimension | null = null): Promise<string[]> {
  const { relevance, provenance, sectors, technologies, regions, sizeBands, attested } = filter as Required<SupplierFilter>;
  const given = (dimension: FacetDimension, list: readonly string[]): readonly string[] | null =>
    list.length === 0 || without === dimension ? null : list;
  const rows: { id: string }[] = await owner.query(
    `SELECT id FROM supplier s WHERE ($1::text IS NULL OR s.search @@ websearch_to_tsquery('english', $1))
       AND ($2 OR EXISTS (SELECT FROM supplier_sector x WHERE x.supplier_id = s.id) OR EXISTS (SELECT FROM supplier_technology x WHERE x.supplier_id = s.id))
       AND ($3::text[] IS NULL OR provenance = ANY ($3))
       AND ($4::text[] IS NULL OR EXISTS (SELECT FROM supplier_sector x WHERE x.supplier_id = s.id AND sector_code = ANY ($4)))
       AND ($5::text[] IS NULL OR EXISTS (SELECT FROM supplier_technology x WHERE x.supplier_id = s.id AND technology_code = ANY ($5)))
       AND ($6::text[] IS NULL OR EXISTS (SELECT FROM region r WHERE r.code = s.region_code AND r.path && $6))
       AND ($7::text[] IS NULL OR size_band = ANY ($7))
       AND NOT EXISTS (SELECT FROM unnest($8::text[], $9::date[]) a (scheme, day) WHERE NOT EXISTS (SELECT FROM attestation t WHERE t.supplier_id = s.id AND t.scheme_code = a.scheme
         AND (t.state = 'VERIFIED' OR t.superseded_on > coalesce(a.day, current_date)) AND coalesce(t.covers_from, t.issued_on, '-infinity') <= coalesce(a.day, current_date)
         AND (t.covers_to IS NULL OR t.covers_to >= coalesce(a.day, current_date)) AND (t.expires_on IS NULL OR t.expires_on >= coalesce(a.day, current_date))))`,
    [
      search,
      relevance === 'ALL',
      provenance.length === 0 ? null : provenance,
      given('SECTOR', sectors),
      given('TECHNOLOGY', technologies),
      given('REGION', regions),
      given('SIZE', sizeBands),
      attested.map(({ scheme }) => scheme),
      attested.map(({ validOn }) => validOn ?? null),
    ],
  );
  return rows.map(({ id }) => id).sort();
}

/** How many of some suppliers have each value, and on a day each scheme. */
async function valuesOf(dimension: FacetDimension, ids: string[], day: string | null): Promise<Record<string, number>> {
  const on = day === null ? 'current_date' : `'${day}'::date`;
  const values: Record<FacetDimension, string> = {
    SECTOR: 'SELECT sector_code AS code, supplier_id AS id FROM supplier_sector',
    TECHNOLOGY: 'SELECT technology_code AS code, supplier_id AS id FROM supplier_technology',
    REGION:
      'SELECT x.code, s.id FROM supplier s JOIN region r ON r.code = s.region_code JOIN region x ON x.code = ANY (r.path) AND x.level = 1',
    SIZE: 'SELECT size_band AS code, id FROM supplier',
    SCHEME: `SELECT DISTINCT scheme_code AS code, supplier_id AS id FROM attestation WHERE (state = 'VERIFIED' OR superseded_on > ${on})
      AND coalesce(covers_from, issued_on, '-infinity') <= ${on}
      AND (covers_to IS NULL OR covers_to >= ${on}) AND (expires_on IS NULL OR expires_on >= ${on})`,
  };
  const rows: { code: string; n: number }[] = await owner.query(
    `SELECT code, count(*)::int AS n FROM (${values[dimension]}) v WHERE id = ANY ($1) GROUP BY 1 ORDER BY 1`,
    [ids],
  );
  return Object.fromEntries(rows.map(({ code, n }) => [code, n]));
}

/** The keys of the suppliers whose bit says that they are found. */
async function byBits(sought: SoughtSuppliers, { listed }: SupplierCounts): Promise<string[]> {
  const parameters = new SqlParameters();
  const found = foundSql(askedSql(sought, listed, parameters));
  const rows: { id: string }[] = await application.query(
    `WITH ${found} SELECT s.id FROM supplier s WHERE ${IS_FOUND('s', parameters)}`,
    parameters.values,
  );
  return rows.map(({ id }) => id).sort();
}

/** Keys in the order of their lots, the greatest first. */
async function byLot(ids: string[]): Promise<string[]> {
  const rows: { id: string }[] = await owner.query(
    'SELECT id FROM supplier WHERE id = ANY ($1) ORDER BY supplier_lot(number) DESC',
    [ids],
  );
  return rows.map(({ id }) => id);
}

/** The keys of what is found by its bits, lot by lot, as one page after another reads them. */
async function lotByLot(sought: SoughtSuppliers, { listed }: SupplierCounts): Promise<string[]> {
  const parameters = new SqlParameters();
  const found = foundSql(askedSql(sought, listed, parameters));
  const rows: { id: string }[] = await application.query(
    `WITH RECURSIVE ${found}, walked AS (
       (SELECT 1 AS nth, w.number FROM found f CROSS JOIN LATERAL found_by_lot(f.bits) w LIMIT 1)
       UNION ALL
       SELECT w.nth + 1, n.number FROM walked w CROSS JOIN LATERAL (
         SELECT x.number FROM found f CROSS JOIN LATERAL found_by_lot(f.bits, supplier_lot(w.number)) x LIMIT 1) n)
     SELECT s.id FROM walked w JOIN supplier s USING (number) ORDER BY w.nth`,
    parameters.values,
  );
  return rows.map(({ id }) => id);
}

/** What is counted where more are found than anybody wants the keys of. */
async function asMany(sought: SoughtSuppliers, { listed }: SupplierCounts): Promise<object> {
  const parameters = new SqlParameters();
  const asked = askedSql(sought, listed, parameters);
  const [row]: object[] = await application.query(
    `SELECT total::integer, ids, counts, first FROM count_suppliers(${asked}, 0, true, ${parameters.add(sought.schemesOn)}::date, 3)`,
    parameters.values,
  );
  return row;
}

async function mustAgree(asked: SupplierQuery): Promise<SupplierCounts> {
  const sought = soughtBy(asked, await readSearch(application.manager, asked.search));
  const counts = await countSuppliers(application.manager, sought, 'FACETS');
  expect(await countSuppliers(application.manager, sought, 'NO_FACETS')).toEqual({ ...counts, facets: [] });
  const isNothing = asked.search === '?!';
  const found = isNothing ? [] : await plainly(asked);
  expect([counts.isExact, counts.total]).toEqual([true, found.length]);
  if (counts.ids !== null) expect([...counts.ids].sort()).toEqual(found);
  if (!isNothing) {
    expect(await byBits(sought, counts)).toEqual(found);
    const drawn = await byLot(found);
    expect(await lotByLot(sought, counts)).toEqual(drawn);
    expect(await asMany(sought, counts)).toEqual({
      first: found.length === 0 ? null : drawn.slice(0, 3),
      total: counts.total,
      ids: found.length === 0 ? [] : null,
      counts: counts.facets,
    });
  }
  for (const dimension of FACETS) {
    const facet = counts.facets.find((each) => each.dimension === dimension);
    const among = isNothing ? [] : await plainly(asked, dimension);
    const told = Object.fromEntries((facet?.values ?? []).map(({ code, count }) => [code, count]).sort());
    expect([dimension, told]).toEqual([dimension, await valuesOf(dimension, among, sought.schemesOn)]);
  }
  return counts;
}

describe('numbers of suppliers', () => {
  it('are of blocks for each region, once a block is full', async () => {
    const [london, wales] = ['TLI', 'TLL'].map((code) => codes.region.findIndex((each) => each.startsWith(code)));
    const blocks: number[] = [];
    for (const region of [wales, london, london, wales, null, london]) {
      const id = await add({ words: [0], sectors: [], technologies: [], region, size: 0, attested: [] });
      const [{ block }]: { block: number }[] = await owner.query('SELECT number / 32000 AS block FROM supplier WHERE id = $1', [
        id,
      ]);
      blocks.push(block);
    }
    expect(blocks).toEqual([0, 0, 8, 11, 1, 8]);
  });
});

describe('counts of a search', () => {
  it('are what going through every row would come to, whatever was changed since they were settled', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(invented(), fc.constantFrom('SETTLE' as const, 'CHOOSE' as const)), { maxLength: 6 }),
        fc.array(fc.tuple(fc.nat(1000), invented()), { maxLength: 2 }),
        query(),
        async (added, changed, asked) => {
          for (const step of added)
            await (step === 'SETTLE'
              ? settleSuppliers(owner.manager)
              : step === 'CHOOSE'
                ? chooseCommonWords(owner.manager, 5)
                : add(step));
          for (const [which, to] of changed) {
            const [{ id }]: { id: string }[] = await owner.query(
              'SELECT id FROM supplier ORDER BY md5(id::text) OFFSET $1 LIMIT 1',
              [which],
            );
            await change(id, to);
          }
          const { total, facets } = await mustAgree(asked);
          await settleSuppliers(owner.manager);
          expect(await mustAgree(asked)).toMatchObject({ total, facets });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('move with the day: what begins and lapses is counted so though nothing was written', async () => {
    await settleSuppliers(owner.manager);
    const asked: SupplierQuery = {
      filter: { relevance: 'ALL', provenance: [], sectors: [], technologies: [], regions: [], sizeBands: [], attested: [] },
    };
    for (const days of [1, 40, 400, -40]) {
      // As if the bits were of another day: then everything that begins or ends between it and today is behind.
      await owner.query('UPDATE supplier_settlement SET day = current_date + $1::integer', [days]);
      await mustAgree(asked);
    }
    await settleSuppliers(owner.manager);
    const [{ behind }]: { behind: number }[] = await owner.query('SELECT count(*)::int AS behind FROM unsettled_supplier');
    expect(behind).toBe(0);
    await mustAgree(asked);
  });

  it('are of the same conditions whichever name a statement gives its suppliers', async () => {
    const filter: SupplierFilter = {
      sectors: codes.sector.slice(0, 1),
      technologies: codes.technology.slice(0, 1),
      regions: codes.region.slice(0, 1),
      sizeBands: ['SMALL'],
      attested: [{ scheme: codes.attestation_scheme[0] }],
    };
    const sought = soughtBy({ filter }, await readSearch(application.manager, 'amber'));
    for (const name of ['n', 's', 'h']) {
      const parameters = new SqlParameters();
      const where = whereSql(sought)(name, parameters);
      const reasons = reasonsSql(sought)(name, parameters);
      await application.query(`SELECT ${reasons} FROM supplier ${name} WHERE ${where}`, parameters.values);
    }
  });

  it('are the same where nothing narrows them, which is kept with the bits', async () => {
    for (const relevance of ['ALL', 'CONNECTED_PLACES'] as const) {
      const asked: SupplierQuery = {
        filter: { relevance, provenance: [], sectors: [], technologies: [], regions: [], sizeBands: [], attested: [] },
      };
      await add({ words: [1], sectors: [1], technologies: [2], region: 3, size: 1, attested: [] });
      await mustAgree(asked);
      await settleSuppliers(owner.manager);
      await mustAgree(asked);
    }
  });

  it('leave out a supplier that is gone, settled or not', async () => {
    const asked: SupplierQuery = {
      filter: { relevance: 'ALL', provenance: [], sectors: [], technologies: [], regions: [], sizeBands: [], attested: [] },
    };
    const id = await add({ words: [0], sectors: [0], technologies: [], region: 0, size: 0, attested: [] });
    await settleSuppliers(owner.manager);
    const { total } = await mustAgree(asked);
    await owner.query('DELETE FROM supplier WHERE id = $1', [id]);
    expect((await mustAgree(asked)).total).toBe(total - 1);
    await settleSuppliers(owner.manager);
    expect((await mustAgree(asked)).total).toBe(total - 1);
  });
});
