import { stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { DocumentStore, ErasedFiles } from '#platform';
import { REFS } from '#procurement/testing';
import { accountOf, makeAccounts } from './accounts';
import type { DecidedProcurement } from './decided-procurement';
import { ASK, CONFIRM, RetentionJourney } from './retention-journey';

const LONG_AGO = '2020-05-04';
const CREATE_PACK =
  'mutation ($input: CreateAssurancePackInput!) { createAssurancePack(input: $input) { pack { id digest downloadUrl } } }';
const SPECIFICATION =
  'mutation ($input: ImportSpecificationInput!) { importSpecification(input: $input) { requirements { id } } }';
const CREATE =
  'mutation ($input: CreateProcurementInput!) { createProcurement(input: $input) { procurement { id reference } } }';
const DESCRIBE = 'mutation ($input: DescribeDocumentInput!) { describeDocument(input: $input) { document { title } } }';
const ERASED_RECORDS = 'query ($id: ID!) { erasedRecords(id: $id) { reference buyerName erasedAt } }';
const ERASED_LIST = '{ erasedProcurements { totalCount edges { node { procurementId reference } } } }';
const TOLD = '{ notifications(first: 50) { edges { node { kind subjectId text procurement { id } } } } }';
const INVITED = '{ evidenceInvitations { id } }';
const EVENTS = `query ($subject: ID!) { auditEvents(subject: $subject, first: 100) { edges { node { sequence action detail erasedBy actor { id name } } } } }`;

interface Confirmed {
  confirmErasing: {
    erased: {
      procurementId: string;
      reference: string;
      rule: string;
      keptUntil: string;
      event: number;
      erasedAt: string;
      confirmedBy: { name: string };
      counts: Record<string, number>;
      packs: { digest: string }[];
    };
  };
}

describe('Erasing the records of a procurement', () => {
  let journey: RetentionJourney;
  let decided: DecidedProcurement;
  let reference: string;
  let invitation: string;
  let pack: { id: string; digest: string; downloadUrl: string };
  /** Files of the winner: in the procurement alone, and in the one that goes on as well. */
  let alone: string;
  let shared: string;
  let erased: Confirmed['confirmErasing']['erased'];

  const api = () => journey.judgement.api;
  const buyerId = (): string => journey.judgement.evidence.buyer.id;
  const input = () => ({ procurementId: decided.procurement.id, reference });
  const query = <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
    journey.judgement.rows.query<T>(sql, values);

  beforeAll(async () => {
    journey = await RetentionJourney.begin();
    decided = await journey.signed();
    const { procurement, winner } = decided;
    const { evidence, approver } = journey.judgement;
    pack = (
      await journey.done<{ createAssurancePack: { pack: typeof pack } }>(approver, CREATE_PACK, {
        procurementId: procurement.id,
      })
    ).createAssurancePack.pack;
    [{ reference }] = await query<{ reference: string }>('SELECT reference FROM procurement WHERE id = $1', [procurement.key]);
    invitation = (await evidence.invitationOf(winner, procurement)).id;
    [{ id: alone }] = await query<{ id: string }>(
      'SELECT d.document_id AS id FROM answer_document d JOIN answer a ON a.id = d.answer_id WHERE a.invitation_id = $1',
      [invitation.replace('inv_', '')],
    );
    const title = { documentId: `doc_${alone}`, title: 'Report of a test' };
    await journey.done(winner.editor, DESCRIBE, title);
    // The winner relies on a file of that response elsewhere too, where the buyer still judges it.
    const going = await journey.judgement.asked([winner]);
    shared = await evidence.upload(winner, 'shared-report.txt');
    await query(
      'INSERT INTO answer_document SELECT a.id, $2, a.organisation_id FROM answer a WHERE a.invitation_id = $1 LIMIT 1',
      [invitation.replace('inv_', ''), shared.replace('doc_', '')],
    );
    const other = await evidence.invitationOf(winner, going);
    expect((await evidence.save(winner, other.id, REFS.GATE, { documentIds: [shared] })).errors).toEqual([]);
    await journey.close(procurement.id);
    await journey.signedOn(procurement.key, LONG_AGO);
    await journey.done(journey.admin, ASK, { procurementId: procurement.id });
  });
  afterAll(() => journey.end());

  const confirm = (): Promise<Confirmed> => journey.done<Confirmed>(journey.admin, CONFIRM, input());
  const placeOf = (sha256: string): string =>
    join(api().configuration.documents.folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  const isThere = (sha256: string): Promise<boolean> =>
    stat(placeOf(sha256)).then(
      () => true,
      () => false,
    );

  it('takes the contents away in one go, leaves a tombstone, and is answered the same when it is confirmed again', async () => {
    erased = (await confirm()).confirmErasing.erased;
    expect(erased).toMatchObject({
      procurementId: decided.procurement.id,
      reference,
      rule: 'CONTRACT',
      keptUntil: '2023-05-04',
      confirmedBy: { name: 'Records Administrator' },
      counts: { requirements: 3, answers: 6, submissions: 2, assessments: 6, documents: 2 },
      packs: [{ digest: pack.digest }],
    });
    const events = await query<{ action: string }>('SELECT action FROM audit_event WHERE organisation_id = $1', [buyerId()]);
    expect((await confirm()).confirmErasing.erased).toEqual(erased);
    const [one, two] = await Promise.all([confirm(), confirm()]);
    expect([one.confirmErasing.erased, two.confirmErasing.erased]).toEqual([erased, erased]);
    expect(await query('SELECT FROM audit_event WHERE organisation_id = $1', [buyerId()])).toHaveLength(events.length);
    expect(events.filter(({ action }) => action === 'procurement.erased')).toHaveLength(1);
  });

  it('leaves nothing of the procurement in any table that could hold a part of it', async () => {
    const columns = await query<{ table_name: string; column_name: string }>(
      `SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
       WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type IN ('uuid', 'text', 'jsonb')
         AND c.table_name NOT LIKE 'erased%' AND c.table_name <> 'notification'`,
    );
    const found: string[] = [];
    for (const { table_name: table, column_name: column } of columns) {
      if (table === 'audit_event' && column === 'subject_id') continue;
      const [{ n }] = await query<{ n: string }>(
        // The suppliers' own records stay theirs.
        `SELECT count(*) AS n FROM "${table}" t WHERE "${column}"::text LIKE '%${decided.procurement.key}%'
           AND ($1 <> 'audit_event' OR to_jsonb(t) ->> 'organisation_id' = $2)`,
        [table, buyerId()],
      );
      if (n !== '0') found.push(`${table}.${column}`);
    }
    // The event that tells of it names it, and the answer to whoever confirmed it is kept for a request that is sent again.
    expect(found.filter((column) => column !== 'idempotency_key.response')).toEqual([]);
    const [{ n }] = await query<{ n: string }>(`SELECT count(*) AS n FROM notification WHERE procurement_id = $1`, [
      decided.procurement.key,
    ]);
    expect(n).toBe('0');
  });

  it('takes from every table that points to a procurement or to a part of one', async () => {
    const rows = await query<{ name: string; erased: boolean }>(
      `WITH RECURSIVE part (name) AS (
         SELECT 'procurement'::regclass
         UNION SELECT c.conrelid::regclass FROM pg_constraint c JOIN part p ON c.confrelid = p.name WHERE c.contype = 'f')
       SELECT name::text, has_table_privilege('assay_eraser', name, 'DELETE') AS erased FROM part`,
    );
    expect(rows.length).toBeGreaterThan(25);
    expect(rows.filter(({ erased: yes }) => !yes)).toEqual([]);
  });

  it('keeps what the supplier has in other procurements, and removes the bytes of what nobody needs any more', async () => {
    const left = await query<{ id: string }>('SELECT id FROM document WHERE id = ANY ($1)', [
      [alone, shared.replace('doc_', '')],
    ]);
    expect(left).toEqual([{ id: shared.replace('doc_', '') }]);
    expect(await query('SELECT FROM document_description WHERE document_id = $1', [alone])).toEqual([]);
    expect((await api().download(decided.winner.editor, `/documents/${shared}`)).status).toBe(200);
    expect((await api().download(journey.admin, pack.downloadUrl)).status).toBe(404);
    const files = await query<{ sha256: string }>('SELECT sha256 FROM erased_file');
    expect(files).toHaveLength(2);
    const store = api().app.get(DocumentStore, { strict: false });
    const job = new ErasedFiles(api().app.get(DataSource, { strict: false }), store);
    await job.run();
    // Sent within the hour, they may be on their way to another row.
    for (const { sha256 } of files) expect(await isThere(sha256)).toBe(true);
    const before = new Date(Date.now() - 2 * 60 * 60_000);
    for (const { sha256 } of files) await utimes(placeOf(sha256), before, before);
    await job.run();
    await job.run();
    for (const { sha256 } of files) expect(await isThere(sha256)).toBe(false);
    expect(await query('SELECT FROM erased_file')).toEqual([]);
    const attestations = await query('SELECT FROM attestation WHERE organisation_id = $1', [decided.winner.organisationId]);
    expect(attestations).toHaveLength(1);
  });

  it('shows in the record that an event was erased, and by which event', async () => {
    const { data } = await journey.send<{
      auditEvents: { edges: { node: { action: string; erasedBy: number | null; detail: object; actor: object } }[] };
    }>(journey.admin, EVENTS, { subject: decided.procurement.id });
    const [last, ...before] = data.auditEvents.edges.map(({ node }) => node);
    expect(last).toMatchObject({
      action: 'procurement.erased',
      erasedBy: null,
      detail: { reference, packs: [{ digest: pack.digest }] },
    });
    for (const event of before)
      expect(event).toMatchObject({ erasedBy: erased.event, detail: {}, actor: { id: null, name: '' } });
    expect(before.map(({ action }) => action)).toContain('procurement.decided');
  });

  it('tells everybody who had a part in it, whose links lead to what is left, and leaves their own record whole', async () => {
    const { winner, procurement } = decided;
    const left = { erasedRecords: { reference, buyerName: 'Fictional Council', erasedAt: erased.erasedAt } };
    expect((await journey.send(winner.editor, ERASED_RECORDS, { id: invitation })).data).toEqual(left);
    expect((await journey.send(journey.judgement.evidence.buyer.viewer, ERASED_RECORDS, { id: procurement.id })).data).toEqual(
      left,
    );
    expect((await journey.send(winner.editor, ERASED_RECORDS, { id: procurement.id })).data).toEqual({ erasedRecords: null });
    const { data } = await journey.send<{ notifications: { edges: { node: { kind: string; subjectId: string } }[] } }>(
      winner.editor,
      TOLD,
      {},
    );
    expect(data.notifications.edges[0].node).toMatchObject({ kind: 'RECORDS_ERASED', subjectId: invitation });
    const own = await journey.send<{
      notifications: { edges: { node: { kind: string; subjectId: string; procurement: null } }[] };
    }>(journey.admin, TOLD, {});
    expect(own.data.notifications.edges.filter(({ node }) => node.subjectId === procurement.id)).toEqual([
      { node: expect.objectContaining({ kind: 'RECORDS_ERASED', procurement: null }) },
    ]);
    const invited = await journey.send<{ evidenceInvitations: { id: string }[] }>(winner.editor, INVITED, {});
    expect(invited.errors).toEqual([]);
    expect(invited.data.evidenceInvitations.map(({ id }) => id)).not.toContain(invitation);
    const events = await query<{ action: string; erased_by: string | null }>(
      'SELECT action, erased_by FROM audit_event WHERE organisation_id = $1 AND subject_id = $2 ORDER BY sequence',
      [winner.organisationId, invitation],
    );
    expect(events.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['invitation.received', 'answer.saved', 'invitation.erased']),
    );
    expect(events.every(({ erased_by }) => erased_by === null)).toBe(true);
  });

  it('lists what is left for administrators of the buyer alone, and gives its reference to no other', async () => {
    const list = await journey.send(journey.admin, ERASED_LIST, {});
    expect(list.data).toEqual({
      erasedProcurements: { totalCount: 1, edges: [{ node: { procurementId: decided.procurement.id, reference } }] },
    });
    const other = accountOf(await makeAccounts(api().database.ownerUrl, 'elsewhere'), 'BUYER', 'ADMIN').email;
    expect((await journey.send(other, ERASED_LIST, {})).data).toEqual({ erasedProcurements: { totalCount: 0, edges: [] } });
    expect((await journey.send(other, ERASED_RECORDS, { id: decided.procurement.id })).data).toEqual({ erasedRecords: null });
    const { createProcurement } = await journey.done<{ createProcurement: { procurement: { reference: string } } }>(
      journey.admin,
      CREATE,
      { title: 'The next one' },
    );
    expect(createProcurement.procurement.reference > reference).toBe(true);
  });

  it('takes the file that requirements were read from', async () => {
    const made = await journey.done<{ createProcurement: { procurement: { id: string; reference: string } } }>(
      journey.admin,
      CREATE,
      { title: 'From a file' },
    );
    const { id, reference: called } = made.createProcurement.procurement;
    const documentId = await api().upload(
      journey.admin,
      'specification.txt',
      '1. The camera shall be secure.\n2. The data shall be exported.',
    );
    await journey.done(journey.admin, SPECIFICATION, { procurementId: id, documentId });
    await journey.done(
      journey.judgement.approver,
      'mutation ($input: CancelProcurementInput!) { cancelProcurement(input: $input) { procurement { stage } } }',
      { procurementId: id, reason: 'No money.' },
    );
    await query(
      `INSERT INTO retention_term (id, procurement_id, organisation_id, kept_until, reason, set_by_id, set_by_name, set_at)
       SELECT gen_random_uuid(), id, organisation_id, current_date, 'A day that has come.', created_by, 'Somebody', now() FROM procurement WHERE id = $1`,
      [id.replace('prc_', '')],
    );
    await journey.done(journey.admin, ASK, { procurementId: id });
    const { confirmErasing } = await journey.done<Confirmed>(journey.admin, CONFIRM, { procurementId: id, reference: called });
    expect(confirmErasing.erased).toMatchObject({ rule: 'NO_AWARD', counts: { documents: 1 } });
    expect(await query('SELECT FROM document WHERE id = $1', [documentId.replace('doc_', '')])).toEqual([]);
  });
});
