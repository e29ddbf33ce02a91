import { Client } from 'pg';
import { newcomer as organisationWithoutPage } from '../../../api/test/claim-rows';

/** An organisation without a page, and a page of a register that nobody has claimed. */
export interface Newcomer {
  /** The address of its editor, who has the password of all. */
  email: string;
  /** The company number by which the page is found. */
  number: string;
  /** The name of the page. */
  page: string;
}

/** A fictional supplier that has just come, over the database: organisations are made by whoever runs the portal. */
export async function newcomer(ownerUrl: string, name: string): Promise<Newcomer> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { editor } = await organisationWithoutPage(owner, name, `${name.toLowerCase()}.example`, 'SELF_DECLARED');
    const { rows } = await owner.query<{ number: string; page: string }>(
      `SELECT i.identifier AS number, s.name AS page FROM supplier s JOIN organisation_identifier i ON i.organisation_id = s.organisation_id
       WHERE i.scheme = 'GB-COH' AND i.identifier ~ '^[0-9]{8}$' AND s.claimed_at IS NULL
         AND NOT EXISTS (SELECT FROM claim c WHERE c.supplier_id = s.id)
       ORDER BY i.identifier LIMIT 1`,
    );
    return { email: editor, ...rows[0] };
  } finally {
    await owner.end();
  }
}
