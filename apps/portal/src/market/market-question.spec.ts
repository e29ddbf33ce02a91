import { filterOf, marketQuestionText, readMarketQuestion, yearsOf } from './market-question';

const read = (text: string) =>
  readMarketQuestion((name) => new URLSearchParams(text).getAll(name).filter((value) => value !== ''));

describe('a question about the market in an address', () => {
  it('is read and written without loss', () => {
    const text = 'kind=breakdown&by=SECTOR&by=SIZE&measure=SUPPLIERS&measure=AWARDS&relevance=all&sector=environment';
    expect(marketQuestionText(read(text))).toBe(text);
    expect(marketQuestionText(read('kind=trend&measure=AWARDS&from=2024&to=2026'))).toBe(
      'kind=trend&measure=AWARDS&from=2024&to=2026',
    );
  });

  it('has an answer whatever stands there', () => {
    expect(read('kind=nonsense&by=MOON&measure=LUCK')).toMatchObject({
      kind: 'breakdown',
      by: ['SECTOR'],
      measures: ['SUPPLIERS'],
    });
    expect(read('by=SIZE&by=SIZE&by=CPV&by=YEAR&by=BUYER').by).toEqual(['SIZE', 'CPV', 'YEAR']);
  });

  it('leaves out what another kind of question asks', () => {
    expect(marketQuestionText(read('kind=gaps&by=SIZE&measure=AWARDS&from=2020'))).toBe('kind=gaps');
  });

  it('narrows as a search for suppliers does', () => {
    expect(filterOf(read('sector=environment&provenance=DEMONSTRATION'))).toEqual({
      sectors: ['environment'],
      provenance: ['DEMONSTRATION'],
    });
  });

  it('spans the last three years unless years are typed', () => {
    expect(yearsOf(read('kind=trend'), 2026)).toEqual({ from: '2024-01-01', to: '2026-12-31' });
    expect(yearsOf(read('kind=trend&from=2020'), 2026)).toEqual({ from: '2020-01-01', to: '2026-12-31' });
    expect(yearsOf(read('kind=trend&from=soon'), 2026)).toBeNull();
  });
});
