import { Client } from 'pg';
import { hashOf } from '#pack';
import { EvidenceRows, FictionalSupplier, ReadyProcurement, REFS } from './evidence-rows';
import { Answer, TestApi } from './harness';

const TOMORROW = (): string => new Date(Date.now() + 86_400_000).toISOString();

interface WorkingAnswer {
  requirement: { ref: string; text: string; minimumStrength: string };
  statement: string;
  strength: string | null;
  evidence: { id: string }[];
  prefilled: boolean;
}
interface Invited {
  id: string;
  state: string;
  dueAt: string;
  procurement: { reference: string; title: string; buyerName: string };
  answers: WorkingAnswer[];
}
interface Submitted {
  candidate: { id: string; supplier: { name: string } };
  number: number;
  hash: string;
  answers: {
    requirement: { ref: string };
    statement: string;
    strength: string | null;
    evidenceStrength: string | null;
    attestations: { id: string; reference: string; status: string; hash: string }[];
    documents: { id: string; fileName: string; sha256: string }[];
  }[];
}

const SUBMISSIONS = `query ($id: ID!) { submissions(procurementId: $id) {
  candidate { id supplier { id name } } number submittedAt hash
  answers { requirement { ref } statement strength evidenceStrength attestations { id scheme reference status hash } documents { id fileName sha256 } } } }`;
const REQUEST = `query ($id: ID!) { evidenceRequest(procurementId: $id) {
  id dueAt sentAt opensAt message invitations { candidate { id state } state declineReason } clarifications { question answer mine } } }`;
const MINE = `query ($id: ID!) { evidenceInvitation(id: $id) {
  state hasUnsubmittedChanges changesWanted message clarifications { id question answer mine } submissions { number }
  answers { requirement { ref } statement version documents { fileName } } } }`;

let api: TestApi;
let rows: EvidenceRows;
let buyer: { id: string; editor: string; viewer: string };
let [first, second, third]: FictionalSupplier[] = [];
let valid: string;
let draft: string;

beforeAll(async () => {
  api = await TestApi.start();
  rows = await EvidenceRows.open(api.database.ownerUrl);
  const id = await rows.organisation('BUYER', 'Fictional Council');
  buyer = {
    id,
    editor: await rows.person(id, 'Buyer Editor', ['EDITOR']),
    viewer: await rows.person(id, 'Buyer Viewer', ['VIEWER']),
  };
  first = await rows.supplier('First Fictional Ltd');
  second = await rows.supplier('Second Fictional Ltd');
  third = await rows.supplier('Third Fictional Ltd');
  valid = await rows.attestation(first, 'TM-VALID', 'VERIFIED', { issued: -30, expires: 300 });
  draft = await rows.attestation(first, 'TM-DRAFT', 'DRAFT', { issued: -1, expires: null });
  await rows.attestation(first, 'TM-LAPSED', 'VERIFIED', { issued: -400, expires: -1 });
  await rows.attestation(first, 'TM-WAITING', 'SUBMITTED', { issued: -1, expires: 300 });
});

afterAll(async () => {
  await rows?.close();
  await api?.stop();
});

async function requested(shortlist: FictionalSupplier[] = [first, second]): Promise<ReadyProcurement> {
  const procurement = await rows.procurement(buyer.id, shortlist);
  const input = { procurementId: procurement.id, message: 'Please show how you meet these.', dueAt: TOMORROW() };
  await api.done(buyer.editor, 'RequestEvidence', { input });
  return procurement;
}

async function invitationOf(supplier: FictionalSupplier, procurement: ReadyProcurement): Promise<Invited> {
  const { evidenceInvitations } = await api.done<{ evidenceInvitations: Invited[] }>(supplier.editor, 'EvidenceInvitations');
  const [{ id }] = await rows.query<{ id: string }>(
    'SELECT id FROM invitation WHERE procurement_id = $1 AND supplier_organisation_id = $2',
    [procurement.key, supplier.organisationId],
  );
  const found = evidenceInvitations.find((invitation) => invitation.id === `inv_${id}`);
  if (found === undefined) throw new Error('the supplier does not see its invitation');
  return found;
}

