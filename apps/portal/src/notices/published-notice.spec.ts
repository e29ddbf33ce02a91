import { rendered, wordsOf } from '../../test/rendered';
import { STAGES } from './notice-stages';

const published = {
  title: 'Lamps (invented)',
  noticeId: '000001-2026',
  ocid: 'ocds-1',
  buyerName: null,
  publishedAt: '2026-10-01T10:00:00Z',
  tags: ['implementation'],
  source: 'FIND_A_TENDER',
  publisher: null,
  sourceUrl: 'https://register.example/1',
  awards: [],
};

const statement = {
  id: 'prf_1',
  indicator: 'Up time',
  target: '97%',
  startsOn: null,
  endsOn: null,
  measured: '99%',
  rating: 'Met',
  every: null,
  replies: [{ name: 'Lamps Ltd', note: 'Yes.', repliedAt: '2026-10-05T10:00:00Z', isToEarlierNotice: false }],
};

const pageOf = async (holders: object[]): Promise<string> => {
  const contract = { contractId: '1', buyerName: 'A council', notice: published, its: { holders }, measured: [statement] };
  const contracts = [{ ...contract, failures: [], agreed: [] }];
  return wordsOf(await rendered('notices/notice', { published, contracts, stages: STAGES }));
};

describe('the page of a notice', () => {
  it('has what it states of performance, with the replies, and says that nobody knows whose contract it is', async () => {
    const words = await pageOf([]);
    expect(words).toContain('No notice that is held here says who was awarded this contract');
    expect(words).toContain('Up time 97% Not stated 99% Met Lamps Ltd replies: Yes. (5 October 2026)');
    expect(words).toContain('Buyer A council');
  });

  it('names those who were awarded the contract, and tells of several that it is the contract’s', async () => {
    const award = (supplierName: string, supplier: object | null) => ({ supplierName, joinConfidence: 'IDENTIFIER', supplier });
    const words = await pageOf([award('Lamps Ltd', { id: 'sup_1', name: 'Lamps' }), award('Poles Ltd', null)]);
    expect(words).toContain('Awarded to: Lamps Ltd (by its identifier) ; Poles Ltd.');
    expect(words).toContain('The contract was awarded to 2 suppliers.');
  });

  it('is found in a list', async () => {
    const list = { search: '', statesPerformance: true, notices: [published], totalCount: 1, stages: STAGES, next: null };
    expect(wordsOf(await rendered('notices/notices', list))).toContain(
      '1 notice Lamps (invented) Contract under way · 000001-2026',
    );
  });
});
