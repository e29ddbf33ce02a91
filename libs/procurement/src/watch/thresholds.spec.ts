import * as fc from 'fast-check';
import { reminder, THRESHOLDS, thresholdOn } from './thresholds';

const DAY = 86_400_000;
const dayAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

describe('When the end of evidence is told', () => {
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

  it('the words say whether it has ended', () => {
    expect(reminder('Cyber Essentials', '2026-10-20', 'OVERDUE', 'P-1')).toContain('ended on 20 October 2026');
    expect(reminder('Cyber Essentials', '2026-10-20', '0', 'P-1')).toContain('ends today');
    expect(reminder('Cyber Essentials', '2026-10-20', '7', 'P-1')).toContain('ends on 20 October 2026');
  });
});
