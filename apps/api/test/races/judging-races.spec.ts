import { CANCEL } from '../evidence-journey';
import { type FictionalSupplier, REFS } from '#procurement/testing';
import { ACCEPT_AGREED, type AnsweredProcurement, type JudgementJourney } from '../judgement-journey';
import { at, expectTold, isDone, ORDERS, type Send, TwoAtOnce } from './two-at-once';

describe('two people at once', () => {
  let race: TwoAtOnce;
  let journey: JudgementJourney;
  let secondApprover: string;
  let secondModerator: string;

  beforeAll(async () => {
    race = await TwoAtOnce.begin();
    ({ journey } = race);
    const { buyer, rows } = journey.evidence;
    secondApprover = await rows.person(buyer.id, 'The Second Approver', ['EDITOR', 'APPROVER']);
    secondModerator = await rows.person(buyer.id, 'The Second Moderator', ['EDITOR']);
  });
  afterEach(() => race.expectWholeChains());
  afterAll(() => race.end());

  /** Assessed whole, and the figures not settled. */
  async function assessed(suppliers: FictionalSupplier[]): Promise<AnsweredProcurement> {
    const procurement = await journey.answered(suppliers);
    for (const who of [journey.assessor, journey.moderator, secondModerator]) await journey.declare(who, procurement);
    for (const supplier of suppliers)
      await journey.assessAll(journey.assessor, procurement, supplier, [{ score: 8 }, { score: 6 }]);
    return procurement;
  }

  async function settled(suppliers: FictionalSupplier[]): Promise<AnsweredProcurement> {
    const procurement = await assessed(suppliers);
    expect((await journey.acceptAgreed(journey.moderator, procurement)).remaining).toBe(0);
    return procurement;
  }

  it.each(ORDERS)('two approvers decide: one decision stands (%s sent first)', async (order) => {
    const { first } = journey.evidence;
    const procurement = await settled([first]);
    const answers = await race.meet(
      order,
      at(procurement),
      () => journey.decide(journey.approver, procurement, first),
      () => journey.decide(secondApprover, procurement, null),
    );
    const [isAwarded] = answers.map(isDone);
    expect(answers.filter(isDone)).toHaveLength(1);
    expectTold(answers[isAwarded ? 1 : 0], 'ILLEGAL_TRANSITION', /^Deciding is possible while .*; it stands at “Decided”\.$/);
    const decisions = await race.rows.query<object>('SELECT outcome FROM decision WHERE procurement_id = $1', [
      procurement.key,
    ]);
    expect(decisions).toEqual([{ outcome: isAwarded ? 'AWARDED' : 'NONE_SUITABLE' }]);
    expect(await race.times('procurement.decided', procurement.id)).toBe(1);
    const [state] = (await journey.read(procurement)).states.values();
    expect(state).toBe(isAwarded ? 'SELECTED' : 'NOT_SELECTED');
    expect(await race.count('assessment_summary WHERE procurement_id = $1', procurement.key)).toBe(1);
  });

  it.each(ORDERS)('one cancels while another decides: a decision is whole, or there is none (%s sent first)', async (order) => {
    const { first } = journey.evidence;
    const procurement = await settled([first]);
    const [cancelled, decided] = await race.meet(
      order,
      at(procurement),
      () => race.api.send(journey.moderator, CANCEL, { input: { procurementId: procurement.id, reason: 'No money is left.' } }),
      () => journey.decide(journey.approver, procurement, first),
    );
    // What was decided can be cancelled after; what was cancelled is not decided any more.
    expect(cancelled.errors).toEqual([]);
    if (!isDone(decided))
      expectTold(decided, 'ILLEGAL_TRANSITION', /^Deciding is possible while .*; it stands at “Cancelled”\.$/);
    expect(await race.stageOf(procurement)).toBe('CANCELLED');
    const made = isDone(decided) ? 1 : 0;
    for (const table of ['decision', 'assessment_summary'])
      expect(await race.count(`${table} WHERE procurement_id = $1`, procurement.key)).toBe(made);
    expect(await race.times('procurement.decided', procurement.id)).toBe(made);
    expect(await race.times('procurement.cancelled', procurement.id)).toBe(1);
    const [state] = (await journey.read(procurement)).states.values();
    expect(state === 'SELECTED').toBe(made === 1);
  });

  it.each(ORDERS)('two moderators settle what is agreed: each figure once (%s sent first)', async (order) => {
    const { first, second } = journey.evidence;
    const procurement = await assessed([first, second]);
    const settle =
      (who: string): Send =>
      () =>
        race.api.send(who, ACCEPT_AGREED, { input: { procurementId: procurement.id } });
    const answers = await race.meet(order, at(procurement), settle(journey.moderator), settle(secondModerator));
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    const figures = answers.map(({ data }) => (data as { acceptAgreed: object }).acceptAgreed);
    expect(figures).toContainEqual({ settled: 6, remaining: 0 });
    expect(figures).toContainEqual({ settled: 0, remaining: 0 });
    expect(await race.count('moderation WHERE procurement_id = $1', procurement.key)).toBe(6);
    const authors = 'SELECT DISTINCT moderator_name FROM moderation WHERE procurement_id = $1';
    expect(await race.rows.query<object>(authors, [procurement.key])).toHaveLength(1);
    expect(await race.stageOf(procurement)).toBe('MODERATION');
  });

  it.each(ORDERS)(
    'two moderators settle the same figure: one stands, and both are on record (%s sent first)',
    async (order) => {
      const { first } = journey.evidence;
      const procurement = await assessed([first]);
      const settle =
        (who: string, score: number): Send =>
        () =>
          journey.moderate(who, procurement, first, REFS.STRONG, { score });
      const answers = await race.meet(order, at(procurement), settle(journey.moderator, 3), settle(secondModerator, 9));
      expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
      const [figure, ...more] = await race.rows.query<{ name: string; score: number; version: number }>(
        'SELECT moderator_name AS name, score, version FROM moderation WHERE procurement_id = $1',
        [procurement.key],
      );
      expect(more).toEqual([]);
      expect(figure.version).toBe(2);
      expect(figure.score).toBe(figure.name === 'The Moderator' ? 3 : 9);
      expect(await race.times('assessment.moderated', procurement.id)).toBe(2);
    },
  );
});
