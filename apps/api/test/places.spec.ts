import { hashOf } from '#pack';
import { type FictionalSupplier, type ReadyProcurement, REFS } from '#procurement/testing';
import { codes, EvidenceJourney, type Invited, TOMORROW } from './evidence-journey';
import type { Answer } from './harness';

const PLACES = 'places { name region { code name } }';
const CREATE = `mutation ($input: CreateProcurementInput!) { createProcurement(input: $input) { procurement { id ${PLACES} } } }`;
const UPDATE = `mutation ($input: UpdateProcurementInput!) { updateProcurement(input: $input) { procurement { title ${PLACES} } } }`;
const FROM_NOTICE = `mutation ($input: CreateProcurementFromNoticeInput!) { createProcurementFromNotice(input: $input) {
  procurement { id ${PLACES} } warnings { path message } } }`;
const SAVE_OFFER = 'mutation ($input: SaveOfferInput!) { saveOffer(input: $input) { invitation { offer { version sites } } } }';
const INVITATION = `query ($id: ID!) { evidenceInvitation(id: $id) { hasUnsubmittedChanges offer { sites products { name } }
  procurement { ${PLACES} } submissions { offerSites } } }`;
const SUBMITTED = `query ($id: ID!) { submissions(procurementId: $id) { hash offerSites answers { attestations {
  scopeTest { exclusions { answer reason } } } } } }`;

interface Place {
  name: string;
  region: { code: string; name: string } | null;
}
interface Read {
  hash: string;
  offerSites: string[];
  answers: { attestations: { scopeTest: { exclusions: { answer: string; reason: string } } }[] }[];
}

let journey: EvidenceJourney;
beforeAll(async () => {
  journey = await EvidenceJourney.begin();
});
afterAll(() => journey?.end());

describe('the places of a procurement', () => {
  const created = (
    places: object[],
  ): Promise<Answer<{ createProcurement: { procurement: { id: string; places: Place[] } } }>> =>
    journey.api.send(journey.buyer.editor, CREATE, { input: { title: 'Cameras (invented)', places } });
  const change = (procurementId: string, more: object): Promise<Answer<{ updateProcurement: { procurement: object } }>> =>
    journey.api.send(journey.buyer.editor, UPDATE, { input: { procurementId, ...more } });

  it('are said with what is bought, each once, with a region where that is known, and stay until they are said anew', async () => {
    const { data, errors } = await created([
      { name: ' Civic Centre data room ', region: 'TLI' },
      { name: 'CIVIC CENTRE DATA ROOM.', region: 'TLI' },
      { name: 'Supplier’s cloud in the UK' },
    ]);
    expect(errors).toEqual([]);
    const { id, places } = data.createProcurement.procurement;
    const said = [
      { name: 'Civic Centre data room', region: { code: 'TLI', name: 'London' } },
      { name: 'Supplier’s cloud in the UK', region: null },
    ];
    expect(places).toEqual(said);
    expect((await change(id, { title: 'Cameras' })).data.updateProcurement.procurement).toEqual({
      title: 'Cameras',
      places: said,
    });
    expect((await change(id, { places: [{ name: 'Depot 2' }] })).data.updateProcurement.procurement).toMatchObject({
      places: [{ name: 'Depot 2', region: null }],
    });
    expect((await change(id, { places: [] })).data.updateProcurement.procurement).toMatchObject({ places: [] });
    expect(await journey.actions(journey.buyer.id, id)).toContain('procurement.changed');
  });

  it.each<[string, object[], string, RegExp]>([
    ['no name', [{ name: 'Depot' }, { name: ' – ' }], 'places.1.name', /One of the places has no name/],
    ['nothing at all', [{ name: '' }], 'places.0.name', /is empty; say what the place is called/],
    [
      'the name of another',
      [
        { name: 'Depot', region: 'TLI' },
        { name: 'depot', region: 'TLE' },
      ],
      'places.1.name',
      /Two places are called “depot”\. Add to their names what tells them apart/,
    ],
    ['a region that there is not', [{ name: 'Depot', region: 'XX' }], 'places', /There is no region "XX"/],
    ['twenty others', Array.from({ length: 21 }, (_, n) => ({ name: `Depot ${n}` })), 'places', /more than 20 places/],
  ])('are refused where one has %s', async (_what, places, path, message) => {
    const { errors } = await created(places);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    const { fields } = errors[0].extensions as unknown as { fields: { path: string; message: string }[] };
    expect(fields).toEqual([{ path, message: expect.stringMatching(message) as string }]);
  });

  it('change no more once the criteria are locked', async () => {
    const { id } = await journey.rows.procurement(journey.buyer.id, [journey.first]);
    expect(codes(await change(id, { places: [{ name: 'Depot' }] }))).toEqual(['ILLEGAL_TRANSITION']);
  });

  it('are taken from a notice where it names regions, which can be put in other words', async () => {
    const items = (...regions: string[]) => [{ id: '1', deliveryAddresses: regions.map((region) => ({ region })) }];
    const made = async (tender: object) => {
      const release = { ocid: 'ocds-test-1', id: '1', tag: ['tender'], tender: { title: 'Cameras (invented)', ...tender } };
      const { data, errors } = await journey.api.send<{
        createProcurementFromNotice: { procurement: { id: string; places: Place[] }; warnings: object[] };
      }>(journey.buyer.editor, FROM_NOTICE, { input: { release } });
      expect(errors).toEqual([]);
      return data.createProcurementFromNotice;
    };
    const { procurement, warnings } = await made({ items: items('UKI', 'UKN', 'UKN0', 'UKI') });
    expect(warnings).toEqual([]);
    expect(procurement.places).toMatchObject([
      { name: 'London', region: { code: 'TLI' } },
      { name: 'Northern Ireland', region: { code: 'TLN' } },
    ]);
    // What was taken can be saved as it stands.
    const asTaken = procurement.places.map(({ name, region }) => ({ name, region: region?.code }));
    expect((await change(procurement.id, { places: asTaken })).errors).toEqual([]);
    const abroad = [{ id: '1', deliveryAddresses: [{ region: 'CY000', countryName: 'Cyprus' }, { region: 'UKI' }, {}] }];
    expect(await made({ items: abroad })).toMatchObject({
      procurement: { places: [{ name: 'Cyprus', region: null }, { name: 'London' }] },
      warnings: [],
    });
    expect(await made({ items: items('ZZ9') })).toMatchObject({
      procurement: { places: [] },
      warnings: [
        { path: 'tender.items', message: expect.stringContaining('not known here: ZZ9. Say in the description') as string },
      ],
    });
    const known = await journey.rows.query<{ code: string }>(
      `SELECT min(nuts_code) AS code FROM nuts_region GROUP BY name ORDER BY 1 LIMIT 21`,
    );
    expect(await made({ items: items(...known.map(({ code }) => code)) })).toMatchObject({
      procurement: { places: [] },
      warnings: [{ message: expect.stringContaining('names 21 places of delivery, and 20 at most') as string }],
    });
  });
});

