import { Client } from 'pg';
import { CANCEL, codes, EvidenceJourney, TOMORROW } from './evidence-journey';
import { FictionalSupplier, ReadyProcurement } from '#procurement/testing';
import { Answer } from './harness';

const EXTEND = `mutation ($input: ExtendDeadlineInput!) { extendDeadline(input: $input) {
  request { dueAt opensAt deadlineExtensions { dueBefore dueAt reason } invitations { state dueAt } } } }`;
const INVITED = `query ($id: ID!) { evidenceInvitation(id: $id) { state dueAt deadlineExtensions { dueBefore dueAt reason } } }`;
const DECLINE = 'mutation ($input: DeclineInvitationInput!) { declineInvitation(input: $input) { invitation { state } } }';
const LEAVE_OUT = 'mutation ($input: DecideCandidatesInput!) { decideCandidates(input: $input) { candidates { state } } }';
const REASON = 'The data room was out of reach on Monday.';
const DAY = 86_400_000;

interface Extended {
  extendDeadline: {
    request: { dueAt: string; opensAt: string; deadlineExtensions: object[]; invitations: { state: string; dueAt: string }[] };
  };
}

let journey: EvidenceJourney;
let other: string;

beforeAll(async () => {
  journey = await EvidenceJourney.begin();
  const organisation = await journey.rows.organisation('BUYER', 'Another Fictional Council');
  other = await journey.rows.person(organisation, 'Other Editor', ['EDITOR']);
});

afterAll(() => journey?.end());

/** An instant so many days after another. */
function after(instant: string, days: number): string {
  return new Date(new Date(instant).getTime() + days * DAY).toISOString();
}

async function dueAtOf({ key }: ReadyProcurement): Promise<string> {
  const [{ due }] = await journey.rows.query<{ due: Date }>(
    'SELECT due_at AS due FROM evidence_request WHERE procurement_id = $1',
    [key],
  );
  return due.toISOString();
}

function extend(
  procurement: ReadyProcurement,
  dueAt: string,
  { who = journey.buyer.editor, reason = REASON, headers = {} as Record<string, string> } = {},
): Promise<Answer<Extended>> {
  return journey.api.send<Extended>(who, EXTEND, { input: { procurementId: procurement.id, dueAt, reason } }, headers);
}

async function invited(supplier: FictionalSupplier, procurement: ReadyProcurement): Promise<object> {
  const { id } = await journey.invitationOf(supplier, procurement);
  const { data } = await journey.api.send<{ evidenceInvitation: object }>(supplier.editor, INVITED, { id });
  return data.evidenceInvitation;
}

