import { type TaskFacts, tasksOf, type TaskStatus } from './tasks';

type Procurement = TaskFacts['procurement'];
type Request = NonNullable<Procurement['evidenceRequest']>;

const NOW = new Date('2026-11-27T12:00:00Z');
const BEFORE = '2026-11-20T12:00:00Z';
const AFTER = '2026-12-01T12:00:00Z';

const DESCRIBED: Procurement = {
  id: 'prc_1',
  reference: 'P-2026-001',
  title: 'Cameras',
  stage: 'DRAFT',
  createdAt: BEFORE,
  buyerName: 'Wexcombe',
  noticeBuyerName: null,
  sourceUrl: null,
  cancelledReason: null,
  cancelledAt: null,
  contractSignedOn: null,
  criteriaLockedAt: null,
  answersWithheld: null,
  retention: { keptUntil: null, state: 'RUNNING' },
  sectors: [{ code: 'transport' }],
  technologies: [{ code: 'camera' }],
  requirements: [],
  coverage: [],
  laterGuidance: [],
  guidanceToAdd: [],
  search: null,
  candidates: [],
  evidenceRequest: null,
  grid: [],
  decision: null,
};
const requirement = (...guidance: ('SUGGESTED' | 'ACCEPTED')[]): Procurement['requirements'][0] => ({
  kind: 'SCORED',
  weight: 100,
  guidance: guidance.map((status) => ({ status })),
  withdrawnGuidance: [],
});
const asked = (dueAt: string, ...submittedAt: (string | null)[]): Request => ({
  dueAt,
  invitations: submittedAt.map((one) => ({ submittedAt: one })),
  clarifications: [],
});
const ASKED: Procurement = {
  ...DESCRIBED,
  stage: 'EVIDENCE',
  requirements: [requirement('ACCEPTED')],
  coverage: [{ status: 'COVERED' }],
  search: { resultCount: 2 },
  candidates: [{ state: 'INVITED' }, { state: 'EXCLUDED' }],
  criteriaLockedAt: BEFORE,
  evidenceRequest: asked(AFTER, null),
};
const ANSWERED: Procurement = { ...ASKED, evidenceRequest: asked(BEFORE, BEFORE), grid: [{ state: 'NOT_ASSESSED' }] };
const DECIDED: Procurement = {
  ...ANSWERED,
  stage: 'DECIDED',
  grid: [{ state: 'SETTLED' }],
  decision: { outcome: 'AWARDED', decidedAt: BEFORE, candidate: { supplier: { name: 'Halden' } } },
};
const declaration = (id: string, hasConflict = false): TaskFacts['interestDeclarations'][0] => ({
  hasConflict,
  declaredBy: { id },
});

function statusOf(key: string, procurement: Procurement, others: Partial<TaskFacts> = {}): TaskStatus | undefined {
  const facts = {
    procurement,
    interestDeclarations: [],
    assessments: [],
    assurancePacks: [],
    viewerId: 'usr_me',
    now: NOW,
    ...others,
  };
  return tasksOf(facts)
    .flatMap(({ tasks }) => tasks)
    .find((task) => task.key === key)?.status;
}
const saidOf = (key: string, procurement: Procurement, others: Partial<TaskFacts> = {}): unknown =>
  statusOf(key, procurement, others)?.key;

