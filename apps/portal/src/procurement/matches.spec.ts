import { hasNone, isIn, isToSettle, type MatchedRequirement, seenAs, shownAs, tickedItems } from './matches';

const match = (code: string, status: 'SUGGESTED' | 'ACCEPTED' | 'REJECTED', confidence: number) => ({
  status,
  confidence,
  decidedAt: null,
  note: null,
  decidedBy: null,
  reasons: [],
  item: { code, title: code, summary: '', document: { title: '' } },
});
const requirement = (...guidance: MatchedRequirement['guidance']): MatchedRequirement => ({
  id: 'r',
  ref: 'R',
  text: '',
  kind: 'SCORED',
  applicable: true,
  matchQuestions: [],
  guidance,
  withdrawnGuidance: [],
});

const withdrawn = {
  status: 'ACCEPTED' as const,
  decidedAt: '2026-10-01T12:00:00Z',
  note: null,
  decidedBy: null,
  item: { code: 'z', title: 'z' },
  laterDocument: { title: '', version: '2' },
};

describe('the match page', () => {
  it('ticks the best match that is more likely right than not, until somebody decides', () => {
    expect(tickedItems(requirement(match('a', 'SUGGESTED', 0.7), match('b', 'SUGGESTED', 0.6)))).toEqual(['a']);
    expect(tickedItems(requirement(match('a', 'SUGGESTED', 0.4)))).toEqual([]);
    expect(tickedItems(requirement(match('a', 'REJECTED', 0.7), match('b', 'ACCEPTED', 0.1)))).toEqual(['b']);
  });

  it('says what was read when it is settled', () => {
    const suggested = match('cop.1', 'SUGGESTED', 0.7);
    const accepted = { ...match('cop.2', 'ACCEPTED', 0.7), decidedAt: '2026-10-01T12:00:00.123Z' };
    expect([suggested, accepted].map(shownAs).map(seenAs)).toEqual([
      { itemCode: 'cop.1', decidedAt: undefined },
      { itemCode: 'cop.2', decidedAt: '2026-10-01T12:00:00.123Z' },
    ]);
  });

  it('tells what is open, settled and without guidance', () => {
    const open = requirement(match('a', 'SUGGESTED', 0.7), match('b', 'ACCEPTED', 0.6));
    const settled = requirement(match('a', 'ACCEPTED', 0.7));
    const rejected = requirement(match('a', 'REJECTED', 0.7));
    expect([open, settled, rejected, requirement()].map(isToSettle)).toEqual([true, false, false, false]);
    expect([open, settled, rejected, requirement()].map(hasNone)).toEqual([false, false, true, true]);
    expect([open, settled, rejected].map((each) => isIn('settled', each))).toEqual([false, true, false]);
    const putBack = { ...settled, withdrawnGuidance: [{ ...withdrawn, isOpen: true }] };
    const settledAgain = { ...settled, withdrawnGuidance: [{ ...withdrawn, isOpen: false }] };
    expect([putBack, settledAgain].map(isToSettle)).toEqual([true, false]);
    expect([putBack, settledAgain].map((each) => isIn('settled', each))).toEqual([false, true]);
    expect(isIn('all', rejected) && isIn('none', rejected)).toBe(true);
  });
});
