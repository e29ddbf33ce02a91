import { Injectable } from '@nestjs/common';
import { AuditTrail, ChainExport } from '#audit';
import { erasedEventsOf, type JsonValue, PROCUREMENT_ERASED } from '#pack';
import {
  BadUserInput,
  Conflict,
  globalId,
  IllegalTransition,
  Member,
  NotFound,
  readId,
  refer,
  timeOfDeed,
  Transactions,
  Tx,
} from '#platform';
import { Correspondence } from '../evidence/correspondence';
import { Invitation } from '../evidence/invitation.entity';
import { PackMaking } from '../pack/pack-making.entity';
import { Procurement } from '../procurement/procurement.entity';
import { ProcurementPayload } from '../procurement/procurement.inputs';
import { ProcurementRows } from '../procurement/procurement-rows';
import { ErasedProcurement, ErasedRecords } from './retention.entities';
import { AskToEraseInput, ConfirmErasingInput, ErasedProcurementPayload } from './retention.inputs';
import { mustBeDue, type Standing } from './retention.policy';

/** The kind of the letters that tell that records were erased. */
const ERASED = 'RECORDS_ERASED';

/** The tombstone as the database's function gives it back. */
interface Gone {
  reference: string;
  rule: string;
  since: string | null;
  kept_until: string;
  counts: Record<string, number>;
  packs: { digest: string; keyId: string; createdAt: string }[];
  event: string;
}

/** Erases the records of a procurement once they are due: an administrator asks, an administrator confirms, and a tombstone is left. */
@Injectable()
export class ErasingService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly chains: ChainExport,
    private readonly rows: ProcurementRows,
    private readonly correspondence: Correspondence,
  ) {}

  /**
   * The first of two steps. Asked again, it stays as it was asked first; a hold takes it back.
   *
   * @throws IllegalTransition when the records are not due, or something holds them
   */
  async ask(caller: Member, { procurementId }: AskToEraseInput): Promise<ProcurementPayload> {
    const key = readId(Procurement, procurementId);
    await this.transactions.run(caller, async (tx) => {
      await this.rows.locked(tx, Procurement, { id: key, organisationId: caller.organisation.id });
      mustBeDue(await standingOf(tx, key));
      const taken: unknown[] = await tx.query(
        `INSERT INTO erasing_request (procurement_id, organisation_id, asked_by_id, asked_by_name, asked_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING RETURNING procurement_id`,
        [key, caller.organisation.id, caller.user.id, caller.user.name, await timeOfDeed(tx)],
      );
      if (taken.length === 0) return;
      await this.audit.record(tx, caller, { action: 'erasing.asked', subject: { type: Procurement, id: key } });
    });
    return { procurement: refer(Procurement, key) };
  }

  /**
   * The second step: everything in one transaction, and the event that tells of it. Bytes of files go soon after, by the worker. Confirmed again,
   * it is answered as it was first.
   *
   * @throws IllegalTransition when nobody asked for it, or the records are not due, or something holds them
   * @throws BadUserInput when the reference is another's
   */
  async confirm(caller: Member, { procurementId, reference }: ConfirmErasingInput): Promise<ErasedProcurementPayload> {
    const key = readId(Procurement, procurementId);
    await this.transactions.run(caller, async (tx) => {
      const own = { id: key, organisationId: caller.organisation.id };
      const procurement = await tx.findOne(Procurement, { where: own, lock: { mode: 'pessimistic_write' } });
      if (procurement === null) {
        if (await tx.existsBy(ErasedProcurement, own)) return;
        throw new NotFound('procurement');
      }
      await mustBeConfirmable(tx, procurement, reference);
      await this.erase(tx, caller, procurement);
    });
    return { erased: refer(ErasedProcurement, key) };
  }

  /** What whoever had a part in it is told where records were; null where none were erased. @param id of a procurement or an invitation */
  async erasedRecords(caller: Member, id: string): Promise<ErasedRecords | null> {
    const [type, table] = id.startsWith('inv_') ? [Invitation, INVITED] : [Procurement, BUYING];
    const key = readId(type, id);
    const rows: ErasedRecords[] = await this.transactions.read(caller, (tx) => tx.query(table, [key]));
    return rows[0] ?? null;
  }

  private async erase(tx: Tx, caller: Member, procurement: Procurement): Promise<void> {
    const { id: key, buyerName, reference } = procurement;
    const invitations = await tx.find(Invitation, { where: { procurementId: key }, order: { id: 'ASC' } });
    // While the invitations are there, their two sides may write to each other. Chains are taken in one order, so that nobody waits in a ring.
    const chains = [caller.organisation.id, ...invitations.map(({ supplierOrganisationId }) => supplierOrganisationId)];
    for (const chain of [...new Set(chains)].sort()) await this.audit.serialise(tx, chain);
    await this.correspondence.record(
      tx,
      caller,
      invitations.map(({ id, supplierOrganisationId: organisationId }) => ({
        action: 'invitation.erased',
        subject: { type: Invitation, id },
        organisationId,
        detail: { buyer: buyerName, reference },
      })),
    );
    const told = `The records of ${reference} of ${buyerName} were erased under the retention rule: what you were asked, what you answered, and files that nothing else needed. Your attestations and your audit trail stay.`;
    await tellAll(
      tx,
      invitations.map(({ id, supplierOrganisationId }) => [supplierOrganisationId, globalId(Invitation, id), told]),
    );

    const [gone]: Gone[] = await tx.query(
      `SELECT reference, rule, to_char(since, 'YYYY-MM-DD') AS since, to_char(kept_until, 'YYYY-MM-DD') AS kept_until, counts, packs, event
       FROM erase_procurement($1, $2)`,
      [key, caller.user.name],
    );
    const events = erasedEventsOf(await this.chains.erasedBy(tx, caller.organisation.id, Number(gone.event)));
    await this.audit.record(tx, caller, {
      action: PROCUREMENT_ERASED,
      subject: { type: Procurement, id: key },
      detail: detailOf(gone, { ...events }),
    });
    const own = `${caller.user.name} has confirmed that the records of ${reference} are erased, and they were. What is left is under “Records”.`;
    await tellAll(tx, [[caller.organisation.id, globalId(Procurement, key), own]]);
  }
}

