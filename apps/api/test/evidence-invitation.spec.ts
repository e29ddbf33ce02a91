import { CANCEL, codes, EvidenceJourney, MINE, REQUEST } from './evidence-journey';
import { FictionalSupplier } from '#procurement/testing';

let journey: EvidenceJourney;

beforeAll(async () => {
  journey = await EvidenceJourney.begin();
});

afterAll(() => journey?.end());

describe('an invited supplier', () => {
  it('finds filled in what its journey.valid attestations prove, and nothing where there is none', async () => {
    const procurement = await journey.requested();
    const { answers } = await journey.invitationOf(journey.first, procurement);
    expect(answers.map(({ requirement }) => requirement.ref)).toEqual(['R1', 'R2', 'R3']);
    expect(answers[0]).toMatchObject({
      strength: 'INDEPENDENT_VALIDATION',
      evidence: [{ id: journey.valid }],
      prefilled: true,
    });
    expect(answers[0].statement).toContain('TM-VALID');
    expect(answers[0].statement).not.toContain('TM-LAPSED');
    expect(answers[2]).toMatchObject({ statement: '', strength: null, evidence: [], prefilled: true });
    const theirs = await journey.invitationOf(journey.second, procurement);
    expect(theirs.answers.every(({ statement, strength }) => statement === '' && strength === null)).toBe(true);
    expect(
      await journey.rows.query('SELECT FROM answer a JOIN invitation i ON i.id = a.invitation_id WHERE i.procurement_id = $1', [
        procurement.key,
      ]),
    ).toEqual([]);
  });

  it('opens its invitation by reading it, not by listing it, once, and both parties have a record of it', async () => {
    const procurement = await journey.requested();
    const { id, state } = await journey.invitationOf(journey.first, procurement);
    expect(state).toBe('SENT');
    expect(await journey.actions(journey.first.organisationId, id)).toEqual(['invitation.received']);
    expect(await journey.actions(journey.buyer.id, id)).toEqual([]);
    for (const _ of ['once', 'and again']) {
      const { data } = await journey.api.send<{ evidenceInvitation: { state: string } }>(journey.first.editor, MINE, { id });
      expect(data.evidenceInvitation.state).toBe('OPENED');
    }
    expect(await journey.actions(journey.first.organisationId, id)).toEqual(['invitation.received', 'invitation.opened']);
    expect(await journey.actions(journey.buyer.id, id)).toEqual(['invitation.opened']);
  });

  it('saves an answer, which a colleague cannot overwrite unseen', async () => {
    const { id } = await journey.invitationOf(journey.first, await journey.requested());
    const saved = await journey.save(journey.first, id, 'R3', { statement: 'Export as CSV.', expectedVersion: 0 });
    expect(saved.data.saveAnswer.answer).toEqual({
      requirement: { ref: 'R3' },
      statement: 'Export as CSV.',
      strength: 'ASSERTION',
    });
    const stale = await journey.save(journey.first, id, 'R3', { statement: 'Export as XML.', expectedVersion: 0 });
    expect(codes(stale)).toEqual(['CONFLICT']);
    expect(stale.errors[0].extensions.currentVersion).toBe(1);
    expect((await journey.save(journey.first, id, 'R3', { statement: 'Export as XML.', expectedVersion: 1 })).errors).toEqual(
      [],
    );
  });

  it('is told which ref was not asked, and that a journey.draft proves nothing', async () => {
    const { id } = await journey.invitationOf(journey.first, await journey.requested());
    const unknown = await journey.save(journey.first, id, 'R99');
    expect(unknown.errors[0]).toMatchObject({
      message: expect.stringContaining('"R99"'),
      extensions: { fields: [{ path: 'requirementRef' }] },
    });
    const withDraft = await journey.save(journey.first, id, 'R1', { attestationIds: [journey.draft] });
    expect(withDraft.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'attestationIds' }] });
  });

  it("reaches neither another supplier's invitation nor its attestations and documents", async () => {
    const procurement = await journey.requested();
    const theirs = await journey.invitationOf(journey.first, procurement);
    expect(codes(await journey.save(journey.second, theirs.id, 'R1'))).toEqual(['NOT_FOUND']);
    expect(codes(await journey.api.send(journey.second.editor, MINE, { id: theirs.id }))).toEqual(['NOT_FOUND']);
    expect(
      codes(await journey.api.run(journey.second.signatory, 'SubmitResponse', { input: { invitationId: theirs.id } })),
    ).toEqual(['NOT_FOUND']);
    const mine = await journey.invitationOf(journey.second, procurement);
    expect(codes(await journey.save(journey.second, mine.id, 'R1', { attestationIds: [journey.valid] }))).toEqual([
      'NOT_FOUND',
    ]);
    expect(
      codes(
        await journey.save(journey.second, mine.id, 'R1', { documentIds: [await journey.upload(journey.first, 'theirs.txt')] }),
      ),
    ).toEqual(['NOT_FOUND']);
  });

  it('can decline with a reason until the deadline, and is heard of no more', async () => {
    const procurement = await journey.requested();
    const { id } = await journey.invitationOf(journey.second, procurement);
    const DECLINE =
      'mutation ($input: DeclineInvitationInput!) { declineInvitation(input: $input) { invitation { state declineReason } } }';
    const declined = await journey.api.send(journey.second.signatory, DECLINE, {
      input: { invitationId: id, reason: 'We have no capacity.' },
    });
    expect(declined.data).toEqual({
      declineInvitation: { invitation: { state: 'DECLINED', declineReason: 'We have no capacity.' } },
    });
    const told = await journey.rows.query<{ text: string }>(
      `SELECT text FROM notification WHERE kind = 'INVITATION_DECLINED' AND subject_id = $1`,
      [id],
    );
    expect(told[0].text).toMatch(/ has declined your request for evidence for “Parking sensors .*” \(P-.*\): We have no/);
    expect(codes(await journey.save(journey.second, id, 'R1'))).toEqual(['ILLEGAL_TRANSITION']);
    const submitting = await journey.api.run(journey.second.signatory, 'SubmitResponse', { input: { invitationId: id } });
    expect(codes(submitting)).toEqual(['ILLEGAL_TRANSITION']);
    const request = await journey.api.send<{ evidenceRequest: { invitations: unknown[] } }>(journey.buyer.viewer, REQUEST, {
      id: procurement.id,
    });
    expect(request.data.evidenceRequest.invitations).toContainEqual({
      candidate: { id: procurement.candidates.get(journey.second.name), state: 'DECLINED' },
      state: 'DECLINED',
      declineReason: 'We have no capacity.',
    });
  });
});

