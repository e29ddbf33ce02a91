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