describe('where a supplier would operate', () => {
  let first: FictionalSupplier;
  /** Of the sites Leeds and York. */
  let attested: string;

  beforeAll(async () => {
    ({ first } = journey);
    const sites = ['Leeds', 'York'];
    attested = await journey.rows.attestation(first, 'TM-SITES', 'VERIFIED', { issued: -30, expires: 300 }, { sites });
  });

  /** A procurement of some places, in which the first supplier answers with that attestation. */
  async function asked(places: { name: string; region: string | null }[]): Promise<[ReadyProcurement, Invited]> {
    const procurement = await journey.rows.procurement(journey.buyer.id, [first]);
    await journey.rows.query('UPDATE procurement SET places = $2 WHERE id = $1', [procurement.key, JSON.stringify(places)]);
    const input = { procurementId: procurement.id, message: 'Please show it.', dueAt: TOMORROW() };
    await journey.api.done(journey.buyer.editor, 'RequestEvidence', { input });
    const invitation = await journey.invitationOf(first, procurement);
    for (const ref of Object.values(REFS)) await journey.save(first, invitation.id, ref, { attestationIds: [attested] });
    return [procurement, invitation];
  }

  const save = ({ id }: Invited, more: object): Promise<Answer<{ saveOffer: object }>> =>
    journey.api.send(first.editor, SAVE_OFFER, { input: { invitationId: id, products: [], ...more } });
  const submit = ({ id }: Invited) => journey.api.done(first.signatory, 'SubmitResponse', { input: { invitationId: id } });
  const mine = async ({ id }: Invited) =>
    (await journey.api.send<{ evidenceInvitation: object }>(first.editor, INVITATION, { id })).data.evidenceInvitation;
  const submitted = async ({ id }: ReadyProcurement) =>
    (await journey.api.send<{ submissions: Read[] }>(journey.buyer.viewer, SUBMITTED, { id })).data.submissions;

  it('is read beside the places of the procurement, and kept until it is said anew', async () => {
    const [, invitation] = await asked([{ name: 'Civic Centre', region: 'TLE' }]);
    expect(await mine(invitation)).toMatchObject({
      offer: null,
      procurement: { places: [{ name: 'Civic Centre', region: { code: 'TLE' } }] },
    });
    expect((await save(invitation, { sites: [' Leeds', 'LEEDS.', 'Hull'] })).data.saveOffer).toEqual({
      invitation: { offer: { version: 1, sites: ['Leeds', 'Hull'] } },
    });
    await save(invitation, { products: [{ name: 'Camera' }] });
    expect(await mine(invitation)).toMatchObject({ offer: { sites: ['Leeds', 'Hull'], products: [{ name: 'Camera' }] } });
    const nameless = await save(invitation, { sites: ['Leeds', ' . '] });
    expect(nameless.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'sites.1' }] } }]);
    await save(invitation, { sites: [] });
    expect(await mine(invitation)).toMatchObject({ offer: { sites: [], products: [] } });
  });

  it('is sealed and hashed with the answers, and makes what was submitted out of date', async () => {
    const [procurement, invitation] = await asked([]);
    await save(invitation, { sites: ['York'] });
    await submit(invitation);
    expect(await mine(invitation)).toMatchObject({ hasUnsubmittedChanges: false, submissions: [{ offerSites: ['York'] }] });
    await save(invitation, { sites: ['Leeds'] });
    expect(await mine(invitation)).toMatchObject({ hasUnsubmittedChanges: true });
    expect(await submitted(procurement)).toEqual([]);
    await journey.rows.deadlinePasses(procurement);
    const [{ offerSites, hash }] = await submitted(procurement);
    expect(offerSites).toEqual(['York']);
    const [{ answers, sites }] = await journey.rows.query<{ answers: unknown; sites: unknown }>(
      'SELECT answers, offer_sites AS sites FROM submission WHERE invitation_id = $1',
      [invitation.id.slice(4)],
    );
    expect(hash).toBe(hashOf({ invitationId: invitation.id.slice(4), number: 1, answers, offerSites: sites }));
    // An editor who has declared nothing is shown no answers, and not this of them either.
    const undeclared = `query ($id: ID!) { evidenceRequest(procurementId: $id) { invitations { submissions { offerSites } } } }`;
    expect(codes(await journey.api.send(journey.buyer.editor, undeclared, { id: procurement.id }))).toContain('FORBIDDEN');
  });

  it.each([
    ['the places, where it does not say', [{ name: 'LEEDS', region: null }], [], 'YES', 'run or delivered: LEEDS.'],
    ['places of which one is no site', [{ name: 'Hull', region: null }], [], 'UNKNOWN', 'at Hull: it is not among the sites'],
    [
      'its own sites, whatever the places',
      [{ name: 'Hull', region: null }],
      ['york'],
      'YES',
      'the supplier would operate: york.',
    ],
    [
      'sites that are not attested',
      [{ name: 'Leeds', region: null }],
      ['Hull'],
      'UNKNOWN',
      'would operate from Hull: it is not',
    ],
    ['nothing, where nobody says', [], [], 'UNKNOWN', 'which neither the procurement nor the offer states'],
  ])('has its attestations held against %s', async (_what, places, sites, answer, reason) => {
    const [procurement, invitation] = await asked(places);
    await save(invitation, { sites });
    await submit(invitation);
    await journey.rows.deadlinePasses(procurement);
    const [{ answers }] = await submitted(procurement);
    expect(answers.map(({ attestations }) => attestations[0].scopeTest.exclusions)).toEqual(
      Array(3).fill({ answer, reason: expect.stringContaining(reason) as string }),
    );
  });

  it('makes judgements out of date where it is elsewhere than was judged', async () => {
    const [procurement, invitation] = await asked([]);
    await save(invitation, { sites: ['York'] });
    await submit(invitation);
    await journey.rows.deadlinePasses(procurement);
    const input = { invitationId: invitation.id, wanted: 'Say from where.', dueAt: TOMORROW() };
    await journey.api.done(journey.buyer.editor, 'RequestChanges', { input });
    await save(invitation, { sites: ['Hull'] });
    await submit(invitation);
    const changed = await journey.rows.query(
      `SELECT set_config('assay.organisation', $2, false), (SELECT count(*)::int FROM answers_changed($1)) AS count`,
      [procurement.key, journey.buyer.id],
    );
    expect(changed).toMatchObject([{ count: 3 }]);
  });
});
