import { coverageBars, coverageByDocument } from './coverage';

const row = (document: string, status: 'COVERED' | 'GAP', suggested: string[] = []) => ({
  status,
  suggestedWording: null,
  requirements: [],
  suggested: suggested.map((ref) => ({ ref })),
  item: {
    code: `${document}.1`,
    title: '',
    document: { code: document, title: document.toUpperCase() },
  },
});

describe('the coverage of a procurement', () => {
  const documents = coverageByDocument([
    row('a', 'COVERED'),
    row('a', 'GAP', ['R1']),
    row('b', 'GAP'),
    row('a', 'GAP'),
    row('a', 'COVERED'),
  ]);

  it('is counted document by document', () => {
    expect(documents.map(({ code, covered, suggested, gaps }) => [code, covered, suggested, gaps])).toEqual([
      ['a', 2, 1, 1],
      ['b', 0, 0, 1],
    ]);
  });

  it('is drawn in bars that are as long as they say', () => {
    const [a, b] = coverageBars(documents, 400);
    expect([a.covered.width, a.suggested.width, a.gaps.width, a.gaps.x]).toEqual([200, 100, 100, 300]);
    expect([b.covered.width, b.gaps.x, b.gaps.width]).toEqual([0, 0, 400]);
  });
});
