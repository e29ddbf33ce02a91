import { listStanding } from './list-standing';

const DUE = '2026-12-01T12:00:00Z';
const [BEFORE, AFTER] = [new Date('2026-11-30T12:00:00Z'), new Date('2026-12-02T12:00:00Z')];

const asked = (...submittedAt: (string | null)[]) => ({
  dueAt: DUE,
  invitations: submittedAt.map((at) => ({ submittedAt: at })),
});
const listed = {
  id: 'prc_1',
  reference: 'P-1',
  title: 'Cameras',
  stage: 'EVIDENCE' as const,
  createdAt: '2026-11-01T09:00:00Z',
  cancelledAt: null,
  contractSignedOn: null,
  decision: null,
  evidenceRequest: asked('2026-11-29T09:00:00Z', null),
};

describe('what the list says of a procurement', () => {
  it('is its beginning until evidence is asked for, then the deadline while that is ahead', () => {
    const draft = { ...listed, stage: 'DRAFT' as const, evidenceRequest: null };
    expect(listStanding(draft, AFTER)).toEqual({ state: 'DRAFT', key: 'begun', at: listed.createdAt });
    expect(listStanding(listed, BEFORE)).toEqual({ state: 'EVIDENCE', key: 'due', at: DUE });
  });

  it('is that answers are open, or that there are none, once the deadline is over', () => {
    expect(listStanding(listed, AFTER)).toEqual({ state: 'ANSWERS_OPEN', key: 'opened', at: DUE });
    const silent = { ...listed, evidenceRequest: asked(null) };
    expect(listStanding(silent, AFTER)).toEqual({ state: 'EVIDENCE', key: 'noAnswers', at: DUE });
    const assessed = { ...listed, stage: 'ASSESSMENT' as const };
    expect(listStanding(assessed, AFTER)).toEqual({ state: 'ASSESSMENT', key: 'opened', at: DUE });
  });

  it('is the decision, then the contract, and whatever it was before, that it was cancelled', () => {
    const decided = { ...listed, stage: 'DECIDED' as const, decision: { decidedAt: '2026-12-05T09:00:00Z' } };
    const signed = { ...decided, stage: 'CONTRACT' as const, contractSignedOn: '2026-12-20' };
    const cancelled = { ...signed, stage: 'CANCELLED' as const, cancelledAt: '2027-01-05T09:00:00Z' };
    expect(listStanding(decided, AFTER)).toEqual({ state: 'DECIDED', key: 'decided', at: '2026-12-05T09:00:00Z' });
    expect(listStanding(signed, AFTER)).toEqual({ state: 'CONTRACT', key: 'contract', at: '2026-12-20' });
    expect(listStanding(cancelled, AFTER)).toEqual({ state: 'CANCELLED', key: 'cancelled', at: '2027-01-05T09:00:00Z' });
    expect(listStanding({ ...listed, stage: 'CANCELLED', cancelledAt: DUE }, BEFORE).key).toBe('cancelled');
  });
});
