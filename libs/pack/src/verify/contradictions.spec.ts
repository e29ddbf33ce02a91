import type { PackContents } from '../contents';
import { fictionalContents, recorded } from '../testing/fictional-pack';
import { against, chained, changed, retold, type Deed } from '../testing/forged-pack';
import { checkParts } from './parts.checks';

const naming = (words: string | RegExp) => expect.arrayContaining([expect.stringMatching(words)]) as string[];

describe('a pack that may be as it is', () => {
  it('is of a procurement that was cancelled, closed or contracted after the award', async () => {
    for (const action of ['procurement.cancelled', 'procurement.closed', 'contract.signed', 'contract.corrected']) {
      const later = (events: Deed[]) => [...events, { ...events.at(-1)!, action, detail: { reason: 'No money.' } }];
      expect(await retold(later)).toEqual([]);
    }
  });

  it.each(['CANCELLED', 'NONE_SUITABLE'] as const)('awards nothing: %s', async (outcome) => {
    const none = (contents: PackContents) => {
      contents.decision = { ...contents.decision, outcome, candidateId: null };
      contents.candidates[0].state = 'NOT_SELECTED';
    };
    expect(await changed(none)).toEqual([]);
  });

  it('has gates only', async () => {
    const gates = (contents: PackContents) => {
      const isGate = ({ requirementRef }: { requirementRef: string }) => requirementRef === 'R1';
      contents.requirements.splice(1);
      contents.answers = contents.answers.filter(isGate);
      contents.assessments = contents.assessments.filter(isGate);
      contents.moderation = contents.moderation.filter(isGate);
      for (const figure of [...contents.assessments, ...contents.moderation]) {
        if (figure.candidateId !== 'candidate-1') figure.conformance = 'NOT_MET';
      }
    };
    expect(await changed(gates)).toEqual([]);
  });

  it.each(['DECLINED', 'NO_RESPONSE', 'EXCLUDED'] as const)('has a candidate that is out of it: %s', async (state) => {
    const out = (contents: PackContents) => {
      const stays = ({ candidateId }: { candidateId: string }) => candidateId !== 'candidate-3';
      contents.candidates[2].state = state;
      contents.answers = contents.answers.filter(stays);
      contents.assessments = contents.assessments.filter(stays);
      contents.moderation = contents.moderation.filter(stays);
    };
    expect(await changed(out)).toEqual([]);
  });

  it('settles a figure otherwise than it was judged, for a reason', async () => {
    const settled = (contents: PackContents) => void (contents.moderation[1].score = 8);
    expect(await changed(settled)).toEqual([]);
  });

  it('has an answer that came after the deadline, since changes were asked for', async () => {
    const contents = fictionalContents();
    for (const answer of contents.answers.slice(0, 3)) answer.submittedAt = '2026-02-22T09:00:00.000Z';
    const { events } = recorded(contents).audit;
    const opened = events.findIndex(({ action }) => action === 'response.submitted');
    const asked = {
      ...events[opened],
      at: '2026-02-20T15:00:00.000Z',
      action: 'changes.requested',
      detail: { dueAt: '2026-02-23T12:00:00.000Z', wanted: 'Say which.' },
    };
    const late = events.findLast(({ action }) => action === 'interests.declared')!;
    const [own, ...others] = events.filter(({ action }) => action === 'response.submitted');
    const course = events.filter(({ action }) => action !== 'response.submitted');
    const at = course.indexOf(late) + 1;
    const between = [...course.slice(0, at - 1), ...others, asked, late, own, ...course.slice(at)];
    const sealed = chained(between);
    expect(await against({ ...contents, audit: { ...contents.audit, events: sealed } })).toEqual([]);
    const unasked = sealed.filter((event) => event.action !== 'changes.requested');
    expect(await against({ ...contents, audit: { ...contents.audit, events: unasked } })).toEqual(naming(/after the deadline/));
  });
});

describe('candidates', () => {
  it.each<[string, string, (contents: PackContents) => void]>([
    [
      'a winner that is not selected',
      'Umbra Example Ltd is not selected, and the decision is for it',
      ({ candidates }) => void (candidates[0].state = 'NOT_SELECTED'),
    ],
    [
      'two that are selected',
      'Lumen Example Ltd is selected, and the decision is not for it',
      ({ candidates }) => void (candidates[1].state = 'SELECTED'),
    ],
    ['one that still waits', 'is assessed, which no candidate is', ({ candidates }) => void (candidates[1].state = 'ASSESSED')],
    [
      'one left out whose figures were settled',
      'is left out, and yet figures',
      ({ candidates }) => void (candidates[1].state = 'EXCLUDED'),
    ],
    [
      'one that declined and answered',
      'is declined, and yet',
      (contents) => {
        contents.candidates[2].state = 'DECLINED';
        contents.moderation = contents.moderation.filter(({ candidateId }) => candidateId !== 'candidate-3');
      },
    ],
  ])('are refused with %s', async (_what, words, change) => {
    expect(await changed(change)).toEqual(naming(words));
  });
});

