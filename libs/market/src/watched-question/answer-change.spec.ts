import * as fc from 'fast-check';
import { changeBetween, changeInWords, Figure, withLearned } from './answer-change';

const figure = (row: string, value: number | null, name: Figure['figure'] = 'SUPPLIERS'): Figure => ({
  row,
  label: row.toUpperCase(),
  figure: name,
  value,
});

describe('a change of an answer', () => {
  it.each([
    [100, 110, 10, false],
    [100, 111, 10, true],
    [100, 89, 10, true],
    [100, 100, 0, false],
    [100, 100.1, 0, true],
    [0, 1, 1000, true],
    [0, 0, 0, false],
  ])('from %d to %d is more than %d percent: %s', (before, after, threshold, told) => {
    expect(changeBetween([figure('a', before)], [figure('a', after)], threshold) !== null).toBe(told);
  });

  it('is told with the greatest first, and rows that came and went', () => {
    const before = [figure('a', 10), figure('b', 10), figure('old', 1)];
    const after = [figure('a', 12), figure('b', 30), figure('new', 1)];
    const change = changeBetween(before, after, 10);
    expect(change?.figures.map(({ label }) => label)).toEqual(['B', 'A']);
    expect(change).toMatchObject({ came: ['NEW'], gone: ['OLD'] });
    if (change === null) throw new Error('nothing changed');
    expect(changeInWords('Mine', '2026-11-01', change)).toBe(
      'The answer to “Mine” has changed since 1 November 2026. 2 figures did, most of all: B, Suppliers: 10 → 30. New: NEW. No longer there: OLD.',
    );
  });

  it('says shares and money as such', () => {
    const change = changeBetween(
      [figure('a', 0.5, 'ATTESTED_SHARE'), figure('a', 1000, 'AWARD_VALUE')],
      [figure('a', 0.25, 'ATTESTED_SHARE'), figure('a', 1000000, 'AWARD_VALUE')],
      0,
    );
    expect(change && changeInWords('Mine', '2026-11-01', change)).toContain('Award value, with VAT: £1,000 → £1,000,000');
    expect(change && changeInWords('Mine', '2026-11-01', { ...change, figures: change.figures.slice(1) })).toContain(
      '50.0% → 25.0%',
    );
  });

  it('is none where a figure was withheld or is, and is told from what was learned since', () => {
    const [hidden, shown] = [[figure('a', null)], [figure('a', 5)]];
    expect(changeBetween(hidden, shown, 0)).toBeNull();
    expect(changeBetween(shown, hidden, 0)).toBeNull();
    expect(changeBetween(withLearned(hidden, shown), [figure('a', 9)], 10)).not.toBeNull();
    expect(withLearned(shown, [figure('a', 6)])).toEqual(shown);
  });

  it('is told once: from the answer that was told there is none', () => {
    const value = fc.option(fc.integer({ min: 0, max: 20 }));
    const answers = fc
      .dictionary(fc.constantFrom('a', 'b', 'c'), value)
      .map((of) => Object.entries(of).map(([row, n]) => figure(row, n)));
    fc.assert(
      fc.property(answers, answers, fc.integer({ min: 0, max: 100 }), (before, after, threshold) => {
        expect(changeBetween(after, after, threshold)).toBeNull();
        // What a smaller threshold does not tell, a greater one does not either.
        if (changeBetween(before, after, threshold) === null) expect(changeBetween(before, after, threshold + 1)).toBeNull();
      }),
    );
  });
});
