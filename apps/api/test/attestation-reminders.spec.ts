import { AttestationReminders } from '#attestations';
import { dayInWords, daysFrom } from '#platform';
import { EvidenceRows, FictionalSupplier } from '#procurement/testing';
import { PASSWORD, TestApi } from './harness';

const TOLD = '{ notifications(first: 100) { edges { node { kind subjectId text } } } }';

/** Days from today. */
interface Ends {
  expires: number | null;
  covers?: number;
}

interface Made {
  id: string;
  /** The day so many days before its end. */
  before: (days: number) => string;
  inWords: string;
}

describe('the end of what a supplier attests', () => {
  let api: TestApi;
  let rows: EvidenceRows;
  let reminders: AttestationReminders;
  let mine: FictionalSupplier;
  let other: FictionalSupplier;
  let unclaimed: FictionalSupplier;

  beforeAll(async () => {
    api = await TestApi.start();
    rows = await EvidenceRows.open(api.database.ownerUrl, PASSWORD);
    reminders = api.app.get(AttestationReminders, { strict: false });
    mine = await rows.supplier('Fictional Sensors Ltd');
    other = await rows.supplier('Another Fictional Ltd');
    unclaimed = await rows.supplier('Unclaimed Fictional Ltd');
    await rows.query('UPDATE supplier SET claimed_at = now() WHERE id = ANY ($1)', [[mine.supplierId, other.supplierId]]);
  });
  afterAll(async () => {
    await rows?.close();
    await api?.stop();
  });

  /** What somebody's organisation was told of the attestation with a reference, the last first. */
  async function told(who: string, reference: string): Promise<{ subjectId: string; text: string }[]> {
    const { data, errors } = await api.send<{
      notifications: { edges: { node: { kind: string; subjectId: string; text: string } }[] };
    }>(who, TOLD);
    expect(errors).toEqual([]);
    return data.notifications.edges
      .filter(({ node }) => node.kind === 'ATTESTATION_ENDS' && node.text.includes(`(${reference})`))
      .map(({ node: { subjectId, text } }) => ({ subjectId, text }));
  }

  /** An attestation of the mark that is made for tests, as it stands. */
  async function made(
    supplier: FictionalSupplier,
    reference: string,
    state = 'VERIFIED',
    ends: Ends = { expires: 100 },
  ): Promise<Made> {
    const id = await rows.attestation(supplier, reference, state, { issued: -500, ...ends });
    const [{ day }] = await rows.query<{ day: string }>(
      'SELECT least(expires_on, covers_to)::text AS day FROM attestation WHERE id = $1',
      [id.slice(4)],
    );
    return { id, before: (days) => daysFrom(day, -days), inWords: day === null ? '' : dayInWords(day) };
  }

  async function renews(newer: Made, older: Made): Promise<void> {
    await rows.query('ALTER TABLE attestation DISABLE TRIGGER USER');
    await rows.query('UPDATE attestation SET supersedes_id = $1 WHERE id = $2', [older.id.slice(4), newer.id.slice(4)]);
    await rows.query('ALTER TABLE attestation ENABLE TRIGGER USER');
  }

  it('is told once at each threshold, the nearest alone, also when two workers look and none looked for days', async () => {
    const { id, before, inWords } = await made(mine, 'THRESHOLDS');
    await reminders.run(before(31));
    expect(await told(mine.editor, 'THRESHOLDS')).toEqual([]);
    await Promise.all([reminders.run(before(30)), reminders.run(before(30))]);
    await reminders.run(before(30));
    await reminders.run(before(20));
    expect(await told(mine.editor, 'THRESHOLDS')).toHaveLength(1);
    // nobody looked at 7
    await reminders.run(before(1));
    await reminders.run(before(1));
    expect(await told(mine.editor, 'THRESHOLDS')).toHaveLength(2);
    await reminders.run(before(0));
    await reminders.run(before(-3));
    await reminders.run(before(-4));
    const what = 'Your attestation of Test Mark (THRESHOLDS)';
    const renew = 'Renew it, and attest the new one in its place.';
    expect(await told(mine.editor, 'THRESHOLDS')).toEqual([
      { subjectId: id, text: `${what} ended on ${inWords}. ${renew}` },
      { subjectId: id, text: `${what} ends today. ${renew}` },
      { subjectId: id, text: `${what} ends on ${inWords}. ${renew}` },
      { subjectId: id, text: `${what} ends on ${inWords}. ${renew}` },
    ]);
  });

  it('is the last day that it covers, where that comes before it expires', async () => {
    const { before, inWords } = await made(mine, 'COVERS', 'VERIFIED', { expires: 600, covers: 300 });
    await reminders.run(before(5));
    const [{ text }] = await told(mine.editor, 'COVERS');
    expect(text).toContain(`ends on ${inWords}`);
  });

  it('is told of what waits to be checked too, whose certificate ends all the same', async () => {
    const { before } = await made(mine, 'WAITS', 'SUBMITTED');
    await reminders.run(before(5));
    expect(await told(mine.editor, 'WAITS')).toHaveLength(1);
  });

  it('is told of nothing that has none, was never sent, was taken back or was replaced', async () => {
    const states = ['DRAFT', 'REJECTED', 'WITHDRAWN', 'SUPERSEDED'];
    for (const state of states) await made(mine, state, state);
    await made(mine, 'ENDLESS', 'VERIFIED', { expires: null });
    const { before } = await made(mine, 'STANDS');
    await reminders.run(before(5));
    expect(await told(mine.editor, 'STANDS')).toHaveLength(1);
    for (const reference of [...states, 'ENDLESS']) expect(await told(mine.editor, reference)).toEqual([]);
  });

  it('is told of nothing that another is to replace, until that is refused', async () => {
    const [checked, waiting] = [await made(mine, 'LATER'), await made(mine, 'OLD')];
    await renews(await made(mine, 'BEGINS LATER', 'VERIFIED', { expires: 460 }), checked);
    const renewal = await made(mine, 'RENEWAL', 'SUBMITTED', { expires: 460 });
    await renews(renewal, waiting);
    const renewed = async ({ id }: Made): Promise<boolean> => {
      const query = 'query ($id: ID!) { attestation(id: $id) { renewed } }';
      return (await api.send<{ attestation: { renewed: boolean } }>(mine.editor, query, { id })).data.attestation.renewed;
    };
    await reminders.run(waiting.before(5));
    expect([await told(mine.editor, 'LATER'), await told(mine.editor, 'OLD')]).toEqual([[], []]);
    expect([await renewed(checked), await renewed(waiting), await renewed(renewal)]).toEqual([true, true, false]);
    const [{ today }] = await rows.query<{ today: string }>('SELECT current_date::text AS today');
    const refused = await api.run('verifier@oversight.example', 'VerifyAttestation', {
      input: { attestationId: renewal.id, outcome: 'REJECTED', method: 'Asked its issuer', checkedOn: today },
    });
    expect(refused.errors).toEqual([]);
    expect(await renewed(waiting)).toBe(false);
    await reminders.run(waiting.before(5));
    expect(await told(mine.editor, 'OLD')).toHaveLength(1);
    expect(await told(mine.editor, 'LATER')).toEqual([]);
  });

  it('is told of no page that its supplier has not claimed, and not of what ended long before anybody looked', async () => {
    const { before } = await made(unclaimed, 'UNCLAIMED');
    await made(mine, 'CLAIMED');
    await reminders.run(before(5));
    expect(await told(mine.editor, 'CLAIMED')).toHaveLength(1);
    expect(await told(unclaimed.editor, 'UNCLAIMED')).toEqual([]);
    const ended = await made(mine, 'LONG AGO', 'VERIFIED', { expires: -300 });
    await reminders.run(ended.before(-31));
    expect(await told(mine.editor, 'LONG AGO')).toEqual([]);
    await reminders.run(ended.before(-30));
    expect(await told(mine.editor, 'LONG AGO')).toHaveLength(1);
  });

  it('is known to the organisation that holds it alone, and on its record', async () => {
    const { id, before } = await made(mine, 'PRIVATE');
    await reminders.run(before(5));
    expect(await told(mine.editor, 'PRIVATE')).toHaveLength(1);
    expect(await told(other.editor, 'PRIVATE')).toEqual([]);
    const application = await api.database.connectAs('application');
    const noticesOf = async (organisation: string): Promise<object[]> => {
      await application.query(`SELECT set_config('assay.organisation', $1, false)`, [organisation]);
      const notices = 'SELECT threshold FROM attestation_notice WHERE attestation_id = $1';
      return (await application.query<object>(notices, [id.slice(4)])).rows;
    };
    expect(await noticesOf(mine.organisationId)).toEqual([{ threshold: '7' }]);
    expect(await noticesOf(other.organisationId)).toEqual([]);
    const events = await rows.query(
      `SELECT detail ->> 'threshold' AS threshold FROM audit_event WHERE organisation_id = $1 AND action = 'attestation.end-told' AND subject_id = $2`,
      [mine.organisationId, id],
    );
    expect(events).toEqual([{ threshold: '7' }]);
  });
});
