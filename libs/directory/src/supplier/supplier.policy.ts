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
 * A page that no organisation has taken over yet may be claimed, by an organisation that has no page.
 *
 * @param own the page that the claimant has already, if any
 * @throws Conflict saying what stands against it
 */
export function mustBeClaimable(supplier: Supplier, claimantId: string, own: Supplier | null): void {
  if (supplier.organisationId === claimantId)
    throw new Conflict('This page is your organisation’s already. You can change it now.');
  if (supplier.claimedAt !== null)
    throw new Conflict(
      'Another organisation has taken over this page. If it describes yours, write to the operator of the directory.',
    );
  if (own !== null)
    throw new Conflict(`An organisation has one page, and the claimant has one already: “${own.name}”. Change that one.`);
}
