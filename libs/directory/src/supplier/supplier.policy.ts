import { Organisation } from '#identity';
import { Conflict, Forbidden, Member, NotFound } from '#platform';
import { Supplier } from './supplier.entity';

/**
 * A supplier's page may be changed by its own organisation alone. Everyone may read it, so a stranger is told whose it is not.
 *
 * @throws NotFound when there is no such page
 * @throws Forbidden when it is another organisation's
 */
export function mustOwnPage(caller: Member, supplier: Supplier | null): Supplier {
  if (supplier === null) throw new NotFound('supplier');
  if (supplier.organisationId === caller.organisation.id) return supplier;
  throw new Forbidden(
    'This page belongs to another organisation. If it describes yours, claim it; an operator decides, and then you can change it.',
  );
}

/**
 * A page that no organisation has taken over yet, and that no people here look after, may be claimed, by an organisation that has no page: a real
 * one by a real organisation, for otherwise registers pass it over, and one of the demonstration by another, for otherwise something real carries
 * what was invented. The database refuses the same of the two (`kept_apart`).
 *
 * @param own the page that the claimant has already, if any
 * @param hasPeople whether the organisation of the page has people here, as it can have without a claim: notices made the page by its number
 * @throws Conflict saying what stands against it
 */
export function mustBeClaimable(
  supplier: Supplier,
  claimant: Pick<Organisation, 'id' | 'provenance'>,
  own: Supplier | null,
  hasPeople: boolean,
): void {
  if (supplier.organisationId === claimant.id)
    throw new Conflict('This page is your organisation’s already. You can change it now.');
  if (supplier.claimedAt !== null)
    throw new Conflict(
      'Another organisation has taken over this page. If it describes yours, write to the operator of the directory.',
    );
  if (hasPeople)
    throw new Conflict(
      'The people of another organisation look after this page already. If it describes yours, write to the operator of the directory.',
    );
  if (own !== null)
    throw new Conflict(`An organisation has one page, and the claimant has one already: “${own.name}”. Change that one.`);
  const [isInvented, isByInvented] = [supplier, claimant].map(({ provenance }) => provenance === 'DEMONSTRATION');
  if (isByInvented && !isInvented)
    throw new Conflict(
      'This page is of a real organisation, and the claimant belongs to the demonstration. What is invented takes over nothing real: claim a page of the demonstration.',
    );
  if (isInvented && !isByInvented)
    throw new Conflict('This page was invented for the demonstration, so that no real organisation can take it over.');
}
