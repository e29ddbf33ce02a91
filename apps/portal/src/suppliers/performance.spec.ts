import { rendered, wordsOf } from '../../test/rendered';
import type { SupplierPerformancePartsFragment } from '../api/operations';
import { Messages } from '../page/messages';
import { performanceOfPage } from './performance';

const t = new Messages().in('en');

const supplier = { id: 'sup_1', name: 'Lamps Ltd (invented)', sizeBand: 'UNKNOWN', region: null };
const lists = { identifiers: [], sectors: [], technologies: [], sicCodes: [], attestations: [], products: [] };

const NOTICE = {
  noticeId: '000001-2026',
  ocid: 'ocds-1',
  publishedAt: '2026-10-01T10:00:00Z',
  sourceUrl: 'https://register.example/1',
};

type Performance = SupplierPerformancePartsFragment['performance'];
type More = Partial<Omit<SupplierPerformancePartsFragment, 'performance'>>;

function stated(performance: Partial<Performance>, more: More = {}): SupplierPerformancePartsFragment {
  return {
    suppliers: 1,
    namesSupplier: false,
    award: { title: 'Street lamps', joinConfidence: 'IDENTIFIER' },
    reply: null,
    ...more,
    performance: {
      id: 'prf_1',
      kind: 'MEASURED',
      contractId: '1',
      buyerName: 'A council',
      indicator: 'Up time',
      target: '97% or above',
      startsOn: '2026-04-01',
      endsOn: '2026-06-30',
      every: null,
      measured: '99.7%',
      rating: 'met',
      ratingDescription: 'Good - performance is meeting or exceeding the KPI',
      decidedOn: null,
      penaltyOn: null,
      penaltyBasis: null,
      penaltyGross: null,
      penaltyNet: null,
      penaltyCurrency: null,
      partialTermination: null,
      notice: NOTICE,
      ...performance,
    },
  };
}

async function pageOf(...statements: SupplierPerformancePartsFragment[]): Promise<string> {
  const edges = statements.map((node) => ({ node }));
  const performance = performanceOfPage({ totalCount: statements.length, edges }, t);
  const page = { supplier: { ...supplier, ...lists }, facts: [], awards: [], awardCount: 0, performance };
  return rendered('suppliers/supplier', page);
}

describe('performance on the page of a supplier', () => {
  it('says what was measured, when, how the buyer rates it, in which notice, and how surely it is this supplier’s', async () => {
    const page = await pageOf(stated({}));
    const words = wordsOf(page);
    for (const said of [
      'Street lamps, A council',
      'Notice 000001-2026 , published 1 October 2026',
      'How it was joined: By its identifier',
      'Up time 97% or above 1 April 2026 to 30 June 2026 99.7% Good - performance is meeting or exceeding the KPI',
    ])
      expect(words).toContain(said);
    expect(page).toContain('href="https://register.example/1"');
    expect(page).toContain('href="/notices/000001-2026?ocid=ocds-1"');
    expect(words).not.toContain('suppliers. What is stated');
  });

  it('says that nothing is known, and that this says nothing', async () => {
    expect(wordsOf(await pageOf())).toContain('No notice that is held here states how a contract of this supplier performs');
  });

  it('leaves what is not stated unknown, and a code that nobody knows as it is', async () => {
    const words = wordsOf(
      await pageOf(stated({ measured: null, rating: null, ratingDescription: null, startsOn: null, endsOn: null })),
    );
    expect(words).toContain('97% or above Not stated Not stated Not stated');
    expect(wordsOf(await pageOf(stated({ rating: 'below', ratingDescription: null })))).toContain('99.7% Below the target');
    expect(wordsOf(await pageOf(stated({ rating: 'Met', ratingDescription: null })))).toContain('99.7% Met');
  });

  it('tells of several suppliers that it is the contract’s, and of a failure whose it is said to be', async () => {
    const words = wordsOf(
      await pageOf(
        stated({}, { suppliers: 3 }),
        stated(
          {
            id: 'prf_2',
            kind: 'FAILURE',
            indicator: 'Lit by June',
            measured: 'Dark',
            rating: 'Breach',
            ratingDescription: null,
            penaltyNet: 10,
            penaltyCurrency: 'GBP',
            penaltyBasis: 'imposed',
          },
          { suppliers: 3, namesSupplier: true },
        ),
      ),
    );
    expect(words).toContain('The contract was awarded to 3 suppliers. What is stated is of the contract');
    expect(words).toContain('What was required Lit by June What came of it Dark Kind of failure, as published Breach');
    expect(words).toContain('Penalty £10 without VAT, imposed by a court or tribunal');
    expect(words).toContain('The notice says that it is of this supplier.');
  });

  it('has the supplier’s reply beside the statement, and what was agreed with how often it is measured', async () => {
    const reply = { note: 'It was 99.9%. <b>', repliedAt: '2026-10-05T10:00:00Z', isToEarlierNotice: true };
    const page = await pageOf(stated({}, { reply }), stated({ id: 'prf_2', kind: 'AGREED', every: 'P3M' }));
    expect(wordsOf(page)).toContain(
      'The supplier replies: It was 99.9%. &lt;b&gt; (5 October 2026) A later notice has stated this again since the reply.',
    );
    expect(wordsOf(page)).toContain(
      'What was agreed to be measured (1 indicator) Indicator Target, as published How often Up time 97% or above Every 3 months',
    );
  });
});
