import { CANCEL, codes, EvidenceJourney } from './evidence-journey';
import { type FictionalSupplier, type ReadyProcurement, REFS } from '#procurement/testing';
import { Answer } from './harness';

const GRANT =
  'mutation ($input: GrantDocumentInput!) { grantDocument(input: $input) { document { readers { state until } } } }';
const WITHDRAW =
  'mutation ($input: WithdrawDocumentInput!) { withdrawDocument(input: $input) { document { readers { state } } } }';
const MINE = `query ($id: ID!) { myDocument(documentId: $id) { fileName scan uses { kind title refs buyerName }
  readers { buyer { id name } state until openings lastOpenedAt history { act opensAt procurement until reason byName } }
  readings { name organisation } } }`;
const SHARED = '{ sharedDocuments { id fileName supplierName state until withdrawnAt reason } }';
const EVIDENCE = `query ($id: ID!) { submissions(procurementId: $id) { answers { requirement { ref } documents {
  id fileName sha256 closed { withdrawnAt reason endedOn } } } } }`;
const CLOSED = 'query ($id: ID!) { evidenceInvitation(id: $id) { closedDocuments { id fileName closed { reason } } } }';
const SUBMIT = 'mutation ($input: SubmitResponseInput!) { submitResponse(input: $input) { submission { number } } }';

interface Reader {
  buyer: { id: string; name: string };
  state: string;
  until: string | null;
  openings: number;
  history: { act: string; reason: string | null }[];
}

interface Mine {
  myDocument: { uses: object[]; readers: Reader[]; readings: { name: string; organisation: string }[] };
}

let journey: EvidenceJourney;

beforeAll(async () => {
  journey = await EvidenceJourney.begin();
});

afterAll(() => journey?.end());

