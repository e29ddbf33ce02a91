import { Organisation } from '#identity';
import { Conflict, Member, NotFound } from '#platform';
import { Supplier } from '../supplier/supplier.entity';
import { PageRequest } from './page-request.entity';

/**
 * A request for a page is changed and withdrawn by the organisation that made it alone. The database refuses the same (policy
 * `changed_or_withdrawn`).
 *
 * @throws NotFound when there is no such request, or it is another's, which is not the caller's to know
 */
export function mustHaveAsked(caller: Member, request: PageRequest | null): PageRequest {
  if (request === null || request.organisationId !== caller.organisation.id) throw new NotFound('request for a page');
  return request;
}

/** @throws Conflict when the organisation that asks for a page has one */
export function mustHaveNoPage(own: Pick<Supplier, 'name'> | null): void {
  if (own === null) return;
  throw new Conflict(`An organisation has one page, and this one has one already: “${own.name}”. Change that one.`);
}

/** An organisation that has one of the identifiers of a request already. */
export interface Bearer {
  scheme: string;
  id: string;
  organisation: Pick<Organisation, 'name'>['name'];
  /** The name of its page; null where it has none. */
  page: string | null;
}

/**
 * A number that two organisations have says of neither which notices are its own, so that a page is never opened with one that another has.
 *
 * @throws Conflict saying whose it is, and what to do
 */
export function mustBeItsOwn([bearer]: readonly Bearer[]): void {
  if (bearer === undefined) return;
  const { scheme, id, organisation, page } = bearer;
  const whose = page === null ? `the organisation ${organisation}, which has no page` : `the page of ${page}`;
  throw new Conflict(
    `${scheme} ${id} is the number of ${whose}. Registers could not tell two with one number apart: refuse the request and say which page to claim, or ask for changes.`,
  );
}
