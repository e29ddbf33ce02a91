import { Client } from 'pg';
import { TestApi } from './harness';

const SEARCH =
  'query($search: String, $first: Int, $after: String) { notices(search: $search, first: $first, after: $after) { totalCount pageInfo { endCursor } edges { node { noticeId ocid title buyerName publishedAt } } } }';
const ONE = 'query($id: String!) { notice(noticeId: $id) { ocid release } }';

interface Found {
  notices: {
    totalCount: number;
    pageInfo: { endCursor: string };
    edges: { node: { noticeId: string; ocid: string; title: string; buyerName: string | null; publishedAt: string } }[];
  };
}

describe('notices as they were published', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());

  const search = async (variables: object): Promise<Found['notices']> =>
    (await api.send<Found>(null, SEARCH, variables)).data.notices;

  it('are listed for everyone, the newest first, page by page', async () => {
    const first = await search({ first: 3 });
    const second = await search({ first: 3, after: first.pageInfo.endCursor });
    const days = [...first.edges, ...second.edges].map(({ node }) => node.publishedAt);
    expect(first.totalCount).toBe(1624);
    expect(days).toHaveLength(6);
    expect([...days].sort().reverse()).toEqual(days);
  });

  it('are found by words of their title, by number and by OCID', async () => {
    const { edges, totalCount } = await search({ search: 'CCTV' });
    expect(totalCount).toBeGreaterThan(0);
    expect(edges.every(({ node }) => /cctv/i.test(node.title))).toBe(true);
    const [{ node }] = edges;
    expect((await search({ search: node.noticeId })).edges.map((edge) => edge.node)).toEqual([node]);
    expect((await search({ search: node.ocid })).edges.map((edge) => edge.node)).toContainEqual(node);
    expect((await search({ search: 'qqqq' })).totalCount).toBe(0);
  });

  it('are told apart by their process where a publisher numbers each by itself', async () => {
    const owner = new Client({ connectionString: api.database.ownerUrl });
    await owner.connect();
    for (const process of ['one', 'other'])
      await owner.query(
        `INSERT INTO notice (id, ocid, notice_id, tags, title, source, release) VALUES (gen_random_uuid(), $1, 'numbered-1', '{tender}', $2, 'OTHER_PUBLISHER', $3)`,
        [`ocds-numbered-${process}`, `Invented ${process}`, { ocid: `ocds-numbered-${process}` }],
      );
    await owner.end();
    const one = 'query($ocid: String) { notice(noticeId: "numbered-1", ocid: $ocid) { ocid release } }';
    for (const ocid of ['ocds-numbered-one', 'ocds-numbered-other'])
      expect((await api.send(null, one, { ocid })).data).toEqual({ notice: { ocid, release: { ocid } } });
    expect((await api.send(null, one, { ocid: 'ocds-h6vhtk-000001' })).errors[0].extensions.code).toBe('NOT_FOUND');
  });

  it('are read whole by their number', async () => {
    const [{ node }] = (await search({ search: 'CCTV' })).edges;
    const { data } = await api.send<{ notice: { ocid: string; release: { ocid: string; buyer: { name: string } } } }>(
      null,
      ONE,
      {
        id: node.noticeId,
      },
    );
    expect(data.notice.release.ocid).toBe(data.notice.ocid);
    expect(node.buyerName).toBe(data.notice.release.buyer.name);
    expect((await api.send(null, ONE, { id: '000000-1999' })).errors[0].extensions.code).toBe('NOT_FOUND');
  });
});
