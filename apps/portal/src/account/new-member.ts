import type { InviteToOpenIdMutation, OrganisationKind, Role } from '../api/operations';
import { FormErrors } from '../form/form-errors';
import type { Notice } from '../page/notice';
import type { Visit } from '../page/visit';
import { Words } from '../page/words';
import { rolesIn } from './roles';

/** Whom a form would add. */
export interface NewMember {
  name: string;
  email: string;
  roles: Role[];
  /** Whether they are invited to sign in with the other service, in place of a password. */
  openId: boolean;
}

/** The fields of the form, by the API's names. */
export const NEW_MEMBER_FIELDS = { name: 'name', email: 'email', roles: 'roles' };

/** Whom the form would add to an organisation of a kind. */
export function typedMember(visit: Visit, kind: OrganisationKind): NewMember {
  return {
    name: visit.field('name'),
    email: visit.field('email'),
    roles: rolesIn(visit, 'roles', kind),
    openId: visit.field('signInBy') === 'OPENID',
  };
}

/** What is missing before the API is asked. */
export function missingOf({ t }: Visit, { name, email, roles }: NewMember): FormErrors {
  return new FormErrors()
    .require('name', name, t('members.add.nameMissing'))
    .require('email', email, t('members.add.emailMissing'))
    .require('roles', roles.join(), t('members.rolesMissing'));
}

/** Says who is invited to sign in with the other service, and until when. */
export function invited(
  { language }: Visit,
  { user: { name, email }, expiresAt }: InviteToOpenIdMutation['inviteToOpenId'],
): Notice {
  return { key: 'members.invite.done', values: { name, email, until: new Words(language).date(expiresAt) } };
}
