import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import request from 'supertest';
import { verifyPack } from '#pack';
import { PackMakings } from '#procurement';
import { FictionalSupplier } from '#procurement/testing';
import { decidedProcurement } from './decided-procurement';
import { CANCEL } from './evidence-journey';
import { AnsweredProcurement, JudgementJourney } from './judgement-journey';

const CREATE_PACK =
  'mutation ($input: CreateAssurancePackInput!) { createAssurancePack(input: $input) { pack { id digest downloadUrl createdAt } } }';
const ASK_FOR_PACK =
  'mutation ($input: CreateAssurancePackInput!) { askForAssurancePack(input: $input) { making { id state } } }';
const MAKING = `query ($id: ID!) { packMaking(procurementId: $id) { id state createdAt finishedAt documentsTotal documentsWritten
  bytesTotal bytesWritten error } assurancePacks(procurementId: $id) { id } }`;
const EXTEND = 'mutation ($input: ExtendDeadlineInput!) { extendDeadline(input: $input) { request { dueAt } } }';
const SIGNING_KEY = '{ signingKey { publicKeyPem fingerprint } }';

interface Pack {
  id: string;
  digest: string;
  downloadUrl: string;
  createdAt: string;
}

interface Making {
  packMaking: {
    id: string;
    state: string;
    finishedAt: string | null;
    documentsTotal: number | null;
    documentsWritten: number;
    bytesTotal: number | null;
    bytesWritten: number;
    error: string | null;
  } | null;
  assurancePacks: { id: string }[];
}

