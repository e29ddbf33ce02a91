import { REFS } from '#procurement/testing';
import { ConsentJourney, day, type Mine, MINE } from './consent-journey';
import { CANCEL, codes, EvidenceJourney } from './evidence-journey';

const CLOSED = 'query ($id: ID!) { evidenceInvitation(id: $id) { closedDocuments { id fileName closed { reason } } } }';
const SUBMIT = 'mutation ($input: SubmitResponseInput!) { submitResponse(input: $input) { submission { number } } }';

let consent: ConsentJourney;
let journey: EvidenceJourney;

beforeAll(async () => {
  consent = await ConsentJourney.begin();
  journey = consent.evidence;
});

afterAll(() => consent?.end());

describe('a document that is evidence', () => {
  it('can be opened by no one of the buyer once it is withdrawn, and its name, its hash and who had opened it stay', async () => {
    const document = await journey.upload(journey.first, 'drawing.txt');
    const procurement = await consent.answeredWith(document, true);
    const { viewer } = journey.buyer;
    expect(await consent.status(viewer, document)).toBe(200);
    const before = await journey.api.send<Mine>(journey.first.editor, MINE, { id: document });
    expect(before.data.myDocument).toMatchObject({
      scan: 'NOT_SCANNED',
      uses: [{ kind: 'ANSWER', refs: ['R3'], buyerName: 'Fictional Council' }],
      readers: [{ buyer: { id: consent.buyerId }, state: 'OPEN', until: null, openings: 1, history: [{ act: 'ANSWERED' }] }],
      readings: [{ name: 'Buyer Viewer', organisation: 'Fictional Council' }],
    });

    expect((await consent.withdraw(journey.first, document)).errors).toEqual([]);
    const refused = await journey.api.get(viewer, `/documents/${document}`);
    expect(refused.status).toBe(403);
    expect(JSON.stringify(refused.body)).toMatch(
      /First Fictional Ltd withdrew this document on .* It holds a drawing of a site\./,
    );
    const specification = await journey.api.send(
      journey.buyer.editor,
      'query ($id: ID!) { specification(documentId: $id) { requirements { text } } }',
      { id: document },
    );
    expect(codes(specification)).toEqual(['NOT_FOUND']);
    expect(await consent.evidenceOf(procurement)).toEqual([
      {
        id: document,
        fileName: 'drawing.txt',
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        closed: {
          withdrawnAt: expect.stringMatching(/Z$/) as string,
          reason: 'It holds a drawing of a site.',
          endedOn: null,
        },
      },
    ]);
    const after = await journey.api.send<Mine>(journey.first.editor, MINE, { id: document });
    expect(after.data.myDocument.readers).toMatchObject([
      {
        state: 'WITHDRAWN',
        openings: 1,
        history: [{ act: 'ANSWERED' }, { act: 'WITHDRAWN', byName: 'Editor of First Fictional Ltd' }],
      },
    ]);
    // The supplier opens its own as before, and whoever is not a party knows of nothing.
    expect(await consent.status(journey.first.editor, document)).toBe(200);
    expect(await consent.status(journey.second.editor, document)).toBe(404);
  });

  it('is withdrawn in the records of both, and the buyer is told of which response, without its name', async () => {
    const document = await journey.upload(journey.first, 'told.txt');
    const procurement = await consent.answeredWith(document, true);
    await consent.withdraw(journey.first, document);
    expect(await journey.actions(journey.first.organisationId, document)).toEqual(['document.uploaded', 'document.withdrawn']);
    expect(await journey.actions(journey.buyer.id, document)).toEqual(['document.withdrawn']);
    const [letter] = (await consent.told('DOCUMENT_WITHDRAWN')).filter(
      ({ procurement_id }) => procurement_id === procurement.key,
    );
    expect(letter.text).toContain('has withdrawn a document that is evidence in its response to “Parking sensors');
    expect(letter.text).not.toContain('told.txt');
    const [{ detail }] = await journey.rows.query<{ detail: object }>(
      `SELECT detail FROM audit_event WHERE organisation_id = $1 AND subject_id = $2 AND action = 'document.withdrawn'`,
      [journey.buyer.id, document],
    );
    expect(Object.keys(detail).sort()).toEqual(['buyer', 'sha256', 'supplier']);
    // What is withdrawn is not withdrawn again.
    expect(codes(await consent.withdraw(journey.first, document))).toEqual(['ILLEGAL_TRANSITION']);
  });

  it('is withdrawn from a sealed answer without a word to the buyer, who finds it withdrawn at the deadline', async () => {
    const document = await journey.upload(journey.first, 'sealed.txt');
    const procurement = await consent.answeredWith(document, false);
    expect(await consent.stateOf(journey.first, document)).toBe('SEALED');
    const before = (await consent.told('DOCUMENT_WITHDRAWN')).length;
    expect((await consent.withdraw(journey.first, document)).errors).toEqual([]);
    expect(await journey.actions(journey.buyer.id, document)).toEqual([]);
    expect((await consent.told('DOCUMENT_WITHDRAWN')).length).toBe(before);
    await journey.rows.deadlinePasses(procurement);
    expect(await consent.status(journey.buyer.viewer, document)).toBe(403);
    expect(await consent.evidenceOf(procurement)).toMatchObject([
      { id: document, closed: { reason: 'It holds a drawing of a site.' } },
    ]);
  });

  it('is given again by a response only where whoever submits says so', async () => {
    const document = await journey.upload(journey.first, 'again.txt');
    await consent.answeredWith(document, true);
    await consent.withdraw(journey.first, document);
    const procurement = await journey.requested([journey.first]);
    const { id } = await journey.invitationOf(journey.first, procurement);
    for (const ref of [REFS.GATE, REFS.STRONG]) await journey.save(journey.first, id, ref);
    await journey.save(journey.first, id, REFS.PLAIN, { documentIds: [document] });
    const asked = await journey.api.send<{ evidenceInvitation: object }>(journey.first.editor, CLOSED, { id });
    expect(asked.data.evidenceInvitation).toEqual({
      closedDocuments: [{ id: document, fileName: 'again.txt', closed: { reason: 'It holds a drawing of a site.' } }],
    });
    const silent = await journey.api.send(journey.first.signatory, SUBMIT, { input: { invitationId: id } });
    expect(silent.errors[0]).toMatchObject({
      message: expect.stringContaining('again.txt') as string,
      extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'documentsGivenAgain' }] },
    });
    const input = { invitationId: id, documentsGivenAgain: [document] };
    expect((await journey.api.send(journey.first.signatory, SUBMIT, { input })).errors).toEqual([]);
    // It was open to the buyer once; now it opens at the deadline of this request, and not before.
    expect([await consent.stateOf(journey.first, document), await consent.status(journey.buyer.viewer, document)]).toEqual([
      'SEALED',
      404,
    ]);
    await journey.rows.deadlinePasses(procurement);
    expect([await consent.stateOf(journey.first, document), await consent.status(journey.buyer.viewer, document)]).toEqual([
      'OPEN',
      200,
    ]);
  });

  it('can be given an end, which comes with its day and waits for nothing', async () => {
    const document = await journey.upload(journey.first, 'ending.txt');
    const procurement = await consent.answeredWith(document, true);
    expect((await consent.grant(journey.first, document, day(0))).errors).toEqual([]);
    expect(await consent.status(journey.buyer.viewer, document)).toBe(200);
    await consent.lastDayPasses(document);
    expect([await consent.stateOf(journey.first, document), await consent.status(journey.buyer.viewer, document)]).toEqual([
      'ENDED',
      403,
    ]);
    expect(await consent.evidenceOf(procurement)).toMatchObject([
      { id: document, closed: { withdrawnAt: null, endedOn: day(-1) } },
    ]);
    expect((await consent.grant(journey.first, document, day(30))).errors).toEqual([]);
    expect(await consent.status(journey.buyer.viewer, document)).toBe(200);
  });
});

