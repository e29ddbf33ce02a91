import { filterOf, marketQuestionIn, marketQuestionText, noChoices, ofYears, questionInput, yearsOf } from './market-question';

const codes = (...list: string[]) => list.map((code) => ({ code, label: code, isMeasure: code !== 'GAP' })) as never;
const TERMS = {
  dimensions: codes('SECTOR', 'SIZE', 'CPV', 'YEAR', 'BUYER'),
  definitions: codes('SUPPLIERS', 'AWARDS', 'GAP'),
};
const read = (text: string) => marketQuestionIn(text, TERMS);

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

  it('names whatever is none of the choices that there are', () => {
    const wrong = (text: string) => {
      const parameters = new URLSearchParams(text);
      return noChoices((name) => parameters.getAll(name), TERMS).map(({ name, value }) => `${name} ${value}`);
    };
    expect(wrong('kind=trendd&by=NOPE&by=SIZE&measure=GAP&size=LRGE&provenance=MOON&relevance=some')).toEqual([
      'kind trendd',
      'by NOPE',
      'measure GAP',
      'size LRGE',
      'provenance MOON',
      'relevance some',
    ]);
    expect(wrong('kind=trend&by=SIZE&measure=AWARDS&size=UNKNOWN&provenance=DEMONSTRATION&relevance=all&sector=moon')).toEqual(
      [],
    );
    expect(wrong('')).toEqual([]);
  });

  it('leaves out what another kind of question asks', () => {
    expect(marketQuestionText(read('kind=gaps&by=SIZE&measure=AWARDS&from=2020'))).toBe('kind=gaps');
  });

  it('leaves out what is asked of a search for suppliers alone', () => {
    expect(marketQuestionText(read('kind=gaps&search=camera&order=name&sector=environment'))).toBe(
      'kind=gaps&sector=environment',
    );
  });

  it('holds its years once it is watched, as the question that is kept does', () => {
    const years = { from: '2024-01-01', to: '2026-12-31' };
    const link = marketQuestionText(ofYears(read('kind=trend&measure=AWARDS'), years));
    expect(link).toBe('kind=trend&measure=AWARDS&from=2024&to=2026');
    expect(yearsOf(read(link), 2027)).toEqual(years);
    expect(marketQuestionText(ofYears(read('kind=gaps'), years))).toBe('kind=gaps');
  });

  it('knows dimensions and measures from the API alone', () => {
    const other = { dimensions: codes('MOON'), definitions: codes('GAP', 'LUCK') };
    expect(marketQuestionIn('by=SECTOR&by=MOON&measure=SUPPLIERS&measure=GAP', other)).toMatchObject({
      by: ['MOON'],
      measures: ['LUCK'],
    });
  });

  it('is kept by the API as what its kind asks', () => {
    const years = { from: '2024-01-01', to: '2026-12-31' };
    expect(questionInput(read('kind=trend&measure=AWARDS&measure=SUPPLIERS&sector=environment'), years)).toEqual({
      kind: 'TREND',
      measures: ['SUPPLIERS'],
      ...years,
      filter: { sectors: ['environment'] },
    });
    expect(questionInput(read('kind=buyers&by=SIZE&by=CPV'), years)).toEqual({
      kind: 'CONCENTRATION',
      by: ['SIZE'],
      of: 'BUYERS',
      filter: {},
    });
    expect(questionInput(read('kind=coverage&day=1&month=2&year=2026'), years)).toMatchObject({ validOn: '2026-02-01' });
  });

  it('narrows as a search for suppliers does', () => {
    expect(filterOf(read('sector=environment&provenance=DEMONSTRATION'))).toEqual({
      sectors: ['environment'],
      provenance: ['DEMONSTRATION'],
    });
    const text = 'kind=gaps&day=1&month=8&year=2026&region=TLI&region=TLE42&size=UNKNOWN&scheme=ce&scheme=iso-27001';
    expect(marketQuestionText(read(text))).toBe(text);
    const validOn = '2026-08-01';
    expect(filterOf(read(text))).toEqual({
      regions: ['TLI', 'TLE42'],
      sizeBands: ['UNKNOWN'],
      attested: [
        { scheme: 'ce', validOn },
        { scheme: 'iso-27001', validOn },
      ],
    });
  });

  it('spans the last three years unless years are typed', () => {
    expect(yearsOf(read('kind=trend'), 2026)).toEqual({ from: '2024-01-01', to: '2026-12-31' });
    expect(yearsOf(read('kind=trend&from=2020'), 2026)).toEqual({ from: '2020-01-01', to: '2026-12-31' });
    for (const typed of ['from=soon', 'to=1000', 'from=0026', 'to=2026.5'])
      expect([typed, yearsOf(read(`kind=trend&${typed}`), 2026)]).toEqual([typed, null]);
  });
});