describe('The pack of a decision', () => {
  let journey: JudgementJourney;
  let procurement: AnsweredProcurement;
  let winner: FictionalSupplier;

  beforeAll(async () => {
    journey = await JudgementJourney.begin();
    ({ procurement, winner } = await decidedProcurement(journey));
  });
  afterAll(async () => {
    await makings().stop();
    await journey.end();
  });

  async function createPack(as = journey.approver, of = procurement): Promise<Pack> {
    const { data, errors } = await journey.api.send<{ createAssurancePack: { pack: Pack } }>(as, CREATE_PACK, {
      input: { procurementId: of.id },
    });
    expect(errors).toEqual([]);
    return data.createAssurancePack.pack;
  }

  async function askForPack(as = journey.approver): Promise<string> {
    const { data, errors } = await journey.api.send<{ askForAssurancePack: { making: { id: string } } }>(as, ASK_FOR_PACK, {
      input: { procurementId: procurement.id },
    });
    expect(errors).toEqual([]);
    return data.askForAssurancePack.making.id;
  }

  async function making(): Promise<Making> {
    return (await journey.api.send<Making>(journey.evidence.buyer.viewer, MAKING, { id: procurement.id })).data;
  }

  /** What the worker does. */
  function makings(): PackMakings {
    return journey.api.app.get(PackMakings, { strict: false });
  }

  it('the pack of a procurement verifies offline with the published key, every check of it', async () => {
    const { data } = await journey.api.send<{ signingKey: { publicKeyPem: string; fingerprint: string } }>(null, SIGNING_KEY);
    const pack = await createPack();
    const { status, body } = await journey.api.download(journey.approver, pack.downloadUrl);
    expect(status).toBe(200);
    const report = await verifyPack(body as Buffer, { trustedKey: data.signingKey.publicKeyPem });
    expect(report.checks.filter(({ outcome }) => outcome !== 'PASSED')).toEqual([]);
    expect(report.checks.flatMap(({ name, path }) => (name === 'oscal' || name === 'cyclonedx' ? [path] : []))).toHaveLength(3);
    expect(report).toMatchObject({ ok: true, pack: { digest: pack.digest, demonstration: true }, key: { trusted: true } });
    expect(report.key?.fingerprint).toBe(data.signingKey.fingerprint);
  });

  it('a pack that is made later stands beside the first, and a bidder can fetch neither', async () => {
    const [before, after] = [await createPack(journey.moderator), await createPack()];
    expect(after.id).not.toBe(before.id);
    expect((await journey.api.download(winner.editor, after.downloadUrl)).status).toBe(404);
    const { errors } = await journey.api.send(winner.editor, CREATE_PACK, { input: { procurementId: procurement.id } });
    expect(errors[0].extensions.code).toBe('FORBIDDEN');
    const undecided = await journey.answered([journey.evidence.first]);
    const early = await journey.api.send(journey.approver, CREATE_PACK, { input: { procurementId: undecided.id } });
    expect(early.errors[0].extensions.code).toBe('ILLEGAL_TRANSITION');
    await journey.api.send(journey.approver, CANCEL, { input: { procurementId: undecided.id, reason: 'No budget.' } });
    for (const operation of [CREATE_PACK, ASK_FOR_PACK]) {
      const never = await journey.api.send(journey.approver, operation, { input: { procurementId: undecided.id } });
      expect(never.errors[0]).toMatchObject({
        message: expect.stringContaining('cancelled before anybody decided'),
        extensions: { code: 'ILLEGAL_TRANSITION' },
      });
    }
  });

  it('a pack that is made once the award was cancelled says so, and verifies', async () => {
    const { first } = journey.evidence;
    const awarded = await journey.answered([first]);
    await journey.declare(journey.assessor, awarded);
    await journey.assessAll(journey.assessor, awarded, first, [{ score: 9 }, { score: 7 }]);
    await journey.acceptAgreed(journey.moderator, awarded);
    expect((await journey.decide(journey.approver, awarded, first)).errors).toEqual([]);
    await journey.api.send(journey.approver, CANCEL, {
      input: { procurementId: awarded.id, reason: 'The grant was withdrawn.' },
    });
    const { body } = await journey.api.download(journey.approver, (await createPack(journey.approver, awarded)).downloadUrl);
    const report = await verifyPack(body as Buffer);
    expect(report.ok).toBe(true);
    expect(report.checks).toContainEqual(
      expect.objectContaining({
        name: 'cancellation',
        outcome: 'PASSED',
        sentence: expect.stringContaining('was cancelled after the decision'),
      }),
    );
  });

  it('a pack of a procurement whose deadline was put off tells of it, and verifies', async () => {
    const { first, buyer, rows } = journey.evidence;
    const awarded = await journey.asked([first]);
    const dueAt = new Date(Date.now() + 3 * 86_400_000).toISOString();
    const input = { procurementId: awarded.id, dueAt, reason: 'The site visit was called off.' };
    expect((await journey.api.send(buyer.editor, EXTEND, { input })).errors).toEqual([]);
    await journey.evidence.submitted(first, awarded);
    await rows.deadlinePasses(awarded);
    await journey.declare(journey.assessor, awarded);
    await journey.assessAll(journey.assessor, awarded, first, [{ score: 9 }, { score: 7 }]);
    await journey.acceptAgreed(journey.moderator, awarded);
    expect((await journey.decide(journey.approver, awarded, first)).errors).toEqual([]);
    const { body } = await journey.api.download(journey.approver, (await createPack(journey.approver, awarded)).downloadUrl);
    // Without the event of it the record would tell of an earlier deadline than the request.
    const { checks } = await verifyPack(body as Buffer);
    for (const name of ['record', 'times']) expect(checks).toContainEqual(expect.objectContaining({ name, outcome: 'PASSED' }));
  });

  it('a pack whose evidence has gone from the store is not made, and is when it is back', async () => {
    const [{ id: key, sha256 }] = await journey.evidence.rows.query<{ id: string; sha256: string }>(
      `SELECT id, sha256 FROM document WHERE file_name = 'test-report.txt'`,
    );
    const { folder } = journey.api.configuration.documents;
    const place = `${folder}/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}`;
    await rename(`${place}/${sha256}`, `${place}/elsewhere`);
    try {
      const { errors } = await journey.api.send(journey.approver, CREATE_PACK, { input: { procurementId: procurement.id } });
      const lost = {
        message: expect.stringMatching(`no longer in the document store.*${sha256}`),
        extensions: { code: 'NOT_FOUND' },
      };
      expect(errors).toEqual([expect.objectContaining(lost)]);
      const { status, body, headers } = await journey.api.get(winner.editor, `/documents/doc_${key}`);
      expect([status, body]).toEqual([404, { errors: [lost] }]);
      expect(headers['content-disposition']).toBeUndefined();
      const id = await askForPack();
      await makings().run();
      const { packMaking } = await making();
      expect(packMaking).toMatchObject({ id, state: 'FAILED', documentsWritten: 0 });
      expect(packMaking?.error).toContain(sha256);
      // Other bytes in its place: nothing that whoever asks can mend.
      await writeFile(`${place}/${sha256}`, 'Other bytes.');
      const other = await askForPack();
      await makings().run();
      expect((await making()).packMaking?.error).toContain(
        `Ask for it again; if it fails again, tell the operator that ${other} failed.`,
      );
    } finally {
      await rename(`${place}/elsewhere`, `${place}/${sha256}`);
    }
    await createPack();
    await askForPack();
    await makings().run();
    expect((await making()).packMaking?.state).toBe('DONE');
  });

  it('neither a pack nor an upload is half kept where files cannot be written, and both are taken once they can', async () => {
    const { api } = journey;
    const quarantine = `${api.configuration.documents.folder}/quarantine`;
    const authorization = await api.authorization(winner.editor);
    const upload = async (): Promise<request.Response> =>
      api
        .http()
        .post('/documents')
        .set('authorization', authorization)
        .attach('file', Buffer.from('Kept in the end.'), 'kept-in-the-end.txt');
    const made = (await making()).assurancePacks.length;
    await rename(quarantine, `${quarantine}-elsewhere`);
    // A file where the folder was: also root cannot write below it.
    await writeFile(quarantine, '');
    const unwritable = {
      message: expect.stringMatching(/^A file could not be kept, because the service may not write where files are kept/),
      extensions: { code: 'UNAVAILABLE' },
    };
    try {
      const { status, body } = await upload();
      expect([status, body]).toEqual([503, { errors: [unwritable] }]);
      const { errors } = await journey.api.send(journey.approver, CREATE_PACK, { input: { procurementId: procurement.id } });
      expect(errors).toEqual([expect.objectContaining(unwritable)]);
      await askForPack();
      await makings().run();
      const { packMaking, assurancePacks } = await making();
      expect(packMaking).toMatchObject({ state: 'FAILED', error: unwritable.message });
      expect(assurancePacks).toHaveLength(made);
      const kept = await journey.evidence.rows.query(`SELECT FROM document WHERE file_name = 'kept-in-the-end.txt'`);
      expect(kept).toEqual([]);
    } finally {
      await rm(quarantine);
      await rename(`${quarantine}-elsewhere`, quarantine);
    }
    expect((await upload()).status).toBe(201);
    await askForPack();
    await makings().run();
    expect((await making()).assurancePacks).toHaveLength(made + 1);
    expect(await readdir(quarantine)).toEqual([]);
  });

  it('a pack that is asked for is made by the worker, once, however often it is asked for meanwhile', async () => {
    const before = (await making()).assurancePacks.length;
    const asked = await Promise.all([askForPack(), askForPack(journey.moderator), askForPack()]);
    expect(new Set(asked).size).toBe(1);
    expect((await making()).packMaking).toMatchObject({
      id: asked[0],
      state: 'QUEUED',
      documentsTotal: null,
      bytesTotal: null,
    });
    await Promise.all([makings().run(), makings().run()]);
    const { packMaking, assurancePacks } = await making();
    expect(packMaking).toMatchObject({ state: 'DONE', documentsTotal: 1, documentsWritten: 1, error: null });
    expect(packMaking?.bytesWritten).toBe(packMaking?.bytesTotal);
    expect(packMaking?.bytesTotal).toBeGreaterThan(0);
    expect(assurancePacks).toHaveLength(before + 1);
    expect(assurancePacks.at(-1)?.id.slice(4)).toBe(asked[0].slice(4));
    expect(await askForPack()).not.toBe(asked[0]);
    await makings().run();
  });

  it('a making that was cut off begins again, and makes no second pack where the first is there', async () => {
    const rows = journey.evidence.rows;
    const id = await askForPack();
    await rows.query(`UPDATE pack_making SET state = 'RUNNING', documents_written = 1 WHERE id = $1`, [id.slice(4)]);
    await makings().run();
    const made = (await making()).assurancePacks.length;
    const again = await askForPack();
    await rows.query(
      `INSERT INTO assurance_pack (id, procurement_id, organisation_id, document_id, digest, key_id, created_by_name)
       SELECT $1, procurement_id, organisation_id, document_id, digest, key_id, created_by_name FROM assurance_pack WHERE id = $2`,
      [again.slice(4), id.slice(4)],
    );
    await makings().run();
    const { packMaking, assurancePacks } = await making();
    expect(packMaking).toMatchObject({ id: again, state: 'DONE' });
    expect(assurancePacks).toHaveLength(made + 1);
  });

  it('a pack is not made for somebody who may no longer make one', async () => {
    const rows = journey.evidence.rows;
    await askForPack();
    await rows.query(
      `UPDATE pack_making SET asked_by = (SELECT id FROM user_account WHERE email = $1) WHERE state = 'QUEUED'`,
      [journey.evidence.buyer.viewer],
    );
    await makings().run();
    expect((await making()).packMaking).toMatchObject({ state: 'FAILED' });
    expect((await making()).packMaking?.error).toContain('An editor or an approver can ask for it.');
  });

  it('the signing key is a file that its owner alone can read', async () => {
    await journey.api.send(null, SIGNING_KEY);
    expect((await stat(journey.api.configuration.signingKeyFile)).mode & 0o777).toBe(0o600);
  });
});
