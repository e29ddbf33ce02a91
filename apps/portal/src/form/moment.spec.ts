import { Messages } from '../page/messages';
import { FormErrors } from './form-errors';
import { inLondon, readMoment, readTime } from './moment';

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
    expect(inLondon('2026-07-01', '00:00')).toBe('2026-06-30T23:00:00.000Z');
  });

  it('is none in the hour past which clocks are put forward', () => {
    expect(inLondon('2027-03-28', '00:59')).toBe('2027-03-28T00:59:00.000Z');
    for (const time of ['01:00', '01:30', '01:59']) expect(inLondon('2027-03-28', time)).toBeNull();
    expect(inLondon('2027-03-28', '02:00')).toBe('2027-03-28T01:00:00.000Z');
  });
});

describe('a day and a time that were typed', () => {
  const read = (typed: Record<string, string>) => {
    const errors = new FormErrors();
    const visit = { t: new Messages().in('en'), field: (name: string) => typed[name] ?? '' };
    return [readMoment(visit, 'due', errors, 'Deadline'), errors.list.map(({ href, text }) => `${href} ${text}`)];
  };
  const day = { 'due-day': '28', 'due-month': '3', 'due-year': '2027' };

  it('are an instant', () => {
    expect(read({ ...day, 'due-time': '5pm' })).toEqual(['2027-03-28T16:00:00.000Z', []]);
  });

  it('are both asked for at once', () => {
    const noDay = '#due-day Deadline: enter the day, month and year';
    const noTime = '#due-time Deadline: enter the time, such as 5pm or 17:00';
    expect(read({})).toEqual([null, [noDay, noTime]]);
    expect(read({ 'due-time': '5pm' })).toEqual([null, [noDay]]);
    expect(read(day)).toEqual([null, [noTime]]);
    expect(read({ ...day, 'due-month': '' })).toEqual([null, ['#due-month Deadline must include a month', noTime]]);
  });

  it('are not another time than was typed', () => {
    const skipped =
      '#due-time Deadline must have another time. Clocks in London go forward that night, and there is no 1:30am on that day';
    expect(read({ ...day, 'due-time': '1:30am' })).toEqual([null, [skipped]]);
  });
});