function save(
  supplier: FictionalSupplier,
  invitationId: string,
  requirementRef: string,
  more: object = {},
): Promise<Answer<{ saveAnswer: { answer: WorkingAnswer } }>> {
  const input = { invitationId, requirementRef, statement: `We meet ${requirementRef}.`, strength: 'ASSERTION', ...more };
  return api.run(supplier.editor, 'SaveAnswer', { input });
}

async function submitted(supplier: FictionalSupplier, procurement: ReadyProcurement): Promise<Invited> {
  const invitation = await invitationOf(supplier, procurement);
  for (const ref of Object.values(REFS)) expect((await save(supplier, invitation.id, ref)).errors).toEqual([]);
  await api.done(supplier.signatory, 'SubmitResponse', { input: { invitationId: invitation.id } });
  return invitation;
}

async function submissionsOf(procurement: ReadyProcurement): Promise<Submitted[]> {
  const { data, errors } = await api.send<{ submissions: Submitted[] }>(buyer.viewer, SUBMISSIONS, { id: procurement.id });
  expect(errors).toEqual([]);
  return data.submissions;
}

function codes({ errors }: Answer<unknown>): string[] {
  return errors.map(({ extensions }) => extensions.code);
}

async function actions(organisationId: string, subject: string): Promise<string[]> {
  const events = await rows.query<{ action: string }>(
    'SELECT action FROM audit_event WHERE organisation_id = $1 AND subject_id = $2 ORDER BY sequence',
    [organisationId, subject],
  );
  return events.map(({ action }) => action);
}

describe('a buyer who asks for evidence', () => {
  it('invites every shortlisted supplier, and none that was excluded, with the same words and deadline', async () => {
    const procurement = await rows.procurement(buyer.id, [first, second], [third]);
    const dueAt = TOMORROW();
    const { requestEvidence } = await api.done<{ requestEvidence: { request: { dueAt: string; invitations: unknown[] } } }>(
      buyer.editor,
      'RequestEvidence',
      { input: { procurementId: procurement.id, message: 'Please show how you meet these.', dueAt } },
    );
    expect(requestEvidence.request.dueAt).toBe(dueAt);
    expect(requestEvidence.request.invitations).toHaveLength(2);
    expect(requestEvidence.request.invitations).toEqual(
      expect.arrayContaining(
        [first, second].map(({ name }) => ({ candidate: { id: procurement.candidates.get(name) }, state: 'SENT' })),
      ),
    );

    const mine = [await invitationOf(first, procurement), await invitationOf(second, procurement)];
    for (const invitation of mine) {
      expect(invitation.dueAt).toBe(dueAt);
      expect(invitation.procurement.buyerName).toBe('Fictional Council');
      expect(invitation.answers.map(({ requirement }) => requirement)).toEqual(
        mine[0].answers.map(({ requirement }) => requirement),
      );
    }
    const [{ stage }] = await rows.query<{ stage: string }>('SELECT stage FROM procurement WHERE id = $1', [procurement.key]);
    expect(stage).toBe('EVIDENCE');
    expect(await actions(buyer.id, procurement.id)).toEqual(['evidence.requested']);
    const told = await rows.query('SELECT FROM notification WHERE kind = $1 AND subject_id = ANY ($2)', [
      'EVIDENCE_REQUESTED',
      mine.map(({ id }) => id),
    ]);
    expect(told).toHaveLength(2);
  });

  it('is refused a deadline that has passed, a second request, and a procurement of somebody else', async () => {
    const procurement = await rows.procurement(buyer.id, [first]);
    const input = { procurementId: procurement.id, message: 'Please answer.', dueAt: '2020-01-01T00:00:00Z' };
    const late = await api.run(buyer.editor, 'RequestEvidence', { input });
    expect(late.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'dueAt' }] });

    const good = { input: { ...input, dueAt: TOMORROW() } };
    const other = await rows.organisation('BUYER', 'Another Fictional Council');
    expect(codes(await api.run(await rows.person(other, 'Other Editor', ['EDITOR']), 'RequestEvidence', good))).toEqual([
      'NOT_FOUND',
    ]);
    expect(codes(await api.run(buyer.viewer, 'RequestEvidence', good))).toEqual(['FORBIDDEN']);
    await api.done(buyer.editor, 'RequestEvidence', good);
    expect(codes(await api.run(buyer.editor, 'RequestEvidence', good))).toEqual(['ILLEGAL_TRANSITION']);
  });

  it('acts once however often the same request arrives under one Idempotency-Key', async () => {
    const procurement = await rows.procurement(buyer.id, [first]);
    const input = { procurementId: procurement.id, message: 'Please answer.', dueAt: TOMORROW() };
    const key = { 'idempotency-key': `evidence-${procurement.key}` };
    const once = await api.run(buyer.editor, 'RequestEvidence', { input }, key);
    const twice = await api.run(buyer.editor, 'RequestEvidence', { input }, key);
    expect(once.errors).toEqual([]);
    expect(twice.data).toEqual(once.data);
  });
});

