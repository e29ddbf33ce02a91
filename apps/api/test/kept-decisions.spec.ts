import { dayOf } from '#pack';
import { dayInWords } from '#platform';
import { WatchReminders } from '#procurement';
import { FictionalSupplier, REFS } from '#procurement/testing';
import { decidedProcurement } from './decided-procurement';
import { CANCEL } from './evidence-journey';
import { AnsweredProcurement, JudgementJourney } from './judgement-journey';

const SUMMARIES = 'query ($id: ID!) { assessmentSummaries(procurementId: $id) { candidate { id } content } }';
const MY_SUMMARY = 'query ($id: ID!) { myAssessmentSummary(invitationId: $id) { content createdAt } }';
const WATCHES = 'query ($id: ID!) { watches(procurementId: $id) { id expiresOn scheme { code } attestation { id } } }';
const NOTIFICATIONS = '{ notifications(first: 50) { edges { node { kind subjectId text readAt } } } }';
const GRID_DAYS = 'query ($id: ID!) { procurement(id: $id) { grid { validOn } decision { decidedAt } } }';

describe('What is kept of a decision', () => {
  let journey: JudgementJourney;
  let procurement: AnsweredProcurement;
  let winner: FictionalSupplier;
  let second: FictionalSupplier;
  let silent: FictionalSupplier;

  beforeAll(async () => {
    journey = await JudgementJourney.begin();
    ({ procurement, winner, second, silent } = await decidedProcurement(journey));
  });
  afterAll(() => journey.end());

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
    const other = await journey.answered([journey.evidence.first]);
    await journey.api.send(journey.approver, CANCEL, { input: { procurementId: other.id, reason: 'No budget.' } });
    expect(await concerned(journey.approver)).toEqual(
      new Map([
        ['EVIDENCE_ENDS', procurement.id],
        ['DECISION_MADE', procurement.id],
        ['FIGURES_SETTLED', procurement.id],
        ['PROCUREMENT_CANCELLED', other.id],
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
    const asBuyer = await journey.api.database.connectAs('application');
    await asBuyer.query(`SELECT set_config('assay.organisation', $1, false)`, [journey.evidence.buyer.id]);
    for (const table of ['decision', 'assessment_summary', 'assurance_pack']) {
      await expect(asBuyer.query(`UPDATE ${table} SET procurement_id = procurement_id`)).rejects.toMatchObject({
        code: '42501',
      });
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
