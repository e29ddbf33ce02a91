import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { type SupplierQuery, SupplierSearch, type SupplierSnapshot } from '#directory';
import { TestApi } from './harness';

interface FoundSupplier {
  id: string;
  name: string;
  provenance: string;
  identifiers: { scheme: string; id: string }[];
  region: { code: string } | null;
  sizeBand: string;
  sectors: { code: string }[];
  technologies: { code: string }[];
  attestations: { scheme: { code: string }; status: string }[];
}
interface Found {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  facets: { dimension: string; values: { code: string; label: string; count: number }[] }[];
  edges: { cursor: string; matchReasons: string[]; node: FoundSupplier }[];
}

let api: TestApi;
let owner: Client;

beforeAll(async () => {
  api = await TestApi.start();
  owner = await api.database.connectAs('owner');
});

afterAll(() => api?.stop());

async function find(variables: object = {}): Promise<Found> {
  return (await api.done<{ suppliers: Found }>(null, 'Suppliers', variables)).suppliers;
}

async function refused(variables: object): Promise<{ message: string; code: string; fields?: string[] }> {
  const { errors } = await api.run(null, 'Suppliers', variables);
  expect(errors).toHaveLength(1);
  const { code, fields } = errors[0].extensions;
  return { message: errors[0].message, code, fields: fields?.map(({ path }) => path) };
}

const names = ({ edges }: Found): string[] => edges.map(({ node }) => node.name);
const facet = ({ facets }: Found, dimension: string): Record<string, number> =>
  Object.fromEntries(facets.find((each) => each.dimension === dimension)?.values.map(({ code, count }) => [code, count]) ?? []);

