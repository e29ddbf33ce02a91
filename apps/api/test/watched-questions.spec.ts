import { DataSource } from 'typeorm';
import { AuditTrail } from '#audit';
import { MeasureService, refreshMarket, WatchedQuestions } from '#market';
import { Transactions } from '#platform';
import { TestApi } from './harness';

const WATCH = `mutation($input: WatchMarketQuestionInput!) { watchMarketQuestion(input: $input) {
  watchedQuestion { id name link threshold asOf toldAt question } } }`;
const STOP =
  'mutation($input: StopWatchingMarketQuestionInput!) { stopWatchingMarketQuestion(input: $input) { watchedQuestionId } }';
const LIST = '{ watchedQuestions { id name threshold asOf toldAt problem } }';
const TOLD = '{ notifications(first: 50) { edges { node { kind subjectId text } } } }';
const BUYER = 'editor@wexcombe.example';
const SUPPLIER = 'editor@halden.example';

interface Watched {
  id: string;
  name: string;
  toldAt: string | null;
  problem: string | null;
}

describe('a watched question', () => {
  let api: TestApi;
  let owner: DataSource;
  let worker: WatchedQuestions;

  beforeAll(async () => {
    api = await TestApi.start();
    owner = await api.database.tablesAs('owner');
    const of = <T>(type: abstract new (...parameters: never[]) => T): T => api.app.get(type as never, { strict: false });
    worker = new WatchedQuestions(of(DataSource), of(Transactions), of(MeasureService), of(AuditTrail));
  });
  afterAll(() => api.stop());

  const BY_SECTOR = { kind: 'BREAKDOWN', by: ['SECTOR'], measures: ['SUPPLIERS'], filter: { relevance: 'ALL' } };
  const watch = async (as: string, name: string, question: object = BY_SECTOR, threshold = 10) =>
    api.send<{ watchMarketQuestion: { watchedQuestion: Watched } }>(as, WATCH, {
      input: { name, question, threshold, link: 'kind=breakdown' },
    });
  const list = async (as: string): Promise<Watched[]> =>
    (await api.send<{ watchedQuestions: Watched[] }>(as, LIST)).data.watchedQuestions;
  const told = async (as: string): Promise<string[]> => {
    const { data } = await api.send<{ notifications: { edges: { node: { kind: string; text: string } }[] } }>(as, TOLD);
    return data.notifications.edges.flatMap(({ node }) => (node.kind === 'MARKET_QUESTION' ? [node.text] : []));
  };
  /** So many more suppliers of a sector, of those that are known. */
  async function enlarge(sector: string, by: number): Promise<void> {
    await owner.query(
      `INSERT INTO supplier_sector (supplier_id, sector_code, source, reason)
       SELECT id, $1, 'DERIVED', 'A test.' FROM supplier s WHERE provenance = 'FIND_A_TENDER'
         AND NOT EXISTS (SELECT FROM supplier_sector x WHERE x.supplier_id = s.id AND x.sector_code = $1) ORDER BY id LIMIT $2`,
      [sector, by],
    );
    await refreshMarket(owner);
  }

  it('is saved with its name and threshold, for the organisation alone', async () => {
    const { data, errors } = await watch(BUYER, 'Suppliers by sector');
    expect(errors).toEqual([]);
    expect(data.watchMarketQuestion.watchedQuestion).toMatchObject({
      name: 'Suppliers by sector',
      link: 'kind=breakdown',
      threshold: 10,
      toldAt: null,
      question: BY_SECTOR,
    });
    expect(await list('viewer@wexcombe.example')).toHaveLength(1);
    expect(await list(SUPPLIER)).toEqual([]);
  });

  it('is not told of while nothing changes, nor by less than was set', async () => {
    await worker.run();
    await refreshMarket(owner);
    await worker.run();
    expect(await told(BUYER)).toEqual([]);
  });

  it('is told once when its answer changes by more, whoever looks, and from there on anew', async () => {
    await watch(BUYER, 'Any change at all', BY_SECTOR, 0);
    await watch(SUPPLIER, 'Only if it doubles and more', BY_SECTOR, 1000);
    const [{ code }]: { code: string }[] = await owner.query(
      'SELECT sector_code AS code FROM supplier_sector GROUP BY 1 ORDER BY count(*) DESC LIMIT 1',
    );
    await enlarge(code, 40);
    await Promise.all([worker.run(), worker.run()]);
    await worker.run();
    const texts = await told(BUYER);
    expect(texts.filter((text) => text.includes('“Any change at all”'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('“Suppliers by sector”')).length).toBeLessThanOrEqual(1);
    expect(texts[0]).toMatch(/Suppliers: [\d,]+ → [\d,]+\./);
    expect(await told(SUPPLIER)).toEqual([]);
    expect((await list(BUYER)).find(({ name }) => name === 'Any change at all')?.toldAt).not.toBeNull();
    const before = (await told(BUYER)).length;
    await refreshMarket(owner);
    await worker.run();
    expect(await told(BUYER)).toHaveLength(before);
  });

  it('may be of any kind, and is refused when it cannot be answered', async () => {
    for (const question of [
      { kind: 'TREND', measures: ['AWARDS'], from: '2025-01-01', to: '2026-12-31' },
      { kind: 'CONCENTRATION', by: ['SECTOR'], of: 'BUYERS' },
      { kind: 'COVERAGE' },
      { kind: 'LOCATION_QUOTIENTS' },
      { kind: 'GAPS' },
      { kind: 'MOVEMENTS' },
    ])
      expect([question.kind, (await watch(BUYER, question.kind, question)).errors]).toEqual([question.kind, []]);
    for (const [question, why] of [
      [{ kind: 'BREAKDOWN', measures: ['AWARDS'] }, 'by'],
      [{ kind: 'BREAKDOWN', by: ['REGION_ITL1', 'REGION_ITL3'], measures: ['AWARDS'] }, 'by'],
      [{ kind: 'CONCENTRATION', by: ['SECTOR', 'CPV'] }, 'by'],
      [{ kind: 'TREND', measures: ['AWARDS'] }, 'from'],
      [{ kind: 'GAPS', filter: { sectors: ['moon'] } }, 'filter.sectors'],
    ] as const) {
      const { errors } = await watch(BUYER, 'x', question);
      expect([why, errors[0].extensions.code, errors[0].extensions.fields?.[0].path]).toEqual([why, 'BAD_USER_INPUT', why]);
    }
    expect((await watch(BUYER, '', { kind: 'GAPS' })).errors[0].extensions.code).toBe('BAD_USER_INPUT');
    expect((await watch(BUYER, 'x', { kind: 'GAPS' }, -1)).errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  it('is told of once when it can no longer be answered, and holds up no other', async () => {
    await owner.query(
      `UPDATE watched_question SET question = '{"kind":"GAPS","filter":{"sectors":["moon"]}}' WHERE name = 'GAPS'`,
    );
    for (let counts = 0; counts < 2; counts += 1) {
      await refreshMarket(owner);
      await worker.run();
    }
    expect((await told(BUYER)).filter((text) => text.includes('cannot be answered any more'))).toHaveLength(1);
    expect((await list(BUYER)).filter(({ problem }) => problem !== null).map(({ name }) => name)).toEqual(['GAPS']);
    const waiting: unknown[] = await owner.query(
      'SELECT FROM watched_question WHERE checked_snapshot < (SELECT max(id) FROM market_snapshot)',
    );
    expect(waiting).toEqual([]);
  });

  it('is one of twenty at the most, also when many are saved at once; one that is left makes room', async () => {
    const more = await Promise.all(
      Array.from({ length: 20 }, (_, index) => watch(BUYER, `More ${index}`, { kind: 'COVERAGE' })),
    );
    expect(await list(BUYER)).toHaveLength(20);
    const refused = more.flatMap(({ errors }) => errors);
    expect(refused[0].extensions.code).toBe('CONFLICT');
    expect(refused[0].message).toContain('Stop watching one first');
    const [{ id }] = await list(BUYER);
    expect((await api.send(SUPPLIER, STOP, { input: { watchedQuestionId: id } })).errors[0].extensions.code).toBe('NOT_FOUND');
    expect((await api.send(BUYER, STOP, { input: { watchedQuestionId: id } })).errors).toEqual([]);
    expect((await watch(BUYER, 'There is room', { kind: 'COVERAGE' })).errors).toEqual([]);
  });
});
