import fc from 'fast-check';
import { BadUserInput } from '#platform';
import { identifiersIn, LONGEST_SEARCH, meantBy, wordsIn } from './search-text';

describe('a search', () => {
  it('that is empty narrows nothing, and one without a letter or a digit finds nothing', () => {
    for (const empty of ['', '   ', null, undefined]) expect(wordsIn(empty)).toBe('EVERYTHING');
    for (const marks of ['?!', '%', '"', '&|!()', '- -', '🙂']) expect(wordsIn(marks)).toBe('NOTHING');
  });

  it('may be of any script and as short as one letter', () => {
    for (const words of ['x', 'Żółw', '東京', '7']) expect(wordsIn(words)).toBe(words);
  });

  it('is refused when it is longer than anybody reads, and says how long it may be', () => {
    const long = 'sensor '.repeat(10_000);
    expect(() => wordsIn(long)).toThrow(BadUserInput);
    expect(() => wordsIn(long)).toThrow(`at most ${LONGEST_SEARCH} characters`);
  });

  it('never fails otherwise, whatever it is made of', () => {
    fc.assert(fc.property(fc.string({ maxLength: LONGEST_SEARCH, unit: 'binary' }), (text) => wordsIn(text) !== null));
    fc.assert(
      fc.property(fc.string({ maxLength: LONGEST_SEARCH }), (text) => {
        const { schemes, identifiers } = identifiersIn(text);
        return schemes.length === identifiers.length && identifiers.length <= 3;
      }),
    );
  });

  it('is read with what its misspelt words may be meant to be', () => {
    expect(meantBy([{ word: 'halden', like: [] }])).toBeNull();
    const words = [
      { word: 'haldan', like: ['halden', "hal'dan"] },
      { word: 'vision', like: [] },
    ];
    expect(meantBy(words)).toBe("('halden' | 'hal dan') & ('vision')");
  });

  it('is an identifier when it has a digit: with its scheme, or as people write a company number', () => {
    expect(identifiersIn('gb-coh-1234567')).toEqual({ schemes: ['GB-COH'], identifiers: ['01234567'] });
    expect(identifiersIn('1234567')).toEqual({ schemes: [null, null], identifiers: ['1234567', '01234567'] });
    expect(identifiersIn('oc301540').identifiers).toEqual(['oc301540', 'OC301540']);
    expect(identifiersIn('traffic signals')).toEqual({ schemes: [], identifiers: [] });
  });
});
