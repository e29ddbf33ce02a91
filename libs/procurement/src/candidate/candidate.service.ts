import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { Product, Supplier } from '#directory';
import { BadUserInput, globalId, Member, move, readId, refer, referAll, Transactions, Tx } from '#platform';
import { InvitationService } from '../evidence/invitation.service';
import { Procurement } from '../procurement/procurement.entity';
import { ProcurementRows } from '../procurement/procurement-rows';
import { LockedResult, LockedSearch } from '../search/locked-search.entity';
import { Candidate } from './candidate.entity';
import {
  CandidatePayload,
  CandidatesPayload,
  DecideCandidatesInput,
  ExcludeSupplierInput,
  ShortlistSupplierInput,
} from './candidate.inputs';
import { CANDIDATE } from './candidate.states';

/** What a supplier that was invited reads when it is left out: the reason is in the buyer's record alone. */
const LEFT_OUT =
  'The buyer has left you out of this procurement and takes no more answers from you; what you had submitted stays in the record.';

@Injectable()
export class CandidateService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly rows: ProcurementRows,
    private readonly invitations: InvitationService,
  ) {}

  /**
   * Puts a supplier of the locked search on the shortlist, with the reason. One that was left out before may come back while
   * sourcing: the reason for both stays in the trail. Where it is not said again for which products, these stay.
   *
   * @throws BadUserInput when the supplier was not in the locked search, or a product is not its own
   */
  async shortlist(caller: Member, input: ShortlistSupplierInput): Promise<CandidatePayload> {
    const id = await this.transactions.run(caller, (tx) => this.include(tx, caller, input));
    return { candidate: refer(Candidate, id) };
  }

  /**
   * Leaves a supplier of the locked search out, or takes it off the shortlist, with the reason. One that was invited is told, and its
   * invitation is closed; it does not come back, since the shortlist is settled once evidence is asked for.
   *
   * @throws Forbidden to somebody with a conflict of interest
   */
  async exclude(caller: Member, input: ExcludeSupplierInput): Promise<CandidatePayload> {
    const { procurementId, supplierId, reason } = input;
    const [id] = await this.transactions.run(caller, (tx) => this.leaveOut(tx, caller, procurementId, [supplierId], reason));
    return { candidate: refer(Candidate, id) };
  }

  /** Shortlists or leaves out many for one reason, which is recorded for each: all or none. */
  async decide(
    caller: Member,
    { procurementId, supplierIds, decision, reason }: DecideCandidatesInput,
  ): Promise<CandidatesPayload> {
    const ids = await this.transactions.run(caller, async (tx) => {
      const distinct = [...new Set(supplierIds)];
      if (decision === 'EXCLUDE') return this.leaveOut(tx, caller, procurementId, distinct, reason);
      const included: string[] = [];
      for (const supplierId of distinct) included.push(await this.include(tx, caller, { procurementId, supplierId, reason }));
      return included;
    });
    return { candidates: referAll(Candidate, ids) };
  }

  private async include(tx: Tx, caller: Member, input: ShortlistSupplierInput): Promise<string> {
    const key = readId(Procurement, input.procurementId);
    const supplierId = readId(Supplier, input.supplierId);
    const productIds = input.productIds?.map((id) => readId(Product, id));
    await this.rows.forChange(tx, caller, key, ['SOURCING', 'CRITERIA_LOCKED'], 'Shortlisting');
    const products = productIds === undefined ? [] : await tx.findBy(Product, { id: In(productIds), supplierId });
    if (products.length !== new Set(productIds).size)
      throw BadUserInput.field('productIds', 'One of the products is not a product of this supplier.');
    const id = await this.place(tx, caller, key, supplierId, {
      state: 'SHORTLISTED',
      reason: input.reason,
      ...(productIds === undefined ? {} : { productIds }),
    });
    await this.audit.record(tx, caller, {
      action: 'supplier.shortlisted',
      subject: { type: Candidate, id },
      detail: {
        ...this.detail(key, supplierId, input.reason),
        ...(productIds === undefined ? {} : { products: products.map(({ name }) => name).sort() }),
      },
    });
    return id;
  }

  /** The invitations of all are closed at once: whoever wrote in the chains of one after the other could block, and be blocked. */
  private async leaveOut(
    tx: Tx,
    caller: Member,
    procurementId: string,
    supplierIds: readonly string[],
    reason: string,
  ): Promise<string[]> {
    const key = readId(Procurement, procurementId);
    const supplierKeys = supplierIds.map((id) => readId(Supplier, id));
    const stages = ['SOURCING', 'CRITERIA_LOCKED', 'EVIDENCE', 'ASSESSMENT'] as const;
    const procurement = await this.rows.forChange(tx, caller, key, stages, 'Excluding a supplier');
    await this.rows.mustHaveNoConflict(tx, caller, key, 'leave a supplier out');
    const known = await tx.findBy(Candidate, { procurementId: key, supplierId: In(supplierKeys) });
    const knownIds = known.map(({ id }) => id);
    await this.invitations.closeOf(tx, caller, procurement, knownIds, LEFT_OUT);
    const leftOut: string[] = [];
    for (const supplierId of supplierKeys) {
      const id = await this.place(tx, caller, key, supplierId, { state: 'EXCLUDED', reason, productIds: [] });
      await this.audit.record(tx, caller, {
        action: 'supplier.excluded',
        subject: { type: Candidate, id },
        detail: this.detail(key, supplierId, reason),
      });
      leftOut.push(id);
    }
    return leftOut;
  }

  private async place(
    tx: Tx,
    caller: Member,
    procurementId: string,
    supplierId: string,
    to: Pick<Candidate, 'state' | 'reason'> & Partial<Pick<Candidate, 'productIds'>>,
  ): Promise<string> {
    const known = await tx.findOne(Candidate, { where: { procurementId, supplierId }, lock: { mode: 'pessimistic_write' } });
    if (known !== null) {
      const comesBack = known.state === 'EXCLUDED' && to.state === 'SHORTLISTED';
      const state = known.state === to.state || comesBack ? to.state : move(CANDIDATE, known.state, to.state);
      await tx.update(Candidate, { id: known.id }, { ...to, state, version: known.version + 1 });
      return known.id;
    }
    const search = await tx.findOneBy(LockedSearch, { procurementId });
    if (search === null)
      throw new BadUserInput('No search is locked yet. Lock the search first: suppliers are shortlisted from what was found.');
    if (!(await tx.existsBy(LockedResult, { lockedSearchId: search.id, supplierId }))) {
      throw BadUserInput.field(
        'supplierId',
        'This supplier was not in the locked search, so it cannot be shortlisted or left out.',
      );
    }
    const { organisationId } = await tx.findOneByOrFail(Supplier, { id: supplierId });
    const id = uuidv7();
    await tx.insert(Candidate, {
      productIds: [],
      ...to,
      id,
      procurementId,
      organisationId: caller.organisation.id,
      lockedSearchId: search.id,
      supplierId,
      supplierOrganisationId: organisationId,
      version: 1,
    });
    return id;
  }

  private detail(
    procurementId: string,
    supplierId: string,
    reason: string,
  ): { procurement: string; supplier: string; reason: string } {
    return { procurement: globalId(Procurement, procurementId), supplier: globalId(Supplier, supplierId), reason };
  }
}
