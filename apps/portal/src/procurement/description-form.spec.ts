import { readAmount } from './description-form';

describe('an amount of money that was typed', () => {
  it.each([
    ['1250000', 1250000],
    ['£1,250,000.50', 1250000.5],
    ['1.2m', 1200000],
    ['300 k', 300000],
    ['2 million', 2000000],
    ['about a million', null],
    ['-5', null],
    ['', null],
  ])('%s is %s', (text, amount) => {
    expect(readAmount(text)).toBe(amount);
  });
});
