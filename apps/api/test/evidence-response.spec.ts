import { ModulesContainer } from '@nestjs/core';
import { v7 as uuidv7 } from 'uuid';
import { hashOf } from '#pack';
import { Member, Transactions, Tx } from '#platform';
import { codes, EvidenceJourney, MINE, TOMORROW } from './evidence-journey';
import { ReadyProcurement, REFS } from '#procurement/testing';

let journey: EvidenceJourney;

beforeAll(async () => {
  journey = await EvidenceJourney.begin();
});

afterAll(() => journey?.end());

async function become(attestation: string, state: string): Promise<void> {
  await journey.rows.query('UPDATE attestation SET state = $2 WHERE id = $1', [attestation.slice('att_'.length), state]);
}

describe('a response', () => {
  it('cannot be submitted while a requirement has no answer, or a gate no statement', async () => {
    const { id } = await journey.invitationOf(journey.second, await journey.requested());
    const empty = await journey.api.run(journey.second.signatory, 'SubmitResponse', { input: { invitationId: id } });
    expect(empty.errors[0].message).toContain('R1, R2, R3');
    expect(empty.errors[0].extensions.fields).toEqual(
      Object.values(REFS).map((ref) => ({ path: `answers.${ref}`, message: 'has no answer yet' })),
    );
    for (const ref of Object.values(REFS))
      await journey.save(journey.second, id, ref, { statement: ref === 'R1' ? '  ' : 'Yes.' });
    const blank = await journey.api.run(journey.second.signatory, 'SubmitResponse', { input: { invitationId: id } });
    expect(blank.errors[0]).toMatchObject({
      message: expect.stringContaining('gates'),
      extensions: { fields: [{ path: 'answers.R1', message: 'is a gate and has no statement' }] },
    });
  });

  it('is read by nobody on the buyer’s side before the deadline, and as it was submitted after it', async () => {
    const procurement = await journey.requested();
    const { id } = await journey.invitationOf(journey.first, procurement);
    const document = await journey.upload(journey.first, 'export.txt');
    await journey.save(journey.first, id, 'R3', { statement: 'Export as CSV.', documentIds: [document] });
    const done = await journey.api.done<{ submitResponse: { invitation: { state: string; submittedAt: string } } }>(
      journey.first.signatory,
      'SubmitResponse',
      {
        input: { invitationId: id },
      },
    );
    expect(done.submitResponse.invitation.state).toBe('SUBMITTED');
    expect(await journey.submissionsOf(procurement)).toEqual([]);
    const download = (who = journey.buyer.viewer) =>
      journey.api
        .token(who)
        .then((token) => journey.api.http().get(`/documents/${document}`).set('authorization', `Bearer ${token}`));
    expect((await download()).status).toBe(404);

    await journey.rows.deadlinePasses(procurement);
    const [submission, ...others] = await journey.submissionsOf(procurement);
    expect(others).toEqual([]);
    expect(submission.candidate).toMatchObject({
      id: procurement.candidates.get(journey.first.name),
      supplier: { name: journey.first.name },
    });
    expect(submission.answers.map(({ requirement }) => requirement.ref)).toEqual(['R1', 'R2', 'R3']);
    expect(submission.answers[0]).toMatchObject({
      strength: 'INDEPENDENT_VALIDATION',
      evidenceStrength: 'INDEPENDENT_VALIDATION',
    });
    expect(submission.answers[0].attestations).toMatchObject([
      { id: journey.valid, reference: 'TM-VALID', status: 'VERIFIED', hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    ]);
    expect(submission.answers[2]).toMatchObject({
      statement: 'Export as CSV.',
      evidenceStrength: null,
      documents: [{ id: document, fileName: 'export.txt' }],
    });
    expect((await download()).status).toBe(200);
    // Who can assess declares interests first.
    const { editor } = journey.buyer;
    expect((await download(editor)).status).toBe(404);
    await journey.api.done(editor, 'DeclareInterests', {
      input: { procurementId: procurement.id, hasConflict: false, statement: 'I have no interest in any bidder.' },
    });
    expect((await download(editor)).status).toBe(200);

    const [stored] = await journey.rows.query<{ invitation_id: string; number: number; answers: unknown; hash: string }>(
      'SELECT invitation_id, number, answers, hash FROM submission WHERE invitation_id = $1',
      [id.slice('inv_'.length)],
    );
    expect(hashOf({ invitationId: stored.invitation_id, number: stored.number, answers: stored.answers })).toBe(stored.hash);
    expect(submission.hash).toBe(stored.hash);
    const [{ detail }] = await journey.rows.query<{ detail: unknown }>(
      `SELECT detail FROM audit_event WHERE organisation_id = $1 AND subject_id = $2 AND action = 'response.submitted'`,
      [journey.buyer.id, id],
    );
    expect(detail).toEqual({ number: 1, hash: stored.hash });
  });

  it('can use what the supplier answered before, to a requirement that says much the same, and nobody else’s', async () => {
    const before = await journey.invitationOf(journey.first, await journey.requested());
    await journey.save(journey.first, before.id, 'R3', { statement: 'Export as CSV, once a night.' });
    const now = await journey.invitationOf(journey.first, await journey.requested());
    const earlier = (who: string, invitationId: string, ref: string) =>
      journey.api.send<{ earlierAnswers: { statement: string; requirement: string; likeness: number }[] }>(
        who,
        'query($id: ID!, $ref: String!) { earlierAnswers(invitationId: $id, requirementRef: $ref) { requirement statement buyerName likeness } }',
        { id: invitationId, ref },
      );
    const { data } = await earlier(journey.first.editor, now.id, 'R3');
    expect(data.earlierAnswers[0]).toMatchObject({ statement: 'Export as CSV, once a night.', likeness: 1 });
    expect(data.earlierAnswers.length).toBeLessThanOrEqual(3);
    expect(
      (await earlier(journey.first.editor, now.id, 'R1')).data.earlierAnswers.map(({ statement }) => statement),
    ).not.toContain('Export as CSV, once a night.');
    expect(codes(await earlier(journey.second.editor, now.id, 'R3'))).toEqual(['NOT_FOUND']);
    expect(codes(await earlier(journey.first.editor, now.id, 'R9'))).toEqual(['NOT_FOUND']);
  });

  it('stands until it is submitted again, and only the last one counts', async () => {
    const procurement = await journey.requested();
    const { id } = await journey.submitted(journey.second, procurement);
    await journey.save(journey.second, id, 'R3', { statement: 'Better.' });
    const between = await journey.api.send<{ evidenceInvitation: object }>(journey.second.editor, MINE, { id });
    expect(between.data.evidenceInvitation).toMatchObject({
      state: 'SUBMITTED',
      hasUnsubmittedChanges: true,
      submissions: [{ number: 1 }],
    });
    await journey.api.done(journey.second.signatory, 'SubmitResponse', { input: { invitationId: id } });
    const after = await journey.api.send<{ evidenceInvitation: object }>(journey.second.editor, MINE, { id });
    expect(after.data.evidenceInvitation).toMatchObject({
      hasUnsubmittedChanges: false,
      submissions: [{ number: 1 }, { number: 2 }],
    });
    await journey.rows.deadlinePasses(procurement);
    const [submission, ...others] = await journey.submissionsOf(procurement);
    expect(others).toEqual([]);
    expect(submission).toMatchObject({ number: 2 });
    expect(submission.answers[2].statement).toBe('Better.');
    const told = await journey.rows.query<{ text: string }>(
      `SELECT text FROM notification WHERE kind = 'RESPONSE_SUBMITTED' AND subject_id = $1 ORDER BY id`,
      [id],
    );
    expect(told[1].text).toMatch(/ has submitted a response \(number 2\) to “Parking sensors .*” \(P-.*\)\./);
  });

  it('is submitted once when the same request arrives twice under one Idempotency-Key', async () => {
    const { id } = await journey.submitted(journey.second, await journey.requested());
    const again = { input: { invitationId: id } };
    const key = { 'idempotency-key': `submit-${id}` };
    const once = await journey.api.run(journey.second.signatory, 'SubmitResponse', again, key);
    expect((await journey.api.run(journey.second.signatory, 'SubmitResponse', again, key)).data).toEqual(once.data);
    const kept = await journey.rows.query('SELECT FROM submission WHERE invitation_id = $1', [id.slice('inv_'.length)]);
    expect(kept).toHaveLength(2);
  });

  it.each(['WITHDRAWN', 'REJECTED'])(
    'is refused while an answer relies on an attestation that was %s, which no other answer takes on any more',
    async (state) => {
      const reference = `TM-${state}`;
      const procurement = await journey.requested();
      const { id } = await journey.invitationOf(journey.first, procurement);
      const takenBack = await journey.rows.attestation(journey.first, reference, 'VERIFIED', { issued: -10, expires: 100 });
      await journey.save(journey.first, id, 'R1', { attestationIds: [takenBack] });
      for (const ref of ['R2', 'R3']) await journey.save(journey.first, id, ref);
      await become(takenBack, state);
      const anew = await journey.save(journey.first, id, 'R2', { attestationIds: [takenBack] });
      expect(anew.errors[0]).toMatchObject({
        message: expect.stringContaining(`(${reference}) was ${state.toLowerCase()}, so it proves nothing.`) as string,
        extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'attestationIds' }] },
      });
      // Where it was attached before it stays, so that the answer can be saved as it is typed.
      expect((await journey.save(journey.first, id, 'R1', { attestationIds: [takenBack] })).errors).toEqual([]);
      const submit = { input: { invitationId: id } };
      const refused = await journey.api.run(journey.first.signatory, 'SubmitResponse', submit);
      expect(refused.errors[0]).toMatchObject({
        message: expect.stringMatching(
          new RegExp(`^The answer to R1 relies on .*\\(${reference}\\), which was .* Nothing was submitted\\.$`),
        ) as string,
        extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'attestations.R1' }] },
      });
      await journey.save(journey.first, id, 'R1');
      await journey.api.done(journey.first.signatory, 'SubmitResponse', submit);
    },
  );

  it('takes an attestation that another has replaced as what it was, and tells its supplier which that is', async () => {
    const procurement = await journey.requested();
    const { id } = await journey.invitationOf(journey.first, procurement);
    const held = { issued: -10, expires: 100 };
    const older = await journey.rows.attestation(journey.first, 'TM-OLDER', 'VERIFIED', held);
    const newer = await journey.rows.attestation(journey.first, 'TM-NEWER', 'VERIFIED', { ...held, replaces: older });
    for (const ref of Object.values(REFS)) await journey.save(journey.first, id, ref, { attestationIds: [older] });
    await become(older, 'SUPERSEDED');
    const replaced = 'query ($id: ID!) { attestation(id: $id) { status replacedBy } }';
    const [ofOlder, ofNewer] = await Promise.all(
      [older, newer].map((attestation) => journey.api.send(journey.first.editor, replaced, { id: attestation })),
    );
    expect([ofOlder.data, ofNewer.data]).toEqual([
      { attestation: { status: 'SUPERSEDED', replacedBy: newer } },
      { attestation: { status: 'VERIFIED', replacedBy: null } },
    ]);
    await journey.api.done(journey.first.signatory, 'SubmitResponse', { input: { invitationId: id } });
    await journey.rows.deadlinePasses(procurement);
    const [submission] = await journey.submissionsOf(procurement);
    expect(submission.answers[0]).toMatchObject({
      evidenceStrength: null,
      attestations: [{ id: older, status: 'SUPERSEDED' }],
    });
  });

  it('is refused after the deadline, in a sentence that gives the deadline', async () => {
    const procurement = await journey.requested();
    const { id } = await journey.invitationOf(journey.first, procurement);
    await journey.rows.deadlinePasses(procurement);
    const late = await journey.save(journey.first, id, 'R1');
    expect(late.errors[0]).toMatchObject({
      message: expect.stringMatching(/until \d+ \w+ \d{4} at \S+, the same for every supplier/) as string,
      extensions: { code: 'ILLEGAL_TRANSITION' },
    });
    expect(codes(await journey.api.run(journey.first.signatory, 'SubmitResponse', { input: { invitationId: id } }))).toEqual([
      'ILLEGAL_TRANSITION',
    ]);
  });

  it('is put right when the buyer asks, and until then the last one stands', async () => {
    const procurement = await journey.requested();
    const { id } = await journey.submitted(journey.second, procurement);
    const change = { input: { invitationId: id, wanted: 'Say which format.', dueAt: TOMORROW() } };
    expect(codes(await journey.api.run(journey.buyer.editor, 'RequestChanges', change))).toEqual(['ILLEGAL_TRANSITION']);
    await journey.rows.deadlinePasses(procurement);
    const tooFar = { input: { ...change.input, dueAt: new Date(Date.now() + 367 * 86_400_000).toISOString() } };
    expect((await journey.api.run(journey.buyer.editor, 'RequestChanges', tooFar)).errors[0].extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'dueAt' }],
    });
    const { requestChanges } = await journey.api.done<{ requestChanges: { invitation: { state: string } } }>(
      journey.buyer.editor,
      'RequestChanges',
      change,
    );
    expect(requestChanges.invitation.state).toBe('CHANGES_REQUESTED');
    await journey.save(journey.second, id, 'R3', { statement: 'As CSV.' });
    expect((await journey.submissionsOf(procurement))[0]).toMatchObject({ number: 1 });
    await journey.api.done(journey.second.signatory, 'SubmitResponse', { input: { invitationId: id } });
    const [submission] = await journey.submissionsOf(procurement);
    expect(submission.number).toBe(2);
    expect(submission.answers[2].statement).toBe('As CSV.');
    const told = await journey.rows.query<{ text: string }>(
      `SELECT text FROM notification WHERE kind = 'RESPONSE_SUBMITTED' AND subject_id = $1 ORDER BY id`,
      [id],
    );
    expect(told.map(({ text }) => text.slice(text.lastIndexOf('. ') + 2))).toEqual([
      'It opens at the deadline.',
      'It is open to you now.',
    ]);
    const mine = await journey.api.send<{ evidenceInvitation: object }>(journey.second.editor, MINE, { id });
    expect(mine.data.evidenceInvitation).toMatchObject({ state: 'SUBMITTED', changesWanted: 'Say which format.' });
  });
});