describe('a document of answers that stay sealed since nobody assessed them', () => {
  it('is opened by nobody of the buyer unless its supplier says so', async () => {
    const document = await journey.upload(journey.first, 'unread.txt');
    const procurement = await consent.answeredWith(document, false);
    const input = { procurementId: procurement.id, reason: 'No budget.' };
    expect((await journey.api.send(journey.buyer.editor, CANCEL, { input })).errors).toEqual([]);
    await journey.rows.deadlinePasses(procurement);
    expect([await consent.stateOf(journey.first, document), await consent.status(journey.buyer.viewer, document)]).toEqual([
      'SEALED',
      404,
    ]);
  });

  it('is opened by the buyer where its supplier lets it, who bids to it no more', async () => {
    const document = await journey.upload(journey.third, 'read-after-all.txt');
    const procurement = await consent.answeredWith(document, false, journey.third);
    const input = { procurementId: procurement.id, reason: 'No budget.' };
    expect((await journey.api.send(journey.buyer.editor, CANCEL, { input })).errors).toEqual([]);
    await journey.rows.deadlinePasses(procurement);
    expect((await consent.grant(journey.third, document, day(1))).errors).toEqual([]);
    expect([await consent.stateOf(journey.third, document), await consent.status(journey.buyer.viewer, document)]).toEqual([
      'OPEN',
      200,
    ]);
  });
});
