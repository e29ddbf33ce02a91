import { mustBeSpan } from './question-rules';

describe('the span of a trend', () => {
  it('is refused, with its days in words, when it ends before it begins or is too long', () => {
    const refused = (from: string, to: string) => () => mustBeSpan({ from, to });
    expect(refused('2026-01-01', '2020-12-31')).toThrow(
      'The trend ends on 31 December 2020, before it begins on 1 January 2026. Change one of the days.',
    );
    expect(refused('1950-01-01', '2020-12-31')).toThrow('A trend spans 50 years at the most.');
    expect(refused('2020-01-01', '2020-12-31')).not.toThrow();
  });
});
