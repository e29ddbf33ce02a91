import { stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { DocumentStore, ErasedFiles } from '#platform';
import { REFS } from '#procurement/testing';
import { content, statement } from './attestation-journey';
import { ConsentJourney, day } from './consent-journey';
import { CANCEL, codes, type EvidenceJourney } from './evidence-journey';
import { Answer } from './harness';

const DESCRIBE =
  'mutation ($input: DescribeDocumentInput!) { describeDocument(input: $input) { document { title description } } }';
const REMOVE = 'mutation ($input: RemoveDocumentInput!) { removeDocument(input: $input) { documentId } }';
const MINE = 'query ($id: ID!) { myDocument(documentId: $id) { title description uses { kind id isFixed refs } } }';
const DRAFT = 'mutation ($input: SaveAttestationDraftInput!) { saveAttestationDraft(input: $input) { attestation { id } } }';
const SUBMIT = 'mutation ($input: SubmitAttestationInput!) { submitAttestation(input: $input) { attestation { id } } }';

let consent: ConsentJourney;
let journey: EvidenceJourney;

beforeAll(async () => {
  consent = await ConsentJourney.begin();
  journey = consent.evidence;
});
afterAll(() => consent?.end());

const describing = (as: string, input: object): Promise<Answer<object>> => journey.api.send(as, DESCRIBE, { input });
const remove = (as: string, documentId: string): Promise<Answer<object>> =>
  journey.api.send(as, REMOVE, { input: { documentId } });
const keyOf = (document: string): string => document.slice('doc_'.length);

/** A document as its supplier reads it. */
async function mine(document: string): Promise<{ title: string | null; description: string | null; uses: object[] }> {
  const { data, errors } = await journey.api.send<{
    myDocument: { title: string | null; description: string | null; uses: object[] };
  }>(journey.first.editor, MINE, { id: document });
  expect(errors).toEqual([]);
  return data.myDocument;
}

async function drafted(documentIds: string[]): Promise<string> {
  const { data, errors } = await journey.api.send<{ saveAttestationDraft: { attestation: { id: string } } }>(
    journey.first.signatory,
    DRAFT,
    { input: content({ documentIds }) },
  );
  expect(errors).toEqual([]);
  return data.saveAttestationDraft.attestation.id;
}

describe('what a supplier says of a document of its own', () => {
  it('is for its own people, takes the place of what was said before, and is on record', async () => {
    const document = await journey.upload(journey.first, 'isms.txt');
    expect(await mine(document)).toMatchObject({ title: null, description: null });
    const input = { documentId: document, title: ' ISMS certificate ', description: 'ISO/IEC 27001, of our hosting.' };
    const said = await describing(journey.first.signatory, input);
    expect(said.data).toEqual({
      describeDocument: { document: { title: 'ISMS certificate', description: 'ISO/IEC 27001, of our hosting.' } },
    });
    expect((await describing(journey.first.editor, { documentId: document, title: 'Certificate' })).errors).toEqual([]);
    expect(await mine(document)).toMatchObject({ title: 'Certificate', description: null });
    expect(await journey.actions(journey.first.organisationId, document)).toEqual([
      'document.uploaded',
      'document.described',
      'document.described',
    ]);
  });

  it('has a title, and words that somebody reads', async () => {
    const document = await journey.upload(journey.first, 'untitled.txt');
    for (const [title, description] of [
      [' ', ''],
      ['x'.repeat(201), ''],
    ])
      expect(
        (await describing(journey.first.editor, { documentId: document, title, description })).errors[0].extensions,
      ).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'title' }] });
    const long = await describing(journey.first.editor, { documentId: document, title: 'x', description: 'x'.repeat(1001) });
    expect(long.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'description' }] });
    expect(await mine(document)).toMatchObject({ title: null });
  });

  it('is no other organisation’s to say, nor to read, also where it may open the document', async () => {
    const document = await journey.upload(journey.first, 'opened.txt');
    await describing(journey.first.editor, { documentId: document, title: 'For us alone' });
    await consent.answeredWith(document, true);
    expect(await consent.status(journey.buyer.viewer, document)).toBe(200);
    expect(codes(await describing(journey.second.editor, { documentId: document, title: 'Mine' }))).toEqual(['NOT_FOUND']);
    expect(codes(await describing(journey.buyer.editor, { documentId: document, title: 'Mine' }))).toEqual(['FORBIDDEN']);
    const application = await journey.api.database.connectAs('application');
    const as = async (organisation: string, role: string, sql: string, values: unknown[]): Promise<number> => {
      await application.query('BEGIN');
      try {
        await application.query(`SELECT set_config('assay.organisation', $1, true), set_config('assay.roles', $2, true)`, [
          organisation,
          role,
        ]);
        return (await application.query(sql, values)).rowCount ?? 0;
      } finally {
        await application.query('ROLLBACK');
      }
    };
    const read = 'SELECT FROM document_description WHERE document_id = $1';
    const change = `UPDATE document_description SET title = 'x' WHERE document_id = $1`;
    const { organisationId } = journey.first;
    expect(await as(journey.buyer.id, 'EDITOR', read, [keyOf(document)])).toBe(0);
    expect([
      await as(organisationId, 'VIEWER', read, [keyOf(document)]),
      await as(organisationId, 'VIEWER', change, [keyOf(document)]),
    ]).toEqual([1, 0]);
    expect(await as(organisationId, 'EDITOR', change, [keyOf(document)])).toBe(1);
    const insert = `INSERT INTO document_description (document_id, organisation_id, title) VALUES ($1, $2, 'x')`;
    const bare = await journey.upload(journey.first, 'bare.txt');
    for (const whose of [journey.second.organisationId, journey.buyer.id])
      await expect(as(whose, 'EDITOR', insert, [keyOf(bare), whose])).rejects.toThrow('row-level security');
    await expect(as(organisationId, 'EDITOR', 'DELETE FROM document WHERE id = $1', [keyOf(bare)])).rejects.toThrow(
      'permission denied',
    );
    const erase = 'SELECT remove_document($1)';
    await expect(as(organisationId, 'VIEWER', erase, [keyOf(bare)])).rejects.toThrow('by an editor of the supplier');
    await expect(as(journey.buyer.id, 'EDITOR', erase, [keyOf(bare)])).rejects.toThrow('by an editor of the supplier');
    await expect(as(journey.second.organisationId, 'EDITOR', erase, [keyOf(bare)])).rejects.toThrow('not the caller');
    await expect(as(organisationId, 'EDITOR', erase, [keyOf(document)])).rejects.toThrow('names the document');
    expect(await as(organisationId, 'EDITOR', erase, [keyOf(bare)])).toBe(1);
  });
});

