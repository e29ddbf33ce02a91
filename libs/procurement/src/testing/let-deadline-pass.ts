import { Client } from 'pg';
import { chainEvent, type ChainRow } from '#audit';
import { type ChainEvent, sealEvent } from '#pack';

/** When the transaction began, in the milliseconds that the columns have: rounded up, it would lie ahead. */
const NOW = `date_trunc('milliseconds', now())`;

/**
 * Lets the deadline of a procurement pass: makes it the present moment, which no service and no role of the application can, so that all
 * that happened before stays before it. A test that waited for a deadline a second ahead would fail where the machine is slow. The buyer's
 * record then tells of that deadline, as it would if it had been set.
 *
 * @param ownerUrl the database, as its owner
 * @param key of the procurement, without the mark of its kind
 */
export async function letDeadlinePass(ownerUrl: string, key: string): Promise<void> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(`
      BEGIN;
      ALTER TABLE evidence_request DISABLE TRIGGER frozen;
      ALTER TABLE submission DISABLE TRIGGER frozen;
      UPDATE evidence_request SET due_at = ${NOW} WHERE procurement_id = '${key}';
      UPDATE submission SET opens_at = ${NOW} WHERE candidate_id IN (SELECT id FROM candidate WHERE procurement_id = '${key}');
      UPDATE invitation SET due_at = ${NOW} WHERE procurement_id = '${key}';
      UPDATE document_grant SET opens_at = opens_at - interval '2 days' WHERE organisation_id = (SELECT organisation_id FROM procurement WHERE id = '${key}');
      ALTER TABLE evidence_request ENABLE TRIGGER frozen;
      ALTER TABLE submission ENABLE TRIGGER frozen`);
    await tellOfDeadline(owner, key);
    await owner.query('COMMIT');
  } finally {
    await owner.end();
  }
}

/** Has the buyer's chain tell of the deadline that a request has now, and of each that was put off as a millisecond before the next. */
async function tellOfDeadline(owner: Client, key: string): Promise<void> {
  const { rows: heads } = await owner.query<{ organisation_id: string; due_at: Date }>(
    `SELECT c.organisation_id, r.due_at FROM evidence_request r JOIN audit_chain c ON c.organisation_id = r.organisation_id
     WHERE r.procurement_id = $1 FOR UPDATE OF c`,
    [key],
  );
  for (const { organisation_id: organisation, due_at: dueAt } of heads) {
    const { rows } = await owner.query<ChainRow>('SELECT * FROM audit_event WHERE organisation_id = $1 ORDER BY sequence', [
      organisation,
    ]);
    const chain = retold(rows.map(chainEvent), `prc_${key}`, dueAt);
    await owner.query('ALTER TABLE audit_event DISABLE TRIGGER frozen');
    await owner.query(
      `UPDATE audit_event e SET detail = t.detail, previous_hash = t."previousHash", hash = t.hash
       FROM jsonb_to_recordset($2::jsonb) AS t (sequence bigint, detail jsonb, "previousHash" text, hash text)
       WHERE e.organisation_id = $1 AND e.sequence = t.sequence AND e.hash <> t.hash`,
      [organisation, JSON.stringify(chain)],
    );
    await owner.query('ALTER TABLE audit_event ENABLE TRIGGER frozen');
    await owner.query('UPDATE audit_chain SET hash = $2 WHERE organisation_id = $1', [organisation, chain.at(-1)?.hash]);
  }
}

function retold(events: readonly ChainEvent[], subject: string, dueAt: Date): ChainEvent[] {
  const setting = events.filter(
    (event) => event.subject.id === subject && ['evidence.requested', 'deadline.extended'].includes(event.action),
  );
  const chain: ChainEvent[] = [];
  for (const event of events) {
    const { hash: _hash, ...deed } = event;
    const before = chain.at(-1);
    if (setting.includes(event))
      deed.detail = toldDeadline(deed.detail as object, dueAt, setting.length - 1 - setting.indexOf(event));
    chain.push(sealEvent(before === undefined ? deed : { ...deed, previousHash: before.hash }));
  }
  return chain;
}

/** @param later how many times the deadline was put off after this */
function toldDeadline(detail: object, dueAt: Date, later: number): Record<string, string> {
  const at = (steps: number): string => new Date(dueAt.getTime() - steps).toISOString();
  return { ...detail, ...('dueBefore' in detail ? { dueBefore: at(later + 1) } : {}), dueAt: at(later) };
}
