import { Client } from 'pg';
import { TestApi } from './harness';

interface Page {
  id: string;
  name: string;
  provenance: string;
  identifiers: { scheme: string; id: string; uri: string | null }[];
  facts: { field: string; value: string; source: string; sourceUrl: string | null }[];
  sicCodes: { code: string; label: string }[];
  awards: { totalCount: number; edges: { node: { ocid: string; awardedOn: string | null; sourceUrl: string | null } }[] };
}

let api: TestApi;
let owner: Client;

beforeAll(async () => {
  api = await TestApi.start();
  owner = await api.database.connectAs('owner');
});

afterAll(() => api?.stop());

async function byIdentifier(scheme: string, id: string): Promise<Page | null> {
  const { supplierByIdentifier } = await api.done<{ supplierByIdentifier: Page | null }>(null, 'SupplierByIdentifier', {
    scheme,
    id,
  });
  return supplierByIdentifier;
}

async function page(id: string): Promise<Page> {
  return (await api.done<{ supplier: Page }>(null, 'Supplier', { id })).supplier;
}

describe('a page', () => {
  it('of a real supplier says where each fact is from, keeps what sources say differently, and attests nothing', async () => {
    const found = await byIdentifier('GB-COH', '13199800');
    const yunex = await page(found?.id ?? '');
    expect(yunex.provenance).toBe('FIND_A_TENDER');
    expect(yunex.facts.every(({ source }) => source === 'FIND_A_TENDER')).toBe(true);
    const said = (field: string): string[] => yunex.facts.filter((fact) => fact.field === field).map(({ value }) => value);
    expect(said('name').sort()).toEqual(['YUNEX LIMITED', 'Yunex Limited']);
    expect(said('vcse').sort()).toEqual(['false', 'true']);
    expect(yunex.facts.every(({ sourceUrl }) => sourceUrl?.startsWith('https://www.find-tender.service.gov.uk/Notice/'))).toBe(
      true,
    );
    expect(yunex).toMatchObject({ attestations: [] });
    expect(yunex.identifiers.map(({ scheme }) => scheme)).toEqual(['GB-PPON', 'GB-COH']);
  });

  it('of an invented one says so on each of its facts', async () => {
    const halden = await byIdentifier('ASSAY-DEMO', 'S001');
    const demonstration = await page(halden?.id ?? '');
    expect(demonstration.provenance).toBe('DEMONSTRATION');
    expect(new Set(demonstration.facts.map(({ source }) => source))).toEqual(new Set(['DEMONSTRATION']));
    expect(demonstration.sicCodes.every(({ label }) => label.length > 0)).toBe(true);
  });

  it('lists awards with their notices, the newest first, and how many there are', async () => {
    const { rows } = await owner.query<{ id: string; n: string }>(
      'SELECT supplier_id AS id, count(*) AS n FROM award WHERE supplier_id IS NOT NULL GROUP BY 1 ORDER BY 2 DESC LIMIT 1',
    );
    const { awards } = await page(`sup_${rows[0].id}`);
    expect(awards.totalCount).toBe(Number(rows[0].n));
    const days = awards.edges.map(({ node }) => node.awardedOn ?? '');
    expect(days).toEqual([...days].sort().reverse());
    const query = `query ($id: ID!) { supplier(id: $id) { two: awards(first: 2) { edges { node { id } } } one: awards(first: 1) { edges { node {
      id status joinConfidence valueNet notice { noticeId tags publishedAt } } } } } }`;
    interface Awards {
      edges: { node: { id: string; joinConfidence: string; notice: { noticeId: string; publishedAt: string } } }[];
    }
    const { data, errors } = await api.send<{ supplier: { one: Awards; two: Awards } }>(null, query, {
      id: `sup_${rows[0].id}`,
    });
    expect(errors).toEqual([]);
    expect(data.supplier.two.edges).toHaveLength(2);
    expect(data.supplier.one.edges[0].node.id).toBe(data.supplier.two.edges[0].node.id);
    expect(data.supplier.one.edges[0].node.notice.noticeId).toMatch(/^\d{6}-\d{4}$/);
  });

  it('is found by a company number as people write it, and not at all by a number that nobody has', async () => {
    const wanted = await byIdentifier('GB-COH', '00444569');
    expect(wanted?.name).toBe('SUNBELT RENTALS LIMITED');
    for (const written of ['444569', ' 0044 4569', 'Company Number - 00444569'])
      expect((await byIdentifier('GB-COH', written))?.id).toBe(wanted?.id);
    expect((await byIdentifier('gb-coh', '444569'))?.id).toBe(wanted?.id);
    expect(await byIdentifier('GB-COH', '99999999')).toBeNull();
    expect(await byIdentifier('NONE', "' OR true --")).toBeNull();
  });

  it('that is not there is not found', async () => {
    for (const id of ['sup_01890000-0000-7000-8000-000000000000', 'prd_01890000-0000-7000-8000-000000000000', 'nonsense', '']) {
      const { errors } = await api.run(null, 'Supplier', { id });
      expect(errors[0].extensions.code).toBe('NOT_FOUND');
    }
  });
});

describe('the taxonomies', () => {
  it('are public, in their order, regions with their level and parent', async () => {
    const { data } = await api.send<{
      sectors: { code: string }[];
      technologies: { code: string }[];
      regions: { code: string; level: number; parentCode: string | null }[];
    }>(null, '{ sectors { code label } technologies { code label } regions { code name level parentCode } }');
    expect(data.sectors).toHaveLength(9);
    expect(data.technologies).toHaveLength(11);
    const codes = new Set(data.regions.map(({ code }) => code));
    expect(data.regions.every(({ parentCode, level }) => (level === 0) === (parentCode === null))).toBe(true);
    expect(data.regions.every(({ parentCode }) => parentCode === null || codes.has(parentCode))).toBe(true);
  });
});
