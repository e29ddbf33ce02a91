import { agreedIn, type Cell } from './evidence-grid';

const cell = (state: Cell['state'], ...outOfDate: string[]): Pick<Cell, 'state' | 'outOfDate'> => ({
  state,
  outOfDate: outOfDate.map((name) => ({ name })),
});

describe('what is settled at once', () => {
  it('is all on which everybody who judged agrees, and judged the present answer', () => {
    expect(agreedIn([cell('AGREED'), cell('ONE_ASSESSMENT'), cell('ONE_ASSESSMENT', 'Ada'), cell('DIFFERING')])).toBe(2);
    expect(agreedIn([cell('DIFFERING'), cell('SETTLED')])).toBe(0);
  });

  it('is nothing while an answer has not been assessed', () => {
    expect(agreedIn([cell('AGREED'), cell('NOT_ASSESSED')])).toBe(0);
  });
});
