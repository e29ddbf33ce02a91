import { checkDay, dayToType, isoDay, requireDay } from './day';
import { FormErrors } from './form-errors';
import { Messages } from '../page/messages';

describe('a day that was typed as three numbers', () => {
  it.each([
    ['1', '2', '2027', '2027-02-01'],
    ['29', '02', '2028', '2028-02-29'],
    ['29', '2', '2027', null],
    ['0', '1', '2027', null],
    ['31', '13', '2027', null],
    ['1', '1', '27', null],
    ['1', '1', '0026', null],
    ['one', '1', '2027', null],
  ])('%s %s %s is %s', (day, month, year, date) => {
    expect(isoDay({ day, month, year })).toBe(date);
  });

  it.each(['7', '26', '026', '0026'])('with the year %s asks for a year of four digits', (year) => {
    const errors = new FormErrors();
    const t = new Messages().in('en');
    expect(checkDay({ t }, { day: '1', month: '2', year }, 'endsOn', errors, 'Contract end')).toBeNull();
    const text = 'Contract end must have a year of four digits, such as 2027';
    expect(errors.list).toEqual([{ text, href: '#endsOn-year' }]);
  });

  it('is missed where it has to be there, whatever else is wrong with the form', () => {
    const t = new Messages().in('en');
    const errors = new FormErrors().add('outcome', 'Choose whether it holds');
    expect(requireDay({ t, field: () => '' }, 'checkedOn', errors, 'Day of the check')).toBeNull();
    expect(errors.list.map(({ text }) => text)).toEqual([
      'Choose whether it holds',
      'Day of the check: enter the day, month and year',
    ]);
    const begun = new FormErrors();
    expect(requireDay({ t, field: (name) => (name === 'on-day' ? '1' : '') }, 'on', begun, 'Day')).toBeNull();
    expect(begun.list).toHaveLength(1);
  });

  it('is shown again as a person would type it', () => {
    expect(dayToType('2027-02-01')).toEqual({ day: '1', month: '2', year: '2027' });
    expect(dayToType(null)).toEqual({ day: '', month: '', year: '' });
  });
});