describe('an invited supplier', () => {
  it('finds filled in what its valid attestations prove, and nothing where there is none', async () => {
    const procurement = await requested();
    const { answers } = await invitationOf(first, procurement);
    expect(answers.map(({ requirement }) => requirement.ref)).toEqual(['R1', 'R2', 'R3']);
    expect(answers[0]).toMatchObject({ strength: 'INDEPENDENT_VALIDATION', evidence: [{ id: valid }], prefilled: true });
    expect(answers[0].statement).toContain('TM-VALID');
    expect(answers[0].statement).not.toContain('TM-LAPSED');
    expect(answers[2]).toMatchObject({ statement: '', strength: null, evidence: [], prefilled: true });
    const theirs = await invitationOf(second, procurement);
    expect(theirs.answers.every(({ statement, strength }) => statement === '' && strength === null)).toBe(true);
    expect(
      await rows.query('SELECT FROM answer a JOIN invitation i ON i.id = a.invitation_id WHERE i.procurement_id = $1', [
        procurement.key,
      ]),
    ).toEqual([]);
  });

  it('opens its invitation by reading it, once, and both parties have a record of it', async () => {
    const procurement = await requested();
    const { id, state } = await invitationOf(first, procurement);
    await invitationOf(first, procurement);
    expect(state).toBe('OPENED');
    expect(await actions(first.organisationId, id)).toEqual(['invitation.received', 'invitation.opened']);
    expect(await actions(buyer.id, id)).toEqual(['invitation.opened']);
  });

  it('saves an answer, which a colleague cannot overwrite unseen', async () => {
    const { id } = await invitationOf(first, await requested());
    const saved = await save(first, id, 'R3', { statement: 'Export as CSV.', expectedVersion: 0 });
    expect(saved.data.saveAnswer.answer).toEqual({
      requirement: { ref: 'R3' },
      statement: 'Export as CSV.',
      strength: 'ASSERTION',
    });
    const stale = await save(first, id, 'R3', { statement: 'Export as XML.', expectedVersion: 0 });
    expect(codes(stale)).toEqual(['CONFLICT']);
    expect(stale.errors[0].extensions.currentVersion).toBe(1);
    expect((await save(first, id, 'R3', { statement: 'Export as XML.', expectedVersion: 1 })).errors).toEqual([]);
  });

  it('is told which ref was not asked, and that a draft proves nothing', async () => {
    const { id } = await invitationOf(first, await requested());
    const unknown = await save(first, id, 'R99');
    expect(unknown.errors[0]).toMatchObject({
      message: expect.stringContaining('"R99"'),
      extensions: { fields: [{ path: 'requirementRef' }] },
    });
    const withDraft = await save(first, id, 'R1', { attestationIds: [draft] });
    expect(withDraft.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'attestationIds' }] });
  });

  it("reaches neither another supplier's invitation nor its attestations and documents", async () => {
    const procurement = await requested();
    const theirs = await invitationOf(first, procurement);
    expect(codes(await save(second, theirs.id, 'R1'))).toEqual(['NOT_FOUND']);
    expect(codes(await api.send(second.editor, MINE, { id: theirs.id }))).toEqual(['NOT_FOUND']);
    expect(codes(await api.run(second.signatory, 'SubmitResponse', { input: { invitationId: theirs.id } }))).toEqual([
      'NOT_FOUND',
    ]);
    const mine = await invitationOf(second, procurement);
    expect(codes(await save(second, mine.id, 'R1', { attestationIds: [valid] }))).toEqual(['NOT_FOUND']);
    expect(codes(await save(second, mine.id, 'R1', { documentIds: [await upload(first, 'theirs.txt')] }))).toEqual([
      'NOT_FOUND',
    ]);
  });

  it('can decline with a reason until the deadline, and is heard of no more', async () => {
    const procurement = await requested();
    const { id } = await invitationOf(second, procurement);
    const DECLINE =
      'mutation ($input: DeclineInvitationInput!) { declineInvitation(input: $input) { invitation { state declineReason } } }';
    const declined = await api.send(second.signatory, DECLINE, { input: { invitationId: id, reason: 'We have no capacity.' } });
    expect(declined.data).toEqual({
      declineInvitation: { invitation: { state: 'DECLINED', declineReason: 'We have no capacity.' } },
    });
    expect(codes(await save(second, id, 'R1'))).toEqual(['ILLEGAL_TRANSITION']);
    const request = await api.send<{ evidenceRequest: { invitations: unknown[] } }>(buyer.viewer, REQUEST, {
      id: procurement.id,
    });
    expect(request.data.evidenceRequest.invitations).toContainEqual({
      candidate: { id: procurement.candidates.get(second.name), state: 'DECLINED' },
      state: 'DECLINED',
      declineReason: 'We have no capacity.',
    });
  });
});

