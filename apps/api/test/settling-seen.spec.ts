import { REFS } from '#procurement/testing';
import type { Answer } from './harness';
import { type AnsweredProcurement, type Figure, JudgementJourney } from './judgement-journey';

const STRENGTH = 'INDEPENDENT_VALIDATION';
const CELLS = `query ($id: ID!) { procurement(id: $id) { answersWithheld
  grid { requirement { ref } state settledVersion settledBy { name } } } }`;

interface Cell {
  requirement: { ref: string };
  state: string;
  settledVersion: number;
  settledBy: { name: string } | null;
}

describe('settling a figure in view of what was read', () => {
  let journey: JudgementJourney;
  let second: string;
  beforeAll(async () => {
    journey = await JudgementJourney.begin();
    second = await journey.evidence.rows.person(journey.evidence.buyer.id, 'The Second Moderator', ['EDITOR']);
  });
  afterAll(() => journey.end());

  async function assessed(): Promise<AnsweredProcurement> {
    const { first } = journey.evidence;
    const procurement = await journey.answered([first]);
    for (const who of [journey.assessor, journey.moderator, second]) await journey.declare(who, procurement);
    await journey.assessAll(journey.assessor, procurement, first, [{ score: 8 }, { score: 6 }]);
    return procurement;
  }

  const settle = (who: string, procurement: AnsweredProcurement, figure: Figure): Promise<Answer<unknown>> =>
    journey.moderate(who, procurement, journey.evidence.first, REFS.STRONG, { strength: STRENGTH, ...figure });

  /** What somebody reads of the answer to the one requirement. */
  async function cell(who: string, { id }: AnsweredProcurement): Promise<Cell | undefined> {
    const { data } = await journey.api.send<{ procurement: { grid: Cell[] } }>(who, CELLS, { id });
    return data.procurement.grid.find(({ requirement }) => requirement.ref === REFS.STRONG);
  }

  async function standing({ key }: AnsweredProcurement): Promise<object[]> {
    return journey.evidence.rows.query('SELECT score, version FROM moderation WHERE procurement_id = $1', [key]);
  }

  function expectTold({ errors }: Answer<unknown>, sentence: string): void {
    expect(errors).toMatchObject([{ message: expect.stringContaining(sentence) as string, extensions: { code: 'CONFLICT' } }]);
  }

  it('is refused where a colleague settled it meanwhile, and says who, to what, and what to do', async () => {
    const procurement = await assessed();
    const before = await cell(second, procurement);
    expect(before).toMatchObject({ state: 'ONE_ASSESSMENT', settledVersion: 0, settledBy: null });
    expect((await settle(journey.moderator, procurement, { score: 5, expectedVersion: 0 })).errors).toEqual([]);
    const refused = await settle(second, procurement, { score: 9, expectedVersion: 0 });
    expectTold(
      refused,
      `The Moderator has settled ${REFS.STRONG} since you read it: it is now met, 5 of 10, a check by somebody independent (version 1). Nothing was saved. Read it again; settle it anew only where yours should take the place of that.`,
    );
    expect(refused.errors[0].extensions).toMatchObject({
      currentVersion: 1,
      current: { score: 5, moderator: 'The Moderator' },
    });
    expect(await standing(procurement)).toEqual([{ score: 5, version: 1 }]);
    expectTold(await settle(journey.moderator, procurement, { score: 7, expectedVersion: 0 }), 'You have settled');

    const read = await cell(second, procurement);
    expect(read).toMatchObject({ state: 'SETTLED', settledVersion: 1, settledBy: { name: 'The Moderator' } });
    expect((await settle(second, procurement, { score: 9, expectedVersion: read?.settledVersion })).errors).toEqual([]);
    expect(await standing(procurement)).toEqual([{ score: 9, version: 2 }]);
    expect(await cell(second, procurement)).toMatchObject({ settledVersion: 2, settledBy: { name: 'The Second Moderator' } });
    const events = await journey.evidence.actions(journey.evidence.buyer.id, procurement.id);
    expect(events.filter((action) => action === 'assessment.moderated')).toHaveLength(2);
  });

  it('is done once of two at the same moment: the other is told', async () => {
    const procurement = await assessed();
    const answers = await journey.api.together({ table: 'procurement', key: procurement.key }, [
      () => settle(journey.moderator, procurement, { score: 3, expectedVersion: 0 }),
      () => settle(second, procurement, { score: 9, expectedVersion: 0 }),
    ]);
    const [isFirst] = answers.map(({ errors }) => errors.length === 0);
    expectTold(answers[isFirst ? 1 : 0], `has settled ${REFS.STRONG} since you read it`);
    expect(await standing(procurement)).toEqual([{ score: isFirst ? 3 : 9, version: 1 }]);
  });

  it('is refused in view of a figure that nobody has settled', async () => {
    const procurement = await assessed();
    const refused = await settle(second, procurement, { score: 9, expectedVersion: 1 });
    expectTold(refused, `Nobody has settled ${REFS.STRONG} yet. Read it again; nothing was saved.`);
    expect(await standing(procurement)).toEqual([]);
  });

  it('goes on as before for a client that does not say what it read', async () => {
    const procurement = await assessed();
    for (const score of [3, 9]) expect((await settle(second, procurement, { score })).errors).toEqual([]);
    expect(await standing(procurement)).toEqual([{ score: 9, version: 2 }]);
  });

  it('names who settled it to nobody from whom the answers are withheld', async () => {
    const { first, buyer, rows } = journey.evidence;
    const procurement = await journey.answered([first]);
    const conflicted = await rows.person(buyer.id, 'Who Has A Conflict', ['EDITOR']);
    await journey.declare(conflicted, procurement, true);
    await journey.declare(journey.assessor, procurement);
    await journey.assessAll(journey.assessor, procurement, first, [{ score: 8 }, { score: 6 }]);
    await journey.acceptAgreed(journey.moderator, procurement);
    expect(await cell(conflicted, procurement)).toMatchObject({ state: 'SETTLED', settledBy: null });
    expect(await cell(second, procurement)).toMatchObject({ settledBy: { name: 'The Moderator' } });
  });
});
