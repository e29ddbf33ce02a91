import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { SupplierSearch } from '#directory';
import { BadUserInput, Conflict, globalId, Member, readId, refer, timeOfDeed, Transactions, Tx } from '#platform';
import { JsonValue, searchDigest } from '#pack';
import { Procurement } from '../procurement/procurement.entity';
import { ProcurementRows } from '../procurement/procurement-rows';
import { LockedResult, LockedSearch } from './locked-search.entity';
import { packedResult } from './packed-results';
import { LockSearchInput, LockSearchPayload } from './search.inputs';

@Injectable()
export class SearchService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly rows: ProcurementRows,
    private readonly suppliers: SupplierSearch,
  ) {}

  /**
   * Freezes what a buyer saw: the criteria, every matching supplier as it stood, the hashes of its attestations and the date of
   * the data. A procurement has at most one locked search (constraint `locked_search_one_per_procurement`).
   *
   * @throws IllegalTransition when the procurement is past SOURCING
   * @throws BadUserInput when nobody matches, or more suppliers than a fair shortlist can look at
   * @source Procurement Act 2023 s.98
   */
  async lock(caller: Member, { procurementId, search, filter }: LockSearchInput): Promise<LockSearchPayload> {
    const key = readId(Procurement, procurementId);
    const id = uuidv7();
    await this.transactions.run(caller, async (tx) => {
      const procurement = await this.rows.forChange(tx, caller, key, ['DRAFT', 'SOURCING'], 'Locking a search');
      if (await tx.existsBy(LockedSearch, { procurementId: key })) {
        throw new Conflict(
          'The search of this procurement is locked already. What was frozen stays; start another procurement for another search.',
        );
      }
      const found = await this.suppliers.snapshot(tx, { search, filter });
      if (found.length === 0) throw new BadUserInput('No supplier matches this search. Widen it, then lock it.');
      const criteria = JSON.parse(JSON.stringify({ search: search ?? null, filter: filter ?? {} })) as JsonValue;
      const results = found.map(packedResult);
      const dataDate = await timeOfDeed(tx);
      const digest = searchDigest({ criteria, dataDate: dataDate.toISOString(), results });
      const author = { lockedById: caller.user.id, lockedByName: caller.user.name };
      await tx.insert(LockedSearch, {
        id,
        procurementId: key,
        organisationId: caller.organisation.id,
        criteria: criteria as object,
        resultCount: results.length,
        dataDate,
        noticesTo: await lastDayOfNotices(tx),
        digest,
        lockedAt: dataDate,
        ...author,
      });
      await tx.insert(
        LockedResult,
        results.map(({ snapshot, hash }, index) => ({
          lockedSearchId: id,
          supplierId: found[index].id,
          organisationId: caller.organisation.id,
          position: index + 1,
          snapshot: snapshot as object,
          hash,
        })),
      );
      if (procurement.stage === 'DRAFT') await this.rows.moveTo(tx, procurement, 'SOURCING');
      await this.audit.record(tx, caller, {
        action: 'search.locked',
        subject: { type: LockedSearch, id },
        detail: { procurement: globalId(Procurement, key), results: results.length, digest },
      });
    });
    return { search: refer(LockedSearch, id) };
  }
}

/** The last day, in London, on which a notice was published that the directory has read; null where none says. */
async function lastDayOfNotices(tx: Tx): Promise<string | null> {
  const [{ day }]: { day: string | null }[] = await tx.query(
    `SELECT (max(published_at) AT TIME ZONE 'Europe/London')::date::text AS day FROM notice`,
  );
  return day;
}