describe('a deadline that is put off', () => {
  it('is later for every supplier, each of whom is told why, and stands in the trails of all', async () => {
    const procurement = await journey.requested();
    const dueBefore = await dueAtOf(procurement);
    const dueAt = after(dueBefore, 2);
    const { data, errors } = await extend(procurement, dueAt);
    expect(errors).toEqual([]);
    const extension = { dueBefore, dueAt, reason: REASON };
    expect(data.extendDeadline.request).toEqual({
      dueAt,
      opensAt: dueAt,
      deadlineExtensions: [extension],
      invitations: [
        { state: 'SENT', dueAt },
        { state: 'SENT', dueAt },
      ],
    });
    expect(await journey.actions(journey.buyer.id, procurement.id)).toEqual(['evidence.requested', 'deadline.extended']);
    for (const supplier of [journey.first, journey.second]) {
      const { id } = await journey.invitationOf(supplier, procurement);
      expect(await journey.actions(supplier.organisationId, id)).toEqual(['invitation.received', 'deadline.extended']);
      const told = await journey.rows.query<{ text: string }>(
        `SELECT text FROM notification WHERE kind = 'DEADLINE_EXTENDED' AND subject_id = $1 AND organisation_id = $2`,
        [id, supplier.organisationId],
      );
      expect(told).toEqual([
        { text: expect.stringMatching(/has put off the deadline for .* for every supplier, from .* to .*Monday\.$/) },
      ]);
      expect(await invited(supplier, procurement)).toMatchObject({ dueAt, deadlineExtensions: [extension] });
    }
    const detail = await journey.rows.query<{ detail: object }>(
      `SELECT detail FROM audit_event WHERE organisation_id = $1 AND subject_id = $2 AND action = 'deadline.extended'`,
      [journey.buyer.id, procurement.id],
    );
    expect(detail).toEqual([{ detail: { ...extension, request: expect.stringMatching(/^evr_/) } }]);
    // And once more, from where it stands by then.
    expect((await extend(procurement, after(dueAt, 1))).data.extendDeadline.request.deadlineExtensions).toHaveLength(2);
  });

  it('is told to nobody that declined or was left out, whose invitation keeps a record of it all the same', async () => {
    const procurement = await journey.requested([journey.first, journey.second, journey.third]);
    const [{ id: declined }, { id: leftOut }, { id: kept }] = await Promise.all(
      [journey.first, journey.second, journey.third].map((supplier) => journey.invitationOf(supplier, procurement)),
    );
    await invited(journey.first, procurement);
    const declining = await journey.api.send(journey.first.signatory, DECLINE, {
      input: { invitationId: declined, reason: 'We are busy.' },
    });
    expect(declining.errors).toEqual([]);
    const supplierIds = [`sup_${journey.second.supplierId}`];
    const leaving = await journey.api.send(journey.buyer.editor, LEAVE_OUT, {
      input: { procurementId: procurement.id, supplierIds, decision: 'EXCLUDE', reason: 'Debarred.' },
    });
    expect(leaving.errors).toEqual([]);
    expect((await extend(procurement, after(await dueAtOf(procurement), 1))).errors).toEqual([]);
    const told = await journey.rows.query(
      `SELECT subject_id AS id FROM notification WHERE kind = 'DEADLINE_EXTENDED' AND procurement_id = $1`,
      [procurement.key],
    );
    expect(told).toEqual([{ id: kept }]);
    expect(await journey.actions(journey.first.organisationId, declined)).toContain('deadline.extended');
    expect(await journey.actions(journey.second.organisationId, leftOut)).toContain('deadline.extended');
  });

  it('leaves what was submitted as it was, sealed until the new one, with its documents, and to be submitted again', async () => {
    const procurement = await journey.requested();
    const invitation = await journey.submitted(journey.first, procurement);
    const documentIds = [await journey.upload(journey.first, 'extended.txt')];
    expect((await journey.save(journey.first, invitation.id, 'R1', { documentIds })).errors).toEqual([]);
    await journey.api.done(journey.first.signatory, 'SubmitResponse', { input: { invitationId: invitation.id } });
    const frozen = (): Promise<object[]> =>
      journey.rows.query(
        `SELECT s.number, s.hash, s.answers, s.submitted_at FROM submission s WHERE s.invitation_id = $1 ORDER BY s.number`,
        [invitation.id.slice(4)],
      );
    const before = await frozen();
    const dueAt = after(await dueAtOf(procurement), 2);
    expect((await extend(procurement, dueAt)).errors).toEqual([]);
    expect(await frozen()).toEqual(before);
    const opens = await journey.rows.query<{ at: Date }>(
      `SELECT s.opens_at AS at FROM submission s WHERE s.invitation_id = $1
       UNION SELECT g.opens_at FROM document_grant g WHERE g.organisation_id = $2 AND g.document_id = $3`,
      [invitation.id.slice(4), journey.buyer.id, documentIds[0].slice(4)],
    );
    expect(opens).toEqual([{ at: new Date(dueAt) }]);
    expect(await journey.submissionsOf(procurement)).toEqual([]);
    expect((await journey.save(journey.first, invitation.id, 'R2', { statement: 'Better.' })).errors).toEqual([]);
    await journey.api.done(journey.first.signatory, 'SubmitResponse', { input: { invitationId: invitation.id } });
    expect(await frozen()).toHaveLength(3);
    await journey.rows.deadlinePasses(procurement);
    expect((await journey.submissionsOf(procurement)).map(({ number }) => number)).toEqual([3]);
  });

  it('lets a document that answers another request of the buyer open when that one does', async () => {
    const [mine, another] = [await journey.requested([journey.first]), await journey.requested([journey.first])];
    const documentIds = [await journey.upload(journey.first, 'for both.txt')];
    expect((await extend(another, after(await dueAtOf(another), 1))).errors).toEqual([]);
    for (const procurement of [mine, another]) {
      const { id } = await journey.invitationOf(journey.first, procurement);
      for (const ref of ['R1', 'R2', 'R3'])
        expect((await journey.save(journey.first, id, ref, { documentIds })).errors).toEqual([]);
      await journey.api.done(journey.first.signatory, 'SubmitResponse', { input: { invitationId: id } });
    }
    expect((await extend(mine, after(await dueAtOf(mine), 9))).errors).toEqual([]);
    const [{ at }] = await journey.rows.query<{ at: Date }>(
      'SELECT opens_at AS at FROM document_grant WHERE organisation_id = $1 AND document_id = $2',
      [journey.buyer.id, documentIds[0].slice(4)],
    );
    expect(at.toISOString()).toBe(await dueAtOf(another));
  });

  it('is refused to whoever may not ask for evidence, and does not exist for another buyer', async () => {
    const procurement = await journey.requested();
    const dueAt = after(await dueAtOf(procurement), 1);
    expect(codes(await extend(procurement, dueAt, { who: journey.buyer.viewer }))).toEqual(['FORBIDDEN']);
    expect(codes(await extend(procurement, dueAt, { who: journey.first.editor }))).toEqual(['FORBIDDEN']);
    expect(codes(await extend(procurement, dueAt, { who: other }))).toEqual(['NOT_FOUND']);
  });

  it('is put off by nobody who declared a conflict of interest', async () => {
    const procurement = await journey.requested();
    const dueAt = after(await dueAtOf(procurement), 1);
    const conflicted = await journey.rows.person(journey.buyer.id, 'Who Has A Conflict', ['EDITOR']);
    const declaration = { procurementId: procurement.id, hasConflict: true, statement: 'My sister works for a bidder.' };
    await journey.api.done(conflicted, 'DeclareInterests', { input: declaration });
    const { errors } = await extend(procurement, dueAt, { who: conflicted });
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('You declared a conflict of interest, so you cannot put off the deadline') as string,
      extensions: { code: 'FORBIDDEN' },
    });
    expect(await journey.actions(journey.buyer.id, procurement.id)).not.toContain('deadline.extended');
  });

  it('has to be later than the one that stands, by a year at the most, for a reason', async () => {
    const procurement = await journey.requested();
    const dueAt = await dueAtOf(procurement);
    for (const wrong of [after(dueAt, -0.1), dueAt, after(dueAt, 367), '2020-01-01T00:00:00.000Z']) {
      const { errors } = await extend(procurement, wrong);
      expect(errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'dueAt' }] });
    }
    for (const reason of ['', ' \n', 'x'.repeat(5001)]) {
      const { errors } = await extend(procurement, after(dueAt, 1), { reason });
      expect(errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'reason' }] });
    }
    expect(await dueAtOf(procurement)).toBe(dueAt);
    expect(await journey.actions(journey.buyer.id, procurement.id)).toEqual(['evidence.requested']);
  });

  it('is one that has not passed, of a request that was sent and not cancelled', async () => {
    const unsent = await journey.rows.procurement(journey.buyer.id, [journey.first]);
    expect(codes(await extend(unsent, TOMORROW()))).toEqual(['ILLEGAL_TRANSITION']);
    const passed = await journey.requested();
    await journey.rows.deadlinePasses(passed);
    const late = await extend(passed, TOMORROW());
    expect(codes(late)).toEqual(['ILLEGAL_TRANSITION']);
    expect(late.errors[0].message).toMatch(/^Extending the deadline was possible until /);
    const cancelled = await journey.requested();
    await journey.api.send(journey.buyer.editor, CANCEL, { input: { procurementId: cancelled.id, reason: 'No budget.' } });
    expect(codes(await extend(cancelled, after(await dueAtOf(cancelled), 1)))).toEqual(['ILLEGAL_TRANSITION']);
  });

  it('is named to whoever it overtakes in the moment of the commit', async () => {
    const procurement = await journey.requested();
    await journey.rows.query(`DO $$ BEGIN
      ALTER TABLE evidence_request DISABLE TRIGGER frozen;
      UPDATE evidence_request SET due_at = date_trunc('milliseconds', now()) + interval '3 seconds'
        WHERE procurement_id = '${procurement.key}';
      ALTER TABLE evidence_request ENABLE TRIGGER frozen;
    END $$`);
    await journey.rows.query(`
      CREATE FUNCTION overtaken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM pg_sleep_until(NEW.due_before);
        RETURN NEW;
      END $$;
      CREATE TRIGGER overtaken BEFORE INSERT ON deadline_extension FOR EACH ROW EXECUTE FUNCTION overtaken()`);
    try {
      const { errors } = await extend(procurement, TOMORROW());
      expect(errors[0]).toMatchObject({
        message: expect.stringMatching(/^Extending the deadline was possible until /) as string,
        extensions: { code: 'ILLEGAL_TRANSITION', deadline: await dueAtOf(procurement) },
      });
    } finally {
      await journey.rows.query('DROP TRIGGER overtaken ON deadline_extension; DROP FUNCTION overtaken()');
    }
    expect(await journey.actions(journey.buyer.id, procurement.id)).toEqual(['evidence.requested']);
  });

  it('is put off once however often the same request arrives under one Idempotency-Key', async () => {
    const procurement = await journey.requested();
    const dueAt = after(await dueAtOf(procurement), 1);
    const headers = { 'idempotency-key': `deadline-${procurement.key}` };
    const once = await extend(procurement, dueAt, { headers });
    expect(once.errors).toEqual([]);
    expect((await extend(procurement, dueAt, { headers })).data).toEqual(once.data);
    expect(await journey.actions(journey.buyer.id, procurement.id)).toEqual(['evidence.requested', 'deadline.extended']);
  });

  it('by two at once is put off by one of them, and the other is told where it stands', async () => {
    const procurement = await journey.requested();
    const dueAt = after(await dueAtOf(procurement), 1);
    const answers = await journey.api.together({ table: 'procurement', key: procurement.key }, [
      () => extend(procurement, dueAt),
      () => extend(procurement, dueAt),
    ]);
    expect(answers.flatMap(codes)).toEqual(['BAD_USER_INPUT']);
    expect(await journey.actions(journey.buyer.id, procurement.id)).toEqual(['evidence.requested', 'deadline.extended']);
  });
});

