import { Messages } from '../page/messages';
import type { Cell } from './evidence-grid';
import { hasAssessed, settledAtOnce } from './moderating';

const cell = (state: Cell['state'], ...outOfDate: string[]): Pick<Cell, 'state' | 'outOfDate'> => ({
  state,
  outOfDate: outOfDate.map((name) => ({ name })),
});

describe('what is settled at once', () => {
  it('is all on which everybody who judged agrees, and judged the present answer', () => {
    const cells = [cell('AGREED'), cell('ONE_ASSESSMENT'), cell('ONE_ASSESSMENT', 'Ada'), cell('DIFFERING')];
    expect(settledAtOnce(cells)).toEqual({ count: 2, once: 1 });
    expect(settledAtOnce([cell('DIFFERING'), cell('SETTLED')])).toEqual({ count: 0, once: 0 });
  });

  it('is nothing while an answer has not been assessed', () => {
    expect(settledAtOnce([cell('AGREED'), cell('NOT_ASSESSED')])).toEqual({ count: 0, once: 0 });
  });

  it('is not said to be agreed on where one person alone judged', () => {
    const t = new Messages().in('en');
    expect([1, 2].map((count) => t('moderation.acceptOnce', { count, once: count }))).toEqual([
      'Settle the 1 answer on which no assessors differ (assessed once: 1)',
      'Settle the 2 answers on which no assessors differ (assessed once: 2)',
    ]);
  });
});

describe('how far judging has come', () => {
  it('is said of one answer and of several', () => {
    const t = new Messages().in('en');
    const said = (count: number) => [
      t('assessment.progress', { done: 0, count }),
      t('moderation.progress', { settled: count, count }),
    ];
    expect(said(1)).toEqual(['You have assessed 0 of 1 answer', '1 of 1 answer is settled']);
    expect(said(2)).toEqual(['You have assessed 0 of 2 answers', '2 of 2 answers are settled']);
  });
});

describe('who settles', () => {
  it('has judged no answer', () => {
    const assessments = [{ assessor: { id: 'usr_ada' } }, { assessor: { id: null } }];
    expect(['usr_ada', 'usr_mo', undefined].map((id) => hasAssessed(assessments, id))).toEqual([true, false, false]);
  });
});