describe('a procurement that has gone on', () => {
  it.each(['MODERATION', 'CANCELLED'])('takes no response when it is in %s, also before the deadline', async (stage) => {
    const procurement = await journey.requested();
    const { id } = await journey.submitted(journey.second, procurement);
    await journey.rows.query(`UPDATE procurement SET stage = $2, cancelled_reason = $3 WHERE id = $1`, [
      procurement.key,
      stage,
      stage === 'CANCELLED' ? 'No money.' : null,
    ]);
    expect(codes(await journey.save(journey.second, id, 'R1'))).toEqual(['ILLEGAL_TRANSITION']);
    const again = await journey.api.run(journey.second.signatory, 'SubmitResponse', { input: { invitationId: id } });
    expect(codes(again)).toEqual(['ILLEGAL_TRANSITION']);
  });

  it('closes every invitation that is open, and tells each supplier why', async () => {
    const procurement = await journey.requested();
    const { id } = await journey.submitted(journey.second, procurement);
    const named = { id: procurement.key, buyerName: 'Fictional Council', title: 'Cameras', reference: 'P-1' };
    await asBuyer((service, tx, caller) => service.closeAll(tx, caller, named, 'The procurement was cancelled.'));
    const states = await journey.rows.query('SELECT DISTINCT state FROM invitation WHERE procurement_id = $1', [
      procurement.key,
    ]);
    expect(states).toEqual([{ state: 'CLOSED' }]);
    expect(await journey.actions(journey.second.organisationId, id)).toContain('invitation.closed');
    const letters = await journey.rows.query(
      `SELECT text FROM notification WHERE kind = 'INVITATION_CLOSED' AND subject_id = $1`,
      [id],
    );
    expect(letters).toEqual([{ text: 'Fictional Council, “Cameras” (P-1): The procurement was cancelled.' }]);
  });
});

