import { lines, release } from '../testing/invented-releases';
import { seededRelease } from '../testing/seeded-releases';
import { TestImports } from '../testing/test-imports';

/** A contract performance notice of the Department for Education. @source Find a Tender 076113-2026 */
const REAL = '076113-2026';

let imports: TestImports;

beforeAll(async () => {
  imports = await TestImports.begin();
});
afterAll(() => imports?.end());

interface Stated {
  [column: string]: unknown;
}

function statedOf(ocid: string): Promise<Stated[]> {
  return imports.owner.query(
    'SELECT *, starts_on::text, ends_on::text FROM contract_performance WHERE ocid = $1 ORDER BY position',
    [ocid],
  );
}

/** What the pages of suppliers show of an ocid: a line for each statement and supplier. */
async function shownOf(ocid: string): Promise<string[]> {
  const rows: { line: string }[] = await imports.owner.query(
    `SELECT concat_ws(' | ', a.supplier_name, a.join_confidence, p.indicator, p.measured, p.rating, s.suppliers || ' suppliers', s.names_supplier) AS line
     FROM supplier_performance s JOIN contract_performance p ON p.id = s.performance_id JOIN award a ON a.id = s.award_id
     WHERE p.ocid = $1 AND s.supplier_id IS NOT NULL ORDER BY 1`,
    [ocid],
  );
  return rows.map(({ line }) => line);
}

const observation = (id: string, measure: string, rating = 'met'): object => ({
  id,
  measure,
  period: { startDate: '2026-10-01', endDate: '2026-12-31' },
  measureClassification: { id: rating },
});

/** A later notice of the invented process `number` about its contract. */
function about(number: string, at: number, contract: object, more: object = {}): object {
  const contracts = [{ id: 'c', awardID: '1', ...contract }];
  return release(number, {
    id: `${number}-${at}`,
    date: `2027-0${at}-01T10:00:00Z`,
    tag: ['implementation'],
    awards: undefined,
    contracts,
    ...more,
  });
}

const measured = (...observations: object[]): object => ({
  implementation: { metrics: [{ id: '1', title: 'Up time', description: '97% or above', observations }] },
});

describe('a real contract performance notice', () => {
  it('is read as published, with its notice, its buyer and its days, and says that nobody knows whose contract it is', async () => {
    const real = (await seededRelease(REAL)) as { ocid: string };
    await imports.owner.query('DELETE FROM contract_performance WHERE ocid = $1', [real.ocid]);
    await imports.owner.query('DELETE FROM notice WHERE ocid = $1', [real.ocid]);
    const report = await imports.take('OCDS', lines(real));
    expect(report.counts).toMatchObject({ added: 1, awards: 0, performance: 4 });
    expect(await imports.problemsOf(report)).toContainEqual(
      expect.stringMatching(/contract 1: what is said of its performance stands with its notice alone/),
    );
    const [first, ...others] = await statedOf(real.ocid);
    expect(others).toHaveLength(3);
    expect(first).toMatchObject({
      kind: 'MEASURED',
      contract_id: '1',
      award_id: '1',
      buyer_name: 'Department for Education',
      indicator: expect.stringContaining('when the network is available') as string,
      target: '97% or above for both resilient connections and single connections (aggregated)',
      starts_on: '2026-04-01',
      ends_on: '2026-06-30',
      measured: '99.7%',
      rating: 'met',
      rating_description: 'Good - performance is meeting or exceeding the KPI',
    });
    const [notice]: { notice_id: string }[] = await imports.owner.query('SELECT notice_id FROM notice WHERE id = $1', [
      first.notice_id,
    ]);
    expect(notice.notice_id).toBe(REAL);
    expect(await shownOf(real.ocid)).toEqual([]);
  });
});