describe('the database, whatever the application does,', () => {
  let application: Client;
  beforeAll(async () => {
    application = await journey.api.database.connectAs('application');
  });

  /** Extends as an organisation, up to the end of the transaction, which changes nothing. */
  async function written(organisation: string, procurement: ReadyProcurement, before: string, dueAt: string): Promise<void> {
    await application.query('BEGIN');
    try {
      await application.query(`SELECT set_config('assay.organisation', $1, true), set_config('assay.roles', 'EDITOR', true)`, [
        organisation,
      ]);
      await application.query(
        `INSERT INTO deadline_extension (request_id, organisation_id, due_before, due_at, reason)
         VALUES ($1, $2, $3, $4, 'Because.')`,
        [await requestOf(procurement), organisation, before, dueAt],
      );
      await application.query('SET CONSTRAINTS ALL IMMEDIATE');
    } finally {
      await application.query('ROLLBACK');
    }
  }

  async function requestOf({ key }: ReadyProcurement): Promise<string> {
    const [{ id }] = await journey.rows.query<{ id: string }>('SELECT id FROM evidence_request WHERE procurement_id = $1', [
      key,
    ]);
    return id;
  }

  it('lets a deadline move from where it stands, to later, by its own buyer', async () => {
    const procurement = await journey.requested();
    const due = await dueAtOf(procurement);
    await expect(written(journey.buyer.id, procurement, due, after(due, 1))).resolves.toBeUndefined();
    await expect(written(journey.buyer.id, procurement, due, after(due, -0.5))).rejects.toThrow('check constraint');
    await expect(written(journey.buyer.id, procurement, due, after(due, 400))).rejects.toThrow('check constraint');
    await expect(written(journey.buyer.id, procurement, after(due, -0.5), after(due, 1))).rejects.toThrow(
      'from where it stands',
    );
    await expect(written(journey.first.organisationId, procurement, due, after(due, 1))).rejects.toThrow(
      'by the buyer who set it',
    );
  });

  it('lets none move once it has passed, though nobody has begun to assess', async () => {
    const procurement = await journey.requested();
    await journey.rows.deadlinePasses(procurement);
    const due = await dueAtOf(procurement);
    await expect(written(journey.buyer.id, procurement, due, after(due, 1))).rejects.toThrow('passed before it was extended');
  });

  it('keeps the rest of what was asked and submitted frozen, and what says that a deadline was put off', async () => {
    const procurement = await journey.requested([journey.first]);
    await journey.submitted(journey.first, procurement);
    const due = await dueAtOf(procurement);
    expect((await extend(procurement, after(due, 1))).errors).toEqual([]);
    const request = await requestOf(procurement);
    const submissions = `(SELECT id FROM invitation WHERE request_id = '${request}')`;
    for (const statement of [
      `UPDATE evidence_request SET message = 'Other words.' WHERE id = '${request}'`,
      `UPDATE evidence_request SET due_at = due_at + interval '1 day' WHERE id = '${request}'`,
      `UPDATE evidence_request SET due_at = '${due}' WHERE id = '${request}'`,
      `DELETE FROM evidence_request WHERE id = '${request}'`,
      `UPDATE submission SET answers = '[]' WHERE invitation_id IN ${submissions}`,
      `UPDATE submission SET opens_at = now() WHERE invitation_id IN ${submissions}`,
      `DELETE FROM submission WHERE invitation_id IN ${submissions}`,
      `UPDATE deadline_extension SET reason = 'Another.' WHERE request_id = '${request}'`,
      `DELETE FROM deadline_extension WHERE request_id = '${request}'`,
    ]) {
      await expect(journey.rows.query(statement)).rejects.toThrow(/is frozen: (UPDATE|DELETE) is refused/);
      await expect(application.query(statement)).rejects.toThrow('permission denied');
    }
  });

  it('shows extensions to the buyer and to those who were asked, and to nobody else', async () => {
    const procurement = await journey.requested([journey.first]);
    const due = await dueAtOf(procurement);
    expect((await extend(procurement, after(due, 1))).errors).toEqual([]);
    const request = await requestOf(procurement);
    const seen = async (organisation: string): Promise<number | null> => {
      await application.query('BEGIN');
      await application.query(`SELECT set_config('assay.organisation', $1, true)`, [organisation]);
      const { rowCount } = await application.query('SELECT FROM deadline_extension WHERE request_id = $1', [request]);
      await application.query('ROLLBACK');
      return rowCount;
    };
    expect(await seen(journey.buyer.id)).toBe(1);
    expect(await seen(journey.first.organisationId)).toBe(1);
    expect(await seen(journey.second.organisationId)).toBe(0);
  });
});
