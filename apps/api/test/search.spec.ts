import { Client } from 'pg';
import { dayOf } from '#pack';
import { LONDON_DAYS } from '#platform';
import { TestApi } from './harness';

interface Found {
  totalCount: number;
  totalCountIsExact: boolean;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  facets: { dimension: string; isExact: boolean; values: { code: string; count: number }[] }[];
  edges: { matchReasons: string[]; node: { id: string; name: string } }[];
}

const QUERY = `query ($search: String, $filter: SupplierFilter, $orderBy: SupplierOrder, $first: Int, $after: String) {
  suppliers(search: $search, filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount totalCountIsExact pageInfo { hasNextPage endCursor } facets { dimension isExact values { code count } } edges { matchReasons node { id name } } } }`;
const PROFILE = 'mutation ($input: UpdateSupplierProfileInput!) { updateSupplierProfile(input: $input) { supplier { id } } }';

let api: TestApi;
let owner: Client;

beforeAll(async () => {
  api = await TestApi.start();
  owner = new Client({ connectionString: api.database.ownerUrl, options: LONDON_DAYS });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await api?.stop();
});

async function find(variables: object = {}): Promise<Found> {
  const { data, errors } = await api.send<{ suppliers: Found }>(null, QUERY, variables);
  expect(errors).toEqual([]);
  return data.suppliers;
}

const names = ({ edges }: Found): string[] => edges.map(({ node }) => node.name);
const counted = ({ facets }: Found, dimension: string, code: string): number =>
  facets.find((facet) => facet.dimension === dimension)?.values.find((value) => value.code === code)?.count ?? 0;

/** Adds suppliers of fictional names. @returns their keys */
async function add(...added: string[]): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    `WITH fictional AS (SELECT gen_random_uuid() AS organisation, gen_random_uuid() AS id, name FROM unnest($1::text[]) name),
       made AS (INSERT INTO organisation (id, kind, name, provenance) SELECT organisation, 'SUPPLIER', name, 'DEMONSTRATION' FROM fictional)
     INSERT INTO supplier (id, organisation_id, name, provenance) SELECT id, organisation, name, 'DEMONSTRATION' FROM fictional RETURNING id`,
    [added],
  );
  return rows.map(({ id }) => id);
}

describe('the next search', () => {
  const all = { filter: { relevance: 'ALL' }, first: 1 };

  it('sees a supplier that is new, and that it was given a sector', async () => {
    const before = await find(all);
    const [id] = await add('Fictional Lanternworks');
    expect((await find(all)).totalCount).toBe(before.totalCount + 1);
    expect(names(await find({ search: 'lanternworks', ...all }))).toEqual(['Fictional Lanternworks']);
    expect((await find({ search: 'lanternworks' })).totalCount).toBe(0);
    await owner.query(
      `INSERT INTO supplier_sector (supplier_id, sector_code, source) VALUES ($1, 'environment', 'DEMONSTRATION')`,
      [id],
    );
    expect((await find({ search: 'lanternworks' })).totalCount).toBe(1);
    expect(counted(await find(all), 'SECTOR', 'environment')).toBe(counted(before, 'SECTOR', 'environment') + 1);
  });

  it('sees a profile that its supplier changed', async () => {
    const email = 'editor@halden.example';
    const { data } = await api.send<{ mySupplier: { id: string; version: number } }>(email, '{ mySupplier { id version } }');
    const [large, waste] = [await find({ ...all, filter: { relevance: 'ALL', sizeBands: ['LARGE'] } }), await find(all)];
    const input = { supplierId: data.mySupplier.id, sizeBand: 'LARGE', sectors: ['waste-and-street-scene'] };
    expect((await api.send(email, PROFILE, { input })).errors).toEqual([]);
    expect((await find({ ...all, filter: { relevance: 'ALL', sizeBands: ['LARGE'] } })).totalCount).toBe(large.totalCount + 1);
    expect(counted(await find(all), 'SECTOR', 'waste-and-street-scene')).toBe(
      counted(waste, 'SECTOR', 'waste-and-street-scene') + 1,
    );
    expect((await find({ search: 'halden', filter: { sectors: ['waste-and-street-scene'] } })).totalCount).toBe(1);
  });

  it('sees evidence that was verified, and no more when it was withdrawn', async () => {
    const filter = { relevance: 'ALL', attested: [{ scheme: 'ce' }] };
    const before = await find({ filter });
    const { rows } = await owner.query<{ id: string }>(
      `INSERT INTO attestation (id, organisation_id, supplier_id, scheme_code, legal_entity, claimed_strength, strength, issued_on, expires_on, state, signatory_name, statement, signed_at, signed_hash)
       SELECT gen_random_uuid(), organisation_id, id, 'ce', 'Fictional', 'ASSERTION', 'ASSERTION', current_date - 1, current_date, 'VERIFIED', 'Somebody', 'Invented', now(), 'none'
       FROM supplier WHERE name = 'Fictional Lanternworks' RETURNING id`,
    );
    const held = await find({ filter });
    expect(held.totalCount).toBe(before.totalCount + 1);
    expect(counted(held, 'SCHEME', 'ce')).toBe(held.totalCount);
    expect((await find({ filter: { relevance: 'ALL', attested: [{ scheme: 'ce', validOn: tomorrow() }] } })).totalCount).toBe(
      (await validTomorrow()).length,
    );
    await owner.query(`UPDATE attestation SET state = 'WITHDRAWN' WHERE id = $1`, [rows[0].id]);
    expect((await find({ filter })).totalCount).toBe(before.totalCount);
  });

  function tomorrow(): string {
    return dayOf(new Date(Date.now() + 86_400_000).toISOString());
  }
  async function validTomorrow(): Promise<unknown[]> {
    const { rows } = await owner.query(
      `SELECT DISTINCT supplier_id FROM attestation WHERE scheme_code = 'ce' AND (state = 'VERIFIED' OR superseded_on > $1) AND coalesce(issued_on, $1) <= $1::date
         AND coalesce(covers_from, $1) <= $1::date AND coalesce(expires_on, $1) >= $1::date AND coalesce(covers_to, $1) >= $1::date`,
      [tomorrow()],
    );
    return rows;
  }
});

