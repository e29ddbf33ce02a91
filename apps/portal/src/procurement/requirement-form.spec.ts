import { readWeight } from './requirement-form';

describe('a weight that was typed', () => {
  it.each([
    ['5', 5],
    ['2.25', 2.25],
    ['10 %', 10],
    ['0', null],
    ['101', null],
    ['1.234', null],
    ['five', null],
    ['', null],
  ])('%s is %s', (text, weight) => {
    expect(readWeight(text)).toBe(weight);
  });
});