describe('a document that is removed', () => {
  it('is gone with what was said of it and its bytes, and stays on record', async () => {
    const document = await journey.upload(journey.first, 'mistake.txt');
    await describing(journey.first.editor, { documentId: document, title: 'A mistake' });
    expect(codes(await remove(journey.first.signatory, document))).toEqual(['FORBIDDEN']);
    expect(codes(await remove(journey.second.editor, document))).toEqual(['NOT_FOUND']);
    const [{ sha256 }] = await journey.rows.query<{ sha256: string }>('SELECT sha256 FROM document WHERE id = $1', [
      keyOf(document),
    ]);
    expect((await remove(journey.first.editor, document)).data).toEqual({ removeDocument: { documentId: document } });
    expect(codes(await remove(journey.first.editor, document))).toEqual(['NOT_FOUND']);
    expect(await consent.status(journey.first.editor, document)).toBe(404);
    expect(await journey.rows.query('SELECT FROM document_description WHERE document_id = $1', [keyOf(document)])).toEqual([]);
    expect(await journey.actions(journey.first.organisationId, document)).toEqual([
      'document.uploaded',
      'document.described',
      'document.removed',
    ]);
    const { folder } = journey.api.configuration.documents;
    const place = join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    const before = new Date(Date.now() - 2 * 60 * 60_000);
    await utimes(place, before, before);
    const { app } = journey.api;
    await new ErasedFiles(app.get(DataSource, { strict: false }), app.get(DocumentStore, { strict: false })).run();
    await expect(stat(place)).rejects.toThrow('ENOENT');
  });

  it('can be sent again by the very form that sent it, as another document', async () => {
    const send = async (): Promise<string> => {
      const { body } = await journey.api
        .http()
        .post('/documents')
        .set('authorization', await journey.api.authorization(journey.first.editor))
        .set('idempotency-key', 'the-form-of-a-mistake')
        .attach('file', Buffer.from('sent twice'), 'twice.txt')
        .expect(201);
      return (body as { id: string }).id;
    };
    const first = await send();
    expect(await send()).toBe(first);
    expect((await remove(journey.first.editor, first)).errors).toEqual([]);
    const second = await send();
    expect(second).not.toBe(first);
    expect(await mine(second)).toMatchObject({ uses: [] });
  });

  it('is named by nothing: a draft of an attestation holds it until it is taken off, and one that is signed for good', async () => {
    const document = await journey.upload(journey.first, 'certificate.txt');
    const [one, other] = [await drafted([document]), await drafted([document])];
    // Cited twice, it is one document.
    expect((await mine(document)).uses).toHaveLength(2);
    expect((await mine(document)).uses).toEqual(
      expect.arrayContaining([one, other].map((id) => ({ kind: 'ATTESTATION', id, isFixed: false, refs: [] }))),
    );
    const held = await remove(journey.first.editor, document);
    expect(codes(held)).toEqual(['CONFLICT']);
    expect(held.errors[0].message).toBe(
      '“certificate.txt” is named by a draft of the attestation Cyber Essentials (TEST-1); a draft of the attestation Cyber Essentials (TEST-1). Take it off there first. Nothing was removed.',
    );
    for (const [attestationId, mutation] of [
      [one, DRAFT],
      [other, SUBMIT],
    ]) {
      const more = mutation === SUBMIT ? { documentIds: [document], statement } : { documentIds: [] };
      const input = { ...content(more), ...more, attestationId };
      expect((await journey.api.send(journey.first.signatory, mutation, { input })).errors).toEqual([]);
    }
    const signed = await remove(journey.first.editor, document);
    expect(signed.errors[0].message).toContain('is named by the attestation Cyber Essentials (TEST-1). What was signed');
    expect(await consent.status(journey.first.editor, document)).toBe(200);
  });

  it('is in no answer, sealed or open, and was never given to a buyer', async () => {
    const document = await journey.upload(journey.first, 'answered.txt');
    const procurement = await journey.requested([journey.first]);
    const { id } = await journey.invitationOf(journey.first, procurement);
    await journey.save(journey.first, id, REFS.PLAIN, { documentIds: [document] });
    expect((await remove(journey.first.editor, document)).errors[0].message).toMatch(
      /named by an answer to Fictional Council for Parking sensors for a fictional town \(P-\S+\) that is not submitted\. Take it off/,
    );
    for (const ref of [REFS.GATE, REFS.STRONG]) await journey.save(journey.first, id, ref);
    await journey.api.done(journey.first.signatory, 'SubmitResponse', { input: { invitationId: id } });
    // Taken off the working answer, it is in what was submitted all the same.
    await journey.save(journey.first, id, REFS.PLAIN, { documentIds: [] });
    expect((await mine(document)).uses).toEqual([{ kind: 'ANSWER', id, isFixed: true, refs: [REFS.PLAIN] }]);
    const sealed = await remove(journey.first.editor, document);
    expect(codes(sealed)).toEqual(['CONFLICT']);
    expect(sealed.errors[0].message).toMatch(/named by what you submitted to Fictional Council for Parking sensors/);
    await journey.rows.deadlinePasses(procurement);
    expect(codes(await remove(journey.first.editor, document))).toEqual(['CONFLICT']);

    const granted = await journey.upload(journey.third, 'granted.txt');
    const asked = await journey.requested([journey.third]);
    await journey.api.send(journey.buyer.editor, CANCEL, { input: { procurementId: asked.id, reason: 'No budget.' } });
    expect((await consent.grant(journey.third, granted, day(3))).errors).toEqual([]);
    await consent.withdraw(journey.third, granted);
    const refused = await remove(journey.third.editor, granted);
    expect(codes(refused)).toEqual(['CONFLICT']);
    expect(refused.errors[0].message).toContain('You let Fictional Council open “granted.txt”.');
  });
});
