import { dayInWords, instantInWords } from './times';

describe('a time in words', () => {
  it.each([
    ['2026-01-31T17:30:00Z', '31 January 2026 at 5:30pm'],
    ['2026-01-31T17:00:00Z', '31 January 2026 at 5pm'],
    ['2026-01-31T09:05:00Z', '31 January 2026 at 9:05am'],
    ['2026-01-31T12:00:00Z', '31 January 2026 at midday'],
    ['2026-01-31T12:30:00Z', '31 January 2026 at 12:30pm'],
    ['2026-01-31T00:00:00Z', '31 January 2026 at midnight'],
    ['2026-01-31T00:10:00Z', '31 January 2026 at 12:10am'],
    ['2026-01-31T17:30:15Z', '31 January 2026 at 5:30:15pm'],
    ['2026-01-31T17:00:15Z', '31 January 2026 at 5:00:15pm'],
    // In summer clocks in London are an hour ahead.
    ['2026-07-31T11:00:00Z', '31 July 2026 at midday'],
    ['2026-07-31T23:00:00Z', '1 August 2026 at midnight'],
  ])('says %s by the clocks of London', (instant, words) => expect(instantInWords(new Date(instant))).toBe(words));

  it('says a day as it stands', () => expect(dayInWords('2026-07-01')).toBe('1 July 2026'));
});
