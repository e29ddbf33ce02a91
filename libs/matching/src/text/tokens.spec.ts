import fc from 'fast-check';
import { stem } from './stem';
import { MAX_CHARACTERS, tokenise } from './tokens';

const stems = (text: string): string[] => tokenise(text).map((token) => token.stem);

describe('words of a requirement', () => {
  it.each([
    ['authorised', 'authorized'],
    ['encrypts', 'encryption'],
    ['monitored', 'monitoring'],
    ['policies', 'policy'],
    ['behaviour', 'behavior'],
    ['centres', 'centers'],
    ['keys', 'key'],
    ['used', 'use'],
  ])('meet whether they are written %s or %s', (one, other) => {
    expect(stem(one)).toBe(stem(other));
  });

  it('read acronyms and compounds as what they stand for', () => {
    expect(stems('MFA')).toEqual(expect.arrayContaining(stems('multi-factor')));
    expect(stems('2FA')).toEqual(stems('MFA'));
    expect(stems('TLS1.3')).toEqual(stems('TLS v1.2'));
    expect(stems('logging in')).toEqual(stems('log-in'));
  });

  it('leave out words that carry no meaning', () => {
    expect(tokenise('it shall be the')).toEqual([]);
  });

  it('are cut from the first 8,000 characters only', () => {
    expect(tokenise(`${'a '.repeat(MAX_CHARACTERS)} firewall`)).toEqual([]);
  });

  it('are found in any text without failing, and are never empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const { word, stem: root } of tokenise(text)) expect(word.length * root.length).toBeGreaterThan(0);
      }),
    );
  });
});
