import { REFS } from '#procurement/testing';
import { type AnsweredProcurement, JudgementJourney } from '../../api/test/judgement-journey';
import { PlainPortal, type PlainVisitor } from './plain-portal';

describe('a figure that two people settle', () => {
  let journey: JudgementJourney;
  let portal: PlainPortal;
  let one: PlainVisitor;
  let other: PlainVisitor;
  let second: string;
  beforeAll(async () => {
    journey = await JudgementJourney.begin();
    portal = await PlainPortal.beside(journey.api);
    const { rows, buyer } = journey.evidence;
    one = await portal.visitor(journey.moderator);
    second = await rows.person(buyer.id, 'The Second Moderator', ['EDITOR']);
    other = await portal.visitor(second);
  });
  afterAll(async () => {
    await portal?.stop();
    await journey?.end();
  });

  const typed = (score: string, reason: string) => ({ conformance: 'MET', score, strength: 'ASSERTION', reason });

  /** The page on which a figure is settled, once all is assessed. */
  async function page(): Promise<{ procurement: AnsweredProcurement; path: string }> {
    const { first } = journey.evidence;
    const procurement = await journey.answered([first]);
    for (const who of [journey.assessor, journey.moderator, second]) await journey.declare(who, procurement);
    await journey.assessAll(journey.assessor, procurement, first, [{ score: 8 }, { score: 6 }]);
    const pair = [procurement.candidates.get(first.name), procurement.requirements.get(REFS.STRONG)];
    return { procurement, path: `/procurements/${procurement.id}/moderation/${pair.join('/')}` };
  }

  async function figures({ key }: AnsweredProcurement): Promise<object[]> {
    return journey.evidence.rows.query('SELECT score, moderator_name AS by FROM moderation WHERE procurement_id = $1', [key]);
  }

  it('is not settled over by whoever opened the page before: it says who settled it, keeps what was typed, and takes it when sent again', async () => {
    const { procurement, path } = await page();
    const [ours, theirs] = [await one.form(path), await other.form(path)];
    expect((await other.send(path, { ...theirs, ...typed('5', 'Half of it is shown.') })).status).toBe(303);
    const refused = await one.send(path, { ...ours, ...typed('9', 'Nearly all of it is shown.') });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain(
      `The Second Moderator has settled ${REFS.STRONG} since you read it: it is now met, 5 of 10, a statement by the supplier`,
    );
    expect(refused.text).toContain('Settled by The Second Moderator: Met 5 of 10');
    expect(refused.text).toContain('Nearly all of it is shown.');
    expect(await figures(procurement)).toEqual([{ score: 5, by: 'The Second Moderator' }]);
    const again = { ...(await one.form(path)), ...typed('9', 'Nearly all of it is shown.') };
    expect((await one.send(path, again)).status).toBe(303);
    expect(await figures(procurement)).toEqual([{ score: 9, by: 'The Moderator' }]);
  });

  it('stays as it was read where the form is mended for another reason meanwhile', async () => {
    const { procurement, path } = await page();
    const ours = await one.form(path);
    await other.send(path, { ...(await other.form(path)), ...typed('5', 'Half of it is shown.') });
    const unfinished = await one.send(path, { ...ours, ...typed('9', '') });
    expect(unfinished.text).toContain('Enter why');
    const refused = await one.send(path, { ...ours, ...typed('9', 'Nearly all of it is shown.') });
    expect(refused.text).toContain('The Second Moderator has settled');
    expect(await figures(procurement)).toEqual([{ score: 5, by: 'The Second Moderator' }]);
  });

  it('is settled by nobody who has not declared interests: the page says so and leads to where that is done, also later on', async () => {
    const { procurement, path } = await page();
    const { rows, buyer } = journey.evidence;
    const late = await portal.visitor(await rows.person(buyer.id, 'The Late Moderator', ['EDITOR']));
    await one.send(path, { ...(await one.form(path)), ...typed('5', 'Half of it is shown.') });
    for (const shown of [path, `/procurements/${procurement.id}/moderation`]) {
      const text = await late.markup(shown);
      expect(text).toContain('You have to declare your interests before you settle figures.');
      expect(text).not.toContain('Settle the 2 answers');
      expect(text).not.toContain('name="conformance"');
    }
    const interests = `/procurements/${procurement.id}/interests`;
    expect((await late.send(interests, { ...(await late.form(interests)), conflict: 'no' })).status).toBe(303);
    expect((await late.send(path, { ...(await late.form(path)), ...typed('6', 'More than half.') })).status).toBe(303);
    expect(await figures(procurement)).toEqual([{ score: 6, by: 'The Late Moderator' }]);
  });

  it('is settled once by a form that is sent twice, and goes where the first went', async () => {
    const { procurement, path } = await page();
    const form = { ...(await one.form(path)), ...typed('7', 'Most of it is shown.') };
    const row = { table: 'procurement', key: procurement.key };
    const answers = await journey.api.together(row, [() => one.send(path, form), () => one.send(path, form)]);
    answers.push(await one.send(path, form));
    const list = `/procurements/${procurement.id}/moderation`;
    expect(answers.map(({ status, location }) => [status, location])).toEqual([1, 2, 3].map(() => [303, list]));
    expect(await figures(procurement)).toEqual([{ score: 7, by: 'The Moderator' }]);
    const events = await journey.evidence.actions(journey.evidence.buyer.id, procurement.id);
    expect(events.filter((action) => action === 'assessment.moderated')).toHaveLength(1);
  });
});
