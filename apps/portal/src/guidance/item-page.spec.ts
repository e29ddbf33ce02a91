import { rendered, wordsOf } from '../../test/rendered';

const item = {
  code: 'a.1',
  title: 'Updates (invented)',
  summary: 'It is kept up to date.',
  isCurrent: true,
  theme: 'architecture',
  lifecycleStage: 'design',
  document: { code: 'a', title: 'A guide', publisher: 'Its publisher', version: '1', licence: 'OGL' },
  parent: null,
  children: [],
  evidencedBy: [],
};

const related = { code: 'b.2', title: 'Patches (invented)', document: { title: 'Another guide' } };

describe('the page of an item of guidance', () => {
  it('says of each item that it is related to who says so', async () => {
    const relation = { relationship: 'EQUAL', source: 'Crosswalk of both (invented), table 3', item: related };
    const page = await rendered('guidance/item', { item: { ...item, related: [relation] } });
    expect(wordsOf(page)).toMatch(/Patches \(invented\) \(Another guide\) [^.]*Crosswalk of both \(invented\), table 3/);
  });
});
