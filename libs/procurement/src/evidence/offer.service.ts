import { Injectable } from '@nestjs/common';
import { hashOf, type OfferedProduct } from '#pack';
import { Member, mustBe, mustBeCurrent, refer, TIME_OF_DEED, timeOfDeed, Transactions, Tx } from '#platform';
import { Correspondence } from './correspondence';
import { mustBeInTime } from './deadline';
import { Invitation } from './invitation.entity';
import { InvitationRows } from './invitation-rows';
import { afterSaving, ANSWERABLE, INVITATION } from './invitation.states';
import { SaveOfferInput, SaveOfferPayload } from './offer.inputs';
import { offeredProducts } from './offered-products';

/** What a supplier says that it would supply in a procurement: evidence is held against it. */
@Injectable()
export class OfferService {
  constructor(
    private readonly transactions: Transactions,
    private readonly invitations: InvitationRows,
    private readonly correspondence: Correspondence,
  ) {}

  /**
   * Saves which products, in which versions, the supplier offers. The buyer reads it only once it is submitted, with the answers.
   *
   * @throws IllegalTransition after the deadline, naming it
   * @throws BadUserInput when a product has no name
   * @throws NotFound when the invitation or a product is not the caller's
   * @throws Conflict when somebody else has saved it since `expectedVersion`
   */
  async save(caller: Member, input: SaveOfferInput): Promise<SaveOfferPayload> {
    const id = await this.transactions.run(caller, async (tx) => {
      const invitation = await this.invitations.ofSupplier(tx, caller, input.invitationId);
      mustBe(INVITATION, invitation.state, ANSWERABLE, 'Saying what you offer');
      mustBeInTime(invitation, await timeOfDeed(tx), 'Saying what you offer');
      const [before] = await tx.query<{ version: number }[]>('SELECT version FROM offer WHERE invitation_id = $1', [
        invitation.id,
      ]);
      const version = before?.version ?? 0;
      mustBeCurrent('offer', { version }, input.expectedVersion);
      const products = offeredProducts(input.products, await listedProducts(tx, caller));
      await keep(tx, caller, invitation, products);
      if (afterSaving(invitation.state) !== invitation.state) {
        await this.invitations.moveTo(tx, invitation, afterSaving(invitation.state));
      }
      await this.correspondence.record(tx, caller, [
        {
          organisationId: caller.organisation.id,
          action: 'offer.saved',
          subject: { type: Invitation, id: invitation.id },
          detail: { version: version + 1, hash: hashOf(products) },
        },
      ]);
      return invitation.id;
    });
    return { invitation: refer(Invitation, id) };
  }
}

/**
 * What the supplier offers in an invitation, as it is submitted: its product keys with names and versions.
 *
 * @returns null where it has not said
 */
export async function offerOf(tx: Tx, invitationId: string): Promise<OfferedProduct[] | null> {
  const [offer] = await tx.query<{ products: OfferedProduct[] }[]>('SELECT products FROM offer WHERE invitation_id = $1', [
    invitationId,
  ]);
  return offer === undefined || offer.products.length === 0 ? null : offer.products;
}

function listedProducts(tx: Tx, caller: Member): Promise<{ id: string; name: string }[]> {
  return tx.query(
    'SELECT p.id, p.name FROM product p JOIN supplier s ON s.id = p.supplier_id WHERE s.organisation_id = $1 ORDER BY p.name, p.id',
    [caller.organisation.id],
  );
}

async function keep(tx: Tx, caller: Member, invitation: Invitation, products: readonly OfferedProduct[]): Promise<void> {
  await tx.query(
    `INSERT INTO offer AS o (invitation_id, organisation_id, products, updated_at) VALUES ($1, $2, $3, ${TIME_OF_DEED})
     ON CONFLICT (invitation_id) DO UPDATE SET products = excluded.products, updated_at = excluded.updated_at, version = o.version + 1`,
    [invitation.id, caller.organisation.id, JSON.stringify(products)],
  );
}
