import { Injectable } from '@nestjs/common';
import { hashOf, type OfferedProduct } from '#pack';
import { Member, mustBe, mustBeCurrent, refer, TIME_OF_DEED, timeOfDeed, Transactions, Tx } from '#platform';
import { sitesToKeep } from '../procurement/place';
import { Correspondence } from './correspondence';
import { mustBeInTime } from './deadline';
import { Invitation } from './invitation.entity';
import { InvitationRows } from './invitation-rows';
import { afterSaving, ANSWERABLE, INVITATION } from './invitation.states';
import { SaveOfferInput, SaveOfferPayload } from './offer.inputs';
import { offeredProducts } from './offered-products';

/** What a supplier says that it would supply in a procurement, and from where: evidence is held against it. */
@Injectable()
export class OfferService {
  constructor(
    private readonly transactions: Transactions,
    private readonly invitations: InvitationRows,
    private readonly correspondence: Correspondence,
  ) {}

  /**
   * Saves which products, in which versions, the supplier offers, and the sites from which it would operate the service. The buyer reads it only
   * once it is submitted, with the answers.
   *
   * @throws IllegalTransition after the deadline, naming it
   * @throws BadUserInput when a product or a site has no name
   * @throws NotFound when the invitation or a product is not the caller's
   * @throws Conflict when somebody else has saved it since `expectedVersion`
   */
  async save(caller: Member, input: SaveOfferInput): Promise<SaveOfferPayload> {
    const id = await this.transactions.run(caller, async (tx) => {
      const invitation = await this.invitations.ofSupplier(tx, caller, input.invitationId);
      mustBe(INVITATION, invitation.state, ANSWERABLE, 'Saying what you offer');
      mustBeInTime(invitation, await timeOfDeed(tx), 'Saying what you offer');
      const [before] = await tx.query<{ version: number; sites: string[] }[]>(
        'SELECT version, sites FROM offer WHERE invitation_id = $1',
        [invitation.id],
      );
      const version = before?.version ?? 0;
      mustBeCurrent('offer', { version }, input.expectedVersion);
      const products = offeredProducts(input.products, await listedProducts(tx, caller));
      const sites = input.sites ? sitesToKeep(input.sites) : (before?.sites ?? []);
      await keep(tx, caller, invitation, { products, sites });
      if (afterSaving(invitation.state) !== invitation.state) {
        await this.invitations.moveTo(tx, invitation, afterSaving(invitation.state));
      }
      await this.correspondence.record(tx, caller, [
        {
          organisationId: caller.organisation.id,
          action: 'offer.saved',
          subject: { type: Invitation, id: invitation.id },
          detail: { version: version + 1, hash: hashOf({ products, sites }) },
        },
      ]);
      return invitation.id;
    });
    return { invitation: refer(Invitation, id) };
  }
}

/** What is offered as it is kept: product keys with names and versions, and the names of sites. */
interface KeptOffer {
  products: OfferedProduct[];
  sites: string[];
}

/** What the supplier offers in an invitation, as it is submitted: null where it has not said what, or from where. */
export async function offerOf(
  tx: Tx,
  invitationId: string,
): Promise<{ offer: OfferedProduct[] | null; offerSites: string[] | null }> {
  const [kept] = await tx.query<KeptOffer[]>('SELECT products, sites FROM offer WHERE invitation_id = $1', [invitationId]);
  const { products, sites } = kept ?? { products: [], sites: [] };
  return { offer: products.length === 0 ? null : products, offerSites: sites.length === 0 ? null : sites };
}

function listedProducts(tx: Tx, caller: Member): Promise<{ id: string; name: string }[]> {
  return tx.query(
    'SELECT p.id, p.name FROM product p JOIN supplier s ON s.id = p.supplier_id WHERE s.organisation_id = $1 ORDER BY p.name, p.id',
    [caller.organisation.id],
  );
}

async function keep(tx: Tx, caller: Member, invitation: Invitation, { products, sites }: KeptOffer): Promise<void> {
  await tx.query(
    `INSERT INTO offer AS o (invitation_id, organisation_id, products, sites, updated_at) VALUES ($1, $2, $3, $4, ${TIME_OF_DEED})
     ON CONFLICT (invitation_id) DO UPDATE SET products = excluded.products, sites = excluded.sites, updated_at = excluded.updated_at, version = o.version + 1`,
    [invitation.id, caller.organisation.id, JSON.stringify(products), JSON.stringify(sites)],
  );
}
