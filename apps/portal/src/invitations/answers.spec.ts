import { ApiRefusal } from '../api/api-client';
import {
  attestationsToShow,
  deadlineOf,
  isAnswerable,
  isOtherThanSubmitted,
  isPast,
  isWithoutAnswer,
  progressOf,
  progressSince,
  progressUnsent,
  refsWithoutAnswer,
  standsNoMore,
  submittedUnder,
} from './answers';

describe('the answers of an invitation', () => {
  it('are saved, filled in or missing', () => {
    expect(progressOf({ statement: 'Yes', prefilled: false, evidence: [], documents: [] })).toBe('SAVED');
    expect(progressOf({ statement: '', prefilled: true, evidence: [{}], documents: [] })).toBe('FILLED_IN');
    expect(progressOf({ statement: '', prefilled: true, evidence: [], documents: [] })).toBe('MISSING');
  });

  it('that were saved without text and evidence are no answers', () => {
    const empty = { statement: ' ', prefilled: false, evidence: [], documents: [] };
    expect(progressOf(empty)).toBe('EMPTY');
    expect([true, false].map((isOpen) => progressSince(empty, isOpen))).toEqual(['EMPTY', 'EMPTY']);
    for (const change of [{ statement: 'Yes' }, { evidence: [{}] }, { documents: [{}] }])
      expect(progressOf({ ...empty, ...change })).toBe('SAVED');
    const states = ['MISSING', 'EMPTY', 'FILLED_IN', 'SAVED', 'SENT_AS_FILLED_IN'] as const;
    expect(states.map(isWithoutAnswer)).toEqual([true, true, false, false, false]);
  });

  it('that nobody had saved are said to have gone as they were filled in, once they were submitted', () => {
    const filledIn = { statement: '', prefilled: true, evidence: [{}], documents: [] };
    const missing = { ...filledIn, evidence: [] };
    expect([true, false].map((isOpen) => progressSince(filledIn, isOpen))).toEqual(['SENT_AS_FILLED_IN', 'SENT_AS_FILLED_IN']);
    expect([true, false].map((isOpen) => progressSince(missing, isOpen))).toEqual(['MISSING', 'SENT_AS_FILLED_IN']);
    expect(progressSince({ ...filledIn, prefilled: false }, true)).toBe('SAVED');
  });

  it('that were saved are drafts where nothing was submitted by the deadline, and what was filled in is no answer', () => {
    const saved = { statement: 'Yes', prefilled: false, evidence: [], documents: [] };
    expect([saved, { ...saved, prefilled: true, evidence: [{}] }].map(progressUnsent)).toEqual(['UNSENT', 'MISSING']);
  });

  it('that count are those of the last submission; of another that was saved since it is known that it does not', () => {
    const sent = (statement: string) => ({
      requirement: { ref: 'R-1' },
      statement,
      strength: 'ASSERTION',
      attestations: [{ id: 'att_1' }],
      documents: [{ id: 'doc_1' }],
    });
    const [first, last] = [{ answers: [sent('First.')] }, { answers: [sent('Last.')] }];
    expect(submittedUnder([first, last], 'R-1')).toEqual({ submission: last, answer: sent('Last.') });
    expect([submittedUnder([], 'R-1'), submittedUnder([first], 'R-2')]).toEqual([null, null]);
    const { attestations: evidence, ...saved } = sent('Last.');
    const working = { ...saved, evidence, prefilled: false };
    const isOther = (changed: Partial<typeof working>) => isOtherThanSubmitted({ ...working, ...changed }, sent('Last.'));
    expect(isOther({})).toBe(false);
    expect(isOther({ statement: '', prefilled: true })).toBe(false);
    for (const change of [{ statement: 'Later.' }, { strength: 'ASSURED_DESIGN' }, { documents: [] }, { evidence: [] }])
      expect(isOther(change)).toBe(true);
    const empty = { ...sent(''), strength: null, attestations: [], documents: [] };
    expect(isOtherThanSubmitted({ ...working, statement: '', evidence: [], documents: [] }, empty)).toBe(false);
  });

  it('show what can be attached, and what is attached whatever became of it', () => {
    const own = ['DRAFT', 'SUBMITTED', 'VERIFIED', 'EXPIRED', 'REJECTED', 'WITHDRAWN', 'SUPERSEDED'].map((status) => ({
      id: status.toLowerCase(),
      status,
    }));
    const shown = (attached: string[]) => attestationsToShow(own, attached).map(({ status }) => status);
    expect(shown([])).toEqual(['SUBMITTED', 'VERIFIED', 'EXPIRED']);
    expect(shown(['withdrawn', 'verified'])).toEqual(['SUBMITTED', 'VERIFIED', 'EXPIRED', 'WITHDRAWN']);
    expect(own.filter(({ status }) => standsNoMore(status)).map(({ id }) => id)).toEqual([
      'rejected',
      'withdrawn',
      'superseded',
    ]);
  });

  it('can be given until the deadline, or the one that came with the changes', () => {
    const invitation = { state: 'SUBMITTED', dueAt: '2026-12-01T12:00:00Z', changesDueAt: '2026-12-08T12:00:00Z' };
    const [before, between] = [new Date('2026-11-30T00:00:00Z'), new Date('2026-12-02T00:00:00Z')];
    expect([before, between].map((now) => isAnswerable(invitation, now))).toEqual([true, false]);
    const changes = { ...invitation, state: 'CHANGES_REQUESTED' };
    expect([deadlineOf(changes), isAnswerable(changes, between)]).toEqual([changes.changesDueAt, true]);
    const declined = { ...invitation, state: 'DECLINED' };
    expect([isAnswerable(declined, before), isPast(declined, before), isPast(declined, between)]).toEqual([false, false, true]);
  });

  it('that are missing are known by their refs, whatever these look like', () => {
    const fields = ['answers.1.1', 'answers.R-2', 'invitationId'].map((path) => ({ path, message: 'has no answer yet' }));
    expect(refsWithoutAnswer(new ApiRefusal('', 'BAD_USER_INPUT', fields))).toEqual(['1.1', 'R-2']);
    expect(refsWithoutAnswer(new ApiRefusal('', 'CONFLICT'))).toEqual([]);
    expect(refsWithoutAnswer(new Error())).toEqual([]);
  });
});
