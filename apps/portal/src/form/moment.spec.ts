import { inLondon, readTime } from './moment';

describe('a time of day that was typed', () => {
  it.each([
    ['5pm', '17:00'],
    ['5:30 pm', '17:30'],
    ['5.30pm', '17:30'],
    ['5.30 p.m.', '17:30'],
    ['17:00', '17:00'],
    ['12pm', '12:00'],
    ['12am', '00:00'],
    ['midday', '12:00'],
    ['9', null],
    ['25:00', null],
    ['13pm', null],
    ['5:75', null],
    ['soon', null],
    ['', null],
  ])('%s is %s', (text, time) => {
    expect(readTime(text)).toBe(time);
  });

  it('is London’s, in summer and in winter', () => {
    expect(inLondon('2026-12-01', '12:00')).toBe('2026-12-01T12:00:00.000Z');
    expect(inLondon('2026-07-01', '12:00')).toBe('2026-07-01T11:00:00.000Z');
    expect(inLondon('2026-10-25', '01:30')).toBe('2026-10-25T00:30:00.000Z');
  });
});
