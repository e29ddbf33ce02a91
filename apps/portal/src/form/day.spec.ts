import { dayToType, isoDay } from './day';

describe('a day that was typed as three numbers', () => {
  it.each([
    ['1', '2', '2027', '2027-02-01'],
    ['29', '02', '2028', '2028-02-29'],
    ['29', '2', '2027', null],
    ['0', '1', '2027', null],
    ['31', '13', '2027', null],
    ['1', '1', '27', null],
    ['one', '1', '2027', null],
  ])('%s %s %s is %s', (day, month, year, date) => {
    expect(isoDay({ day, month, year })).toBe(date);
  });

  it('is shown again as a person would type it', () => {
    expect(dayToType('2027-02-01')).toEqual({ day: '1', month: '2', year: '2027' });
    expect(dayToType(null)).toEqual({ day: '', month: '', year: '' });
  });
});