describe('a word that is misspelt', () => {
  beforeAll(() => add('Fictional Candlewrights'));

  it.each([
    'Fictional Cnadlewrights',
    'fictional candlewrghts',
    'FICTIONAL CANDLEWRIGHTTS',
    'Fictional Candlewroghts',
    'camdlewrights',
  ])('is understood: %s', async (search) => {
    const { edges } = await find({ search, orderBy: 'RELEVANCE', filter: { relevance: 'ALL' } });
    expect(edges.map(({ node, matchReasons }) => [node.name, matchReasons])).toEqual([
      ['Fictional Candlewrights', [`Found words like “${search}” in its name`]],
    ]);
  });

  it('is taken as it stands where a page has it, and where the search says more than words', async () => {
    expect(names(await find({ search: 'candle', filter: { relevance: 'ALL' } }))).not.toContain('Fictional Candlewrights');
    expect((await find({ search: '"cnadlewrights"', filter: { relevance: 'ALL' } })).totalCount).toBe(0);
  });
});

describe('a word that more pages have than are looked up', () => {
  const variables = { orderBy: 'RELEVANCE', filter: { relevance: 'ALL' } };
  beforeAll(async () => {
    await owner.query(`SET assay.bulk = 'on'`);
    const [...ids] = await add(
      ...Array.from({ length: 5100 }, (_, n) => `Fictional Thimbleworks ${n}`),
      'Thimbleworks Limited',
    );
    await owner.query('SELECT refresh_supplier_search(id) FROM unnest($1::uuid[]) id', [ids]);
    await owner.query(`SET assay.bulk = 'off'`);
    await owner.query('SELECT settle_suppliers()');
  });

  it('is counted as far as it is looked at, and told so', async () => {
    const found = await find({ search: 'thimbleworks', ...variables });
    expect(found).toMatchObject({ totalCount: 1000, totalCountIsExact: false });
    expect(found.facets.every(({ isExact }) => !isExact)).toBe(true);
    const size = counted(found, 'SIZE', 'UNKNOWN');
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThanOrEqual(5101);
    expect(names(found)[0]).toBe('Thimbleworks Limited');
  });

  it('is counted whole once it is known to be common, also with other words and filters', async () => {
    await owner.query('SELECT choose_common_words(2500)');
    const found = await find({ search: 'thimbleworks', ...variables });
    expect(found).toMatchObject({ totalCount: 5101, totalCountIsExact: true });
    expect(counted(found, 'SIZE', 'UNKNOWN')).toBe(5101);
    expect(names(found)[0]).toBe('Thimbleworks Limited');
    expect((await find({ search: 'fictional thimbleworks', ...variables })).totalCount).toBe(5100);
    expect((await find({ search: 'thimbleworks', filter: { relevance: 'ALL', sizeBands: ['LARGE'] } })).totalCount).toBe(0);
    await add('Another Thimbleworks');
    expect((await find({ search: 'thimbleworks', ...variables })).totalCount).toBe(5102);
  });

  it('comes page by page, each supplier once, in an order that favours neither the first letter nor the oldest', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 6; page += 1) {
      const found: Found = await find({ search: 'thimbleworks', ...variables, first: 50, after });
      seen.push(...names(found));
      after = found.pageInfo.endCursor;
    }
    expect(new Set(seen).size).toBe(300);
    expect(seen.slice(1)).not.toEqual(seen.slice(1).sort());
  });

  it('refuses a cursor of another order', async () => {
    const { pageInfo } = await find({ search: 'thimbleworks', ...variables, first: 5 });
    const { errors } = await api.send(null, QUERY, {
      search: 'thimbleworks',
      filter: { relevance: 'ALL' },
      after: pageInfo.endCursor,
    });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('a search of anything', () => {
  it.each([
    '?!',
    '%',
    '"',
    'x',
    'a',
    'the',
    '-x',
    'a or b',
    '🙂',
    "'; --",
    'x:*',
    `${'sensor '.repeat(70)}`,
    '1 2 3 4 5 6 7 8 9',
    'ﬀﬁ',
    '\u0301',
  ])('is answered: %s', async (search) => {
    for (const orderBy of ['NAME', 'RELEVANCE']) {
      const found = await find({ search, orderBy, filter: { relevance: 'ALL', sectors: ['environment'] }, first: 100 });
      expect(found.totalCount).toBe(found.edges.length < 100 ? found.edges.length : found.totalCount);
    }
  });

  it.each([
    [{ search: 'sensor '.repeat(10_000) }, 'search'],
    [{ filter: { sectors: Array.from({ length: 10_000 }, (_, n) => `s${n}`) } }, 'filter.sectors'],
    [{ filter: { attested: Array.from({ length: 10_000 }, () => ({ scheme: 'ce' })) } }, 'filter.attested'],
  ])('that is too much is refused, with its field', async (variables, field) => {
    const { errors } = await api.send(null, QUERY, variables);
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: field }] });
  });
});
