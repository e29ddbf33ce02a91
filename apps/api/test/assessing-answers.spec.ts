import { codes } from './evidence-journey';
import { REFS } from '#procurement/testing';
import { ASSESS_ANSWERS, JudgementJourney } from './judgement-journey';

const ASSESSORS = 'query ($id: ID!) { assessments(procurementId: $id) { assessor { name } } }';

const REMOVE = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { user { id } } }';

describe('Assessing the answers', () => {
  let journey: JudgementJourney;

  beforeAll(async () => {
    journey = await JudgementJourney.begin();
  });
  afterAll(() => journey.end());

  it('an answer is judged after the deadline, by somebody who has declared no conflict', async () => {
    const { first, third } = journey.evidence;
    const procurement = await journey.answered([first], [third]);

    const undeclared = await journey.assess(journey.assessor, procurement, first, REFS.STRONG);
    expect(undeclared.errors[0]).toMatchObject({
      message: expect.stringContaining('Declare your interests'),
      extensions: { code: 'FORBIDDEN' },
    });
    expect((await journey.declare(journey.assessor, procurement)).errors).toEqual([]);
    expect(codes(await journey.declare(journey.assessor, procurement, true))).toEqual(['CONFLICT']);
    expect((await journey.declare(journey.secondAssessor, procurement, true)).errors).toEqual([]);
    const conflicted = await journey.assess(journey.secondAssessor, procurement, first, REFS.STRONG);
    expect(codes(conflicted)).toEqual(['FORBIDDEN']);

    expect((await journey.assess(journey.assessor, procurement, first, REFS.STRONG)).errors).toEqual([]);
    const { stage, states } = await journey.read(procurement);
    expect(stage).toBe('ASSESSMENT');
    expect(states.get(procurement.candidates.get(third.name) ?? '')).toBe('NO_RESPONSE');
    expect(codes(await journey.assess(journey.assessor, procurement, third, REFS.STRONG))).toEqual(['BAD_USER_INPUT']);
  });

  it('what an assessor judged stands, under their name, when they are no member any more', async () => {
    const { first, buyer } = journey.evidence;
    const procurement = await journey.answered([first]);
    const leaver = await journey.rows.person(buyer.id, 'Who Leaves', ['EDITOR']);
    const administrator = await journey.rows.person(buyer.id, 'The Administrator', ['ADMIN']);
    await journey.declare(leaver, procurement);
    await journey.assessAll(leaver, procurement, first, [{ score: 8 }, { score: 6 }]);
    const [{ id }] = await journey.rows.query<{ id: string }>('SELECT id FROM user_account WHERE email = $1', [leaver]);
    const removed = await journey.api.send(administrator, REMOVE, { input: { userId: `usr_${id}` } });
    expect(removed.errors).toEqual([]);

    const { data } = await journey.api.send<{ assessments: { assessor: { name: string } }[] }>(buyer.viewer, ASSESSORS, {
      id: procurement.id,
    });
    expect(data.assessments.map(({ assessor }) => assessor.name)).toEqual(Array(3).fill('Who Leaves'));
    expect((await journey.acceptAgreed(journey.moderator, procurement)).remaining).toBe(0);
  });

  it('nothing can be judged before the deadline', async () => {
    const { first } = journey.evidence;
    const procurement = await journey.evidence.requested([first]);
    await journey.declare(journey.assessor, procurement);
    const requirements = await journey.rows.query<{ id: string; ref: string }>(
      'SELECT id, ref FROM requirement WHERE procurement_id = $1',
      [procurement.key],
    );
    const ready = { ...procurement, requirements: new Map(requirements.map(({ id, ref }) => [ref, `req_${id}`])) };
    expect(codes(await journey.assess(journey.assessor, ready, first, REFS.STRONG))).toEqual(['ILLEGAL_TRANSITION']);
  });

  it('a figure keeps to the rules: gates have no score, the unknown scores nothing, weak evidence is not met', async () => {
    const { first } = journey.evidence;
    const procurement = await journey.answered([first]);
    await journey.declare(journey.assessor, procurement);
    const refused = [
      await journey.assess(journey.assessor, procurement, first, REFS.GATE, { score: 10 }),
      await journey.assess(journey.assessor, procurement, first, REFS.GATE, { score: null, strength: 'ASSERTION' }),
      await journey.assess(journey.assessor, procurement, first, REFS.STRONG, { score: null }),
      await journey.assess(journey.assessor, procurement, first, REFS.STRONG, { score: 11 }),
      await journey.assess(journey.assessor, procurement, first, REFS.STRONG, { conformance: 'UNKNOWN', score: 3 }),
    ];
    expect(refused.map(codes)).toEqual(refused.map(() => ['BAD_USER_INPUT']));
    expect(refused[0].errors[0].extensions.fields).toMatchObject([{ path: 'score' }]);
    expect((await journey.read(procurement)).stage).toBe('EVIDENCE');

    const weak = { conformance: 'PARTLY_MET', score: null, strength: 'ASSERTION' };
    expect((await journey.assess(journey.assessor, procurement, first, REFS.GATE, weak)).errors).toEqual([]);
    const unknown = { conformance: 'UNKNOWN', score: null };
    expect((await journey.assess(journey.assessor, procurement, first, REFS.STRONG, unknown)).errors).toEqual([]);
  });

  it('the same assessor in two windows does not write over what was saved in the other', async () => {
    const { first } = journey.evidence;
    const procurement = await journey.answered([first]);
    await journey.declare(journey.assessor, procurement);
    const saved = await journey.assess(journey.assessor, procurement, first, REFS.STRONG, { expectedVersion: 0 });
    expect(saved.data.assessAnswer.assessment.version).toBe(1);
    await journey.assess(journey.assessor, procurement, first, REFS.STRONG, { score: 5, expectedVersion: 1 });
    const stale = await journey.assess(journey.assessor, procurement, first, REFS.STRONG, { score: 9, expectedVersion: 1 });
    expect(stale.errors[0].extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 2, current: { score: 5 } });
    expect(stale.errors[0].message).toContain('met, 5 of 10');
  });

  it('a page of judgements is saved whole or not at all', async () => {
    const { first } = journey.evidence;
    const procurement = await journey.answered([first]);
    await journey.declare(journey.assessor, procurement);
    const figure = (ref: string, score: number | null): object => ({
      candidateId: procurement.candidates.get(first.name),
      requirementId: procurement.requirements.get(ref),
      conformance: 'MET',
      score,
      strength: 'INDEPENDENT_VALIDATION',
      reason: 'Shown.',
    });
    const input = { assessments: [figure(REFS.STRONG, 8), figure(REFS.PLAIN, null)] };
    const { errors } = await journey.api.send(journey.assessor, ASSESS_ANSWERS, { input });
    expect(errors[0].extensions.fields).toMatchObject([{ path: expect.stringMatching(/^assessments\[1\]\./) }]);
    expect((await journey.cell(procurement, first, REFS.STRONG)).state).toBe('NOT_ASSESSED');
  });

  it('two assessors who save pages on the same bidders at once both save them', async () => {
    const { first, second } = journey.evidence;
    const procurement = await journey.answered([first, second]);
    await journey.declare(journey.assessor, procurement);
    await journey.declare(journey.secondAssessor, procurement);
    const figure = (name: string): object => ({
      candidateId: procurement.candidates.get(name),
      requirementId: procurement.requirements.get(REFS.PLAIN),
      conformance: 'MET',
      score: 8,
      strength: 'INDEPENDENT_VALIDATION',
      reason: 'Shown.',
    });
    const page = (who: string, names: string[]) => () =>
      journey.api.send(who, ASSESS_ANSWERS, { input: { assessments: names.map(figure) } });
    const answers = await journey.api.together({ table: 'procurement', key: procurement.key }, [
      page(journey.assessor, [first.name, second.name]),
      page(journey.secondAssessor, [second.name, first.name]),
    ]);
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  });

  it('the grid tells of each answer whether it is given, judged, agreed and settled, and when its evidence ends', async () => {
    const { first, second, third } = journey.evidence;
    const procurement = await journey.answered([first, second], [third]);
    for (const who of [journey.assessor, journey.secondAssessor]) await journey.declare(who, procurement);
    await journey.assessAll(journey.assessor, procurement, first, [{ score: 8 }, { score: 6 }]);
    await journey.assess(journey.secondAssessor, procurement, first, REFS.STRONG, { score: 8, strength: 'ASSERTION' });
    await journey.assess(journey.secondAssessor, procurement, first, REFS.PLAIN, { score: 2, conformance: 'PARTLY_MET' });

    expect(await journey.cell(procurement, first, REFS.GATE)).toMatchObject({
      state: 'ONE_ASSESSMENT',
      conformance: 'MET',
      score: null,
    });
    expect(await journey.cell(procurement, first, REFS.STRONG)).toMatchObject({
      state: 'AGREED',
      score: 8,
      strength: 'ASSERTION',
    });
    expect(await journey.cell(procurement, first, REFS.PLAIN)).toMatchObject({
      state: 'DIFFERING',
      conformance: 'UNKNOWN',
      score: null,
    });
    expect(await journey.cell(procurement, second, REFS.PLAIN)).toMatchObject({ state: 'NOT_ASSESSED', expiresOn: null });
    expect(await journey.cell(procurement, third, REFS.PLAIN)).toMatchObject({ state: 'NO_ANSWER', strength: null });
    const { states } = await journey.read(procurement);
    expect(states.get(procurement.candidates.get(first.name) ?? '')).toBe('ASSESSED');
    expect(states.get(procurement.candidates.get(second.name) ?? '')).toBe('RESPONDED');
  });

  it('an answer that was saved without a word or evidence claims nothing', async () => {
    const { first } = journey.evidence;
    const procurement = await journey.asked([first]);
    const { id } = await journey.evidence.submitted(first, procurement);
    await journey.evidence.save(first, id, REFS.PLAIN, { statement: ' ' });
    await journey.api.done(first.signatory, 'SubmitResponse', { input: { invitationId: id } });
    await journey.rows.deadlinePasses(procurement);
    expect(await journey.cell(procurement, first, REFS.STRONG)).toMatchObject({ state: 'NOT_ASSESSED', strength: 'ASSERTION' });
    expect(await journey.cell(procurement, first, REFS.PLAIN)).toMatchObject({ state: 'NOT_ASSESSED', strength: null });
  });
});
