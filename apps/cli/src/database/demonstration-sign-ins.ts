import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '#platform';

/** The one password of all demonstration accounts. They hold nothing real, and work only while ASSAY_DEMO is on. */
export const DEMONSTRATION_PASSWORD = 'connected-places-demo';

/** Somebody of the demonstration set. */
export interface DemonstrationSignIn {
  email: string;
  name: string;
  organisation: string;
  roles: string[];
}

interface DemonstrationOrganisation {
  name: string;
  users: { name: string; email: string; roles: string[] }[];
}

/** Everybody who can sign in to the demonstration set. */
export async function demonstrationSignIns(): Promise<DemonstrationSignIn[]> {
  const text = await readFile(join(repositoryRoot(), 'seed/demonstration/organisations.json'), 'utf8');
  const organisations = JSON.parse(text) as DemonstrationOrganisation[];
  return organisations.flatMap(({ name, users }) =>
    users.map((user) => ({ email: user.email, name: user.name, organisation: name, roles: user.roles })),
  );
}
