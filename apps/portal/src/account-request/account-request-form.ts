import { type OrganisationKind, type RequestAccountInput, type Role, SupplierChosen } from '../api/operations';
import { rolesIn } from '../account/roles';
import { FormErrors } from '../form/form-errors';
import type { Visit } from '../page/visit';

/** For what kinds of organisation somebody may ask for an account. */
export const KINDS: readonly OrganisationKind[] = ['BUYER', 'SUPPLIER', 'OVERSIGHT'];

/** The form's name for each of the API's paths. */
export const FIELDS = {
  name: 'name',
  email: 'email',
  organisationName: 'organisationName',
  supplierId: 'organisationName',
  identifier: 'number',
  'identifier.scheme': 'scheme',
  'identifier.id': 'number',
  roles: 'roles',
  why: 'why',
};

/** What somebody has typed who asks for an account. */
export interface TypedRequest {
  kind: OrganisationKind;
  name: string;
  email: string;
  organisationName: string;
  scheme: string;
  number: string;
  roles: Role[];
  why: string;
}

/** The page of the directory that somebody has chosen as their organisation's. */
export interface ChosenPage {
  id: string;
  name: string;
}

/** The kind of organisation that was chosen; undefined before that. */
export function chosenKind(visit: Visit): OrganisationKind | undefined {
  return KINDS.find((kind) => kind === visit.field('kind'));
}

/** Whether a page was looked for or chosen, while the rest of the form may be half written. */
export function isChoosing(visit: Visit, kind: OrganisationKind): boolean {
  const isLookedFor = visit.asked('find') && visit.field('search') !== '';
  return kind === 'SUPPLIER' && (isLookedFor || visit.asked('choose'));
}

/** The page that was chosen, now or before; null for a buyer, and for a supplier that has none. */
export async function chosenPage(visit: Visit, kind: OrganisationKind): Promise<ChosenPage | null> {
  const id = visit.field(visit.asked('choose') ? 'choose' : 'supplier');
  return kind !== 'SUPPLIER' || id === '' ? null : (await visit.ask(SupplierChosen, { id })).supplier;
}

export function typedRequest(visit: Visit, kind: OrganisationKind): TypedRequest {
  const [name, email, organisationName, scheme, number, why] = [
    'name',
    'email',
    'organisationName',
    'scheme',
    'number',
    'why',
  ].map((field) => visit.field(field));
  return { kind, name, email, organisationName, scheme, number, roles: rolesIn(visit, 'roles', kind), why };
}

/** What is missing before the API is asked. */
export function missingOf({ t }: Visit, typed: TypedRequest, page: ChosenPage | null): FormErrors {
  const errors = new FormErrors()
    .require('name', typed.name, t('account-request.nameMissing'))
    .require('email', typed.email, t('account-request.emailMissing'));
  if (page === null) {
    errors.require('organisationName', typed.organisationName, t('account-request.organisationMissing'));
    if (typed.number !== '') errors.require('scheme', typed.scheme, t('organisations.new.schemeMissing'));
    if (typed.scheme !== '') errors.require('number', typed.number, t('organisations.new.numberMissing'));
  }
  return errors
    .require('roles', typed.roles.join(), t('account-request.rolesMissing'))
    .require('why', typed.why, t('account-request.whyMissing'));
}

/** The same as the API takes it: a page of the directory says the name and the numbers itself. */
export function inputOf(typed: TypedRequest, page: ChosenPage | null): RequestAccountInput {
  const { kind, name, email, roles, why, scheme, number } = typed;
  const organisation =
    page === null
      ? { organisationName: typed.organisationName, identifier: number === '' ? null : { scheme, id: number } }
      : { organisationName: page.name, supplierId: page.id };
  return { kind, name, email, roles, why, ...organisation };
}
