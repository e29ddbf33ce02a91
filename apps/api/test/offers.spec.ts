import { hashOf } from '#pack';
import { FictionalSupplier, ReadyProcurement, REFS } from '#procurement/testing';
import { codes, EvidenceJourney, Invited } from './evidence-journey';
import { Answer } from './harness';

const SAVE = 'mutation ($input: SaveOfferInput!) { saveOffer(input: $input) { invitation { offer { version } } } }';
const OFFER = `query ($id: ID!) { evidenceInvitation(id: $id) { state hasUnsubmittedChanges
  offer { version products { productId name version } } submissions { number offer { name version } } } }`;
const SUBMITTED = `query ($id: ID!) { submissions(procurementId: $id) { hash offer { productId name version } answers {
  requirement { ref } attestations { productName scopeTest { product { answer reason } exclusions { answer reason } } } } } }`;
const INVITED =
  'query ($id: ID!) { evidenceRequest(procurementId: $id) { invitations { id offer { version } submissions { offer { name } } } } }';

interface Product {
  productId: string | null;
  name: string;
  version: string | null;
}
interface Read {
  hash: string;
  offer: Product[];
  answers: {
    requirement: { ref: string };
    attestations: {
      productName: string | null;
      scopeTest: Record<'product' | 'exclusions', { answer: string; reason: string }>;
    }[];
  }[];
}