describe('settled figures', () => {
  it.each<[string, string, (contents: PackContents) => void]>([
    [
      'nobody judged',
      'The figure for R1 of Umbra Example Ltd was settled, and nobody judged that answer',
      ({ assessments }) => void assessments.shift(),
    ],
    [
      'differ from what was judged, for no reason',
      'is not the one that was judged, and no reason',
      ({ moderation }) => Object.assign(moderation[1], { score: 8, reason: ' ' }),
    ],
    ['are missing', 'nothing was settled on R3', ({ moderation }) => void moderation.pop()],
    ['rest on no answer', 'its answer to R3 is not there', ({ answers }) => void answers.pop()],
    ['give a gate a score', 'R1 of Umbra Example Ltd has the score 4', ({ moderation }) => void (moderation[0].score = 4)],
    [
      'rest on a judgement against the rules',
      'breaks the rules: R2 cannot be met',
      ({ assessments }) => void (assessments[1].strength = 'ASSERTION'),
    ],
  ])('are refused that %s', async (_what, words, change) => {
    expect(await changed(change)).toEqual(naming(words));
  });
});

describe('people', () => {
  it.each<[string, string, (contents: PackContents) => void]>([
    [
      'judged',
      'Ash Assessor judged and had declared a conflict',
      ({ interests }) => void interests.push({ ...interests[0], hasConflict: true }),
    ],
    [
      'settled',
      'Mo Moderator settled and had declared a conflict',
      ({ interests, moderation }) =>
        void interests.push({ ...interests[0], assessor: moderation[0].moderator, hasConflict: true }),
    ],
    [
      'decided',
      'Pat Approver decided and had declared a conflict',
      ({ interests, decision }) => void interests.push({ ...interests[0], assessor: decision.decidedBy, hasConflict: true }),
    ],
  ])('with a conflict of interest are refused who %s', async (_what, words, change) => {
    expect(await changed(change)).toEqual(naming(words));
  });

  it('who settled are refused where they declared interests only afterwards', async () => {
    const late = ({ interests, moderation }: PackContents): void =>
      void interests.push({ ...interests[0], assessor: moderation[0].moderator, declaredAt: '2026-03-02T09:00:00.000Z' });
    expect(await changed(late)).toEqual(naming('Mo Moderator settled before having declared interests'));
  });

  it('without an id are refused, since they could be anybody', async () => {
    const nobody = ({ decision }: PackContents) => void (decision.decidedBy = { id: null, name: 'Ash Assessor' });
    expect(await changed(nobody)).toEqual(naming('Ash Assessor decided and has no id'));
  });
});

describe('times', () => {
  it.each<[string, RegExp, (contents: PackContents) => void]>([
    [
      'an answer after the deadline',
      /The answers of Umbra Example Ltd .* came after the deadline/,
      ({ answers }) => answers.slice(0, 3).forEach((one) => void (one.submittedAt = '2026-02-22T09:00:00.000Z')),
    ],
    [
      'an answer before it was asked for',
      /the submission of Umbra .* comes before the request/,
      ({ answers }) => answers.slice(0, 3).forEach((one) => void (one.submittedAt = '2026-01-20T10:00:00.000Z')),
    ],
    [
      'answers of one candidate at two times',
      /submitted together, and have 2 times/,
      ({ answers }) => void (answers[0].submittedAt = '2026-02-18T09:00:00.000Z'),
    ],
    [
      'criteria locked after answers came',
      /the request for evidence .* comes before the locking of the criteria/,
      ({ procurement }) => void (procurement.dates.criteriaLockedAt = '2026-02-21T09:00:00.000Z'),
    ],
    [
      'criteria that were not locked',
      /does not say when the locking of the criteria was/,
      ({ procurement }) => void (procurement.dates.criteriaLockedAt = null),
    ],
    [
      'a judgement before the deadline',
      /the judgement of R1 of Umbra .* comes before the deadline/,
      ({ assessments, interests }) => {
        interests[0].declaredAt = '2026-02-01T09:00:00.000Z';
        assessments[0].assessedAt = '2026-02-10T09:00:00.000Z';
      },
    ],
    [
      'a judgement after settling had begun',
      /the first settling .* comes before the judgement/,
      ({ assessments }) => void (assessments[0].assessedAt = '2026-03-02T09:00:00.000Z'),
    ],
    [
      'settling after the decision',
      /the decision .* comes before the settling of R1 of Umbra/,
      ({ moderation }) => void (moderation[0].moderatedAt = '2026-03-11T09:00:00.000Z'),
    ],
    [
      'a decision after the pack was made',
      /the making of the pack|the signing of the head/,
      ({ decision }) => void (decision.decidedAt = '2026-03-21T09:00:00.000Z'),
    ],
    [
      'guidance decided after the criteria were locked',
      /comes before the decision on EX-1 for R1/,
      ({ requirements }) => void (requirements[0].guidance[0].decidedAt = '2026-02-01T09:00:00.000Z'),
    ],
    [
      'evidence received after it was relied on',
      /comes before the receipt of the attestation/,
      ({ answers }) => void (answers[0].attestations[0].dates.receivedAt = '2026-02-25T09:00:00.000Z'),
    ],
    [
      'evidence checked after the decision',
      /was checked on 2026-03-11, after the decision/,
      ({ answers }) => void (answers[0].attestations[0].verification!.checkedOn = '2026-03-11'),
    ],
  ])('are refused with %s', async (_what, words, change) => {
    expect(await changed(change)).toEqual(naming(words));
  });
});

