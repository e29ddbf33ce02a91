import { mustBelong } from '#identity';
import { BadUserInput, type OrganisationKind, type Role } from '#platform';
import { flawOfClaimed } from '../claim/claim-proof';
import { declaredIdentifier } from '../page-request/declared-page';
import type { RequestAccountInput } from './account-request.inputs';

/** What a request for an account says, as it is kept. */
export interface AskedAccount {
  name: string;
  email: string;
  kind: OrganisationKind;
  organisationName: string;
  identifier: { scheme: string; id: string } | null;
  roles: Role[];
  why: string;
}

/**
 * What an input says, with its number read and its roles without repeats.
 *
 * @throws BadUserInput naming the field that will not do
 */
export function askedAccount(input: RequestAccountInput): AskedAccount {
  const { kind, identifier, supplierId } = input;
  mustBelong(kind, input.roles);
  if (input.roles.includes('OPERATOR'))
    throw BadUserInput.field('roles', 'Operators are made by those who run this portal. Choose what else you need to do.');
  if ((supplierId ?? null) !== null && kind !== 'SUPPLIER')
    throw BadUserInput.field('supplierId', 'Only suppliers have a page in the directory.');
  return {
    name: input.name.trim(),
    email: input.email.trim().toLowerCase(),
    kind,
    organisationName: input.organisationName.trim(),
    identifier: identifier === undefined || identifier === null ? null : readNumber(identifier),
    roles: [...new Set(input.roles)],
    why: input.why.trim(),
  };
}

function readNumber(identifier: { scheme: string; id: string }): { scheme: string; id: string } {
  const flaw = flawOfClaimed({ scheme: identifier.scheme, identifier: identifier.id }, []);
  if (flaw !== null) throw BadUserInput.field(flaw.path === 'identifier' ? 'identifier.id' : 'identifier.scheme', flaw.message);
  const { scheme, id } = declaredIdentifier(identifier);
  return { scheme, id };
}
