import { hashOf } from '#pack';
import { codes, EvidenceJourney, MINE, TOMORROW } from './evidence-journey';
import { REFS } from '#procurement/testing';

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
    const download = (who = journey.buyer.viewer) => journey.api.get(who, `/documents/${document}`);
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

  it('is offered what was answered before with its evidence, by the same words or guidance, and what of it has lapsed since', async () => {
    const procurement = await journey.requested();
    const before = await journey.invitationOf(journey.first, procurement);
    const document = await journey.upload(journey.first, 'passwords.txt');
    const held = await journey.rows.attestation(journey.first, 'TM-HELD', 'VERIFIED', { issued: -10, expires: 100 });
    const statement = 'Each device has a password of its own.';
    await journey.save(journey.first, before.id, 'R1', { statement, documentIds: [document], attestationIds: [held] });
    const now = await journey.invitationOf(journey.first, await journey.requested());
    interface Earlier {
      statement: string;
      alikeBy: string;
      submittedAt: string | null;
      evidence: { id: string }[];
      lapsed: { id: string }[];
      documents: { fileName: string }[];
    }
    const earlier = async (ref: string): Promise<Earlier | undefined> => {
      const { data, errors } = await journey.api.send<{ earlierAnswers: Earlier[] }>(
        journey.first.editor,
        `query($id: ID!, $ref: String!) { earlierAnswers(invitationId: $id, requirementRef: $ref) {
          id statement alikeBy submittedAt evidence { id } lapsed { id } documents { fileName } } }`,
        { id: now.id, ref },
      );
      expect(errors).toEqual([]);
      return data.earlierAnswers.find((answer) => answer.statement === statement);
    };
    const asBefore = { evidence: [{ id: held }], lapsed: [], documents: [{ fileName: 'passwords.txt' }], submittedAt: null };
    expect(await earlier('R1')).toMatchObject({ ...asBefore, alikeBy: 'SAME_WORDS' });
    // R2 says something else, to the same guidance; R3 answers none.
    expect(await earlier('R2')).toMatchObject({ ...asBefore, alikeBy: 'SAME_GUIDANCE' });
    expect(await earlier('R3')).toBeUndefined();
    await become(held, 'WITHDRAWN');
    expect(await earlier('R1')).toMatchObject({ evidence: [{ id: held }], lapsed: [{ id: held }] });
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
      message: expect.stringMatching(/until \d+ \w+ \d{4} at \S+, the deadline for answers\. .* ask the buyer/) as string,
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
