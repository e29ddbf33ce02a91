import { readPackContents, verifyPack } from '#pack';
import { unzip } from '#pack/testing';
import { REFS } from '#procurement/testing';
import { type AnsweredProcurement, JudgementJourney } from './judgement-journey';

const CREATE_PACK =
  'mutation ($input: CreateAssurancePackInput!) { createAssurancePack(input: $input) { pack { downloadUrl } } }';
const SAVE_OFFER = 'mutation ($input: SaveOfferInput!) { saveOffer(input: $input) { invitation { id } } }';
const ANSWER = '{ answer reason }';
const SCOPE_TESTS = `query ($id: ID!) { submissions(procurementId: $id) { answers { attestations {
  scopeTest { legalEntity ${ANSWER} product ${ANSWER} dates ${ANSWER} exclusions ${ANSWER} } } } } }`;

describe('the pack of a decision', () => {
  let journey: JudgementJourney;
  beforeAll(async () => {
    journey = await JudgementJourney.begin();
  });
  afterAll(() => journey?.end());

  async function packOf({ id }: AnsweredProcurement): Promise<Buffer> {
    const { data, errors } = await journey.api.send<{ createAssurancePack: { pack: { downloadUrl: string } } }>(
      journey.approver,
      CREATE_PACK,
      { input: { procurementId: id } },
    );
    expect(errors).toEqual([]);
    return (await journey.api.download(journey.approver, data.createAssurancePack.pack.downloadUrl)).body as Buffer;
  }

  it('says what each bidder offers and holds the scope test of each attestation, as those who judged saw it', async () => {
    const { first, rows } = journey.evidence;
    const product = await rows.product(first, 'Fictional Camera');
    const about = { product, versions: ['4.x'], sites: ['Leeds'] };
    const attested = await rows.attestation(first, 'TM-CAMERA', 'VERIFIED', { issued: -30, expires: 300 }, about);
    const places = [{ name: 'York depot', region: 'TLE' }];
    const awarded = await journey.asked([first], { places });
    const invitation = await journey.evidence.invitationOf(first, awarded);
    await journey.evidence.save(first, invitation.id, REFS.GATE, { attestationIds: [attested] });
    const products = [{ productId: product, version: '4.2' }];
    const offer = await journey.api.send(first.editor, SAVE_OFFER, {
      input: { invitationId: invitation.id, products, sites: ['LEEDS'] },
    });
    expect(offer.errors).toEqual([]);
    for (const ref of [REFS.STRONG, REFS.PLAIN]) await journey.evidence.save(first, invitation.id, ref);
    await journey.api.done(first.signatory, 'SubmitResponse', { input: { invitationId: invitation.id } });
    await rows.deadlinePasses(awarded);
    const seen = await journey.api.send<{ submissions: { answers: { attestations: { scopeTest: object }[] }[] }[] }>(
      journey.evidence.buyer.viewer,
      SCOPE_TESTS,
      { id: awarded.id },
    );
    await journey.declare(journey.assessor, awarded);
    await journey.assessAll(journey.assessor, awarded, first, [{ score: 9 }, { score: 7 }]);
    await journey.acceptAgreed(journey.moderator, awarded);
    expect((await journey.decide(journey.approver, awarded, first)).errors).toEqual([]);

    const zip = await packOf(awarded);
    const { ok, checks } = await verifyPack(zip);
    expect(ok).toBe(true);
    expect(checks).toContainEqual(expect.objectContaining({ name: 'scope', outcome: 'PASSED' }));
    const files = await unzip(zip);
    const contents = readPackContents(JSON.parse(String(files.get('pack.json'))));
    const candidateId = awarded.candidates.get(first.name);
    expect(contents.offers).toEqual([
      { candidateId, products: [{ id: product, name: 'Fictional Camera', version: '4.2' }], sites: ['LEEDS'] },
    ]);
    expect(contents.procurement.places).toEqual([
      { name: 'York depot', region: { code: 'TLE', name: 'Yorkshire and The Humber' } },
    ]);
    const [gate, ...others] = contents.answers;
    expect(gate.attestations).toMatchObject([{ id: attested, product: { id: product, name: 'Fictional Camera' } }]);
    const [{ scopeTest }] = seen.data.submissions[0].answers[0].attestations;
    expect(gate.scopeTests).toEqual([{ attestationId: attested, ...scopeTest }]);
    expect(scopeTest).toMatchObject({
      product: { answer: 'YES' },
      dates: { answer: 'UNKNOWN' },
      exclusions: { answer: 'YES' },
    });
    expect(others.map(({ scopeTests }) => scopeTests)).toEqual([[], []]);
    const page = String(files.get('index.html'));
    expect(page).toContain('What it offers: Fictional Camera 4.2');
    expect(page).toContain('From where it would operate: LEEDS');
    expect(page).toContain('York depot (Yorkshire and The Humber)');
    expect(String(files.get('evidence.csv'))).toContain('It covers “4.x”, and 4.2 is within that.');
  });
});
