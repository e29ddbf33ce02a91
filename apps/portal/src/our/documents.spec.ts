import { buyersOf, chosenAmong, isGiven, isRemovable, openedTo, standingOf, usesOf } from './documents';

const [harbour, borough] = [
  { id: 'org_1', name: 'Harbour Council' },
  { id: 'org_2', name: 'Borough Council' },
];
const reader = (buyer: typeof harbour, state: 'OPEN' | 'SEALED' | 'WITHDRAWN' | 'ENDED' = 'OPEN') => ({ buyer, state });

describe('the documents of a supplier', () => {
  it('can be withdrawn from whoever may open them, or will', () => {
    expect((['OPEN', 'SEALED', 'WITHDRAWN', 'ENDED'] as const).map(isGiven)).toEqual([true, true, false, false]);
  });

  it('are listed for one buyer with that buyer alone, and for none with all', () => {
    const documents = [
      { id: 'doc_1', readers: [reader(harbour), reader(borough, 'WITHDRAWN')] },
      { id: 'doc_2', readers: [reader(harbour)] },
      { id: 'doc_3', readers: [] },
    ];
    expect(buyersOf(documents)).toEqual([borough, harbour]);
    expect(openedTo(documents, '')).toEqual(documents);
    expect(openedTo(documents, 'org_2')).toEqual([{ id: 'doc_1', readers: [reader(borough, 'WITHDRAWN')] }]);
  });

  it('that are sealed are said to stay so once their deadline has passed', () => {
    const since = '2026-11-02T09:00:00.000Z';
    const [before, after] = ['2026-11-01', '2026-11-03'].map((date) => new Date(date));
    expect([before, after].map((now) => standingOf({ state: 'SEALED', since }, now))).toEqual(['SEALED', 'STAYS_SEALED']);
    expect(standingOf({ state: 'OPEN', since }, after)).toBe('OPEN');
  });

  it('lead to what they are used for', () => {
    const uses = [
      { kind: 'ATTESTATION', id: 'att_1', isFixed: true },
      { kind: 'ATTESTATION', id: 'att_2', isFixed: false },
      { kind: 'ANSWER', id: 'inv_1', isFixed: false },
    ];
    const pages = ['/our/attestations/att_1', '/our/attestations/att_2/edit', '/invitations/inv_1'];
    expect(usesOf(uses).map(({ href }) => href)).toEqual(pages);
  });

  it('are removed where nothing names them and no buyer was given them', () => {
    const [use, given] = [{ id: 'att_1' }, reader(harbour, 'WITHDRAWN')];
    const documents = [
      { uses: [], readers: [] },
      { uses: [use], readers: [] },
      { uses: [], readers: [given] },
    ];
    expect(documents.map(isRemovable)).toEqual([true, false, false]);
  });

  it('are offered in two parts, those that were chosen first', () => {
    const own = [{ id: 'doc_1' }, { id: 'doc_2' }];
    expect(chosenAmong(own, ['doc_2', 'doc_9'])).toEqual({ attached: [{ id: 'doc_2' }], others: [{ id: 'doc_1' }] });
  });
});
