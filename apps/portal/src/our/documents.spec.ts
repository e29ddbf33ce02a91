import { buyersOf, isGiven, openedTo, usesOf } from './documents';

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

  it('lead to what they are used for', () => {
    const uses = [
      { kind: 'ATTESTATION', id: 'att_1' },
      { kind: 'ANSWER', id: 'inv_1' },
    ];
    expect(usesOf(uses).map(({ href }) => href)).toEqual(['/our/attestations/att_1', '/invitations/inv_1']);
  });
});