async function upload(supplier: FictionalSupplier, name: string): Promise<string> {
  const { body } = await api
    .http()
    .post('/documents')
    .set('authorization', `Bearer ${await api.token(supplier.editor)}`)
    .attach('file', Buffer.from(`evidence of ${supplier.name}, ${name}`), name)
    .expect(201);
  return (body as { id: string }).id;
}

describe('a response', () => {
  it('cannot be submitted while a requirement has no answer, or a gate no statement', async () => {
    const { id } = await invitationOf(second, await requested());
    const empty = await api.run(second.signatory, 'SubmitResponse', { input: { invitationId: id } });
    expect(empty.errors[0].message).toContain('R1, R2, R3');
    for (const ref of Object.values(REFS)) await save(second, id, ref, { statement: ref === 'R1' ? '  ' : 'Yes.' });
    const blank = await api.run(second.signatory, 'SubmitResponse', { input: { invitationId: id } });
    expect(blank.errors[0]).toMatchObject({
      message: expect.stringContaining('gates'),
      extensions: { fields: [{ path: 'answers.R1' }] },
    });
  });

  it('is read by nobody on the buyer’s side before the deadline, and as it was submitted after it', async () => {
    const procurement = await requested();
    const { id } = await invitationOf(first, procurement);
    const document = await upload(first, 'export.txt');
    await save(first, id, 'R3', { statement: 'Export as CSV.', documentIds: [document] });
    const done = await api.done<{ submitResponse: { invitation: { state: string; submittedAt: string } } }>(
      first.signatory,
      'SubmitResponse',
      {
        input: { invitationId: id },
      },
    );
    expect(done.submitResponse.invitation.state).toBe('SUBMITTED');
    expect(await submissionsOf(procurement)).toEqual([]);
    const download = () =>
      api.token(buyer.viewer).then((token) => api.http().get(`/documents/${document}`).set('authorization', `Bearer ${token}`));
    expect((await download()).status).toBe(404);

    await rows.deadlinePasses(procurement);
    const [submission, ...others] = await submissionsOf(procurement);
    expect(others).toEqual([]);
    expect(submission.candidate).toMatchObject({ id: procurement.candidates.get(first.name), supplier: { name: first.name } });
    expect(submission.answers.map(({ requirement }) => requirement.ref)).toEqual(['R1', 'R2', 'R3']);
    expect(submission.answers[0]).toMatchObject({
      strength: 'INDEPENDENT_VALIDATION',
      evidenceStrength: 'INDEPENDENT_VALIDATION',
    });
    expect(submission.answers[0].attestations).toMatchObject([
      { id: valid, reference: 'TM-VALID', status: 'VERIFIED', hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    ]);
    expect(submission.answers[2]).toMatchObject({
      statement: 'Export as CSV.',
      evidenceStrength: null,
      documents: [{ id: document, fileName: 'export.txt' }],
    });
    expect((await download()).status).toBe(200);

    const [stored] = await rows.query<{ invitation_id: string; number: number; answers: unknown; hash: string }>(
      'SELECT invitation_id, number, answers, hash FROM submission WHERE invitation_id = $1',
      [id.slice('inv_'.length)],
    );
    expect(hashOf({ invitationId: stored.invitation_id, number: stored.number, answers: stored.answers })).toBe(stored.hash);
    expect(submission.hash).toBe(stored.hash);
    const [{ detail }] = await rows.query<{ detail: unknown }>(
      `SELECT detail FROM audit_event WHERE organisation_id = $1 AND subject_id = $2 AND action = 'response.submitted'`,
      [buyer.id, id],
    );
    expect(detail).toEqual({ number: 1, hash: stored.hash });
  });

  it('stands until it is submitted again, and only the last one counts', async () => {
    const procurement = await requested();
    const { id } = await submitted(second, procurement);
    await save(second, id, 'R3', { statement: 'Better.' });
    const between = await api.send<{ evidenceInvitation: object }>(second.editor, MINE, { id });
    expect(between.data.evidenceInvitation).toMatchObject({
      state: 'SUBMITTED',
      hasUnsubmittedChanges: true,
      submissions: [{ number: 1 }],
    });
    await api.done(second.signatory, 'SubmitResponse', { input: { invitationId: id } });
    const after = await api.send<{ evidenceInvitation: object }>(second.editor, MINE, { id });
    expect(after.data.evidenceInvitation).toMatchObject({
      hasUnsubmittedChanges: false,
      submissions: [{ number: 1 }, { number: 2 }],
    });
    await rows.deadlinePasses(procurement);
    const [submission, ...others] = await submissionsOf(procurement);
    expect(others).toEqual([]);
    expect(submission).toMatchObject({ number: 2 });
    expect(submission.answers[2].statement).toBe('Better.');
  });

  it('is submitted once when the same request arrives twice under one Idempotency-Key', async () => {
    const { id } = await submitted(second, await requested());
    const again = { input: { invitationId: id } };
    const key = { 'idempotency-key': `submit-${id}` };
    const once = await api.run(second.signatory, 'SubmitResponse', again, key);
    expect((await api.run(second.signatory, 'SubmitResponse', again, key)).data).toEqual(once.data);
    const kept = await rows.query('SELECT FROM submission WHERE invitation_id = $1', [id.slice('inv_'.length)]);
    expect(kept).toHaveLength(2);
  });

  it('says of an attestation that was withdrawn meanwhile what it is on the day of submitting', async () => {
    const procurement = await requested();
    const { id } = await invitationOf(first, procurement);
    const withdrawn = await rows.attestation(first, 'TM-WITHDRAWN', 'VERIFIED', { issued: -10, expires: 100 });
    for (const ref of Object.values(REFS)) await save(first, id, ref, { attestationIds: [withdrawn] });
    await rows.query(`UPDATE attestation SET state = 'WITHDRAWN' WHERE id = $1`, [withdrawn.slice('att_'.length)]);
    await api.done(first.signatory, 'SubmitResponse', { input: { invitationId: id } });
    await rows.deadlinePasses(procurement);
    const [submission] = await submissionsOf(procurement);
    expect(submission.answers[0]).toMatchObject({
      evidenceStrength: null,
      attestations: [{ id: withdrawn, status: 'WITHDRAWN' }],
    });
  });

  it('is refused after the deadline, in a sentence that gives the deadline', async () => {
    const procurement = await requested();
    const { id } = await invitationOf(first, procurement);
    await rows.deadlinePasses(procurement);
    const late = await save(first, id, 'R1');
    expect(late.errors[0]).toMatchObject({
      message: expect.stringMatching(/until \d+ \w+ \d{4} at .* UTC/) as string,
      extensions: { code: 'ILLEGAL_TRANSITION' },
    });
    expect(codes(await api.run(first.signatory, 'SubmitResponse', { input: { invitationId: id } }))).toEqual([
      'ILLEGAL_TRANSITION',
    ]);
  });

  it('is put right when the buyer asks, and until then the last one stands', async () => {
    const procurement = await requested();
    const { id } = await submitted(second, procurement);
    const change = { input: { invitationId: id, wanted: 'Say which format.', dueAt: TOMORROW() } };
    expect(codes(await api.run(buyer.editor, 'RequestChanges', change))).toEqual(['ILLEGAL_TRANSITION']);
    await rows.deadlinePasses(procurement);
    const { requestChanges } = await api.done<{ requestChanges: { invitation: { state: string } } }>(
      buyer.editor,
      'RequestChanges',
      change,
    );
    expect(requestChanges.invitation.state).toBe('CHANGES_REQUESTED');
    await save(second, id, 'R3', { statement: 'As CSV.' });
    expect((await submissionsOf(procurement))[0]).toMatchObject({ number: 1 });
    await api.done(second.signatory, 'SubmitResponse', { input: { invitationId: id } });
    const [submission] = await submissionsOf(procurement);
    expect(submission.number).toBe(2);
    expect(submission.answers[2].statement).toBe('As CSV.');
    const mine = await api.send<{ evidenceInvitation: object }>(second.editor, MINE, { id });
    expect(mine.data.evidenceInvitation).toMatchObject({ state: 'SUBMITTED', changesWanted: 'Say which format.' });
  });
});

describe('what is being written', () => {
  it('is hidden from the buyer by policy and by the database', async () => {
    const procurement = await requested();
    const { id } = await invitationOf(first, procurement);
    await save(first, id, 'R3', { statement: 'Not yours to read.' });
    const asked = await api.send(
      buyer.editor,
      'query ($id: ID!) { evidenceRequest(procurementId: $id) { invitations { answers { statement } } } }',
      { id: procurement.id },
    );
    expect(asked.errors[0].extensions.code).toBe('FORBIDDEN');

    const application = new Client({ connectionString: api.database.url });
    await application.connect();
    await application.query(`SELECT set_config('assay.organisation', $1, false)`, [buyer.id]);
    for (const table of ['answer', 'answer_attestation', 'answer_document', 'clarification_asker', 'submission']) {
      const { rows: seen } = await application.query(
        table === 'submission' ? 'SELECT FROM submission WHERE opens_at > now()' : `SELECT FROM ${table}`,
      );
      expect(seen).toEqual([]);
    }
    await application.end();
  });
});

describe('a question', () => {
  const ASK =
    'mutation ($input: AskClarificationInput!) { askClarification(input: $input) { clarification { id question answer mine } } }';
  const ANSWER =
    'mutation ($input: AnswerClarificationInput!) { answerClarification(input: $input) { clarification { answer } } }';

  it('is answered to all without anybody learning who asked', async () => {
    const procurement = await requested();
    const [asker, other] = [await invitationOf(first, procurement), await invitationOf(second, procurement)];
    const asked = await api.send<{ askClarification: { clarification: { id: string } } }>(first.editor, ASK, {
      input: { invitationId: asker.id, question: 'Is LoRaWAN allowed?' },
    });
    expect(asked.errors).toEqual([]);
    const { id } = asked.data.askClarification.clarification;
    const questions = async (supplier: FictionalSupplier, invitationId: string): Promise<unknown> => {
      const { data } = await api.send<{ evidenceInvitation: { clarifications: unknown } }>(supplier.editor, MINE, {
        id: invitationId,
      });
      return data.evidenceInvitation.clarifications;
    };
    expect(await questions(first, asker.id)).toEqual([{ id, question: 'Is LoRaWAN allowed?', answer: null, mine: true }]);
    expect(await questions(second, other.id)).toEqual([]);

    expect((await api.send(buyer.editor, ANSWER, { input: { clarificationId: id, answer: 'Yes.' } })).errors).toEqual([]);
    expect(await questions(second, other.id)).toEqual([{ id, question: 'Is LoRaWAN allowed?', answer: 'Yes.', mine: false }]);
    expect(codes(await api.send(buyer.editor, ANSWER, { input: { clarificationId: id, answer: 'No.' } }))).toEqual([
      'CONFLICT',
    ]);

    const told = await rows.query<{ text: string }>(
      'SELECT to_jsonb(e)::text AS text FROM audit_event e WHERE organisation_id = $1 AND subject_id = $2',
      [buyer.id, id],
    );
    const letters = await rows.query<{ text: string }>('SELECT text FROM notification WHERE subject_id = $1', [id]);
    expect(told).toHaveLength(2);
    expect(letters).toHaveLength(1);
    for (const { text } of [...told, ...letters]) expect(text).not.toContain(first.name);
    const request = await api.send<{ evidenceRequest: { clarifications: unknown } }>(buyer.viewer, REQUEST, {
      id: procurement.id,
    });
    expect(request.data.evidenceRequest.clarifications).toEqual([
      { question: 'Is LoRaWAN allowed?', answer: 'Yes.', mine: false },
    ]);
  });
});
