import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { OrganisationIdentifier } from '#identity';
import { readIdentifier } from '#registers';
import { Conflict, Member, move, NotFound, readId, refer, Transactions } from '#platform';
import { Supplier } from '../supplier/supplier.entity';
import { CLAIM, Claim } from './claim.entity';
import { ClaimPayload, ClaimSupplierInput, DecideClaimInput } from './claim.inputs';

/** How an organisation comes by its page: it shows who it is, and an operator decides. */
@Injectable()
export class ClaimService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws Conflict when the page is the caller's already, or a claim of its is waiting */
  async claim(caller: Member, input: ClaimSupplierInput): Promise<ClaimPayload> {
    const supplierId = readId(Supplier, input.supplierId);
    const id = uuidv7();
    await this.transactions.run(caller, async (tx) => {
      const supplier = await tx.findOneBy(Supplier, { id: supplierId });
      if (supplier === null) throw new NotFound('supplier');
      if (supplier.organisationId === caller.organisation.id)
        throw new Conflict('This page is your organisation’s already. You can change it now.');
      if (await tx.existsBy(Claim, { supplierId, organisationId: caller.organisation.id, status: 'PENDING' })) {
        throw new Conflict('Your organisation has asked for this page already. An operator will decide; you need do nothing.');
      }
      const { scheme, id: identifier } = readIdentifier({ scheme: input.identifierScheme, id: input.identifier });
      const identifierAgrees = await tx.existsBy(OrganisationIdentifier, {
        organisationId: supplier.organisationId,
        scheme,
        identifier,
      });
      const emailDomain = domainOfEmail(caller.user.email);
      const values = {
        identifierScheme: scheme,
        identifier,
        emailDomain,
        identifierAgrees,
        domainAgrees: emailDomain === domainOfWebsite(supplier.website),
      };
      await tx.insert(Claim, {
        id,
        supplierId,
        organisationId: caller.organisation.id,
        requestedBy: caller.user.id,
        status: 'PENDING',
        ...values,
      });
      await this.audit.record(tx, caller, { action: 'supplier.claimed', subject: { type: Claim, id }, detail: values });
    });
    return { supplier: refer(Supplier, supplierId), claim: refer(Claim, id) };
  }

  /** Accepts or refuses; an accepted claim makes the page the claimant's. */
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
      if (accept) {
        await tx.query(
          'UPDATE supplier SET organisation_id = $2, claimed_at = now(), version = version + 1, updated_at = now() WHERE id = $1',
          [claim.supplierId, claim.organisationId],
        );
      }
      await this.audit.record(tx, caller, {
        action: accept ? 'claim.accepted' : 'claim.refused',
        subject: { type: Claim, id },
        detail: { reason },
      });
      return claim.supplierId;
    });
    return { supplier: refer(Supplier, supplierId), claim: refer(Claim, id) };
  }
}

function domainOfEmail(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

function domainOfWebsite(website: string | null): string | null {
  if (website === null || !URL.canParse(website)) return null;
  return new URL(website).hostname.toLowerCase().replace(/^www\./, '');
}
