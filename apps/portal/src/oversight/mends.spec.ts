import { mendsOf, settledMends } from './mends';

const problem = { item: 'cop.1', field: 'title', value: '', message: 'is missing', isMendable: true };

describe('mends of a guidance file', () => {
  it('are the texts that were typed, and the items that are left out with all that was typed into them', () => {
    const texts = new Map([
      ['documents[0].items[1].title', 'A title'],
      ['documents[0].items[11].title', 'Another'],
      ['documents[0].date', '2027'],
    ]);
    expect(mendsOf(texts, ['documents[0].items[1]'])).toEqual([
      { path: 'documents[0].items[11].title', value: 'Another' },
      { path: 'documents[0].date', value: '2027' },
      { path: 'documents[0].items[1]', value: null },
    ]);
  });

  it('are carried on when their problem is gone', () => {
    const mends = [
      { path: 'documents[0].date', value: '2027' },
      { path: 'documents[0].items[1].title', value: ' ' },
    ];
    const open = { ...problem, path: 'documents[0].items[1].title', itemPath: 'documents[0].items[1]' };
    expect(settledMends(mends, [open])).toEqual([mends[0]]);
  });
});