async function allPages(variables: object, first: number): Promise<FoundSupplier[]> {
  const found: FoundSupplier[] = [];
  let after: string | null = null;
  do {
    const page: Found = await find({ ...variables, first, after });
    expect(page.edges.length).toBeLessThanOrEqual(first);
    found.push(...page.edges.map(({ node }) => node));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}

describe('a search of the directory', () => {
  it('shows suppliers of connected places to a stranger, and all when asked', async () => {
    const relevant = await find({ first: 100 });
    expect(relevant.edges.every(({ node }) => node.sectors.length + node.technologies.length > 0)).toBe(true);
    const all = await find({ first: 1, filter: { relevance: 'ALL' } });
    expect(all.totalCount).toBe(1070);
    expect(relevant.totalCount).toBeLessThan(all.totalCount);
  });

  it('says where words were found, and never that words which are left out were', async () => {
    const reasons = async (search: string): Promise<string[]> =>
      (await find({ search, filter: { provenance: ['DEMONSTRATION'] } })).edges.flatMap(({ matchReasons }) => matchReasons);
    expect(new Set(await reasons('-wombat'))).toEqual(new Set(['It meets “-wombat”, which leaves words out']));
    const found = await reasons('camera -wombat');
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual((await reasons('camera')).map((reason) => reason.replace('camera', 'camera -wombat')));
  });

  it('finds by the words of a page, by a name misspelt, and by an identifier however it is written', async () => {
    const words = await find({ search: 'number plate camera' });
    expect(names(words)).toContain('Halden Vision (demonstration)');
    expect(words.edges[0].matchReasons[0]).toMatch(/^Found “number plate camera” in its /);
    const misspelt = await find({ search: 'Haldan Vision' });
    expect(misspelt.edges[0]).toMatchObject({
      matchReasons: ['Found words like “Haldan Vision” in its name'],
      node: { name: 'Halden Vision (demonstration)' },
    });
    for (const search of ['GB-COH-13199800', '13199800', 'gb-coh-13199800', 'GB-COH:13199800', 'GB-COH 13199800']) {
      const found = await find({ search });
      expect(found.edges.map(({ node, matchReasons }) => [node.name, matchReasons])).toEqual([
        ['YUNEX LIMITED', [`It has the identifier ${search}`]],
      ]);
    }
  });

  it('answers whatever it is given, and says when that is too much', async () => {
    for (const search of ['?!', '%', "'", '"', '\\', '--', '; DROP TABLE supplier', ':*', '(', 'x', 'the', '-camera', '🙂']) {
      const { errors } = await api.run(null, 'Suppliers', { search, orderBy: 'RELEVANCE', filter: { relevance: 'ALL' } });
      expect(errors).toEqual([]);
    }
    expect((await find({ search: '?!' })).totalCount).toBe(0);
    expect((await find({ search: '  ' })).totalCount).toBe((await find()).totalCount);
    expect(await refused({ search: 'sensor '.repeat(10_000) })).toMatchObject({ code: 'BAD_USER_INPUT', fields: ['search'] });
  });

  it('ranks by relevance when asked: a name before a passing word', async () => {
    const filter = { relevance: 'ALL' };
    const ranked = await find({ search: 'lighting', orderBy: 'RELEVANCE', filter });
    expect(ranked.edges[0].node.name.toLowerCase()).toContain('lighting');
    expect(ranked.totalCount).toBe((await find({ search: 'lighting', filter })).totalCount);
  });
});

describe('filters', () => {
  it('narrow by sector, technology, size, provenance and a region with all that lies in it', async () => {
    const sector = await find({ filter: { sectors: ['public-safety'] }, first: 100 });
    expect(sector.edges.every(({ node }) => node.sectors.some(({ code }) => code === 'public-safety'))).toBe(true);
    const both = await find({ filter: { sectors: ['public-safety'], technologies: ['data-platform'] }, first: 100 });
    expect(both.totalCount).toBeLessThan(sector.totalCount);
    const london = await find({ filter: { regions: ['TLI'], relevance: 'ALL' }, first: 100 });
    expect(london.totalCount).toBeGreaterThan(50);
    expect(
      london.edges.every(({ node, matchReasons }) => node.region?.code.startsWith('TLI') && matchReasons[0].startsWith('In ')),
    ).toBe(true);
    const small = await find({ filter: { sizeBands: ['MICRO', 'SMALL'], provenance: ['DEMONSTRATION'] }, first: 100 });
    expect(new Set(small.edges.map(({ node }) => node.sizeBand))).toEqual(new Set(['MICRO', 'SMALL']));
  });

  it('find those who hold a scheme on a day, and nobody whose evidence is unverified, withdrawn or lapsed', async () => {
    const held = await find({ filter: { attested: [{ scheme: 'iso27001' }] } });
    expect(names(held)).toEqual(['Halden Vision (demonstration)', 'Orrin Traffic Systems (demonstration)']);
    expect(held.edges[0].matchReasons[0]).toMatch(/^Holds .+, valid on \d+ \w+ \d{4} and until \d+ \w+ \d{4}$/);
    const { rows } = await owner.query<{ day: string }>(
      `SELECT (max(expires_on) + 1)::text AS day FROM attestation WHERE scheme_code = 'iso27001'`,
    );
    expect((await find({ filter: { attested: [{ scheme: 'iso27001', validOn: rows[0].day }] } })).totalCount).toBe(0);
    const twice = await find({ filter: { attested: [{ scheme: 'iso27001' }, { scheme: 'etsi-303645' }] } });
    expect(names(twice)).toEqual(['Halden Vision (demonstration)']);
    expect(twice.edges[0].matchReasons).toHaveLength(2);
  });

  it('refuse a code that there is not, and name the field', async () => {
    const wrong = { sectors: ['space'], technologies: ['magic'], regions: ['XX'], attested: [{ scheme: 'none' }] };
    for (const [field, codes] of Object.entries(wrong)) {
      const { code, fields } = await refused({ filter: { [field]: codes } });
      expect({ code, field: fields?.[0] }).toEqual({
        code: 'BAD_USER_INPUT',
        field: field === 'attested' ? 'filter.attested.scheme' : `filter.${field}`,
      });
    }
    expect(await refused({ filter: { sizeBands: ['HUGE'] } })).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await refused({ filter: { sectors: Array.from({ length: 51 }, () => 'environment') } })).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: ['filter.sectors'],
    });
  });

  it('that are null narrow nothing', async () => {
    const nothing = {
      sectors: null,
      technologies: null,
      regions: null,
      sizeBands: null,
      attested: null,
      provenance: null,
      relevance: null,
    };
    expect((await find({ filter: nothing })).totalCount).toBe((await find()).totalCount);
    expect((await find({ filter: null, search: null })).totalCount).toBe((await find()).totalCount);
  });
});