describe('parts', () => {
  it.each<[string, string, (contents: PackContents) => void]>([
    [
      'two candidates of one id',
      'two candidates with the id candidate-1',
      ({ candidates }) => void (candidates[1].id = 'candidate-1'),
    ],
    [
      'one supplier as two candidates',
      'is a candidate twice',
      ({ candidates }) => void (candidates[1].supplier.id = 'supplier-1'),
    ],
    ['two answers for one', 'two answers to R1 of Umbra', ({ answers }) => void answers.push(answers[0])],
    [
      'two judgements of one person',
      'judged R1 of Umbra Example Ltd in two ways',
      ({ assessments }) => void assessments.push(assessments[0]),
    ],
    ['two declarations of one person', 'declared interests twice', ({ interests }) => void interests.push(interests[0])],
    [
      'an answer to an unknown requirement',
      'an answer on R9, which is not',
      ({ answers }) => void answers.push({ ...answers[0], requirementRef: 'R9' }),
    ],
    [
      'a judgement of an unknown candidate',
      'a judgement of candidate-9, which is not',
      ({ assessments }) => void assessments.push({ ...assessments[0], candidateId: 'candidate-9' }),
    ],
    [
      'a settled figure of an unknown candidate',
      'a settled figure of candidate-9',
      ({ moderation }) => void moderation.push({ ...moderation[0], candidateId: 'candidate-9' }),
    ],
    [
      'a decision for an unknown candidate',
      'The decision names candidate-9',
      ({ decision }) => void (decision.candidateId = 'candidate-9'),
    ],
    ['coverage by an unknown requirement', 'covered by R9', ({ coverage }) => void coverage[0].requirementRefs.push('R9')],
    ['coverage by nothing', 'EX-1 is covered, and', ({ coverage }) => void coverage[0].requirementRefs.pop()],
    [
      'two decisions on one item',
      'R1 has two decisions on the guidance EX-1',
      ({ requirements: [{ guidance }] }) => void guidance.push({ ...guidance[0], status: 'REJECTED' }),
    ],
    [
      'a suggestion that somebody decided on',
      'EX-1 for R1 is suggested, not decided, and its time',
      ({ requirements }) => void (requirements[0].guidance[0].status = 'SUGGESTED'),
    ],
    [
      'another name for what was found',
      'The record of Other Ltd is not',
      ({ lockedSearch }) => void (lockedSearch!.results[0].supplierName = 'Other Ltd'),
    ],
    [
      'no request for evidence of that time',
      'was due at another time',
      ({ requests }) => void (requests[0].dueAt = '2026-02-21T12:00:00.000Z'),
    ],
    [
      'the events of another procurement',
      'The audit events are those of procurement-2',
      ({ audit }) => void (audit.extractOf.id = 'procurement-2'),
    ],
    [
      'one attestation said in two ways',
      'say two things of it',
      ({ answers }) => void answers[1].attestations.push({ ...answers[0].attestations[0], strength: 'ASSERTION' }),
    ],
  ])('are refused with %s', async (_what, words, change) => {
    expect(await changed(change)).toEqual(naming(words));
  });

  it('are refused with two requirements of one ref, or two settled figures for one', async () => {
    const contents = fictionalContents();
    const requirements = [...contents.requirements, { ...contents.requirements[0] }];
    expect(await against({ ...contents, requirements })).toEqual(naming('There are two requirements R1'));
    const moderation = [...contents.moderation, contents.moderation[0]];
    expect(checkParts({ ...contents, moderation }).sentence).toMatch(/two settled figures for R1 of Umbra/);
  });
});

describe('evidence', () => {
  it.each<[string, string, (contents: PackContents) => void]>([
    [
      'invalid and was valid',
      'valid on 2026-03-10 is recorded as “no”',
      ({ answers }) => void (answers[0].attestations[0].validOnDecision = 'NO'),
    ],
    [
      'verified and was refused',
      'is verified, and its last verification says rejected',
      ({ answers }) => void (answers[0].attestations[0].verification!.outcome = 'REJECTED'),
    ],
  ])('is refused that is said to be %s', async (_what, words, change) => {
    expect(await changed(change)).toEqual(naming(words));
  });
});
