import { Client } from 'pg';
import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import request from 'supertest';
import { dayOf, verifyPack } from '#pack';
import { dayInWords } from '#platform';
import { PackMakings, WatchReminders } from '#procurement';
import { FictionalSupplier, REFS } from '#procurement/testing';
import { AnsweredProcurement, JudgementJourney } from './judgement-journey';

const CREATE_PACK =
  'mutation ($input: CreateAssurancePackInput!) { createAssurancePack(input: $input) { pack { id digest downloadUrl createdAt } } }';
const ASK_FOR_PACK =
  'mutation ($input: CreateAssurancePackInput!) { askForAssurancePack(input: $input) { making { id state } } }';
const MAKING = `query ($id: ID!) { packMaking(procurementId: $id) { id state createdAt finishedAt documentsTotal documentsWritten
  bytesTotal bytesWritten error } assurancePacks(procurementId: $id) { id } }`;
const CANCEL = 'mutation ($input: CancelProcurementInput!) { cancelProcurement(input: $input) { procurement { stage } } }';
const EXTEND = 'mutation ($input: ExtendDeadlineInput!) { extendDeadline(input: $input) { request { dueAt } } }';
const SIGNING_KEY = '{ signingKey { publicKeyPem fingerprint } }';
const SUMMARIES = 'query ($id: ID!) { assessmentSummaries(procurementId: $id) { candidate { id } content } }';
const MY_SUMMARY = 'query ($id: ID!) { myAssessmentSummary(invitationId: $id) { content createdAt } }';
const WATCHES = 'query ($id: ID!) { watches(procurementId: $id) { id expiresOn scheme { code } attestation { id } } }';
const NOTIFICATIONS = '{ notifications(first: 50) { edges { node { kind subjectId text readAt } } } }';
const GRID_DAYS = 'query ($id: ID!) { procurement(id: $id) { grid { validOn } decision { decidedAt } } }';

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