describe('the performance of a contract', () => {
  it('is its supplier’s when the notice of its award comes, also after it, and imported again changes nothing', async () => {
    const notice = about('600', 2, measured(observation('o', '99.7%')));
    await imports.take('OCDS', lines(notice));
    expect(await shownOf('ocds-invented-600')).toEqual([]);
    await imports.take('OCDS', lines(release('600')));
    expect(await shownOf('ocds-invented-600')).toEqual([
      'Invented Lamps 600 Ltd | IDENTIFIER | Up time | 99.7% | met | 1 suppliers | f',
    ]);
    const before = await statedOf('ocds-invented-600');
    await imports.take('OCDS', lines(notice, release('600')));
    expect(await statedOf('ocds-invented-600')).toEqual(before);
  });

  it('is what the latest notice says: periods stand side by side, what is corrected is replaced, what is taken away goes', async () => {
    await imports.take('OCDS', lines(release('601'), about('601', 2, measured(observation('q1', '99%')))));
    await imports.take('OCDS', lines(about('601', 3, measured(observation('q2', '80%', 'below')))));
    const [q1] = await statedOf('ocds-invented-601');
    await imports.take('OCDS', lines(about('601', 4, measured(observation('q1', '90%', 'slightlyBelow')))));
    const [corrected, q2] = await statedOf('ocds-invented-601');
    expect(corrected).toMatchObject({ id: q1.id, measured: '90%', rating: 'slightlyBelow' });
    expect(corrected.notice_id).not.toBe(q1.notice_id);
    expect(q2).toMatchObject({ measured: '80%', rating: 'below' });
    await imports.take('OCDS', lines(about('601', 5, { implementation: null })));
    expect(await statedOf('ocds-invented-601')).toEqual([]);
  });

  it('goes from the pages with an award that is cancelled, and stays with its notice', async () => {
    await imports.take('OCDS', lines(release('602'), about('602', 2, measured(observation('o', '1')))));
    const cancelled = { id: '602-3', date: '2027-03-01T10:00:00Z', tag: ['awardCancellation'] };
    await imports.take('OCDS', lines(release('602', cancelled, { status: 'cancelled' })));
    expect(await shownOf('ocds-invented-602')).toEqual([]);
    expect(await statedOf('ocds-invented-602')).toHaveLength(1);
  });

  it('of several suppliers is told as the contract’s, and a failure as theirs alone whom the notice names', async () => {
    const other = {
      id: 'q',
      name: 'Invented Poles Ltd',
      roles: ['supplier'],
      identifier: { scheme: 'GB-COH', id: 'SC888603' },
    };
    const first = release('603') as { parties: object[] };
    const both = {
      suppliers: [
        { id: 'p', name: 'Invented Lamps 603 Ltd' },
        { id: 'q', name: 'Invented Poles Ltd' },
      ],
    };
    const failed = {
      id: '1',
      requirement: 'Lit by June',
      description: 'Dark',
      suppliers: [{ id: 'q', name: 'Invented Poles Ltd' }],
    };
    const stated = measured(observation('o', '50%', 'below')) as { implementation: object };
    await imports.take(
      'OCDS',
      lines(
        release('603', { parties: [...first.parties, other] }, both),
        about('603', 2, { implementation: { ...stated.implementation, performanceFailures: [failed] } }, { parties: [] }),
      ),
    );
    expect(await shownOf('ocds-invented-603')).toEqual([
      'Invented Lamps 603 Ltd | IDENTIFIER | Up time | 50% | below | 2 suppliers | f',
      'Invented Poles Ltd | IDENTIFIER | Lit by June | Dark | 2 suppliers | t',
      'Invented Poles Ltd | IDENTIFIER | Up time | 50% | below | 2 suppliers | f',
    ]);
  });

  it('is on nobody’s page where a failure is said to be of somebody else, and the import says so', async () => {
    const failed = { id: '1', description: 'Dark', suppliers: [{ id: 'GB-COH-01234567', name: 'Somebody Else Ltd' }] };
    const notice = about('604', 2, { implementation: { performanceFailures: [failed] } });
    const report = await imports.take('OCDS', lines(release('604'), notice));
    expect(await shownOf('ocds-invented-604')).toEqual([]);
    expect(await imports.problemsOf(report)).toEqual([
      expect.stringMatching(/contract c: a failure is said to be of Somebody Else Ltd, to whom it was not awarded/),
    ]);
  });

  it('of a supplier that a name alone would join is on no page until a person has decided', async () => {
    const named = { parties: [{ id: 'p', name: 'Invented Lamps 600 Ltd', roles: ['supplier'] }] };
    const notice = about('605', 2, measured(observation('o', '7')), named);
    await imports.take(
      'OCDS',
      lines(release('605', named, { suppliers: [{ id: 'p', name: 'Invented Lamps 600 Ltd' }] }), notice),
    );
    expect(await shownOf('ocds-invented-605')).toEqual([]);
    await imports.owner.query(
      `UPDATE join_proposal SET state = 'ACCEPTED', reason = 'It is', decided_at = now(), decided_by = (SELECT id FROM user_account LIMIT 1)
       WHERE party_key = 'ocds-invented-605 p'`,
    );
    await imports.runner.applyDecisions();
    expect(await shownOf('ocds-invented-605')).toEqual([
      'Invented Lamps 600 Ltd | NAME_ONLY | Up time | 7 | met | 1 suppliers | f',
    ]);
  });

  it('is not taken where its contract may be of several awards, and the import says so', async () => {
    const again = { suppliers: [{ id: 'z', name: 'Invented Cables Ltd' }] };
    const two = [release('606'), release('606', { id: '606-b', date: '2026-09-02T10:00:00Z' }, again)];
    const report = await imports.take('OCDS', lines(...two, about('606', 2, measured(observation('o', '7')))));
    expect(await statedOf('ocds-invented-606')).toEqual([]);
    expect(await imports.problemsOf(report)).toEqual([
      expect.stringMatching(/contract c of 606-2: several awards have the id of its award, so that nobody can tell whose/),
    ]);
  });

  it('takes statements that have one name as they come, each by itself', async () => {
    const twice = measured(observation('o', '1')) as { implementation: { metrics: object[] } };
    const notice = release('607', {
      contracts: [
        { awardID: '1', ...twice },
        { awardID: '1', ...measured(observation('o', '2')) },
      ],
    });
    await imports.take('OCDS', lines(notice));
    expect((await statedOf('ocds-invented-607')).map(({ measured: said }) => said)).toEqual(['1', '2']);
  });
});

describe('notices that were read before performance was', () => {
  it('are made anew by the worker, once, as a migration asked for', async () => {
    await imports.take('OCDS', lines(release('610'), about('610', 2, measured(observation('o', '5')))));
    await imports.owner.query(`DELETE FROM contract_performance WHERE ocid = 'ocds-invented-610'`);
    await imports.owner.query(`INSERT INTO ocid_to_compile VALUES ('ocds-invented-610')`);
    expect(await imports.runner.applyDecisions()).toBe(1);
    expect(await shownOf('ocds-invented-610')).toHaveLength(1);
    expect(await imports.runner.applyDecisions()).toBe(0);
  });
});
