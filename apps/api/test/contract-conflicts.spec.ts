import { dayOf } from '#pack';
import type { Answer } from './harness';
import { type AnsweredProcurement, JudgementJourney } from './judgement-journey';

const RECORD = 'mutation ($input: RecordContractInput!) { recordContract(input: $input) { procurement { stage } } }';
const CLOSE = 'mutation ($input: CloseProcurementInput!) { closeProcurement(input: $input) { procurement { stage } } }';

describe('after the award', () => {
  let journey: JudgementJourney;
  let procurement: AnsweredProcurement;
  let conflicted: string;
  beforeAll(async () => {
    journey = await JudgementJourney.begin();
    const { first, buyer, rows } = journey.evidence;
    procurement = await journey.answered([first]);
    conflicted = await rows.person(buyer.id, 'Who Has A Conflict', ['EDITOR', 'APPROVER']);
    expect((await journey.declare(conflicted, procurement, true)).errors).toEqual([]);
    await journey.declare(journey.assessor, procurement);
    await journey.assessAll(journey.assessor, procurement, first, [{ score: 8 }, { score: 6 }]);
    await journey.acceptAgreed(journey.moderator, procurement);
    expect((await journey.decide(journey.approver, procurement, first)).errors).toEqual([]);
  });
  afterAll(() => journey.end());

  const send = (who: string, operation: string, more: object = {}): Promise<Answer<object>> =>
    journey.api.send(who, operation, { input: { procurementId: procurement.id, ...more } });
  const signed = () => ({ signedOn: dayOf(new Date().toISOString()) });

  async function expectRefused(answer: Answer<object>, part: string, stage: string): Promise<void> {
    expect(answer.errors).toMatchObject([
      {
        message: `You declared a conflict of interest, so you cannot ${part} here. Ask a colleague who has none.`,
        extensions: { code: 'FORBIDDEN' },
      },
    ]);
    expect((await journey.read(procurement)).stage).toBe(stage);
  }

  it('who declared a conflict of interest neither records the contract nor closes the procurement', async () => {
    await expectRefused(await send(conflicted, RECORD, signed()), 'record the contract', 'DECIDED');
    await expectRefused(await send(conflicted, CLOSE), 'close the procurement', 'DECIDED');
  });

  it('who declared nothing, or no conflict, does both', async () => {
    const recorded = await send(journey.approver, RECORD, signed());
    expect(recorded.data).toEqual({ recordContract: { procurement: { stage: 'CONTRACT' } } });
    await expectRefused(await send(conflicted, CLOSE), 'close the procurement', 'CONTRACT');
    expect((await send(journey.assessor, CLOSE)).data).toEqual({ closeProcurement: { procurement: { stage: 'CLOSED' } } });
  });
});