describe('what was held on a day before', () => {
  it('is held of that day, though another has taken its place since', async () => {
    const held = async (daysAgo: number): Promise<string[]> => {
      const validOn = new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
      const found = await find({ filter: { provenance: ['DEMONSTRATION'], attested: [{ scheme: 'ce', validOn }] } });
      return names(found).filter((name) => name.startsWith('Halden'));
    };
    const halden = ['Halden Vision (demonstration)'];
    // The old one was valid until 65 days ago, the new one from 60 days ago.
    expect([await held(429), await held(180), await held(66), await held(62), await held(58), await held(0)]).toEqual([
      halden,
      halden,
      halden,
      [],
      halden,
      halden,
    ]);
  });
});

describe('facets', () => {
  it('count what there would be under all filters but their own', async () => {
    const open = await find({ filter: { provenance: ['DEMONSTRATION'] } });
    const narrowed = await find({ filter: { provenance: ['DEMONSTRATION'], sectors: ['public-safety'] } });
    expect(facet(narrowed, 'SECTOR')).toEqual(facet(open, 'SECTOR'));
    expect(facet(narrowed, 'SIZE')).not.toEqual(facet(open, 'SIZE'));
    expect(facet(open, 'SECTOR')['public-safety']).toBe(narrowed.totalCount);
    const sizes = Object.values(facet(narrowed, 'SIZE')).reduce((sum, count) => sum + count, 0);
    expect(sizes).toBe(narrowed.totalCount);
    for (const [dimension, field] of [
      ['TECHNOLOGY', 'technologies'],
      ['SIZE', 'sizeBands'],
    ] as const) {
      for (const [code, count] of Object.entries(facet(open, dimension))) {
        const { totalCount } = await find({ first: 1, filter: { provenance: ['DEMONSTRATION'], [field]: [code] } });
        expect({ code, totalCount }).toEqual({ code, totalCount: count });
      }
    }
  });

  it('count schemes that are held and valid today', async () => {
    const open = await find();
    for (const [scheme, count] of Object.entries(facet(open, 'SCHEME'))) {
      expect((await find({ first: 1, filter: { attested: [{ scheme }] } })).totalCount).toBe(count);
    }
  });

  it('count a scheme beside those that are asked for, on the day that is asked for', async () => {
    const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
    const counted: number[] = [];
    for (const validOn of [undefined, ago(0), ago(150)])
      for (const asked of [[], ['ce'], ['ce', 'vdp']]) {
        const attested = asked.map((scheme) => ({ scheme, validOn }));
        const filter = { provenance: ['DEMONSTRATION'], relevance: 'ALL' };
        const found = await find({ filter: { ...filter, attested }, schemesOn: asked.length === 0 ? validOn : undefined });
        for (const scheme of ['ce', 'ce-plus', 'iso27001', 'vdp']) {
          const { totalCount } = await find({ filter: { ...filter, attested: [...attested, { scheme, validOn }] } });
          expect([validOn, asked, scheme, facet(found, 'SCHEME')[scheme] ?? 0]).toEqual([validOn, asked, scheme, totalCount]);
          counted.push(totalCount);
        }
      }
    expect(new Set(counted).size).toBeGreaterThan(3);
  });

  it('come in the order of the contract, and show what is unknown', async () => {
    const { facets } = await find({ filter: { relevance: 'ALL' } });
    expect(facets.map(({ dimension }) => dimension)).toEqual(['SECTOR', 'TECHNOLOGY', 'REGION', 'SIZE', 'SCHEME']);
    expect(facets[3].values.at(-1)).toMatchObject({ code: 'UNKNOWN', label: 'Unknown' });
  });
});

