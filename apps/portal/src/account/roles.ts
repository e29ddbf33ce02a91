import type { OrganisationKind, Role } from '../api/operations';
import { choicesOf, type Choice } from '../page/choices';
import type { Visit } from '../page/visit';

/** The roles that each kind of organisation offers its members. The API decides again. */
const OFFERED: Record<OrganisationKind, Role[]> = {
  BUYER: ['ADMIN', 'EDITOR', 'APPROVER', 'VIEWER'],
  SUPPLIER: ['ADMIN', 'EDITOR', 'SIGNATORY', 'VIEWER'],
  OVERSIGHT: ['ADMIN', 'EDITOR', 'VERIFIER', 'ANALYST', 'OPERATOR', 'VIEWER'],
};

/** What a form sent under a name, of the roles that members of an organisation may have. */
export function rolesIn(visit: Visit, name: string, kind: OrganisationKind): Role[] {
  const sent = visit.fields(name);
  return OFFERED[kind].filter((role) => sent.includes(role));
}

/** Checkboxes of the roles that members of an organisation may have. */
export function roleChoices(visit: Visit, kind: OrganisationKind, chosen: readonly Role[]): Choice[] {
  return choicesOf(OFFERED[kind], visit.t, 'members.role', chosen);
}