describe('what a supplier offers', () => {
  let journey: EvidenceJourney;
  let first: FictionalSupplier;
  let camera: string;
  let hub: string;
  let ofAnother: string;
  /** About the camera, in the versions 4.x, at a site. */
  let attested: string;

  beforeAll(async () => {
    journey = await EvidenceJourney.begin();
    ({ first } = journey);
    const { rows, second } = journey;
    camera = await rows.product(first, 'Fictional Camera');
    hub = await rows.product(first, 'Fictional Hub');
    ofAnother = await rows.product(second, 'Camera of another');
    const about = { product: camera, versions: ['4.x'], sites: ['Leeds'] };
    attested = await rows.attestation(first, 'TM-CAMERA', 'VERIFIED', { issued: -30, expires: 300 }, about);
  });
  afterAll(() => journey?.end());

  function save(invitation: Invited, products: object[], more: object = {}, who = first.editor): Promise<Answer<object>> {
    return journey.api.send(who, SAVE, { input: { invitationId: invitation.id, products, ...more } });
  }

  /** A procurement in which the first supplier answers with the camera's attestation. */
  async function asked(): Promise<{ procurement: ReadyProcurement; invitation: Invited }> {
    const procurement = await journey.requested();
    const invitation = await journey.invitationOf(first, procurement);
    for (const ref of Object.values(REFS)) await journey.save(first, invitation.id, ref, { attestationIds: [attested] });
    return { procurement, invitation };
  }

  const submit = ({ id }: Invited) => journey.api.done(first.signatory, 'SubmitResponse', { input: { invitationId: id } });

  async function readBy(who: string, { id }: ReadyProcurement): Promise<Read[]> {
    const { data, errors } = await journey.api.send<{ submissions: Read[] }>(who, SUBMITTED, { id });
    expect(errors).toEqual([]);
    return data.submissions;
  }

  it('is sealed with its answers, hashed with them, and evidence is held against it, product and version', async () => {
    const { procurement, invitation } = await asked();
    expect((await save(invitation, [{ productId: camera, version: ' 4.2 ' }])).errors).toEqual([]);
    const before = await journey.api.send(journey.buyer.viewer, INVITED, { id: procurement.id });
    expect(JSON.stringify(before.data)).not.toContain('Fictional Camera');
    await submit(invitation);
    expect(await readBy(journey.buyer.viewer, procurement)).toEqual([]);
    await journey.rows.deadlinePasses(procurement);

    const [submission] = await readBy(journey.buyer.viewer, procurement);
    expect(submission.offer).toEqual([{ productId: camera, name: 'Fictional Camera', version: '4.2' }]);
    expect(submission.answers).toHaveLength(3);
    for (const { attestations } of submission.answers)
      expect(attestations).toEqual([
        {
          productName: 'Fictional Camera',
          scopeTest: {
            product: { answer: 'YES', reason: 'It is about Fictional Camera. It covers “4.x”, and 4.2 is within that.' },
            exclusions: { answer: 'UNKNOWN', reason: expect.stringContaining('It covers the sites Leeds alone: compare') },
          },
        },
      ]);
    const [stored] = await journey.rows.query<{ invitation_id: string; number: number; answers: unknown; offer: unknown }>(
      'SELECT invitation_id, number, answers, offer FROM submission WHERE invitation_id = $1',
      [invitation.id.slice(4)],
    );
    const { invitation_id: invitationId, number, answers, offer } = stored;
    expect(submission.hash).toBe(hashOf({ invitationId, number, answers, offer }));
    // The working copy stays the supplier's own.
    const after = await journey.api.send<{ evidenceRequest: { invitations: { offer: null }[] } }>(
      journey.buyer.viewer,
      INVITED,
      {
        id: procurement.id,
      },
    );
    expect(after.data.evidenceRequest.invitations.map((one) => one.offer)).toEqual([null, null]);
  });

  it.each([
    ['another version', { name: 'fictional camera', version: '5.0' }, 'NO'],
    ['no version', { name: 'Fictional Camera' }, 'UNKNOWN'],
    ['a product of which nothing is attested', { name: 'Fictional Hub', version: '4.2' }, 'NO'],
    ['a product that is not listed', { name: 'Fictional Camera Plus', version: '4.2' }, 'UNKNOWN'],
  ])('is never covered where it is %s', async (_what, offered, answer) => {
    const { procurement, invitation } = await asked();
    expect((await save(invitation, [offered])).errors).toEqual([]);
    await submit(invitation);
    await journey.rows.deadlinePasses(procurement);
    const [submission] = await readBy(journey.buyer.viewer, procurement);
    expect(submission.answers[0].attestations[0].scopeTest.product.answer).toBe(answer);
    const listed = { 'fictional camera': camera, 'fictional hub': hub }[offered.name.toLowerCase()] ?? null;
    expect(submission.offer[0].productId).toBe(listed);
  });

  it('is what it was shortlisted for where it says nothing, which no version of an attestation is held against', async () => {
    const procurement = await journey.rows.procurement(journey.buyer.id, [first, journey.second]);
    const input = { procurementId: procurement.id, supplierId: `sup_${first.supplierId}`, reason: 'Makes such cameras.' };
    const shortlist = (more: object) =>
      journey.api.run(journey.buyer.editor, 'ShortlistSupplier', { input: { ...input, ...more } });
    expect(codes(await shortlist({ productIds: [ofAnother] }))).toEqual(['BAD_USER_INPUT']);
    expect((await shortlist({ productIds: [camera] })).errors).toEqual([]);
    // Said again with other words and no products, it is for the same.
    expect((await shortlist({ reason: 'Makes them well.' })).errors).toEqual([]);
    const candidates = 'query ($id: ID!) { procurement(id: $id) { candidates { reason products { id name } } } }';
    const { data } = await journey.api.send<{ procurement: { candidates: { reason: string; products: object[] }[] } }>(
      journey.buyer.viewer,
      candidates,
      { id: procurement.id },
    );
    expect(data.procurement.candidates.find(({ reason }) => reason === 'Makes them well.')?.products).toEqual([
      { id: camera, name: 'Fictional Camera' },
    ]);
    await journey.api.done(journey.buyer.editor, 'RequestEvidence', {
      input: { procurementId: procurement.id, message: 'Show it.', dueAt: new Date(Date.now() + 86_400_000).toISOString() },
    });
    const invitation = await journey.invitationOf(first, procurement);
    for (const ref of Object.values(REFS)) await journey.save(first, invitation.id, ref, { attestationIds: [attested] });
    await submit(invitation);
    await journey.rows.deadlinePasses(procurement);
    const [submission] = await readBy(journey.buyer.viewer, procurement);
    expect(submission.offer).toEqual([]);
    expect(submission.answers[0].attestations[0].scopeTest.product).toEqual({
      answer: 'UNKNOWN',
      reason: 'It covers the versions 4.x of Fictional Camera, and nobody has said which would be supplied.',
    });
  });

  it('is its own products, each with a name, in the place of what a colleague saved only where that is meant', async () => {
    const { invitation } = await asked();
    expect(codes(await save(invitation, [{ productId: ofAnother }]))).toEqual(['NOT_FOUND']);
    expect(codes(await save(invitation, [{ productId: camera }], {}, journey.second.editor))).toEqual(['NOT_FOUND']);
    const nameless = await save(invitation, [{ productId: camera }, { version: '4.2' }]);
    expect(nameless.errors[0]).toMatchObject({
      message: expect.stringContaining('has no name. Choose a listed one, or type its name.') as string,
      extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'products.1.name' }] },
    });
    expect((await save(invitation, [{ productId: camera, version: '4.2' }], { expectedVersion: 0 })).errors).toEqual([]);
    expect(codes(await save(invitation, [], { expectedVersion: 0 }))).toEqual(['CONFLICT']);
    const said = [{ name: 'FICTIONAL CAMERA', version: '4.2' }, { productId: camera, version: '4.2' }, { name: 'Bracket' }];
    expect((await save(invitation, said, { expectedVersion: 1 })).errors).toEqual([]);
    const { data } = await journey.api.send<{ evidenceInvitation: object }>(first.editor, OFFER, { id: invitation.id });
    expect(data.evidenceInvitation).toMatchObject({
      state: 'IN_PROGRESS',
      offer: {
        version: 2,
        products: [
          { productId: camera, name: 'Fictional Camera', version: '4.2' },
          { productId: null, name: 'Bracket', version: null },
        ],
      },
    });
    expect(await journey.actions(first.organisationId, invitation.id)).toEqual(expect.arrayContaining(['offer.saved']));
    expect(await journey.actions(journey.buyer.id, invitation.id)).not.toContain('offer.saved');
  });

  it('is refused after the deadline; before it, another makes what was submitted out of date', async () => {
    const { procurement, invitation } = await asked();
    await save(invitation, [{ productId: camera, version: '4.2' }]);
    await submit(invitation);
    const mine = async () =>
      (await journey.api.send<{ evidenceInvitation: object }>(first.editor, OFFER, { id: invitation.id })).data
        .evidenceInvitation;
    expect(await mine()).toMatchObject({ hasUnsubmittedChanges: false });
    await save(invitation, []);
    expect(await mine()).toMatchObject({
      hasUnsubmittedChanges: true,
      offer: { products: [] },
      submissions: [{ number: 1, offer: [{ name: 'Fictional Camera', version: '4.2' }] }],
    });
    await submit(invitation);
    await journey.rows.deadlinePasses(procurement);
    expect(codes(await save(invitation, [{ productId: camera }]))).toEqual(['ILLEGAL_TRANSITION']);
    expect((await readBy(journey.buyer.viewer, procurement))[0].offer).toEqual([]);
    // Whoever is not shown the answers is not shown what is offered, whichever way they come to it.
    const undeclared = await journey.api.send(journey.buyer.editor, INVITED, { id: procurement.id });
    expect(codes(undeclared)).toContain('FORBIDDEN');
  });

  it('makes judgements out of date where it is another one than was judged', async () => {
    const { procurement, invitation } = await asked();
    await save(invitation, [{ productId: camera, version: '4.2' }]);
    await submit(invitation);
    await journey.rows.deadlinePasses(procurement);
    const changed = () =>
      journey.rows.query(
        `SELECT set_config('assay.organisation', $2, false), (SELECT count(*)::int FROM answers_changed($1)) AS count`,
        [procurement.key, journey.buyer.id],
      );
    expect(await changed()).toMatchObject([{ count: 0 }]);
    const input = {
      invitationId: invitation.id,
      wanted: 'Say which version.',
      dueAt: new Date(Date.now() + 86_400_000).toISOString(),
    };
    await journey.api.done(journey.buyer.editor, 'RequestChanges', { input });
    await submit(invitation);
    expect(await changed()).toMatchObject([{ count: 0 }]);
    await journey.api.done(journey.buyer.editor, 'RequestChanges', { input });
    await save(invitation, [{ productId: camera, version: '5.0' }]);
    await submit(invitation);
    expect(await changed()).toMatchObject([{ count: 3 }]);
  });
});