describe('What is kept of a decision', () => {
  let journey: JudgementJourney;
  let procurement: AnsweredProcurement;
  let winner: FictionalSupplier;
  let second: FictionalSupplier;
  let silent: FictionalSupplier;

  /** A decided procurement: the first wins with evidence that covers twenty days more, the second loses, the third never answered. */
  beforeAll(async () => {
    journey = await JudgementJourney.begin();
    const { evidence } = journey;
    winner = await evidence.rows.supplier('Lapsing Fictional Ltd');
    const ending = await evidence.rows.attestation(winner, 'TM-ENDS', 'VERIFIED', { issued: -30, expires: 50, covers: 20 });
    [second, silent] = [evidence.second, evidence.third];
    procurement = await journey.asked([winner, second, silent]);
    const invitation = await evidence.invitationOf(winner, procurement);
    const document = await evidence.upload(winner, 'test-report.txt');
    const withProof = { attestationIds: [ending], documentIds: [document], strength: 'INDEPENDENT_VALIDATION' };
    for (const ref of Object.values(REFS)) {
      const more = ref === REFS.GATE ? withProof : {};
      expect((await evidence.save(winner, invitation.id, ref, more)).errors).toEqual([]);
    }
    await journey.api.done(winner.signatory, 'SubmitResponse', { input: { invitationId: invitation.id } });
    await evidence.submitted(second, procurement);
    await evidence.rows.deadlinePasses(procurement);

    await journey.declare(journey.assessor, procurement);
    await journey.assessAll(journey.assessor, procurement, winner, [{ score: 9 }, { score: 7 }]);
    const unknown = { conformance: 'UNKNOWN', score: null, strength: 'ASSERTION' };
    await journey.assessAll(journey.assessor, procurement, second, [unknown, { score: 6 }]);
    await journey.acceptAgreed(journey.moderator, procurement);
    expect((await journey.decide(journey.approver, procurement, winner)).errors).toEqual([]);
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

  async function download(as: string, url: string): Promise<request.Response> {
    return journey.api
      .http()
      .get(url)
      .set('authorization', `Bearer ${await journey.api.token(as)}`)
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      });
  }

  it('the pack of a procurement verifies offline with the published key, every check of it', async () => {
    const { data } = await journey.api.send<{ signingKey: { publicKeyPem: string; fingerprint: string } }>(null, SIGNING_KEY);
    const pack = await createPack();
    const { status, body } = await download(journey.approver, pack.downloadUrl);
    expect(status).toBe(200);
    const report = await verifyPack(body as Buffer, { trustedKey: data.signingKey.publicKeyPem });
    expect(report.checks.filter(({ outcome }) => outcome !== 'PASSED')).toEqual([]);
    expect(report).toMatchObject({ ok: true, pack: { digest: pack.digest, demonstration: true }, key: { trusted: true } });
    expect(report.key?.fingerprint).toBe(data.signingKey.fingerprint);
  });

  it('a pack that is made later stands beside the first, and a bidder can fetch neither', async () => {
    const [before, after] = [await createPack(journey.moderator), await createPack()];
    expect(after.id).not.toBe(before.id);
    expect((await download(winner.editor, after.downloadUrl)).status).toBe(404);
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
    const { body } = await download(journey.approver, (await createPack(journey.approver, awarded)).downloadUrl);
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
    const { body } = await download(journey.approver, (await createPack(journey.approver, awarded)).downloadUrl);
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
      const { status, body, headers } = await journey.api
        .http()
        .get(`/documents/doc_${key}`)
        .set('authorization', `Bearer ${await journey.api.token(winner.editor)}`);
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
    const authorization = `Bearer ${await api.token(winner.editor)}`;
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

  it('each bidder that was assessed has a summary with the same for the winner, and reads its own alone', async () => {
    const { data } = await journey.api.send<{
      assessmentSummaries: { candidate: { id: string }; content: { supplierName: string; total: string; winner: object } }[];
    }>(journey.evidence.buyer.viewer, SUMMARIES, { id: procurement.id });
    const totals = data.assessmentSummaries.map(({ content: { supplierName, total } }) => [supplierName, total]);
    expect(new Map(totals as [string, string][])).toEqual(
      new Map([
        [winner.name, '82.000'],
        [second.name, '24.000'],
      ]),
    );
    const [{ id }] = await journey.evidence.rows.query<{ id: string }>(
      'SELECT id FROM invitation WHERE procurement_id = $1 AND supplier_organisation_id = $2',
      [procurement.key, second.organisationId],
    );
    const own = await journey.api.send<{ myAssessmentSummary: { content: object } }>(second.editor, MY_SUMMARY, {
      id: `inv_${id}`,
    });
    expect(own.data.myAssessmentSummary.content).toMatchObject({
      supplierName: second.name,
      unknown: [REFS.STRONG],
      criteria: expect.arrayContaining([
        expect.objectContaining({
          why: `What was given for ${REFS.PLAIN} shows it.`,
          score: expect.any(Number),
          strength: expect.stringMatching(/^[A-Z_]+$/),
        }),
      ]),
      winner: { supplierName: winner.name, total: '82.000' },
    });
    const other = await journey.api.send<{ myAssessmentSummary: null }>(winner.editor, MY_SUMMARY, { id: `inv_${id}` });
    expect(other.data.myAssessmentSummary).toBeNull();
  });

  it('who did not respond is neither ranked nor summarised, and stays so', async () => {
    const { states } = await journey.read(procurement);
    expect(states.get(procurement.candidates.get(silent.name) ?? '')).toBe('NO_RESPONSE');
  });

  it('the grid of a decided procurement looks at the evidence as of the day of the decision', async () => {
    const { data } = await journey.api.send<{ procurement: { grid: { validOn: string }[]; decision: { decidedAt: string } } }>(
      journey.evidence.buyer.viewer,
      GRID_DAYS,
      { id: procurement.id },
    );
    const { grid, decision } = data.procurement;
    expect(new Set(grid.map(({ validOn }) => validOn))).toEqual(new Set([dayOf(decision.decidedAt)]));
    const gate = await journey.cell(procurement, winner, REFS.GATE);
    const [{ day }] = await journey.evidence.rows.query<{ day: string }>('SELECT (current_date + 20)::text AS day');
    expect(gate.expiresOn).toBe(day);
  });

  it('the day of a decision is the one in London, where it is past midnight an hour before it is in UTC', async () => {
    const { rows } = journey.evidence;
    const decidedAt = (at: string): Promise<object[]> =>
      rows.query(
        `WITH changed AS (UPDATE decision SET decided_at = $2 WHERE procurement_id = $1 RETURNING 1) SELECT FROM changed`,
        [procurement.key, at],
      );
    const [{ decided_at: before }] = await rows.query<{ decided_at: Date }>(
      'SELECT decided_at FROM decision WHERE procurement_id = $1',
      [procurement.key],
    );
    await rows.query('ALTER TABLE decision DISABLE TRIGGER USER');
    try {
      await decidedAt('2026-06-30T23:30:00Z');
      expect((await journey.cell(procurement, winner, REFS.GATE)).validOn).toBe('2026-07-01');
    } finally {
      await decidedAt(before.toISOString());
      await rows.query('ALTER TABLE decision ENABLE TRIGGER USER');
    }
  });

  it('buyer and supplier are told once at each threshold, also when two workers look and none looked for days', async () => {
    const watched = await journey.api.send<{ watches: { id: string; expiresOn: string }[] }>(
      journey.evidence.buyer.viewer,
      WATCHES,
      { id: procurement.id },
    );
    expect(watched.data.watches).toHaveLength(1);
    const [{ id, expiresOn }] = watched.data.watches;
    expect((Date.parse(expiresOn) - Date.parse(dayOf(new Date().toISOString()))) / 86_400_000).toBe(20);
    const reminders = journey.api.app.get(WatchReminders, { strict: false });
    const day = (before: number): string => new Date(Date.parse(expiresOn) - before * 86_400_000).toISOString().slice(0, 10);
    const told = async (who: string): Promise<string[]> => {
      const { data, errors } = await journey.api.send<{
        notifications: { edges: { node: { kind: string; subjectId: string; text: string } }[] };
      }>(who, NOTIFICATIONS);
      expect(errors).toEqual([]);
      return data.notifications.edges
        .filter(({ node }) => node.kind === 'EVIDENCE_ENDS' && node.subjectId === id)
        .map(({ node }) => node.text);
    };

    await reminders.run(day(31));
    expect(await told(winner.editor)).toEqual([]);
    await Promise.all([reminders.run(day(20)), reminders.run(day(20))]);
    await reminders.run(day(19));
    expect(await told(winner.editor)).toHaveLength(1);
    expect(await told(journey.approver)).toHaveLength(1);
    expect(await told(second.editor)).toEqual([]);
    // nobody looked at 7 and 1: the nearest is told, and not those that passed
    await reminders.run(day(0));
    await reminders.run(day(-3));
    await reminders.run(day(-4));
    const [overdue, today, ahead] = await told(winner.editor);
    expect(overdue).toContain(`ended on ${dayInWords(expiresOn)}`);
    expect(today).toContain('ends today');
    expect(ahead).toContain(`ends on ${dayInWords(expiresOn)}`);
    expect(await told(winner.editor)).toHaveLength(3);
  });

  it('what the buyer is told leads to its procurement, and what a supplier is told to nothing of the buyer’s', async () => {
    const concerned = async (who: string): Promise<Map<string, string | null>> => {
      const { data, errors } = await journey.api.send<{
        notifications: { edges: { node: { kind: string; procurement: { id: string } | null } }[] };
      }>(who, '{ notifications(first: 50) { edges { node { kind procurement { id } } } } }');
      expect(errors).toEqual([]);
      return new Map(data.notifications.edges.map(({ node }) => [node.kind, node.procurement?.id ?? null]));
    };
    expect(await concerned(journey.approver)).toEqual(
      new Map([
        ['EVIDENCE_ENDS', procurement.id],
        ['DECISION_MADE', procurement.id],
        ['FIGURES_SETTLED', procurement.id],
        // Of another, which was cancelled above.
        ['PROCUREMENT_CANCELLED', expect.stringMatching(/^prc_/)],
        ['RESPONSE_SUBMITTED', procurement.id],
      ]),
    );
    const ofSupplier = await concerned(winner.editor);
    expect([...ofSupplier.keys()]).toContain('EVIDENCE_REQUESTED');
    expect([...new Set(ofSupplier.values())]).toEqual([null]);
  });

  it('what was told can be marked as read, by the organisation that was told', async () => {
    const read = await journey.api.send<{ markNotificationsRead: { marked: number } }>(
      second.editor,
      'mutation { markNotificationsRead { marked } }',
    );
    expect(read.errors).toEqual([]);
    const { data } = await journey.api.send<{ notifications: { edges: { node: { readAt: string | null } }[] } }>(
      second.editor,
      NOTIFICATIONS,
    );
    expect(data.notifications.edges.length).toBe(read.data.markNotificationsRead.marked);
    expect(data.notifications.edges.every(({ node }) => node.readAt !== null)).toBe(true);
  });

  it('a decision and its summaries are never changed, not even by the application itself', async () => {
    const asBuyer = new Client({ connectionString: journey.api.database.url });
    await asBuyer.connect();
    try {
      await asBuyer.query(`SELECT set_config('assay.organisation', $1, false)`, [journey.evidence.buyer.id]);
      for (const table of ['decision', 'assessment_summary', 'assurance_pack']) {
        await expect(asBuyer.query(`UPDATE ${table} SET procurement_id = procurement_id`)).rejects.toMatchObject({
          code: '42501',
        });
      }
    } finally {
      await asBuyer.end();
    }
  });

  it('the contract is recorded, its day corrected when it was mistyped, and then the procurement is closed', async () => {
    const move = (operation: string, input: object): ReturnType<JudgementJourney['api']['send']> =>
      journey.api.send(journey.approver, operation, { input: { procurementId: procurement.id, ...input } });
    const record = 'mutation ($input: RecordContractInput!) { recordContract(input: $input) { procurement { stage } } }';
    const close = 'mutation ($input: CloseProcurementInput!) { closeProcurement(input: $input) { procurement { stage } } }';
    const ahead = dayOf(new Date(Date.now() + 3 * 86_400_000).toISOString());
    expect((await move(record, { signedOn: ahead })).errors[0].extensions.code).toBe('BAD_USER_INPUT');
    const before = dayOf(new Date(Date.now() - 3 * 86_400_000).toISOString());
    expect((await move(record, { signedOn: before })).errors[0].message).toMatch(/the decision was made on/);
    const today = dayOf(new Date().toISOString());
    expect((await move(record, { signedOn: today })).data).toEqual({ recordContract: { procurement: { stage: 'CONTRACT' } } });

    // Mistyped: the decision was made three days before.
    const correct =
      'mutation ($input: CorrectContractInput!) { correctContract(input: $input) { procurement { stage contractSignedOn } } }';
    await journey.evidence.rows.query('ALTER TABLE decision DISABLE TRIGGER USER');
    await journey.evidence.rows.query(
      `UPDATE decision SET decided_at = decided_at - interval '3 days' WHERE procurement_id = $1`,
      [procurement.key],
    );
    await journey.evidence.rows.query('ALTER TABLE decision ENABLE TRIGGER USER');
    const reason = 'It was typed from the wrong page.';
    for (const wrong of [ahead, today, dayOf(new Date(Date.now() - 5 * 86_400_000).toISOString())]) {
      const { errors } = await move(correct, { signedOn: wrong, reason });
      expect(errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'signedOn' }] });
    }
    expect((await move(correct, { signedOn: before, reason: ' ' })).errors[0].extensions).toMatchObject({
      fields: [{ path: 'reason' }],
    });
    const input = { procurementId: procurement.id, signedOn: before, reason };
    const { errors: ofViewer } = await journey.api.send(journey.evidence.buyer.viewer, correct, { input });
    expect(ofViewer[0].extensions.code).toBe('FORBIDDEN');
    const { rows, buyer } = journey.evidence;
    const conflicted = await rows.person(buyer.id, 'Who Had A Conflict', ['APPROVER']);
    await rows.query(
      `INSERT INTO interest_declaration (id, procurement_id, organisation_id, user_id, user_name, has_conflict, statement)
       SELECT gen_random_uuid(), $1, $2, id, name, true, 'My sister works for a bidder.' FROM user_account WHERE email = $3`,
      [procurement.key, buyer.id, conflicted],
    );
    const { errors: ofConflicted } = await journey.api.send(conflicted, correct, { input });
    expect(ofConflicted[0]).toMatchObject({
      message: expect.stringContaining('You declared a conflict of interest') as string,
      extensions: { code: 'FORBIDDEN' },
    });
    expect((await move(correct, { signedOn: before, reason })).data).toEqual({
      correctContract: { procurement: { stage: 'CONTRACT', contractSignedOn: before } },
    });
    const told = await journey.evidence.rows.query<{ action: string; detail: object }>(
      `SELECT action, detail FROM audit_event WHERE subject_id = $1 AND action LIKE 'contract.%' ORDER BY sequence`,
      [procurement.id],
    );
    expect(told).toEqual([
      { action: 'contract.signed', detail: { signedOn: today } },
      { action: 'contract.corrected', detail: { signedBefore: today, signedOn: before, reason } },
    ]);
    expect((await move(close, {})).data).toEqual({ closeProcurement: { procurement: { stage: 'CLOSED' } } });
    expect((await move(correct, { signedOn: today, reason })).errors[0].extensions.code).toBe('ILLEGAL_TRANSITION');
  });
});
