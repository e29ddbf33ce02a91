import { Client } from 'pg';

/** When the transaction began, in the milliseconds that the columns have: rounded up, it would lie ahead. */
const NOW = `date_trunc('milliseconds', now())`;

/**
 * Lets the deadline of a procurement pass: makes it the present moment, which no service and no role of the application can, so that all
 * that happened before stays before it. A test that waited for a deadline a second ahead would fail where the machine is slow.
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
      ALTER TABLE submission ENABLE TRIGGER frozen;
      COMMIT`);
  } finally {
    await owner.end();
  }
}
