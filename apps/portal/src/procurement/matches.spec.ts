import { hasNone, isIn, isToSettle, type MatchedRequirement, seenAs, shownAs, tallyOf, tickedItems } from './matches';

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
  it('ticks each match that is called likely, and the best that is more likely right than not, until somebody decides', () => {
    const some = [match('a', 'SUGGESTED', 0.95), match('b', 'SUGGESTED', 0.7), match('c', 'SUGGESTED', 0.6)];
    expect(tickedItems(requirement(...some))).toEqual(['a', 'b']);
    expect(tickedItems(requirement(match('a', 'SUGGESTED', 0.6), match('b', 'SUGGESTED', 0.55)))).toEqual(['a']);
    expect(tickedItems(requirement(match('a', 'SUGGESTED', 0.4)))).toEqual([]);
    expect(tickedItems(requirement(match('a', 'REJECTED', 0.7), match('b', 'ACCEPTED', 0.1)))).toEqual(['b']);
  });

  it('tells what settling would do, and which likely matches it would reject', () => {
    const likely = { sureness: 'likely' } as const;
    const matches = [
      { ...likely, ticked: true },
      { ...likely, ticked: false },
      { sureness: 'possible' as const, ticked: false },
    ];
    expect(tallyOf(matches)).toEqual({ accepted: 1, rejected: 2, likelyRejected: 1 });
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
