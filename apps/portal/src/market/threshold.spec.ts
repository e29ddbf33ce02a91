import { readThreshold } from './threshold';

describe('the percentage by which an answer has to change', () => {
  it.each([
    ['10', 10],
    ['0', 0],
    ['2.5%', 2.5],
    ['1000 %', 1000],
    ['%', null],
    ['', null],
    ['0x10', null],
    ['1e2', null],
    ['-1', null],
    ['1001', null],
    ['10 percent', null],
    ['Infinity', null],
  ])('typed as "%s" is %s', (typed, threshold) => {
    expect(readThreshold(typed)).toBe(threshold);
  });
});
