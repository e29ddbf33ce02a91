import type { OrganisationKind, Role } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import type { Visit } from '../page/visit';
import { rolesIn } from './roles';

/** Whom a form would add. */
export interface NewMember {
  name: string;
  email: string;
  roles: Role[];
}

/** The fields of the form, by the API's names. */
export const NEW_MEMBER_FIELDS = { name: 'name', email: 'email', roles: 'roles' };

/** Whom the form would add to an organisation of a kind. */
export function typedMember(visit: Visit, kind: OrganisationKind): NewMember {
  return { name: visit.field('name'), email: visit.field('email'), roles: rolesIn(visit, 'roles', kind) };
}

/** What is missing before the API is asked. */
export function missingOf({ t }: Visit, { name, email, roles }: NewMember): FormErrors {
  return new FormErrors()
    .require('name', name, t('members.add.nameMissing'))
    .require('email', email, t('members.add.emailMissing'))
    .require('roles', roles.join(), t('members.rolesMissing'));
}
