import * as fc from 'fast-check';
import { isTold, lastDayTold, THRESHOLDS, thresholdOn } from './thresholds';

const DAY = 86_400_000;
const dayAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

describe('When an end is told', () => {
  it.each([
    [31, null],
    [30, '30'],
    [8, '30'],
    [7, '7'],
    [2, '7'],
    [1, '1'],
    [0, '0'],
    [-1, 'OVERDUE'],
    [-400, 'OVERDUE'],
  ] as const)('%i days before the end, the nearest threshold that has come is %s', (days, threshold) => {
    expect(thresholdOn(dayAfter('2026-10-20', days), '2026-10-20')).toBe(threshold);
  });

  it('as days go by a threshold is never taken back', () => {
    const rank = (threshold: ReturnType<typeof thresholdOn>): number =>
      threshold === null ? -1 : THRESHOLDS.indexOf(threshold);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: -60, max: 60 }), (start, days) => {
        const today = dayAfter('1990-01-01', start);
        const end = dayAfter(today, days);
        expect(rank(thresholdOn(end, dayAfter(today, 1)))).toBeGreaterThanOrEqual(rank(thresholdOn(end, today)));
      }),
    );
  });

  it('is looked for as far ahead as the first threshold', () => {
    expect(thresholdOn(lastDayTold('2026-10-20'), '2026-10-20')).toBe('30');
    expect(thresholdOn(dayAfter(lastDayTold('2026-10-20'), 1), '2026-10-20')).toBeNull();
  });

  it('is told once at each threshold, and at none before the last that was told', () => {
    expect(isTold([], '30')).toBe(false);
    expect(isTold(['30'], '30')).toBe(true);
    expect(isTold(['30'], '7')).toBe(false);
    expect(isTold(['1'], '7')).toBe(true);
    expect(isTold(['TAKEN_BACK'], '30')).toBe(false);
  });
});