describe('pages', () => {
  it.each([
    ['by name', { filter: { relevance: 'ALL', regions: ['TLI'] } }],
    ['by relevance', { search: 'services limited', orderBy: 'RELEVANCE', filter: { relevance: 'ALL' } }],
  ])('hold every supplier once, whatever their length (%s)', async (_, variables) => {
    const whole = await allPages(variables, 100);
    const { totalCount } = await find({ ...variables, first: 1 });
    expect(new Set(whole.map(({ id }) => id)).size).toBe(totalCount);
    for (const first of [7, 33])
      expect((await allPages(variables, first)).map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
  });

  it('order names without regard to capitals, and equal ones by a key that is not their age', async () => {
    const listed = (await allPages({ filter: { relevance: 'ALL' } }, 100)).map(({ name }) => name.toLowerCase());
    expect(listed).toEqual([...listed].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  });

  it('are refused with the cursor of another search, filter or order, and with what is no cursor', async () => {
    const { pageInfo } = await find({ first: 2 });
    const after = pageInfo.endCursor;
    for (const other of [{ search: 'camera' }, { filter: { relevance: 'ALL' } }, { search: 'camera', orderBy: 'RELEVANCE' }]) {
      expect(await refused({ ...other, after })).toMatchObject({ code: 'BAD_USER_INPUT', fields: ['after'] });
    }
    for (const nonsense of ['nonsense', '', 'W10', Buffer.from('[null]').toString('base64url')])
      expect(await refused({ after: nonsense })).toMatchObject({ code: 'BAD_USER_INPUT', fields: ['after'] });
    for (const first of [0, -1, 101]) expect((await refused({ first })).code).toBe('BAD_USER_INPUT');
  });
});

describe('a snapshot for a procurement', () => {
  const snapshot = (query: SupplierQuery, limit?: number): Promise<SupplierSnapshot[]> =>
    api.app.get(SupplierSearch).snapshot(api.app.get(DataSource).manager, query, limit);

  it('holds every supplier that the list shows, whole, with its attestations as they stand and why it matched', async () => {
    const query = { search: 'camera', filter: { provenance: ['DEMONSTRATION' as const] } };
    const [listed, frozen] = [await find({ ...query, first: 100 }), await snapshot(query)];
    expect(frozen.map(({ name }) => name).sort()).toEqual(names(listed).sort());
    const halden = frozen.find(({ name }) => name.startsWith('Halden'));
    const shown = listed.edges.find(({ node }) => node.name.startsWith('Halden'));
    expect(halden?.matchReasons).toEqual(shown?.matchReasons);
    expect(halden).toMatchObject({
      provenance: 'DEMONSTRATION',
      sizeBand: 'MEDIUM',
      identifiers: [{ scheme: 'ASSAY-DEMO', id: 'S001' }],
    });
    expect(halden?.attestations).toHaveLength(shown?.node.attestations.length ?? 0);
    expect(Object.keys(halden?.attestations[0] as object)).toEqual(
      expect.arrayContaining([
        'scheme',
        'reference',
        'legalEntity',
        'exclusions',
        'claimedStrength',
        'strength',
        'signedHash',
        'expiresOn',
      ]),
    );
    expect(await snapshot(query)).toEqual(frozen);
  });

  it('is refused where more match than a fair shortlist can assess', async () => {
    await expect(snapshot({ filter: { relevance: 'ALL' } })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
      message: expect.stringContaining('More than 200 suppliers match'),
    });
    await expect(snapshot({ filter: { provenance: ['DEMONSTRATION'] } }, 3)).rejects.toThrow('More than 3');
  });
});

describe('a word that very many pages have', () => {
  beforeAll(async () => {
    await owner.query(`
      WITH fictional AS (SELECT gen_random_uuid() AS organisation, gen_random_uuid() AS id, 'Fictional ' || n || ' Widgetry Works' AS name
        FROM generate_series(1, 1200) n UNION ALL SELECT gen_random_uuid(), gen_random_uuid(), 'Widgetry'),
      made AS (INSERT INTO organisation (id, kind, name, provenance) SELECT organisation, 'SUPPLIER', name, 'DEMONSTRATION' FROM fictional)
      INSERT INTO supplier (id, organisation_id, name, provenance) SELECT id, organisation, name, 'DEMONSTRATION' FROM fictional`);
  });

  const variables = { search: 'widgetry', orderBy: 'RELEVANCE', filter: { relevance: 'ALL' } };

  it('brings the best name first, and every page once', async () => {
    const found = await allPages(variables, 100);
    expect(found[0].name).toBe('Widgetry');
    expect(found).toHaveLength(1201);
    expect(new Set(found.map(({ id }) => id)).size).toBe(1201);
    expect((await find({ ...variables, first: 1 })).totalCount).toBe(1201);
  });

  it('orders those that are equally good neither by name nor by age', async () => {
    const listed = (await allPages(variables, 100)).slice(1, 101).map(({ name }) => name);
    expect(listed).not.toEqual([...listed].sort());
    expect(listed).not.toEqual([...listed].sort((a, b) => Number(/\d+/.exec(a)) - Number(/\d+/.exec(b))));
  });
});
