import { ConsentJourney, day, MINE, WITHDRAW } from './consent-journey';
import { CANCEL, codes, EvidenceJourney } from './evidence-journey';

const SHARED = '{ sharedDocuments { id fileName supplierName state until withdrawnAt reason } }';

let consent: ConsentJourney;
let journey: EvidenceJourney;

beforeAll(async () => {
  consent = await ConsentJourney.begin();
  journey = consent.evidence;
});

afterAll(() => consent?.end());

describe('a document that a supplier lets a buyer open by its word', () => {
  it('is opened by that buyer until the day, and by no other; what was granted is listed to it as it stands', async () => {
    const document = await journey.upload(journey.third, 'certificate.txt');
    const { viewer, editor } = journey.buyer;
    const outsider = await consent.anotherBuyer();
    expect(codes(await consent.grant(journey.third, document, day(10), outsider.id))).toEqual(['NOT_FOUND']);

    const procurement = await journey.requested([journey.third]);
    const early = await consent.grant(journey.third, document, day(10));
    expect(early.errors[0].message).toContain('judges your answers alone');
    expect(codes(early)).toEqual(['ILLEGAL_TRANSITION']);
    await journey.api.send(editor, CANCEL, { input: { procurementId: procurement.id, reason: 'No budget.' } });
    for (const until of [day(-1), day(366 * 4)])
      expect((await consent.grant(journey.third, document, until)).errors[0].extensions.fields).toMatchObject([
        { path: 'until' },
      ]);
    expect((await consent.grant(journey.third, document, day(10))).errors).toEqual([]);

    expect([await consent.status(viewer, document), await consent.status(outsider.viewer, document)]).toEqual([200, 404]);
    expect(await consent.status(journey.second.editor, document)).toBe(404);
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
    expect((await consent.told('DOCUMENT_GRANTED')).at(-1)?.text).toContain(
      'lets you open the document “certificate.txt” until',
    );

    await consent.withdraw(journey.third, document, 'Replaced.');
    expect(await consent.status(viewer, document)).toBe(403);
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
    await consent.answeredWith(document, true);
    expect(codes(await consent.grant(journey.second, document, day(1)))).toEqual(['NOT_FOUND']);
    expect(codes(await consent.withdraw(journey.second, document))).toEqual(['NOT_FOUND']);
    expect(codes(await journey.api.send(journey.second.editor, MINE, { id: document }))).toEqual(['NOT_FOUND']);
    const input = { documentId: document, organisationId: consent.buyerId, reason: 'No.' };
    expect(codes(await journey.api.send(journey.first.signatory, WITHDRAW, { input }))).toEqual(['FORBIDDEN']);
    expect(codes(await journey.api.send(journey.buyer.editor, WITHDRAW, { input }))).toEqual(['FORBIDDEN']);
    expect(
      (await journey.api.send(journey.first.editor, WITHDRAW, { input: { ...input, reason: ' ' } })).errors[0].message,
    ).toContain('say why');
    expect(await consent.status(journey.buyer.viewer, document)).toBe(200);
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
    expect(await as(journey.third.organisationId, 'SELECT FROM document_consent')).toBeGreaterThan(0);
    expect(await as(journey.second.organisationId, 'SELECT FROM document_consent')).toBe(0);
  });
});
