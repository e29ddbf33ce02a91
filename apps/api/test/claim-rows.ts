import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';

/**
 * A fictional supplier organisation that has no page, with an editor, who has the password of all.
 *
 * @param provenance of the organisation, which says whether it is of the demonstration
 */
export async function newcomer(
  owner: Client,
  name: string,
  domain: string,
  provenance: 'DEMONSTRATION' | 'SELF_DECLARED' = 'DEMONSTRATION',
): Promise<{ organisationId: string; editor: string }> {
  const [organisationId, userId] = [uuidv7(), uuidv7()];
  const editor = `editor@${domain}`;
  await owner.query(`INSERT INTO organisation (id, kind, name, provenance) VALUES ($1, 'SUPPLIER', $2, $3)`, [
    organisationId,
    name,
    provenance,
  ]);
  await owner.query(
    `INSERT INTO user_account (id, name, email, password_hash, demonstration)
     SELECT $1, 'Nell Newcomer', $2, password_hash, $3 FROM user_account WHERE email = 'editor@halden.example'`,
    [userId, editor, provenance === 'DEMONSTRATION'],
  );
  await owner.query(`INSERT INTO membership (user_id, organisation_id, roles) VALUES ($1, $2, '{EDITOR}')`, [
    userId,
    organisationId,
  ]);
  return { organisationId, editor };
}

/**
 * A fictional page from a register that no organisation has taken over.
 *
 * @param identifier that it is published with
 */
export async function unclaimedPage(
  owner: Client,
  name: string,
  identifier: { scheme: string; id: string; flaw?: string } = { scheme: 'ASSAY-DEMO', id: `N-${name}` },
): Promise<string> {
  const [organisationId, supplierId] = [uuidv7(), uuidv7()];
  await owner.query(`INSERT INTO organisation (id, kind, name, provenance) VALUES ($1, 'SUPPLIER', $2, 'DEMONSTRATION')`, [
    organisationId,
    name,
  ]);
  await owner.query(
    `INSERT INTO organisation_identifier (key, organisation_id, scheme, identifier, published, is_primary, source, flaw)
     VALUES ($1, $2, $3, $4, $4, true, 'DEMONSTRATION', $5)`,
    [uuidv7(), organisationId, identifier.scheme, identifier.id, identifier.flaw ?? null],
  );
  await owner.query(
    `INSERT INTO supplier (id, organisation_id, name, provenance, website) VALUES ($1, $2, $3, 'DEMONSTRATION', 'https://www.new.example')`,
    [supplierId, organisationId, name],
  );
  return `sup_${supplierId}`;
}
