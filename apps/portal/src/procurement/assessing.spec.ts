import { nextPair, pairsToAssess } from './assessing';
import { validityOf } from './evidence-grid';

const grid = (requirement: string, candidate: string, state: 'NO_ANSWER' | 'NOT_ASSESSED') => ({
  requirement: { id: requirement },
  candidate: { id: candidate },
  state,
  conformance: 'UNKNOWN' as const,
  outOfDate: [],
});
const pairs = pairsToAssess({
  id: 'p',
  reference: 'P',
  title: '',
  stage: 'ASSESSMENT',
  evidenceRequest: null,
  answersWithheld: null,
  requirements: ['r1', 'r2'].map((id) => ({ id, ref: id, text: '', kind: 'SCORED' as const })),
  candidates: ['a', 'b', 'c'].map((id) => ({ id, state: 'RESPONDED' as const, supplier: { name: id } })),
  grid: [
    grid('r1', 'a', 'NOT_ASSESSED'),
    grid('r1', 'b', 'NOT_ASSESSED'),
    grid('r1', 'c', 'NO_ANSWER'),
    grid('r2', 'a', 'NOT_ASSESSED'),
    grid('r2', 'b', 'NOT_ASSESSED'),
  ],
});
const named = (pair: { candidateId: string; requirementId: string } | null): string | null =>
  pair === null ? null : `${pair.requirementId} ${pair.candidateId}`;

describe('assessing', () => {
  it('goes requirement by requirement, over those who answered', () => {
    expect(pairs.map(named)).toEqual(['r1 a', 'r1 b', 'r2 a', 'r2 b']);
  });

  it('goes on at the next that is still to be done, and round to what was left out', () => {
    const done = new Set(['r2 a', 'r2 b']);
    const isDone = (pair: (typeof pairs)[number]): boolean => done.has(named(pair) ?? '');
    expect(named(nextPair(pairs, null, isDone))).toBe('r1 a');
    expect(named(nextPair(pairs, pairs[1], isDone))).toBe('r1 a');
    done.add('r1 a').add('r1 b');
    expect(nextPair(pairs, pairs[1], isDone)).toBeNull();
  });

  it('tells evidence in date from lapsed, and neither when nothing ends', () => {
    expect(validityOf({ validOn: '2026-12-01', expiresOn: '2026-12-01' })).toBe('VALID');
    expect(validityOf({ validOn: '2026-12-02', expiresOn: '2026-12-01' })).toBe('LAPSED');
    expect(validityOf({ validOn: '2026-12-02', expiresOn: null })).toBe('UNKNOWN');
  });
});
