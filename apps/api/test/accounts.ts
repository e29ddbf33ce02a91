import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { hashPassword, ROLES_OF_KIND } from '#identity';
import { Caller, ORGANISATION_KINDS, OrganisationKind, Role, stranger } from '#platform';
import { PASSWORD } from './harness';

/** Somebody with one role in one organisation, invented for a test. */
export interface Account {
  email: string;
  kind: OrganisationKind;
  role: Role;
  organisationId: string;
  userId: string;
  caller: Caller;
}

/** One organisation of each kind with one person in every role that it has, written as the owner. */
export async function makeAccounts(ownerUrl: string, name: string): Promise<Account[]> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const passwordHash = await hashPassword(PASSWORD);
    const accounts: Account[] = [];
    for (const kind of ORGANISATION_KINDS) {
      const organisationId = uuidv7();
      const organisation = `${name} ${kind.toLowerCase()}`;
      await owner.query(`INSERT INTO organisation (id, kind, name, provenance) VALUES ($1, $2, $3, 'DEMONSTRATION')`, [
        organisationId,
        kind,
        organisation,
      ]);
      for (const role of ROLES_OF_KIND[kind]) {
        const userId = uuidv7();
        const email = `${role}@${kind}.${name}.example`.toLowerCase();
        await owner.query('INSERT INTO user_account (id, name, email, password_hash) VALUES ($1, $2, $3, $4)', [
          userId,
          `${name} ${role}`,
          email,
          passwordHash,
        ]);
        await owner.query('INSERT INTO membership (user_id, organisation_id, roles) VALUES ($1, $2, $3)', [
          userId,
          organisationId,
          [role],
        ]);
        const caller = {
          ...stranger('test'),
          user: { id: userId, name: role, email },
          organisation: { id: organisationId, kind, name: organisation },
          roles: [role],
        };
        accounts.push({ email, kind, role, organisationId, userId, caller });
      }
    }
    return accounts;
  } finally {
    await owner.end();
  }
}

/** The one of `makeAccounts` with a role in the organisation of a kind. */
export function accountOf(accounts: readonly Account[], kind: OrganisationKind, role: Role): Account {
  const found = accounts.find((account) => account.kind === kind && account.role === role);
  if (found === undefined) throw new Error(`Nobody was made who is ${role} of ${kind}.`);
  return found;
}
