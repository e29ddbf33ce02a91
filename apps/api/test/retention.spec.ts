import { DataSource } from 'typeorm';
import { AuditTrail } from '#audit';
import { dayOf } from '#pack';
import { daysFrom, Transactions } from '#platform';
import { RetentionReminders } from '#procurement';
import { accountOf, makeAccounts } from './accounts';
import { CANCEL, codes } from './evidence-journey';
import { ASK, CORRECT_CONTRACT, KEEP_UNTIL, LIFT_HOLD, PLACE_HOLD, RETENTION, RetentionJourney } from './retention-journey';

const CREATE = 'mutation ($input: CreateProcurementInput!) { createProcurement(input: $input) { procurement { id } } }';
const DUE = '{ recordsDue(first: 50) { totalCount edges { node { id retention { keptUntil } } } } }';
const TOLD = '{ notifications(first: 50) { edges { node { kind subjectId text } } } }';

describe('How long the records of a procurement are kept', () => {
  let journey: RetentionJourney;
  let today: string;

  beforeAll(async () => {
    journey = await RetentionJourney.begin();
    today = dayOf(new Date().toISOString());
  });
  afterAll(() => journey.end());

  /** As PostgreSQL counts them, of which the first test says how it does. */
  async function threeYearsFrom(since: string): Promise<string> {
    const [row] = await journey.judgement.rows.query<{ until: string }>(
      `SELECT to_char(three_years_from($1), 'YYYY-MM-DD') AS until`,
      [since],
    );
    return row.until;
  }

  async function cancelled(): Promise<string> {
    const { createProcurement } = await journey.done<{ createProcurement: { procurement: { id: string } } }>(
      journey.admin,
      CREATE,
      { title: 'Sensors that nobody bought (invented)' },
    );
    const { id } = createProcurement.procurement;
    await journey.done(journey.judgement.approver, CANCEL, { procurementId: id, reason: 'No money.' });
    return id;
  }

  it.each([
    ['2023-11-30', '2026-11-30'],
    ['2024-02-29', '2027-03-01'],
    ['2021-03-01', '2024-03-01'],
    ['2021-02-28', '2024-02-28'],
  ])('that is three years which begin with %s are over on %s', async (since, until) => {
    expect(await threeYearsFrom(since)).toBe(until);
  });

  it('is three years from the day of the contract, and follows the correction of that day', async () => {
    const { procurement } = await journey.signed();
    expect(await journey.retention(procurement.id)).toEqual({
      rule: 'CONTRACT',
      since: today,
      keptUntil: await threeYearsFrom(today),
      state: 'RUNNING',
      holds: [],
      term: null,
      erasing: null,
    });
    const { rows } = journey.judgement;
    await rows.query('ALTER TABLE decision DISABLE TRIGGER frozen');
    await rows.query(`UPDATE decision SET decided_at = decided_at - interval '3 days' WHERE procurement_id = $1`, [
      procurement.key,
    ]);
    await rows.query('ALTER TABLE decision ENABLE TRIGGER frozen');
    const signedOn = daysFrom(today, -2);
    await journey.done(journey.judgement.approver, CORRECT_CONTRACT, {
      procurementId: procurement.id,
      signedOn,
      reason: 'Mistyped.',
    });
    expect(await journey.retention(procurement.id)).toMatchObject({
      since: signedOn,
      keptUntil: await threeYearsFrom(signedOn),
    });
    await journey.close(procurement.id);
    expect(await journey.retention(procurement.id)).toMatchObject({ rule: 'CONTRACT', state: 'KEPT' });
    const refused = await journey.send(journey.admin, ASK, { input: { procurementId: procurement.id } });
    expect(codes(refused)).toEqual(['ILLEGAL_TRANSITION']);
    expect(refused.errors[0].message).toMatch(/^These records are kept until \d/);
  });

  it('has no term that the law counts where nobody was awarded it: an administrator sets the day, in time to be told', async () => {
    const id = await cancelled();
    expect(await journey.retention(id)).toMatchObject({ rule: 'NO_AWARD', since: null, keptUntil: null, state: 'NO_TERM' });
    const set = (keptUntil: string) => ({ input: { procurementId: id, keptUntil, reason: 'As our schedule says.' } });
    const soon = await journey.send(journey.admin, KEEP_UNTIL, set(daysFrom(today, 29)));
    expect(soon.errors[0]).toMatchObject({
      message: expect.stringContaining('less than 30 days away'),
      extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'keptUntil' }] },
    });
    for (const days of [400, 31]) await journey.done(journey.admin, KEEP_UNTIL, set(daysFrom(today, days)).input);
    expect(await journey.retention(id)).toMatchObject({
      keptUntil: daysFrom(today, 31),
      state: 'KEPT',
      term: { reason: 'As our schedule says.', setBy: { name: 'Records Administrator' } },
    });
  });

  it('can be longer than the law has it, and not shorter', async () => {
    const { procurement } = await journey.signed();
    const set = (keptUntil: string) => ({ input: { procurementId: procurement.id, keptUntil, reason: 'Grant conditions.' } });
    const shorter = await journey.send(journey.admin, KEEP_UNTIL, set(daysFrom(today, 400)));
    expect(shorter.errors[0].message).toMatch(/^The law keeps these records until/);
    await journey.done(journey.admin, KEEP_UNTIL, set(daysFrom(today, 2200)).input);
    expect(await journey.retention(procurement.id)).toMatchObject({ rule: 'CONTRACT', keptUntil: daysFrom(today, 2200) });
  });

  it('does not end while a hold stands: several at a time, each placed and lifted with a reason, which the record tells', async () => {
    const id = await cancelled();
    const place = async (kind: string, reason: string): Promise<string> => {
      const { placeHold } = await journey.done<{ placeHold: { procurement: { retention: { holds: { id: string }[] } } } }>(
        journey.admin,
        PLACE_HOLD,
        { procurementId: id, kind, reason },
      );
      return placeHold.procurement.retention.holds.at(-1)?.id ?? '';
    };
    const first = await place('LITIGATION', 'Case 17 of 2026 (invented)');
    const second = await place('INFORMATION_REQUEST', 'Request 4 (invented)');
    expect(await journey.retention(id)).toMatchObject({
      state: 'HELD',
      holds: [
        { id: first, kind: 'LITIGATION', placedBy: { name: 'Records Administrator' }, liftedBy: null },
        { id: second, kind: 'INFORMATION_REQUEST' },
      ],
    });
    await journey.done(journey.admin, LIFT_HOLD, { holdId: first, reason: 'Settled.' });
    expect((await journey.retention(id)).state).toBe('HELD');
    await journey.done(journey.admin, LIFT_HOLD, { holdId: second, reason: 'Answered.' });
    expect((await journey.retention(id)).state).toBe('NO_TERM');
    const again = await journey.send(journey.admin, LIFT_HOLD, { input: { holdId: first, reason: 'Again.' } });
    expect(again.errors[0].message).toMatch(/^Records Administrator lifted this hold on/);
    const actions = await journey.judgement.evidence.actions(journey.judgement.evidence.buyer.id, id);
    expect(actions.slice(-4)).toEqual(['hold.placed', 'hold.placed', 'hold.lifted', 'hold.lifted']);
  });

  it('is told 30 and 7 days before and on the day, once each, and again when the day has moved', async () => {
    const id = await cancelled();
    const until = daysFrom(today, 60);
    await journey.done(journey.admin, KEEP_UNTIL, { procurementId: id, keptUntil: until, reason: 'As our schedule says.' });
    const { app } = journey.judgement.api;
    const job = new RetentionReminders(
      app.get(DataSource, { strict: false }),
      app.get(Transactions, { strict: false }),
      app.get(AuditTrail, { strict: false }),
    );
    const told = async (): Promise<string[]> => {
      const { data } = await journey.send<{
        notifications: { edges: { node: { kind: string; subjectId: string; text: string } }[] };
      }>(journey.admin, TOLD, {});
      return data.notifications.edges
        .filter(({ node }) => node.kind === 'RECORDS_DUE' && node.subjectId === id)
        .map(({ node }) => node.text)
        .reverse();
    };
    for (const before of [31, 30, 30, 29, 7, 1, 0, 0, -5]) await job.run(daysFrom(until, -before));
    const texts = await told();
    expect(texts).toHaveLength(3);
    expect(texts[0]).toMatch(/fall due for erasing on .* Nothing is erased before an administrator confirms it/);
    expect(texts[2]).toMatch(/have been due for erasing since/);
    const later = daysFrom(today, 120);
    await journey.done(journey.admin, KEEP_UNTIL, { procurementId: id, keptUntil: later, reason: 'Another schedule.' });
    await job.run(daysFrom(later, -7));
    expect(await told()).toHaveLength(4);
  });

  it('is listed for administrators, the first to fall due first, and those without a day last', async () => {
    const without = await cancelled();
    const { data } = await journey.send<{
      recordsDue: { totalCount: number; edges: { node: { id: string; retention: { keptUntil: string | null } } }[] };
    }>(journey.admin, DUE, {});
    const days = data.recordsDue.edges.map(({ node }) => node.retention.keptUntil ?? 'none');
    expect(days).toEqual([...days].sort());
    expect(data.recordsDue.edges.filter(({ node }) => node.id === without)).toHaveLength(1);
    expect(data.recordsDue.totalCount).toBe(days.length);
    expect(codes(await journey.send(journey.judgement.evidence.buyer.editor, DUE, {}))).toEqual(['FORBIDDEN']);
  });

  it('is nobody else’s to see or to change: neither another buyer’s administrator’s, nor an editor’s', async () => {
    const id = await cancelled();
    const others = await makeAccounts(journey.judgement.api.database.ownerUrl, 'records');
    const other = accountOf(others, 'BUYER', 'ADMIN').email;
    const hold = { input: { procurementId: id, kind: 'AUDIT', reason: 'Mine.' } };
    const term = { input: { procurementId: id, keptUntil: daysFrom(today, 90), reason: 'Mine.' } };
    await journey.done(journey.admin, PLACE_HOLD, hold.input);
    const [{ id: placed }] = (await journey.retention(id)).holds;
    const lift = { input: { holdId: placed, reason: 'Mine.' } };
    for (const [query, variables] of [
      [RETENTION, { id }],
      [PLACE_HOLD, hold],
      [LIFT_HOLD, lift],
      [KEEP_UNTIL, term],
      [ASK, { input: { procurementId: id } }],
    ] as const)
      expect([query, codes(await journey.send(other, query, variables))]).toEqual([query, ['NOT_FOUND']]);
    const { editor } = journey.judgement.evidence.buyer;
    for (const [query, variables] of [
      [PLACE_HOLD, hold],
      [LIFT_HOLD, lift],
      [KEEP_UNTIL, term],
    ] as const)
      expect(codes(await journey.send(editor, query, variables))).toEqual(['FORBIDDEN']);
    expect((await journey.retention(id)).state).toBe('HELD');
  });
});