describe('the task list', () => {
  it('begins with the description, the requirements and the search', () => {
    expect(saidOf('description', DESCRIBED)).toBe('done');
    expect(saidOf('description', { ...DESCRIBED, technologies: [] })).toBe('describeMore');
    expect(saidOf('requirements', DESCRIBED)).toBe('notStarted');
    expect(saidOf('search', DESCRIBED)).toBe('notStarted');
    for (const key of ['matches', 'coverage', 'shortlist', 'criteria', 'request', 'interests', 'decision', 'pack', 'contract'])
      expect([key, saidOf(key, DESCRIBED)]).toEqual([key, 'blocked']);
  });

  it('counts what is to decide while it can be decided, and what was left once it cannot', () => {
    const open = { ...DESCRIBED, requirements: [requirement('SUGGESTED'), requirement('ACCEPTED')] };
    expect(statusOf('matches', open)).toEqual({ kind: 'TO_DO', key: 'matchesToDecide', values: { count: 1 } });
    expect(statusOf('matches', { ...open, stage: 'EVIDENCE' })).toMatchObject({ kind: 'DONE', key: 'matchesLeft' });
  });

  it('goes back to the shortlist where the criteria are locked and nobody is left to ask', () => {
    const locked = { ...ASKED, stage: 'CRITERIA_LOCKED' as const, evidenceRequest: null };
    const alone = { ...locked, candidates: [{ state: 'EXCLUDED' as const }] };
    expect([saidOf('shortlist', locked), saidOf('request', locked)]).toEqual(['shortlisted', 'readyToAsk']);
    expect([saidOf('shortlist', alone), saidOf('request', alone)]).toEqual(['notStarted', 'blocked']);
  });

  it('leaves nothing to read or to assess to who declared a conflict', () => {
    const kept = { ...ANSWERED, answersWithheld: 'CONFLICT' as const };
    const conflict = { kind: 'BLOCKED', key: 'conflict' };
    expect([statusOf('evidence', kept), statusOf('assessment', kept)]).toEqual([conflict, conflict]);
    expect(statusOf('moderation', { ...kept, stage: 'ASSESSMENT', grid: [{ state: 'AGREED' }] })).toEqual(conflict);
  });

  it('has it decided at once where nobody answered by the deadline', () => {
    const unanswered = { ...ASKED, evidenceRequest: asked(BEFORE, null), grid: [{ state: 'NO_ANSWER' as const }] };
    expect(['assessment', 'moderation', 'decision'].map((key) => saidOf(key, unanswered))).toEqual([
      'noAnswers',
      'notNeeded',
      'nobodyAnswered',
    ]);
    const answered = { ...unanswered, candidates: [{ state: 'RESPONDED' as const }] };
    expect(saidOf('decision', answered)).toBe('blocked');
    expect(saidOf('decision', ASKED)).toBe('blocked');
  });

  it('leaves the settling to colleagues of who assessed', () => {
    const agreed: Procurement = { ...ANSWERED, stage: 'ASSESSMENT', grid: [{ state: 'ONE_ASSESSMENT' }] };
    const assessedBy = (id: string) => ({ assessments: [{ assessor: { id } }] });
    expect(statusOf('moderation', agreed, assessedBy('usr_other'))).toEqual({
      kind: 'TO_DO',
      key: 'toSettle',
      values: { count: 1 },
    });
    expect(statusOf('moderation', agreed, assessedBy('usr_me'))).toEqual({
      kind: 'WAITING',
      key: 'colleagueSettles',
      values: { count: 1 },
    });
    expect(saidOf('moderation', { ...agreed, grid: [{ state: 'SETTLED' }] }, assessedBy('usr_me'))).toBe('done');
  });

  it('says also later how many suppliers nobody decided on', () => {
    const some = { ...ASKED, search: { resultCount: 5 } };
    const open = { kind: 'TO_DO', key: 'shortlistedOpen', values: { count: 1, open: 3 } };
    expect(statusOf('shortlist', { ...some, stage: 'SOURCING' })).toEqual(open);
    for (const stage of ['CRITERIA_LOCKED', 'EVIDENCE', 'DECIDED'] as const)
      expect(statusOf('shortlist', { ...some, stage })).toEqual({ ...open, kind: 'DONE', key: 'shortlistedSome' });
  });

  it('says until when answers are awaited and sealed', () => {
    expect(statusOf('request', ASKED)).toEqual({ kind: 'WAITING', key: 'answersAwaited', values: { dueAt: AFTER } });
    expect(statusOf('evidence', ASKED)).toEqual({ kind: 'WAITING', key: 'sealed', values: { dueAt: AFTER } });
    expect(saidOf('assessment', ASKED)).toBe('blocked');
    expect(saidOf('evidence', ANSWERED)).toBe('opened');
    expect(saidOf('assessment', ANSWERED)).toBe('toAssess');
  });

  it('counts who answered by what was submitted, whatever became of the invitations', () => {
    const evidenceRequest = asked(BEFORE, BEFORE, BEFORE, null);
    for (const stage of ['EVIDENCE', 'ASSESSMENT', 'DECIDED', 'CLOSED'] as const)
      expect(statusOf('request', { ...DECIDED, stage, evidenceRequest })?.values).toEqual({ count: 3, answered: 2 });
  });

  it('tells each person of their own declaration, and everyone afterwards how many there were', () => {
    expect(saidOf('interests', ASKED)).toBe('toDo');
    expect(saidOf('interests', ASKED, { interestDeclarations: [declaration('usr_other')] })).toBe('toDo');
    expect(saidOf('interests', ASKED, { interestDeclarations: [declaration('usr_me')] })).toBe('declared');
    expect(saidOf('interests', ASKED, { interestDeclarations: [declaration('usr_me', true)] })).toBe('conflict');
    const others = { interestDeclarations: [declaration('usr_a'), declaration('usr_b')] };
    expect(statusOf('interests', DECIDED, others)).toEqual({ kind: 'DONE', key: 'declarations', values: { count: 2 } });
  });

  it('has nothing to assess where nobody answered', () => {
    const silent = { ...ASKED, evidenceRequest: asked(BEFORE, null), grid: [{ state: 'NO_ANSWER' as const }] };
    expect(saidOf('assessment', silent)).toBe('noAnswers');
  });

  it('asks for a contract only where there is somebody to sign with', () => {
    expect(saidOf('contract', DECIDED)).toBe('toDo');
    const none = { ...DECIDED, decision: { outcome: 'NONE_SUITABLE' as const, decidedAt: BEFORE, candidate: null } };
    expect(saidOf('contract', none)).toBe('notNeeded');
    expect(saidOf('contract', { ...DECIDED, stage: 'CONTRACT' })).toBe('contract');
    expect(saidOf('contract', { ...none, stage: 'CLOSED' })).toBe('closed');
  });

  it('says when a contract was signed, also once it was cancelled after', () => {
    const signed = { ...DECIDED, stage: 'CONTRACT' as const, contractSignedOn: '2026-11-20' };
    expect(statusOf('contract', signed)).toEqual({ kind: 'DONE', key: 'contract', values: { signedOn: '2026-11-20' } });
    expect(statusOf('contract', { ...signed, stage: 'CLOSED' })?.values).toEqual({ signedOn: '2026-11-20' });
    expect(statusOf('contract', { ...signed, stage: 'CANCELLED', cancelledAt: AFTER })).toEqual({
      kind: 'DONE',
      key: 'contractCancelled',
      values: { signedOn: '2026-11-20', cancelledAt: AFTER },
    });
  });

  it.each([
    ['before anything', DESCRIBED, ['pack']],
    ['while answers are awaited', ASKED, ['pack']],
    ['before they are assessed', ANSWERED, ['pack']],
    ['after the decision', DECIDED, ['pack']],
  ])('asks for nothing but the pack once it is cancelled %s', (_, procurement, left) => {
    const facts = { interestDeclarations: [], assessments: [], assurancePacks: [], viewerId: 'usr_me', now: NOW };
    const sections = tasksOf({ ...facts, procurement: { ...procurement, stage: 'CANCELLED' } });
    const open = sections
      .flatMap(({ tasks }) => tasks)
      .filter(({ status }) => status.kind !== 'DONE' && status.key !== 'notNeeded');
    expect(open.map(({ key }) => key)).toEqual(left);
  });

  it('keeps what was done before it was cancelled', () => {
    const cancelled = { ...ANSWERED, stage: 'CANCELLED' as const };
    expect(saidOf('criteria', cancelled)).toBe('criteriaLocked');
    expect(saidOf('assessment', cancelled)).toBe('notNeeded');
    expect(saidOf('moderation', { ...DECIDED, stage: 'CANCELLED' })).toBe('done');
  });

  it('does not say that answers are open to read which stay sealed', () => {
    const cancelled = { ...ANSWERED, stage: 'CANCELLED' as const };
    expect(saidOf('evidence', cancelled)).toBe('opened');
    expect(saidOf('evidence', { ...cancelled, answersWithheld: 'SEALED' })).toBe('notNeeded');
  });
});
