import { verifyPack } from '#pack';
import { codes } from './evidence-journey';
import { JudgementJourney } from './judgement-journey';

const CREATE_PACK =
  'mutation ($input: CreateAssurancePackInput!) { createAssurancePack(input: $input) { pack { downloadUrl } } }';

describe('a request that nobody answered', () => {
  let journey: JudgementJourney;

  beforeAll(async () => {
    journey = await JudgementJourney.begin();
  });
  afterAll(() => journey.end());

  it('is decided after the deadline with nobody found suitable, and its pack verifies', async () => {
    const { first, second } = journey.evidence;
    const procurement = await journey.asked([first, second]);
    const early = await journey.decide(journey.approver, procurement, null);
    expect(early.errors).toMatchObject([{ extensions: { code: 'ILLEGAL_TRANSITION' } }]);
    expect(early.errors[0].message).toContain('Responses are sealed until');
    await journey.evidence.rows.deadlinePasses(procurement);

    const won = await journey.decide(journey.approver, procurement, first);
    expect(won.errors[0].message).toContain('This candidate was not assessed, so it cannot win.');
    expect((await journey.read(procurement)).stage).toBe('EVIDENCE');

    expect((await journey.decide(journey.approver, procurement, null)).errors).toEqual([]);
    const { stage, states } = await journey.read(procurement);
    expect([stage, [...states.values()]]).toEqual(['DECIDED', ['NO_RESPONSE', 'NO_RESPONSE']]);

    const { data, errors } = await journey.api.send<{ createAssurancePack: { pack: { downloadUrl: string } } }>(
      journey.approver,
      CREATE_PACK,
      { input: { procurementId: procurement.id } },
    );
    expect(errors).toEqual([]);
    const { body } = await journey.api.download(journey.approver, data.createAssurancePack.pack.downloadUrl);
    const report = await verifyPack(body as Buffer);
    expect(report.checks.filter(({ outcome }) => outcome === 'FAILED')).toEqual([]);
    expect(report.ok).toBe(true);
  });

  it('is not decided over the heads of those who did answer', async () => {
    const { first, second } = journey.evidence;
    const procurement = await journey.answered([first], [second]);
    const refused = await journey.decide(journey.approver, procurement, null);
    expect(codes(refused)).toEqual(['ILLEGAL_TRANSITION']);
    expect(refused.errors[0].message).toContain('Suppliers have answered.');
    expect((await journey.read(procurement)).stage).toBe('EVIDENCE');
  });
});
