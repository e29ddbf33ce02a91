import { demonstrationId } from '#directory';
import { BUYER, HALDEN, ORRIN, TestDirectory } from './test-directory';

const OCID = 'ocds-invented-performance';
const STATED = [
  '00000000-0000-7000-8000-0000000000a1',
  '00000000-0000-7000-8000-0000000000a2',
  '00000000-0000-7000-8000-0000000000a3',
];
const [FIRST, LATER] = ['00000000-0000-7000-8000-0000000000b1', '00000000-0000-7000-8000-0000000000b2'];

const READ = `query ($id: ID!, $first: Int) { supplier(id: $id) { performance(first: $first) { totalCount edges { node {
  suppliers namesSupplier award { supplierName joinConfidence } performance { id kind indicator target measured rating startsOn endsOn notice { noticeId } }
  reply { note isToEarlierNotice } } } } } }`;
const ANSWER = 'mutation ($input: AnswerPerformanceInput!) { answerPerformance(input: $input) { supplier { id } } }';
const REMOVE = 'mutation ($input: RemovePerformanceReplyInput!) { removePerformanceReply(input: $input) { supplier { id } } }';

interface Page {
  supplier: {
    performance: {
      totalCount: number;
      edges: {
        node: {
          performance: { id: string; indicator: string; kind: string };
          reply: { note: string; isToEarlierNotice: boolean } | null;
        };
      }[];
    };
  };
}

let directory: TestDirectory;
let halden: string;
const idOf = (at: number): string => `prf_${STATED[at]}`;

beforeAll(async () => {
  directory = await TestDirectory.begin();
  halden = await directory.pageOf('Halden Vision (demonstration)');
  const { owner } = directory;
  await owner.query(
    `INSERT INTO notice (id, ocid, notice_id, tags, title, published_at, source, release)
     SELECT id::uuid, $1, number, '{implementation}', 'Cameras (invented)', day::timestamptz, 'OTHER_PUBLISHER', '{}'
     FROM (VALUES ($2, 'invented-1', '2026-10-01'), ($3, 'invented-2', '2026-11-01')) n (id, number, day)`,
    [OCID, FIRST, LATER],
  );
  await owner.query(
    `INSERT INTO award (id, notice_id, ocid, award_id, title, buyer_name, supplier_id, supplier_name, join_confidence, under_framework)
     SELECT gen_random_uuid(), $1::uuid, $2, '1', 'Cameras (invented)', 'Invented Council', s.id, s.name, CASE WHEN s.id IS NULL THEN NULL ELSE 'IDENTIFIER' END, false
     FROM (SELECT id, name FROM supplier WHERE name = 'Halden Vision (demonstration)' UNION ALL SELECT NULL, 'Somebody unjoined') s`,
    [FIRST, OCID],
  );
  await owner.query(
    `INSERT INTO contract_performance (id, notice_id, position, ocid, contract_id, award_id, buyer_name, kind, indicator, target, measured, rating, starts_on, ends_on)
     SELECT id::uuid, $4::uuid, at, $5, 'c', '1', 'Invented Council', kind, indicator, '97% or above', measured, rating, '2026-04-01', '2026-06-30'
     FROM (VALUES ($1, 1, 'MEASURED', 'Up time', '99.7%', 'met'), ($2, 2, 'MEASURED', 'Repairs', NULL, NULL), ($3, 0, 'AGREED', 'Up time', NULL, NULL))
       x (id, at, kind, indicator, measured, rating)`,
    [...STATED, FIRST, OCID],
  );
});
afterAll(() => directory?.end());

async function statedOf(id: string, first?: number): Promise<Page['supplier']['performance']> {
  const { data, errors } = await directory.api.send<Page>(null, READ, { id, first });
  expect(errors).toEqual([]);
  return data.supplier.performance;
}

describe('the performance of contracts on the page of a supplier', () => {
  it('is what was measured as published, then what was agreed, with the notice and how it was joined', async () => {
    const { totalCount, edges } = await statedOf(halden);
    expect(totalCount).toBe(3);
    expect(edges.map(({ node }) => [node.performance.kind, node.performance.indicator])).toEqual([
      ['MEASURED', 'Up time'],
      ['MEASURED', 'Repairs'],
      ['AGREED', 'Up time'],
    ]);
    expect(edges[0].node).toEqual({
      suppliers: 2,
      namesSupplier: false,
      award: { supplierName: 'Halden Vision (demonstration)', joinConfidence: 'IDENTIFIER' },
      performance: {
        id: idOf(0),
        kind: 'MEASURED',
        indicator: 'Up time',
        target: '97% or above',
        measured: '99.7%',
        rating: 'met',
        startsOn: '2026-04-01',
        endsOn: '2026-06-30',
        notice: { noticeId: 'invented-1' },
      },
      reply: null,
    });
    expect(edges[1].node.performance).toMatchObject({ measured: null, rating: null });
    expect(await statedOf(halden, 1)).toMatchObject({ totalCount: 3, edges: [{}] });
  });

  it('is read in one statement, whose text is the answer', async () => {
    const { headers } = await directory.api
      .http()
      .get('/graphql')
      .query({ query: READ, variables: JSON.stringify({ id: halden }) })
      .set('apollo-require-preflight', 'true');
    expect(headers['assay-read-path']).toBe('whole');
  });
});

