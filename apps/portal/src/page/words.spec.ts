import { Words } from './words';

describe('dates, money and numbers', () => {
  const words = new Words('en');

  it.each([
    ['7.28', '7.280'],
    ['7.272', '7.272'],
    ['100', '100.000'],
    ['7.27201', '7.27201'],
  ])('say the points %s with three decimals or more', (value, told) => expect(words.points(value)).toBe(told));

  it.each([
    ['2026-08-12', '12 August 2026'],
    ['2026-08-12T23:30:00Z', '13 August 2026'],
    [null, ''],
  ])('say the day of %s as people in London do', (value, told) => expect(words.date(value)).toBe(told));

  it.each([
    ['2026-08-12T15:05:00Z', '12 August 2026 at 4:05pm'],
    ['2026-08-12T16:00:00Z', '12 August 2026 at 5pm'],
    ['2026-08-12T15:05:47.123Z', '12 August 2026 at 4:05pm'],
    ['2026-01-12T12:00:00Z', '12 January 2026 at midday'],
    ['2026-01-12T00:00:00Z', '12 January 2026 at midnight'],
    ['2026-01-12T12:30:00Z', '12 January 2026 at 12:30pm'],
  ])('say the time of %s', (value, told) => expect(words.time(value)).toBe(told));

  it.each([
    [1200, '£1,200'],
    ['1200.50', '£1,200.50'],
    [0, '£0'],
    [null, ''],
  ])('say the money %s', (value, told) => expect(words.money(value)).toBe(told));

  it.each([
    ['GBP', '£'],
    ['EUR', '€'],
    ['CHF', 'CHF'],
  ])('say the sign of the currency %s', (currency, told) => expect(words.currencySign(currency)).toBe(told));

  it.each([
    ['Parking and EV charging', 'parking and EV charging'],
    ['IoT platforms', 'IoT platforms'],
    ['CCTV', 'CCTV'],
  ])('say the label %s within a sentence', (label, told) => expect(words.withinSentence(label)).toBe(told));

  it('say numbers and shares', () => {
    expect(words.number(1234567)).toBe('1,234,567');
    expect(words.percent(0.876)).toBe('88%');
  });
});
