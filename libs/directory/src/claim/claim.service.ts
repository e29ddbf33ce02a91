import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { OrganisationIdentifier } from '#identity';
import { Conflict, globalId, Member, move, NotFound, readId, refer, Transactions, Tx } from '#platform';
import { Supplier } from '../supplier/supplier.entity';
import { mustBeClaimable } from '../supplier/supplier.policy';
import { compareClaim } from './claim-proof';
import { CLAIM, Claim } from './claim.entity';
import { ClaimPayload, ClaimSupplierInput, DecideClaimInput } from './claim.inputs';

/** How an organisation comes by its page: it shows who it is, and an operator decides. */
@Injectable()
export class ClaimService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws Conflict when the page is taken over already, the caller has a page, or a claim of its is waiting */
  async claim(caller: Member, input: ClaimSupplierInput): Promise<ClaimPayload> {
    const supplierId = readId(Supplier, input.supplierId);
    const organisationId = caller.organisation.id;
    const id = uuidv7();
    await this.transactions.run(caller, async (tx) => {
      const supplier = await tx.findOneBy(Supplier, { id: supplierId });
      if (supplier === null) throw new NotFound('supplier');
      mustBeClaimable(supplier, organisationId, await tx.findOneBy(Supplier, { organisationId }));
      if (await tx.existsBy(Claim, { supplierId, organisationId, status: 'PENDING' })) {
        throw new Conflict('Your organisation has asked for this page already. An operator will decide; you need do nothing.');
      }
      const identifiers = await tx.findBy(OrganisationIdentifier, { organisationId: supplier.organisationId });
      const proof = compareClaim(
        { scheme: input.identifierScheme, identifier: input.identifier, email: caller.user.email },
        { identifiers, website: supplier.website },
      );
      await tx.insert(Claim, { id, supplierId, organisationId, requestedBy: caller.user.id, status: 'PENDING', ...proof });
      await this.audit.record(tx, caller, { action: 'supplier.claimed', subject: { type: Claim, id }, detail: { ...proof } });
    });
    return { supplier: refer(Supplier, supplierId), claim: refer(Claim, id) };
  }

  /**
   * Accepts or refuses, and tells the claimant which and why. An accepted claim makes the page the claimant's, and what says who it is goes
   * with it.
   *
   * @throws IllegalTransition when the claim is decided already
   * @throws Conflict when the page or the claimant is no longer free
   */
  async decide(caller: Member, { claimId, accept, reason }: DecideClaimInput): Promise<ClaimPayload> {
    const id = readId(Claim, claimId);
    const supplierId = await this.transactions.run(caller, async (tx) => {
      const claim = await tx.findOne(Claim, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (claim === null) throw new NotFound('claim');
      const status = move(CLAIM, claim.status, accept ? 'ACCEPTED' : 'REFUSED');
      await tx.query('UPDATE claim SET status = $2, decided_by = $3, decided_at = now(), reason = $4 WHERE id = $1', [
        id,
        status,
        caller.user.id,
        reason,
      ]);
      if (accept) await this.handOver(tx, claim);
      await this.tell(tx, claim, accept, reason);
      await this.audit.record(tx, caller, {
        action: accept ? 'claim.accepted' : 'claim.refused',
        subject: { type: Claim, id },
        detail: { reason },
      });
      return claim.supplierId;
    });
    return { supplier: refer(Supplier, supplierId), claim: refer(Claim, id) };
  }

  private async tell(tx: Tx, { id, supplierId, organisationId }: Claim, accept: boolean, reason: string): Promise<void> {
    const { name } = await tx.findOneByOrFail(Supplier, { id: supplierId });
    const text = accept
      ? `The page of ${name} is yours now. ${reason}`
      : `Your claim to the page of ${name} was refused. ${reason}`;
    await tx.query(
      `INSERT INTO notification (id, organisation_id, kind, subject_id, text) VALUES ($1, $2, 'CLAIM_DECIDED', $3, $4)`,
      [uuidv7(), organisationId, globalId(Claim, id), text],
    );
  }

  /** The page goes to the claimant, and its identifiers with it (`identifiers_follow`): a number that two have joins no notice. */
  private async handOver(tx: Tx, claim: Claim): Promise<void> {
    const { supplierId, organisationId } = claim;
    const supplier = await tx.findOneOrFail(Supplier, { where: { id: supplierId }, lock: { mode: 'pessimistic_write' } });
    mustBeClaimable(supplier, organisationId, await tx.findOneBy(Supplier, { organisationId }));
    await tx.query(
      'UPDATE supplier SET organisation_id = $2, claimed_at = now(), version = version + 1, updated_at = now() WHERE id = $1',
      [supplierId, organisationId],
    );
    if (claim.identifierAgrees) await this.verifyShown(tx, claim);
  }

  /** The identifier that was shown is verified by the decision. */
  private async verifyShown(tx: Tx, { organisationId, identifierScheme, identifier }: Claim): Promise<void> {
    await tx.query(
      `UPDATE organisation_identifier SET verified_at = now(), verified_how = 'An operator accepted a claim that showed it'
       WHERE organisation_id = $1 AND scheme = $2 AND identifier = $3`,
      [organisationId, identifierScheme, identifier],
    );
  }
}