describe('the right of reply to what a notice states', () => {
  const input = { performanceId: idOf(0), note: 'It was 99.9%.' };

  it('is the supplier’s of the contract alone', async () => {
    expect(await directory.refusal(ORRIN, ANSWER, input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await directory.refusal(BUYER, ANSWER, input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await directory.refusal(null, ANSWER, input)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await directory.refusal(HALDEN, ANSWER, { ...input, note: ' ' })).toMatchObject({ code: 'BAD_USER_INPUT' });
    const unknown = `prf_${demonstrationId('fact', 'nothing')}`;
    expect(await directory.refusal(HALDEN, ANSWER, { ...input, performanceId: unknown })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('stands beside the statement, is replaced by a second one, and says when a later notice has stated it again', async () => {
    await directory.send(HALDEN, ANSWER, { ...input, note: 'No.' });
    await directory.send(HALDEN, ANSWER, input);
    const replies = async () => (await statedOf(halden)).edges.map(({ node }) => node.reply);
    expect(await replies()).toEqual([{ note: input.note, isToEarlierNotice: false }, null, null]);
    const { owner } = directory;
    await owner.query('UPDATE contract_performance SET notice_id = $2 WHERE id = $1', [STATED[0], LATER]);
    expect((await replies())[0]).toEqual({ note: input.note, isToEarlierNotice: true });
    await owner.query('UPDATE contract_performance SET notice_id = $2 WHERE id = $1', [STATED[0], FIRST]);
  });

  it('is kept by the database too: nobody writes one for another’s page, or about another’s contract', async () => {
    const application = await directory.api.database.connectAs('application');
    const writes = (supplier: string, stated: string) =>
      application.query(
        `INSERT INTO performance_reply (performance_id, supplier_id, notice_id, note) SELECT $1, s.id, $2, 'x' FROM supplier s WHERE s.name = $3`,
        [stated, FIRST, supplier],
      );
    await expect(writes('Halden Vision (demonstration)', STATED[1])).rejects.toThrow('row-level security');
  });

  it('is taken back, and the trail keeps what it said', async () => {
    await directory.send(HALDEN, REMOVE, { performanceId: idOf(0) });
    expect((await statedOf(halden)).edges[0].node.reply).toBeNull();
    expect(await directory.refusal(HALDEN, REMOVE, { performanceId: idOf(0) })).toMatchObject({ code: 'NOT_FOUND' });
    const { rows } = await directory.owner.query(
      'SELECT action, detail FROM audit_event WHERE subject_id = $1 ORDER BY sequence',
      [idOf(0)],
    );
    const its = { contract: 'c', ocid: OCID };
    expect(rows).toEqual([
      { action: 'performance.answered', detail: { note: 'No.', ...its } },
      { action: 'performance.answered', detail: { note: input.note, ...its } },
      { action: 'performance.replyRemoved', detail: its },
    ]);
  });
});

describe('notices that state performance', () => {
  const FIND =
    '{ notices(first: 100, statesPerformance: true) { totalCount edges { node { noticeId performance { indicator holders { award { supplierName } } } } } } }';

  it('are found by themselves, real ones among them, with what they state and who was awarded the contract', async () => {
    interface Found {
      notices: {
        totalCount: number;
        edges: { node: { noticeId: string; performance: { indicator: string; holders: object[] }[] } }[];
      };
    }
    const { data } = await directory.api.send<Found>(null, FIND);
    const { notices } = data;
    const found = new Map(notices.edges.map(({ node }) => [node.noticeId, node.performance]));
    expect(found.get('invented-1')?.[1]).toEqual({
      indicator: 'Up time',
      holders: expect.arrayContaining([
        { award: { supplierName: 'Halden Vision (demonstration)' } },
        { award: { supplierName: 'Somebody unjoined' } },
      ]) as object[],
    });
    expect(found.has('invented-2')).toBe(false);
    expect(found.get('076113-2026')).toHaveLength(4);
    expect(found.get('076113-2026')?.[0].holders).toEqual([]);
  });
});