/** A day some days from today, as London has it. */
const day = (ahead: number): string =>
  new Date(Date.now() + ahead * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Europe/London' });

const buyerId = (): string => `org_${journey.buyer.id}`;

async function stateOf(supplier: FictionalSupplier, document: string): Promise<string | undefined> {
  const { data } = await journey.api.send<Mine>(supplier.editor, MINE, { id: document });
  return data.myDocument.readers[0]?.state;
}

const status = async (who: string, document: string): Promise<number> =>
  (await journey.api.get(who, `/documents/${document}`)).status;

function grant(
  supplier: FictionalSupplier,
  document: string,
  until: string,
  organisationId = buyerId(),
): Promise<Answer<object>> {
  return journey.api.send(supplier.editor, GRANT, { input: { documentId: document, organisationId, until } });
}

function withdraw(
  supplier: FictionalSupplier,
  document: string,
  reason = 'It holds a drawing of a site.',
): Promise<Answer<object>> {
  return journey.api.send(supplier.editor, WITHDRAW, { input: { documentId: document, organisationId: buyerId(), reason } });
}

/** A response whose answer to R3 relies on a document, and whose deadline has passed or not. */
async function answeredWith(document: string, isOver: boolean): Promise<ReadyProcurement & { invitationId: string }> {
  const procurement = await journey.requested([journey.first]);
  const { id } = await journey.invitationOf(journey.first, procurement);
  for (const ref of [REFS.GATE, REFS.STRONG]) await journey.save(journey.first, id, ref);
  await journey.save(journey.first, id, REFS.PLAIN, { documentIds: [document] });
  await journey.api.done(journey.first.signatory, 'SubmitResponse', { input: { invitationId: id } });
  if (isOver) await journey.rows.deadlinePasses(procurement);
  return { ...procurement, invitationId: id };
}

/** A buyer who has asked nobody for anything. */
async function anotherBuyer(): Promise<{ id: string; viewer: string }> {
  const id = await journey.rows.organisation('BUYER', 'Another Fictional Council');
  return { id: `org_${id}`, viewer: await journey.rows.person(id, 'Another Viewer', ['VIEWER']) };
}

async function evidenceOf({ id }: ReadyProcurement): Promise<{ id: string; closed: object | null }[]> {
  const { data, errors } = await journey.api.send<{
    submissions: { answers: { documents: { id: string; closed: object | null }[] }[] }[];
  }>(journey.buyer.viewer, EVIDENCE, { id });
  expect(errors).toEqual([]);
  return data.submissions.flatMap(({ answers }) => answers.flatMap(({ documents }) => documents));
}

const told = (kind: string): Promise<{ text: string; procurement_id: string | null }[]> =>
  journey.rows.query('SELECT text, procurement_id FROM notification WHERE organisation_id = $1 AND kind = $2 ORDER BY id', [
    journey.buyer.id,
    kind,
  ]);

/** Lets the last day of what was granted pass, which nothing but time does to a frozen row. */
async function lastDayPasses(document: string): Promise<void> {
  await journey.rows.query('ALTER TABLE document_consent DISABLE TRIGGER frozen');
  await journey.rows.query(
    'UPDATE document_consent SET until = current_date - 1 WHERE document_id = $1 AND until IS NOT NULL',
    [document.slice('doc_'.length)],
  );
  await journey.rows.query('ALTER TABLE document_consent ENABLE TRIGGER frozen');
}

describe('a document that is evidence', () => {
  it('can be opened by no one of the buyer once it is withdrawn, and its name, its hash and who had opened it stay', async () => {
    const document = await journey.upload(journey.first, 'drawing.txt');
    const procurement = await answeredWith(document, true);
    const { viewer } = journey.buyer;
    expect(await status(viewer, document)).toBe(200);
    const before = await journey.api.send<Mine>(journey.first.editor, MINE, { id: document });
    expect(before.data.myDocument).toMatchObject({
      scan: 'NOT_SCANNED',
      uses: [{ kind: 'ANSWER', refs: ['R3'], buyerName: 'Fictional Council' }],
      readers: [{ buyer: { id: buyerId() }, state: 'OPEN', until: null, openings: 1, history: [{ act: 'ANSWERED' }] }],
      readings: [{ name: 'Buyer Viewer', organisation: 'Fictional Council' }],
    });

    expect((await withdraw(journey.first, document)).errors).toEqual([]);
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
    expect(await evidenceOf(procurement)).toEqual([
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
    expect(await status(journey.first.editor, document)).toBe(200);
    expect(await status(journey.second.editor, document)).toBe(404);
  });

  it('is withdrawn in the records of both, and the buyer is told of which response, without its name', async () => {
    const document = await journey.upload(journey.first, 'told.txt');
    const procurement = await answeredWith(document, true);
    await withdraw(journey.first, document);
    expect(await journey.actions(journey.first.organisationId, document)).toEqual(['document.uploaded', 'document.withdrawn']);
    expect(await journey.actions(journey.buyer.id, document)).toEqual(['document.withdrawn']);
    const [letter] = (await told('DOCUMENT_WITHDRAWN')).filter(({ procurement_id }) => procurement_id === procurement.key);
    expect(letter.text).toContain('has withdrawn a document that is evidence in its response to “Parking sensors');
    expect(letter.text).not.toContain('told.txt');
    const [{ detail }] = await journey.rows.query<{ detail: object }>(
      `SELECT detail FROM audit_event WHERE organisation_id = $1 AND subject_id = $2 AND action = 'document.withdrawn'`,
      [journey.buyer.id, document],
    );
    expect(Object.keys(detail).sort()).toEqual(['buyer', 'sha256', 'supplier']);
    // What is withdrawn is not withdrawn again.
    expect(codes(await withdraw(journey.first, document))).toEqual(['ILLEGAL_TRANSITION']);
  });

  it('is withdrawn from a sealed answer without a word to the buyer, who finds it withdrawn at the deadline', async () => {
    const document = await journey.upload(journey.first, 'sealed.txt');
    const procurement = await answeredWith(document, false);
    expect(await stateOf(journey.first, document)).toBe('SEALED');
    const before = (await told('DOCUMENT_WITHDRAWN')).length;
    expect((await withdraw(journey.first, document)).errors).toEqual([]);
    expect(await journey.actions(journey.buyer.id, document)).toEqual([]);
    expect((await told('DOCUMENT_WITHDRAWN')).length).toBe(before);
    await journey.rows.deadlinePasses(procurement);
    expect(await status(journey.buyer.viewer, document)).toBe(403);
    expect(await evidenceOf(procurement)).toMatchObject([
      { id: document, closed: { reason: 'It holds a drawing of a site.' } },
    ]);
  });

  it('is given again by a response only where whoever submits says so', async () => {
    const document = await journey.upload(journey.first, 'again.txt');
    await answeredWith(document, true);
    await withdraw(journey.first, document);
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
    expect([await stateOf(journey.first, document), await status(journey.buyer.viewer, document)]).toEqual(['SEALED', 404]);
    await journey.rows.deadlinePasses(procurement);
    expect([await stateOf(journey.first, document), await status(journey.buyer.viewer, document)]).toEqual(['OPEN', 200]);
  });

  it('can be given an end, which comes with its day and waits for nothing', async () => {
    const document = await journey.upload(journey.first, 'ending.txt');
    const procurement = await answeredWith(document, true);
    expect((await grant(journey.first, document, day(0))).errors).toEqual([]);
    expect(await status(journey.buyer.viewer, document)).toBe(200);
    await lastDayPasses(document);
    expect([await stateOf(journey.first, document), await status(journey.buyer.viewer, document)]).toEqual(['ENDED', 403]);
    expect(await evidenceOf(procurement)).toMatchObject([{ id: document, closed: { withdrawnAt: null, endedOn: day(-1) } }]);
    expect((await grant(journey.first, document, day(30))).errors).toEqual([]);
    expect(await status(journey.buyer.viewer, document)).toBe(200);
  });
});

describe('a document of answers that stay sealed since nobody assessed them', () => {
  it('is opened by nobody of the buyer unless its supplier says so', async () => {
    const document = await journey.upload(journey.first, 'unread.txt');
    const procurement = await answeredWith(document, false);
    const input = { procurementId: procurement.id, reason: 'No budget.' };
    expect((await journey.api.send(journey.buyer.editor, CANCEL, { input })).errors).toEqual([]);
    await journey.rows.deadlinePasses(procurement);
    expect([await stateOf(journey.first, document), await status(journey.buyer.viewer, document)]).toEqual(['SEALED', 404]);
  });

  it('is opened by the buyer where its supplier lets it, who bids to it no more', async () => {
    const document = await journey.upload(journey.third, 'read-after-all.txt');
    const procurement = await journey.requested([journey.third]);
    const { id } = await journey.invitationOf(journey.third, procurement);
    for (const ref of Object.values(REFS)) await journey.save(journey.third, id, ref, { documentIds: [document] });
    await journey.api.done(journey.third.signatory, 'SubmitResponse', { input: { invitationId: id } });
    const input = { procurementId: procurement.id, reason: 'No budget.' };
    expect((await journey.api.send(journey.buyer.editor, CANCEL, { input })).errors).toEqual([]);
    await journey.rows.deadlinePasses(procurement);
    expect((await grant(journey.third, document, day(1))).errors).toEqual([]);
    expect([await stateOf(journey.third, document), await status(journey.buyer.viewer, document)]).toEqual(['OPEN', 200]);
  });
});

describe('a document that a supplier lets a buyer open by its word', () => {
  it('is opened by that buyer until the day, and by no other; what was granted is listed to it as it stands', async () => {
    const document = await journey.upload(journey.third, 'certificate.txt');
    const { viewer, editor } = journey.buyer;
    const outsider = await anotherBuyer();
    expect(codes(await grant(journey.third, document, day(10), outsider.id))).toEqual(['NOT_FOUND']);

    const procurement = await journey.requested([journey.third]);
    const early = await grant(journey.third, document, day(10));
    expect(early.errors[0].message).toContain('judges your answers alone');
    expect(codes(early)).toEqual(['ILLEGAL_TRANSITION']);
    await journey.api.send(editor, CANCEL, { input: { procurementId: procurement.id, reason: 'No budget.' } });
    for (const until of [day(-1), day(366 * 4)])
      expect((await grant(journey.third, document, until)).errors[0].extensions.fields).toMatchObject([{ path: 'until' }]);
    expect((await grant(journey.third, document, day(10))).errors).toEqual([]);

    expect([await status(viewer, document), await status(outsider.viewer, document)]).toEqual([200, 404]);
    expect(await status(journey.second.editor, document)).toBe(404);
    const shared = await journey.api.send<{ sharedDocuments: object[] }>(viewer, SHARED);
    expect(shared.data.sharedDocuments).toContainEqual({
      id: document,
      fileName: 'certificate.txt',
      supplierName: 'Third Fictional Ltd',
      state: 'OPEN',
      until: day(10),
      withdrawnAt: null,
      reason: null,
    });
    expect((await journey.api.send<{ sharedDocuments: object[] }>(outsider.viewer, SHARED)).data.sharedDocuments).toEqual([]);
    expect((await told('DOCUMENT_GRANTED')).at(-1)?.text).toContain('lets you open the document “certificate.txt” until');

    await withdraw(journey.third, document, 'Replaced.');
    expect(await status(viewer, document)).toBe(403);
    const withdrawn = await journey.api.send<{ sharedDocuments: { id: string }[] }>(viewer, SHARED);
    expect(withdrawn.data.sharedDocuments.find(({ id }) => id === document)).toMatchObject({
      state: 'WITHDRAWN',
      until: null,
      reason: 'Replaced.',
    });
    expect(await journey.actions(journey.buyer.id, document)).toEqual([
      'document.granted',
      'document.read',
      'document.withdrawn',
    ]);
  });

  it('is the supplier’s own: nobody grants or withdraws what is another’s, and no viewer does', async () => {
    const document = await journey.upload(journey.first, 'own.txt');
    await answeredWith(document, true);
    expect(codes(await grant(journey.second, document, day(1)))).toEqual(['NOT_FOUND']);
    expect(codes(await withdraw(journey.second, document))).toEqual(['NOT_FOUND']);
    expect(codes(await journey.api.send(journey.second.editor, MINE, { id: document }))).toEqual(['NOT_FOUND']);
    const input = { documentId: document, organisationId: buyerId(), reason: 'No.' };
    expect(codes(await journey.api.send(journey.first.signatory, WITHDRAW, { input }))).toEqual(['FORBIDDEN']);
    expect(codes(await journey.api.send(journey.buyer.editor, WITHDRAW, { input }))).toEqual(['FORBIDDEN']);
    expect(
      (await journey.api.send(journey.first.editor, WITHDRAW, { input: { ...input, reason: ' ' } })).errors[0].message,
    ).toContain('say why');
    expect(await status(journey.buyer.viewer, document)).toBe(200);
  });
});

describe('the database alone', () => {
  it('lets the application neither grant for another, nor grant to whoever it bids to, nor change what was said', async () => {
    const document = await journey.upload(journey.first, 'locked.txt');
    await journey.requested([journey.first]);
    const application = await journey.api.database.connectAs('application');
    const insert = `INSERT INTO document_consent (id, organisation_id, document_id, buyer_organisation_id, act, until, file_name, sha256, acted_at, acted_by_name)
      VALUES (gen_random_uuid(), $1, $2, $3, 'GRANTED', current_date, 'x', 'x', now(), 'x')`;
    const as = async (organisation: string, sql: string, values: unknown[] = []): Promise<number> => {
      await application.query('BEGIN');
      try {
        await application.query(`SELECT set_config('assay.organisation', $1, true)`, [organisation]);
        return (await application.query(sql, values)).rowCount ?? 0;
      } finally {
        await application.query('ROLLBACK');
      }
    };
    const key = document.slice('doc_'.length);
    const { organisationId } = journey.first;
    for (const whose of [journey.second.organisationId, journey.buyer.id])
      await expect(as(whose, insert, [whose, key, journey.buyer.id])).rejects.toThrow('row-level security');
    await expect(as(organisationId, insert, [organisationId, key, journey.buyer.id])).rejects.toThrow('row-level security');
    await expect(as(organisationId, 'UPDATE document_consent SET until = current_date')).rejects.toThrow('permission denied');
    await expect(as(organisationId, 'DELETE FROM document_consent')).rejects.toThrow('permission denied');
    expect(await as(organisationId, 'SELECT FROM document_consent')).toBeGreaterThan(0);
    expect(await as(journey.second.organisationId, 'SELECT FROM document_consent')).toBe(0);
  });
});