describe('what is being written', () => {
  it('is hidden from the buyer by policy and by the database', async () => {
    const procurement = await journey.requested();
    const { id } = await journey.invitationOf(journey.first, procurement);
    await journey.save(journey.first, id, 'R3', { statement: 'Not yours to read.' });
    const asked = await journey.api.send(
      journey.buyer.editor,
      'query ($id: ID!) { evidenceRequest(procurementId: $id) { invitations { answers { statement } } } }',
      { id: procurement.id },
    );
    expect(asked.errors[0].extensions.code).toBe('FORBIDDEN');

    const application = await journey.api.database.connectAs('application');
    await application.query(`SELECT set_config('assay.organisation', $1, false)`, [journey.buyer.id]);
    for (const table of ['answer', 'answer_attestation', 'answer_document', 'clarification_asker', 'submission']) {
      const { rows: seen } = await application.query(
        table === 'submission' ? 'SELECT FROM submission WHERE opens_at > now()' : `SELECT FROM ${table}`,
      );
      expect(seen).toEqual([]);
    }
  });
});

describe('a question', () => {
  const ASK =
    'mutation ($input: AskClarificationInput!) { askClarification(input: $input) { clarification { id question answer mine } } }';
  const ANSWER =
    'mutation ($input: AnswerClarificationInput!) { answerClarification(input: $input) { clarification { answer } } }';

  it('is answered to all without anybody learning who asked', async () => {
    const procurement = await journey.requested();
    const [asker, other] = [
      await journey.invitationOf(journey.first, procurement),
      await journey.invitationOf(journey.second, procurement),
    ];
    const asked = await journey.api.send<{ askClarification: { clarification: { id: string } } }>(journey.first.editor, ASK, {
      input: { invitationId: asker.id, question: 'Is LoRaWAN allowed?' },
    });
    expect(asked.errors).toEqual([]);
    const { id } = asked.data.askClarification.clarification;
    const questions = async (supplier: FictionalSupplier, invitationId: string): Promise<unknown> => {
      const { data } = await journey.api.send<{ evidenceInvitation: { clarifications: unknown } }>(supplier.editor, MINE, {
        id: invitationId,
      });
      return data.evidenceInvitation.clarifications;
    };
    expect(await questions(journey.first, asker.id)).toEqual([
      { id, question: 'Is LoRaWAN allowed?', answer: null, mine: true },
    ]);
    expect(await questions(journey.second, other.id)).toEqual([]);

    expect(
      (await journey.api.send(journey.buyer.editor, ANSWER, { input: { clarificationId: id, answer: 'Yes.' } })).errors,
    ).toEqual([]);
    expect(await questions(journey.second, other.id)).toEqual([
      { id, question: 'Is LoRaWAN allowed?', answer: 'Yes.', mine: false },
    ]);
    expect(
      codes(await journey.api.send(journey.buyer.editor, ANSWER, { input: { clarificationId: id, answer: 'No.' } })),
    ).toEqual(['CONFLICT']);

    const told = await journey.rows.query<{ text: string }>(
      'SELECT to_jsonb(e)::text AS text FROM audit_event e WHERE organisation_id = $1 AND subject_id = $2',
      [journey.buyer.id, id],
    );
    const letters = await journey.rows.query<{ text: string }>('SELECT text FROM notification WHERE subject_id = $1', [id]);
    expect(told).toHaveLength(2);
    expect(letters).toHaveLength(1);
    for (const { text } of [...told, ...letters]) expect(text).not.toContain(journey.first.name);
    expect(letters[0].text).toMatch(
      /^A supplier that you invited to “Parking sensors .*” \(P-.*\) asks: Is LoRaWAN allowed\?$/,
    );
    const request = await journey.api.send<{ evidenceRequest: { clarifications: unknown } }>(journey.buyer.viewer, REQUEST, {
      id: procurement.id,
    });
    expect(request.data.evidenceRequest.clarifications).toEqual([
      { question: 'Is LoRaWAN allowed?', answer: 'Yes.', mine: false },
    ]);
  });

  it('on an invitation that nobody has read opens nothing, so that the buyer’s trail does not tell who asked', async () => {
    const procurement = await journey.requested();
    const [{ id }] = await journey.rows.query<{ id: string }>(
      `SELECT id FROM invitation WHERE procurement_id = $1 AND supplier_organisation_id = $2 AND state = 'SENT'`,
      [procurement.key, journey.first.organisationId],
    );
    const [{ last }] = await journey.rows.query<{ last: string }>(
      'SELECT max(sequence) AS last FROM audit_event WHERE organisation_id = $1',
      [journey.buyer.id],
    );
    const input = { invitationId: `inv_${id}`, question: 'Is NB-IoT allowed?' };
    expect((await journey.api.send(journey.first.editor, ASK, { input })).errors).toEqual([]);
    const trail = await journey.rows.query<{ action: string; actor_id: string | null; text: string }>(
      'SELECT action, actor_id, to_jsonb(e)::text AS text FROM audit_event e WHERE organisation_id = $1 AND sequence > $2',
      [journey.buyer.id, last],
    );
    expect(trail).toEqual([{ action: 'clarification.asked', actor_id: null, text: expect.any(String) }]);
    for (const secret of [id, journey.first.name, journey.first.organisationId]) expect(trail[0].text).not.toContain(secret);
    expect(await journey.rows.query('SELECT state FROM invitation WHERE id = $1', [id])).toEqual([{ state: 'SENT' }]);
    expect((await journey.invitationOf(journey.first, procurement)).state).toBe('SENT');
  });

  it('is answered while responses can still change, and not once the procurement has ended', async () => {
    const procurement = await journey.requested();
    const { id: invitationId } = await journey.invitationOf(journey.first, procurement);
    const asked = await journey.api.send<{ askClarification: { clarification: { id: string } } }>(journey.first.editor, ASK, {
      input: { invitationId, question: 'Is Zigbee allowed?' },
    });
    const cancel = { procurementId: procurement.id, reason: 'No budget.' };
    expect((await journey.api.send(journey.buyer.editor, CANCEL, { input: cancel })).errors).toEqual([]);
    const input = { clarificationId: asked.data.askClarification.clarification.id, answer: 'Yes.' };
    expect(codes(await journey.api.send(journey.buyer.editor, ANSWER, { input }))).toEqual(['ILLEGAL_TRANSITION']);
  });
});
