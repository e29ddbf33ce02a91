import fc from 'fast-check';
import { versionAnswer } from './version-scope';

const answerOf = (scope: string, offered: string) => versionAnswer(scope.split('|'), offered).answer;

describe('whether the versions of an attestation include one that is offered', () => {
  it.each([
    // What it says, a line each; what is covered, what is not, and what cannot be told.
    ['4.1', 'YES: 4.1, v4.1, V4.1, Version 4.1, 4.1.0', 'NO: 4.2, 4.10, 5, 3, 4.0.9', 'UNKNOWN: 4.1.3, 4, 4.1-rc1, latest'],
    ['v4.1', 'YES: 4.1, v4.1', 'NO: 4.2', 'UNKNOWN: 4'],
    ['4.1.0', 'YES: 4.1.0, 4.1.0.0', 'NO: 4.1.1', 'UNKNOWN: 4.1'],
    ['2.0|2.1', 'YES: 2.0, 2.1', 'NO: 2.2, 3.0', 'UNKNOWN: 2, 2.1.4'],
    ['2.0, 2.1; 3.0', 'YES: 2.0, 2.1, 3.0', 'NO: 2.2', 'UNKNOWN: 3'],
    ['2.0 and 2.1', 'YES: 2.0, 2.1', 'NO: 2.2', 'UNKNOWN: 2.1.1'],
    ['4.x', 'YES: 4, 4.0, 4.9.12', 'NO: 3.9, 5, 40.1', 'UNKNOWN: four'],
    ['v4.1.X', 'YES: 4.1, 4.1.0, 4.1.99', 'NO: 4.2, 4.10.1', 'UNKNOWN: 4'],
    ['4.*', 'YES: 4.7', 'NO: 5.0', 'UNKNOWN: 4-beta'],
    ['4.0–4.2', 'YES: 4.0, 4.0.5, 4.1.9, 4.2, 4.2.0', 'NO: 3.9.9, 4.3, 5', 'UNKNOWN: 4, 4.2.1'],
    ['4.0-4.2', 'YES: 4.1', 'NO: 4.3', 'UNKNOWN: 4'],
    ['4.0 - 4.2', 'YES: 4.1', 'NO: 4.3', 'UNKNOWN: 4.2.1'],
    ['4.0 to 4.2', 'YES: 4.2', 'NO: 4.3', 'UNKNOWN: 4.2.1'],
    ['7 – 9', 'YES: 7, 7.1, 8, 8.9, 9', 'NO: 6.9, 10', 'UNKNOWN: 9.1'],
    ['>= 3.1', 'YES: 3.1, 3.1.7, 3.10, 4', 'NO: 3.0, 3.0.9, 2', 'UNKNOWN: 3'],
    ['≥3.1', 'YES: 3.2', 'NO: 3.0', 'UNKNOWN: 3'],
    ['> 3.1', 'YES: 3.2, 4', 'NO: 3.1, 3.1.0, 3.0', 'UNKNOWN: 3.1.1, 3'],
    ['< 5', 'YES: 4.9, 0.1', 'NO: 5, 5.0, 5.1, 6', 'UNKNOWN: five'],
    ['<= 4.2', 'YES: 4.2, 4.1.9, 3', 'NO: 4.3, 5', 'UNKNOWN: 4.2.1, 4'],
    ['>= 3.1, < 5', 'YES: 3.1, 4, 4.99', 'NO: 3.0, 5, 5.1', 'UNKNOWN: 3'],
    ['>=3.1 <5', 'YES: 3.1', 'NO: 5', 'UNKNOWN: 3'],
    ['>= 3.1 and < 5', 'YES: 4', 'NO: 5', 'UNKNOWN: 3'],
    ['3.1 or later', 'YES: 3.1, 3.2', 'NO: 3.0', 'UNKNOWN: 3'],
    ['from 3.1 onwards', 'YES: 3.1, 9', 'NO: 3.0', 'UNKNOWN: 3'],
    ['3.1+', 'YES: 3.1, 9', 'NO: 2', 'UNKNOWN: 3'],
    ['3.1 and earlier', 'YES: 3.1, 2', 'NO: 3.2', 'UNKNOWN: 3.1.1'],
    ['all versions', 'YES: 1, 9.9, Spring release', 'NO:', 'UNKNOWN:'],
    ['Spring 2026', 'YES: spring 2026', 'NO:', 'UNKNOWN: 4.1, Autumn 2026'],
    ['R2', 'YES: r2', 'NO:', 'UNKNOWN: R3, 2'],
    ['2026-01', 'YES: 2026-01', 'NO:', 'UNKNOWN: 2026-02, 2026, 1'],
    ['1.2-3', 'YES: 1.2-3', 'NO:', 'UNKNOWN: 1.2, 2.0'],
    // One that is understood says nothing against one that is not, since that may narrow it.
    ['4.x|except 4.2', 'YES:', 'NO:', 'UNKNOWN: 4.1, 4.2, 5'],
    ['all versions, but not 4.2', 'YES:', 'NO:', 'UNKNOWN: 4.1, 4.2'],
    ['4.x on Linux', 'YES:', 'NO:', 'UNKNOWN: 4.1, 5'],
    ['4.2|R2', 'YES: 4.2, R2', 'NO:', 'UNKNOWN: 4.3'],
    ['4.2–4.0', 'YES:', 'NO:', 'UNKNOWN: 4.1'],
    ['>= 3.1 (LTS)', 'YES:', 'NO:', 'UNKNOWN: 3.1, 3.2'],
    ['>= 3.1, 2.0', 'YES:', 'NO:', 'UNKNOWN: 2.0, 3.1'],
    // Lines without an end, of which one may narrow another.
    ['>= 3.1|< 5', 'YES: 4', 'NO:', 'UNKNOWN: 2, 5, 3'],
    ['4.x|4.2 or later', 'YES: 4.3', 'NO: 3', 'UNKNOWN: 4.1, 5'],
  ])('of %s', (scope, ...expected) => {
    const offered = expected.flatMap((line) => {
      const [answer, versions] = line.split(':');
      return versions.split(',').flatMap((version) => (version.trim() === '' ? [] : [`${version.trim()}: ${answer}`]));
    });
    expect(offered.map((line) => `${line.split(':')[0]}: ${answerOf(scope, line.split(':')[0])}`)).toEqual(offered);
  });

  it('says how it comes to its answer', () => {
    const reasons = ['4.2', '4.1.3', '4.1', '5.0', '4.0'].map((version) => versionAnswer(['4.1', '4.2 – 4.4'], version).reason);
    expect(reasons).toEqual([
      'It covers “4.2 – 4.4”, and 4.2 is within that.',
      'It covers the versions “4.1”, “4.2 – 4.4”. Whether 4.1.3 is within “4.1” cannot be told from that: ask.',
      'It names version 4.1.',
      'It covers the versions “4.1”, “4.2 – 4.4”, and 5.0 is not among them.',
      'It covers the versions “4.1”, “4.2 – 4.4”, and 4.0 is not among them.',
    ]);
    expect(versionAnswer(['4.x', 'except 4.2'], '4.1').reason).toBe(
      'It covers the versions “4.x”, “except 4.2”. How “except 4.2” stands to 4.1 cannot be told: read it.',
    );
  });

  const numbers = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 4 });
  const written = (version: readonly number[]): string => version.join('.');
  /** As one compares them by hand, what is left unsaid being 0. */
  const order = (a: readonly number[], b: readonly number[]): number =>
    [0, 1, 2, 3].map((place) => (a[place] ?? 0) - (b[place] ?? 0)).find((difference) => difference !== 0) ?? 0;

  it('never says yes to a range that the version lies outside, nor no to one that it lies within', () => {
    fc.assert(
      fc.property(numbers, numbers, numbers, (offered, one, other) => {
        const [first, last] = order(one, other) <= 0 ? [one, other] : [other, one];
        const isWithin = order(offered, first) >= 0 && order(offered, last) <= 0;
        for (const scope of [`${written(first)} – ${written(last)}`, `>= ${written(first)}, <= ${written(last)}`]) {
          const answer = answerOf(scope, written(offered));
          if (answer === 'YES') expect(isWithin).toBe(true);
          if (answer === 'NO') expect(isWithin).toBe(false);
        }
      }),
    );
  });

  it('says yes to the same words, and of one version never yes to another', () => {
    fc.assert(
      fc.property(numbers, numbers, (offered, named) => {
        expect(answerOf(written(named), written(named))).toBe('YES');
        if (answerOf(written(named), written(offered)) === 'YES') expect(order(offered, named)).toBe(0);
      }),
    );
  });

  it('takes whatever was typed, and never says yes to what has other words', () => {
    const words = fc.string({ minLength: 1 });
    fc.assert(
      fc.property(words, words, (scope, offered) => {
        const { answer, reason } = versionAnswer([scope], offered);
        expect(reason).not.toBe('');
        if (!/[\d*]|all|any|every/i.test(scope) && scope.trim().toLowerCase() !== offered.trim().toLowerCase())
          expect(answer).not.toBe('YES');
      }),
    );
  });
});