const BUYING = `SELECT e.reference, o.name AS "buyerName", e.erased_at AS "erasedAt" FROM erased_procurement e JOIN organisation o ON o.id = e.organisation_id WHERE e.id = $1`;
const INVITED = `SELECT reference, buyer_name AS "buyerName", erased_at AS "erasedAt" FROM erased_invitation WHERE id = $1`;

/** Until when records are kept, and whether they are due. */
async function standingOf(tx: Tx, key: string): Promise<Standing> {
  const [standing]: Standing[] = await tx.query(
    `SELECT state, to_char(kept_until, 'YYYY-MM-DD') AS "keptUntil" FROM retention_of($1)`,
    [key],
  );
  return standing;
}

async function mustBeConfirmable(tx: Tx, procurement: Procurement, reference: string): Promise<void> {
  mustBeDue(await standingOf(tx, procurement.id));
  const asked: unknown[] = await tx.query('SELECT FROM erasing_request WHERE procurement_id = $1', [procurement.id]);
  if (asked.length === 0)
    throw new IllegalTransition('Nobody has asked that these records are erased. Ask for it first, and then confirm it.');
  if (reference.trim() !== procurement.reference)
    throw BadUserInput.field(
      'reference',
      `This is not the reference of the procurement, which is ${procurement.reference}. Type it as it stands there.`,
    );
  if (
    await tx.existsBy(PackMaking, [
      { procurementId: procurement.id, state: 'QUEUED' },
      { procurementId: procurement.id, state: 'RUNNING' },
    ])
  )
    throw new Conflict('A pack of this procurement is being made. Confirm the erasing once it is done.');
}

function detailOf(gone: Gone, events: JsonValue): JsonValue {
  const { reference, rule, since, kept_until: keptUntil, counts, packs } = gone;
  return { reference, rule, since, keptUntil, erased: counts, packs: packs.map((pack) => ({ ...pack })), events };
}

/** Tells organisations that records were erased. The letters belong to no procurement any more. */
async function tellAll(
  tx: Tx,
  letters: readonly (readonly [organisationId: string, subjectId: string, text: string])[],
): Promise<void> {
  await Correspondence.tell(
    tx,
    letters.map(([organisationId, subjectId, text]) => ({
      organisationId,
      kind: ERASED,
      subjectId,
      procurementId: null,
      text,
    })),
  );
}