describe('people who act at the same moment', () => {
  it('do not overwrite one another: of two who save the same answer, one is told', async () => {
    const { id } = await journey.invitationOf(journey.first, await journey.requested());
    const both = await Promise.all(
      ['CSV.', 'XML.'].map((statement) => journey.save(journey.first, id, 'R3', { statement, expectedVersion: 0 })),
    );
    expect(both.flatMap((answer) => codes(answer))).toEqual(['CONFLICT']);
  });

  it('do not block one another: suppliers submit while the buyer asks others, and every chain of events holds', async () => {
    const procurement = await journey.requested();
    const ids = await Promise.all(
      [journey.first, journey.second].map(async (supplier) => {
        const { id } = await journey.invitationOf(supplier, procurement);
        for (const ref of Object.values(REFS)) await journey.save(supplier, id, ref);
        return { supplier, id };
      }),
    );
    const submit = ids.map(({ supplier, id }) =>
      journey.api.run(supplier.signatory, 'SubmitResponse', { input: { invitationId: id } }),
    );
    const results = await Promise.allSettled([...submit, journey.requested(), journey.requested(), ...submit]);
    expect(results.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect((await Promise.all(submit)).flatMap((answer) => codes(answer))).toEqual([]);
    const breaks = await journey.rows.query(
      `SELECT FROM audit_event e WHERE sequence > 1 AND NOT EXISTS (SELECT FROM audit_event p
         WHERE p.organisation_id = e.organisation_id AND p.sequence = e.sequence - 1 AND p.hash = e.previous_hash)`,
    );
    expect(breaks).toEqual([]);
  });
});

describe('a supplier that did not answer', () => {
  it('is closed when the buyer begins to assess, once, and its candidate has no response', async () => {
    const procurement = await journey.requested();
    await journey.submitted(journey.second, procurement);
    const { id } = await journey.invitationOf(journey.first, procurement);
    expect(await closeExpired(procurement)).toEqual([]);
    await journey.rows.deadlinePasses(procurement);
    const silent = procurement.candidates.get(journey.first.name) ?? '';
    expect(await closeExpired(procurement)).toEqual([silent.slice('cnd_'.length)]);
    expect(await closeExpired(procurement)).toEqual([]);
    const states = await journey.rows.query(
      'SELECT i.state AS invitation, c.state AS candidate FROM invitation i JOIN candidate c ON c.id = i.candidate_id WHERE i.procurement_id = $1 ORDER BY i.state',
      [procurement.key],
    );
    expect(states).toEqual([
      { invitation: 'CLOSED', candidate: 'NO_RESPONSE' },
      { invitation: 'SUBMITTED', candidate: 'RESPONDED' },
    ]);
    expect(await journey.actions(journey.first.organisationId, id)).toContain('invitation.closed');
    expect(codes(await journey.save(journey.first, id, 'R1'))).toEqual(['ILLEGAL_TRANSITION']);
  });
});

describe('a supplier that is left out after it was invited', () => {
  it('is told, without the reason, and answers no more; what it had submitted stays in the record', async () => {
    const procurement = await journey.requested([journey.first, journey.second, journey.third]);
    const { id: begun } = await journey.invitationOf(journey.first, procurement);
    await journey.save(journey.first, begun, 'R1');
    const { id: submitted } = await journey.submitted(journey.second, procurement);
    const { id: kept } = await journey.invitationOf(journey.third, procurement);
    const leaveOut = 'mutation ($input: DecideCandidatesInput!) { decideCandidates(input: $input) { candidates { state } } }';
    const supplierIds = [journey.first, journey.second].map(({ supplierId }) => `sup_${supplierId}`);
    const leftOut = await journey.api.send(journey.buyer.editor, leaveOut, {
      input: { procurementId: procurement.id, supplierIds, decision: 'EXCLUDE', reason: 'Debarred.' },
    });
    expect(leftOut.data).toEqual({ decideCandidates: { candidates: [{ state: 'EXCLUDED' }, { state: 'EXCLUDED' }] } });

    const text =
      `Fictional Council, “Parking sensors for a fictional town” (P-${procurement.key.slice(-6)}): The buyer has left you out of this procurement and takes no more answers from you; ` +
      'what you had submitted stays in the record.';
    const letters = await journey.rows.query(
      `SELECT organisation_id, subject_id, text FROM notification WHERE kind = 'LEFT_OUT' AND procurement_id = $1 ORDER BY subject_id`,
      [procurement.key],
    );
    expect(letters).toEqual(
      [
        { organisation_id: journey.first.organisationId, subject_id: begun, text },
        { organisation_id: journey.second.organisationId, subject_id: submitted, text },
      ].toSorted((a, b) => (a.subject_id < b.subject_id ? -1 : 1)),
    );
    for (const [supplier, id] of [[journey.first, begun] as const, [journey.second, submitted] as const]) {
      const mine = await journey.api.send<{ evidenceInvitation: object }>(supplier.editor, MINE, { id });
      expect(mine.data.evidenceInvitation).toMatchObject({ state: 'CLOSED', outcome: 'LEFT_OUT' });
      expect(codes(await journey.save(supplier, id, 'R1'))).toEqual(['ILLEGAL_TRANSITION']);
      expect(await journey.actions(supplier.organisationId, id)).toContain('invitation.closed');
    }
    expect((await journey.save(journey.third, kept, 'R1')).errors).toEqual([]);
    await journey.rows.deadlinePasses(procurement);
    expect((await journey.submissionsOf(procurement)).map(({ candidate }) => candidate.supplier.name)).toEqual([
      journey.second.name,
    ]);
  });

  it('says of a procurement that is cancelled meanwhile that it is, whether or not a response was submitted', async () => {
    const procurement = await journey.requested();
    await journey.submitted(journey.first, procurement);
    const { errors } = await journey.api.send(
      journey.buyer.editor,
      'mutation ($input: CancelProcurementInput!) { cancelProcurement(input: $input) { procurement { stage } } }',
      { input: { procurementId: procurement.id, reason: 'The budget was withdrawn.' } },
    );
    expect(errors).toEqual([]);
    for (const supplier of [journey.first, journey.second]) {
      const { id: own } = await journey.invitationOf(supplier, procurement);
      const mine = await journey.api.send<{ evidenceInvitation: object }>(supplier.editor, MINE, { id: own });
      expect(mine.data.evidenceInvitation).toMatchObject({ state: 'CLOSED', outcome: 'CANCELLED' });
    }
  });

  it('comes back while the criteria are locked and nobody is asked yet, and not once evidence is asked for', async () => {
    const procurement = await journey.rows.procurement(journey.buyer.id, [journey.first]);
    const input = { procurementId: procurement.id, supplierId: `sup_${journey.first.supplierId}`, reason: 'Debarred.' };
    const ask = { procurementId: procurement.id, message: 'Please show how you meet these.', dueAt: TOMORROW() };
    await journey.api.done(journey.buyer.editor, 'ExcludeSupplier', { input });
    const unasked = await journey.api.run(journey.buyer.editor, 'RequestEvidence', { input: ask });
    expect(unasked.errors[0].message).toMatch(/shortlist/i);
    await journey.api.done(journey.buyer.editor, 'ShortlistSupplier', { input: { ...input, reason: 'The debarment ended.' } });
    await journey.api.done(journey.buyer.editor, 'RequestEvidence', { input: ask });
    await journey.api.done(journey.buyer.editor, 'ExcludeSupplier', { input });
    const back = await journey.api.run(journey.buyer.editor, 'ShortlistSupplier', { input });
    expect(back.errors[0]).toMatchObject({
      message:
        'Shortlisting is possible while the procurement stands at “Finding suppliers” or “Criteria locked”; it stands at “Waiting for evidence”.',
      extensions: { code: 'ILLEGAL_TRANSITION' },
    });
  });
});

type Named = { id: string; buyerName: string; title: string; reference: string };

/** What those who assess, moderate and cancel call in their transaction. */
interface Closing {
  closeExpired(tx: Tx, caller: Member, procurementId: string): Promise<string[]>;
  closeAll(tx: Tx, caller: Member, procurement: Named, why: string): Promise<void>;
}

function closeExpired(procurement: ReadyProcurement): Promise<string[]> {
  return asBuyer((service, tx, caller) => service.closeExpired(tx, caller, procurement.key));
}

/** Calls the service in a transaction of the buyer's. The library shows it to nobody else, so that it is found by its name. */
function asBuyer<T>(work: (service: Closing, tx: Tx, caller: Member) => Promise<T>): Promise<T> {
  const providers = [...journey.api.app.get(ModulesContainer).values()].flatMap((module) => [...module.providers.values()]);
  const service = providers.find(({ name }) => name === 'InvitationService')?.instance as Closing;
  const caller: Member = {
    user: { id: uuidv7(), name: 'Buyer Editor', email: journey.buyer.editor },
    organisation: { id: journey.buyer.id, kind: 'BUYER', name: 'Fictional Council' },
    roles: ['EDITOR'],
    scopes: null,
    sessionId: null,
    requestId: 'closing',
  };
  return journey.api.app.get(Transactions).run(caller, (tx) => work(service, tx, caller));
}
