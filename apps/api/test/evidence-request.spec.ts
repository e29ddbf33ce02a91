import { codes, EvidenceJourney, TOMORROW } from './evidence-journey';

let journey: EvidenceJourney;

beforeAll(async () => {
  journey = await EvidenceJourney.begin();
});

afterAll(() => journey?.end());

describe('a buyer who asks for evidence', () => {
  it('invites every shortlisted supplier, and none that was excluded, with the same words and deadline', async () => {
    const procurement = await journey.rows.procurement(journey.buyer.id, [journey.first, journey.second], [journey.third]);
    const dueAt = TOMORROW();
    const { requestEvidence } = await journey.api.done<{
      requestEvidence: { request: { dueAt: string; invitations: unknown[] } };
    }>(journey.buyer.editor, 'RequestEvidence', {
      input: { procurementId: procurement.id, message: 'Please show how you meet these.', dueAt },
    });
    expect(requestEvidence.request.dueAt).toBe(dueAt);
    expect(requestEvidence.request.invitations).toHaveLength(2);
    expect(requestEvidence.request.invitations).toEqual(
      expect.arrayContaining(
        [journey.first, journey.second].map(({ name }) => ({
          candidate: { id: procurement.candidates.get(name) },
          state: 'SENT',
        })),
      ),
    );

    const mine = [
      await journey.invitationOf(journey.first, procurement),
      await journey.invitationOf(journey.second, procurement),
    ];
    for (const invitation of mine) {
      expect(invitation.dueAt).toBe(dueAt);
      expect(invitation.procurement.buyerName).toBe('Fictional Council');
      expect(invitation.answers.map(({ requirement }) => requirement)).toEqual(
        mine[0].answers.map(({ requirement }) => requirement),
      );
    }
    const [{ stage }] = await journey.rows.query<{ stage: string }>('SELECT stage FROM procurement WHERE id = $1', [
      procurement.key,
    ]);
    expect(stage).toBe('EVIDENCE');
    expect(await journey.actions(journey.buyer.id, procurement.id)).toEqual(['evidence.requested']);
    const told = await journey.rows.query('SELECT FROM notification WHERE kind = $1 AND subject_id = ANY ($2)', [
      'EVIDENCE_REQUESTED',
      mine.map(({ id }) => id),
    ]);
    expect(told).toHaveLength(2);
  });

  it('tells every supplier what is bought, as it stood when they were asked', async () => {
    const BOUGHT = `query ($id: ID!) { evidenceInvitation(id: $id) { procurement { title description dataSensitivity sectors technologies
      contractPeriod { startsOn endsOn } estimatedValue { amount currency } notice { noticeId buyerName url } } } }`;
    const procurement = await journey.rows.procurement(journey.buyer.id, [journey.first, journey.second]);
    await journey.rows.query(
      `UPDATE procurement SET description = 'Sensors in every bay.', starts_on = '2027-01-01', ends_on = '2029-12-31',
         estimated_amount = 1250000.5, currency = 'GBP', data_sensitivity = 'OFFICIAL', notice_id = '012345-2026', source_url = 'https://notices.example/1',
         release = '{"buyer": {"name": "Another Council"}}', technology_codes = ARRAY(SELECT code FROM technology ORDER BY position LIMIT 1)
       WHERE id = $1`,
      [procurement.key],
    );
    const input = { procurementId: procurement.id, message: 'Please answer.', dueAt: TOMORROW() };
    await journey.api.done(journey.buyer.editor, 'RequestEvidence', { input });
    await journey.rows.query(`UPDATE procurement SET description = 'Something else.' WHERE id = $1`, [procurement.key]);
    const [{ label }] = await journey.rows.query<{ label: string }>('SELECT label FROM technology ORDER BY position LIMIT 1');
    for (const supplier of [journey.first, journey.second]) {
      const { id } = await journey.invitationOf(supplier, procurement);
      const { data } = await journey.api.send<{ evidenceInvitation: { procurement: object } }>(supplier.editor, BOUGHT, { id });
      expect(data.evidenceInvitation.procurement).toEqual({
        title: 'Parking sensors for a fictional town',
        description: 'Sensors in every bay.',
        dataSensitivity: 'OFFICIAL',
        sectors: [],
        technologies: [label],
        contractPeriod: { startsOn: '2027-01-01', endsOn: '2029-12-31' },
        estimatedValue: { amount: 1250000.5, currency: 'GBP' },
        notice: { noticeId: '012345-2026', buyerName: 'Another Council', url: 'https://notices.example/1' },
      });
    }
    // One that was sent before requests told this has the names alone.
    await journey.rows.query('ALTER TABLE evidence_request DISABLE TRIGGER USER');
    await journey.rows.query(
      `UPDATE evidence_request SET snapshot = jsonb_build_object('reference', snapshot -> 'reference', 'title', snapshot -> 'title',
         'buyerName', snapshot -> 'buyerName', 'requirements', snapshot -> 'requirements') WHERE procurement_id = $1`,
      [procurement.key],
    );
    await journey.rows.query('ALTER TABLE evidence_request ENABLE TRIGGER USER');
    const { id } = await journey.invitationOf(journey.first, procurement);
    const { data } = await journey.api.send<{ evidenceInvitation: { procurement: object } }>(journey.first.editor, BOUGHT, {
      id,
    });
    expect(data.evidenceInvitation.procurement).toMatchObject({
      description: null,
      contractPeriod: null,
      sectors: [],
      notice: null,
    });
  });

  it('is refused a deadline that has passed or is more than a year away, a second request, and a procurement of somebody else', async () => {
    const procurement = await journey.rows.procurement(journey.buyer.id, [journey.first]);
    const input = { procurementId: procurement.id, message: 'Please answer.', dueAt: TOMORROW() };
    for (const dueAt of [
      '2020-01-01T00:00:00Z',
      new Date(Date.now() + 367 * 86_400_000).toISOString(),
      '9999-01-01T00:00:00Z',
    ]) {
      const wrong = await journey.api.run(journey.buyer.editor, 'RequestEvidence', { input: { ...input, dueAt } });
      expect(wrong.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'dueAt' }] });
    }

    const good = { input };
    const other = await journey.rows.organisation('BUYER', 'Another Fictional Council');
    expect(
      codes(await journey.api.run(await journey.rows.person(other, 'Other Editor', ['EDITOR']), 'RequestEvidence', good)),
    ).toEqual(['NOT_FOUND']);
    expect(codes(await journey.api.run(journey.buyer.viewer, 'RequestEvidence', good))).toEqual(['FORBIDDEN']);
    await journey.api.done(journey.buyer.editor, 'RequestEvidence', good);
    expect(codes(await journey.api.run(journey.buyer.editor, 'RequestEvidence', good))).toEqual(['ILLEGAL_TRANSITION']);
  });

  it('asks the organisation that has a page now, also when it was claimed since it was shortlisted', async () => {
    const unclaimed = await journey.rows.supplier('Unclaimed Fictional Ltd');
    const procurement = await journey.rows.procurement(journey.buyer.id, [unclaimed]);
    const claimant = await journey.rows.organisation('SUPPLIER', 'Claimant of a Fictional Ltd');
    await journey.rows.query('UPDATE supplier SET organisation_id = $2 WHERE id = $1', [unclaimed.supplierId, claimant]);
    const input = { procurementId: procurement.id, message: 'Please answer.', dueAt: TOMORROW() };
    await journey.api.done(journey.buyer.editor, 'RequestEvidence', { input });
    const editor = await journey.rows.person(claimant, 'Editor of the claimant', ['EDITOR']);
    const { evidenceInvitations } = await journey.api.done<{ evidenceInvitations: unknown[] }>(editor, 'EvidenceInvitations');
    expect(evidenceInvitations).toHaveLength(1);
    expect(await journey.api.done(unclaimed.editor, 'EvidenceInvitations')).toEqual({ evidenceInvitations: [] });
  });

  it('waits for a claim of the page that is being decided, and asks whoever has it then', async () => {
    const unclaimed = await journey.rows.supplier('Just Claimed Fictional Ltd');
    const procurement = await journey.rows.procurement(journey.buyer.id, [unclaimed]);
    const claimant = await journey.rows.organisation('SUPPLIER', 'Claimant in a Hurry Ltd');
    const editor = await journey.rows.person(claimant, 'Editor of the claimant in a hurry', ['EDITOR']);
    const input = { procurementId: procurement.id, message: 'Please answer.', dueAt: TOMORROW() };
    await journey.api.together({ table: 'supplier', key: unclaimed.supplierId, set: `organisation_id = '${claimant}'` }, [
      () => journey.api.done(journey.buyer.editor, 'RequestEvidence', { input }),
    ]);
    const { evidenceInvitations } = await journey.api.done<{ evidenceInvitations: unknown[] }>(editor, 'EvidenceInvitations');
    expect(evidenceInvitations).toHaveLength(1);
  });

  it('reaches the organisation that claims a page after it was asked, with what its supplier was told, and no more than that', async () => {
    const unclaimed = await journey.rows.supplier('Later Claimed Fictional Ltd');
    const procurement = await journey.requested([unclaimed, journey.first]);
    const claimant = await journey.rows.organisation('SUPPLIER', 'Later Claimant of a Fictional Ltd');
    await journey.rows.query('UPDATE supplier SET organisation_id = $2 WHERE id = $1', [unclaimed.supplierId, claimant]);
    const editor = await journey.rows.person(claimant, 'Editor of the later claimant', ['EDITOR']);
    const { data } = await journey.api.send<{ notifications: { edges: { node: { kind: string } }[] } }>(
      editor,
      '{ notifications(first: 10) { edges { node { kind } } } }',
    );
    expect(data.notifications.edges.map(({ node }) => node.kind)).toEqual(['EVIDENCE_REQUESTED']);
    const { id } = await journey.invitationOf({ ...unclaimed, organisationId: claimant, editor }, procurement);
    expect((await journey.save({ ...unclaimed, editor }, id, 'R1')).errors).toEqual([]);
    expect(await journey.api.done(unclaimed.editor, 'EvidenceInvitations')).toEqual({ evidenceInvitations: [] });
    const candidates = await journey.rows.query(
      'SELECT supplier_organisation_id AS now FROM candidate WHERE procurement_id = $1 AND supplier_id = $2',
      [procurement.key, unclaimed.supplierId],
    );
    expect(candidates).toEqual([{ now: claimant }]);
  });

  it('acts once however often the same request arrives under one Idempotency-Key', async () => {
    const procurement = await journey.rows.procurement(journey.buyer.id, [journey.first]);
    const input = { procurementId: procurement.id, message: 'Please answer.', dueAt: TOMORROW() };
    const key = { 'idempotency-key': `evidence-${procurement.key}` };
    const once = await journey.api.run(journey.buyer.editor, 'RequestEvidence', { input }, key);
    const twice = await journey.api.run(journey.buyer.editor, 'RequestEvidence', { input }, key);
    expect(once.errors).toEqual([]);
    expect(twice.data).toEqual(once.data);
  });
});
