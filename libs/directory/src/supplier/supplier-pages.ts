import { Injectable } from '@nestjs/common';
import { Member, Tx } from '#platform';
import { Supplier } from './supplier.entity';
import { mustOwnPage } from './supplier.policy';

/** Finds the page that a caller wants to change. */
@Injectable()
export class SupplierPages {
  /**
   * The caller's own page, held until the transaction ends, so that two changes come one after the other.
   *
   * @throws NotFound, Forbidden as {@link mustOwnPage} says
   */
  async forChange(tx: Tx, caller: Member, id: string): Promise<Supplier> {
    mustOwnPage(caller, await tx.findOneBy(Supplier, { id }));
    return tx.findOneOrFail(Supplier, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }
}

/**
 * Holds which page an organisation has, and what it asks for, until the transaction ends: it has one page, be it claimed or asked for.
 * The first thing that is held of all that a decision holds, but for the numbers of pages.
 */
export async function holdPageOf(tx: Tx, organisationId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('page of ' || $1::text, 0))`, [organisationId]);
}
