import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { GuidanceItem } from '#guidance';
import { globalId, Member, NotFound, readId, refer, referAll, Transactions, Tx } from '#platform';
import { WithdrawnGuidance } from '../later-guidance/withdrawn-guidance.entity';
import { Procurement } from '../procurement/procurement.entity';
import { ProcurementRows } from '../procurement/procurement-rows';
import { Requirement, RequirementGuidance } from './requirement.entity';
import {
  DecideGuidanceInput,
  GuidanceDecision,
  RequirementPayload,
  RequirementsPayload,
  SettleGuidanceInput,
} from './requirement.inputs';

/** What is decided on one item for one requirement. */
interface Verdict {
  itemCode: string;
  decision: GuidanceDecision;
  note?: string;
}

/** A decision that does not stand any more, for the record. */
export type DroppedDecision = {
  item: string;
  status: string;
  decidedBy: string | null;
  decidedAt: string;
  note: string | null;
};

/** The buyer says which guidance a requirement answers; the author and the time of each decision are kept. */
@Injectable()
export class GuidanceDecisions {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly rows: ProcurementRows,
  ) {}

  /** Accepts or rejects one item. A decision can be changed until the criteria lock. @throws NotFound when there is no such item */
  async decide(caller: Member, { requirementId, ...verdict }: DecideGuidanceInput): Promise<RequirementPayload> {
    const key = readId(Requirement, requirementId);
    await this.transactions.run(caller, async (tx) => {
      const where = { id: key, organisationId: caller.organisation.id };
      await this.forChange(tx, caller, await this.rows.procurementOf(tx, Requirement, where));
      const requirement = await this.rows.locked(tx, Requirement, where);
      await this.write(tx, caller, requirement, verdict);
      if (verdict.decision === 'ACCEPT') await this.closeWithdrawn(tx, [key]);
    });
    return { requirement: refer(Requirement, key) };
  }

  /**
   * Settles requirements whole: the items named are accepted, and whatever else was suggested or accepted is rejected. What stands so
   * already keeps its author. All or none.
   *
   * @throws NotFound when a requirement is not of the procurement, or there is no such item
   */
  async settle(caller: Member, { procurementId, settled }: SettleGuidanceInput): Promise<RequirementsPayload> {
    const procurement = readId(Procurement, procurementId);
    const keys = settled.map(({ requirementId }) => readId(Requirement, requirementId));
    await this.transactions.run(caller, async (tx) => {
      await this.forChange(tx, caller, procurement);
      const requirements = await tx.findBy(Requirement, { id: In(keys), procurementId: procurement });
      const present = await this.present(tx, keys);
      for (const [index, { accept }] of settled.entries()) {
        const requirement = requirements.find(({ id }) => id === keys[index]);
        if (requirement === undefined) throw new NotFound('requirement');
        const verdicts = verdictsOf(accept, present.get(keys[index]) ?? new Map<string, string>());
        for (const verdict of verdicts) await this.write(tx, caller, requirement, verdict);
      }
      await this.closeWithdrawn(tx, keys);
    });
    return { requirements: referAll(Requirement, keys) };
  }

  /** Takes away what was decided on a requirement whose text is another now, and what was suggested for it. Nothing that was withdrawn waits for it. */
  async drop(tx: Tx, requirementId: string): Promise<DroppedDecision[]> {
    const decided: (Omit<DroppedDecision, 'decidedAt'> & { decidedAt: Date })[] = await tx.query(
      `SELECT i.code AS item, g.status, g.decided_by_name AS "decidedBy", g.decided_at AS "decidedAt", g.note
       FROM requirement_guidance g JOIN guidance_item i ON i.id = g.item_id
       WHERE g.requirement_id = $1 AND g.status <> 'SUGGESTED' ORDER BY g.position, g.id`,
      [requirementId],
    );
    await tx.delete(RequirementGuidance, { requirementId });
    await this.closeWithdrawn(tx, [requirementId]);
    return decided.map((one) => ({ ...one, decidedAt: one.decidedAt.toISOString() }));
  }

  private forChange(tx: Tx, caller: Member, procurementId: string): Promise<Procurement> {
    return this.rows.forChange(tx, caller, procurementId, ['DRAFT', 'SOURCING'], 'Deciding on guidance');
  }

  /** What these requirements answer is said anew: nothing that was withdrawn waits for it any more. */
  private async closeWithdrawn(tx: Tx, requirementIds: readonly string[]): Promise<void> {
    await tx.update(WithdrawnGuidance, { requirementId: In(requirementIds), isOpen: true }, { isOpen: false });
  }

  /** The items that stand at each requirement, by code with their status. */
  private async present(tx: Tx, requirementIds: readonly string[]): Promise<Map<string, Map<string, string>>> {
    const rows: { requirement_id: string; code: string; status: string }[] = await tx.query(
      `SELECT g.requirement_id, i.code, g.status FROM requirement_guidance g JOIN guidance_item i ON i.id = g.item_id
       WHERE g.requirement_id = ANY ($1) ORDER BY g.position, g.id`,
      [requirementIds],
    );
    const present = new Map<string, Map<string, string>>();
    for (const { requirement_id: id, code, status } of rows)
      present.set(id, (present.get(id) ?? new Map<string, string>()).set(code, status));
    return present;
  }

  private async write(tx: Tx, caller: Member, requirement: Requirement, { itemCode, decision, note }: Verdict): Promise<void> {
    const item = await pinnedItem(tx, requirement.procurementId, itemCode);
    const decided = {
      status: decision === 'ACCEPT' ? ('ACCEPTED' as const) : ('REJECTED' as const),
      decidedById: caller.user.id,
      decidedByName: caller.user.name,
      decidedAt: new Date(),
      note: note ?? null,
    };
    const { affected } = await tx.update(RequirementGuidance, { requirementId: requirement.id, itemId: item.id }, decided);
    if (affected === 0) {
      // The buyer knows better than the matching: an item of its own choice, which no score speaks for.
      const own = {
        id: uuidv7(),
        requirementId: requirement.id,
        organisationId: caller.organisation.id,
        itemId: item.id,
        score: 0,
        confidence: 0,
        reasons: [],
        position: 1000,
      };
      await tx.insert(RequirementGuidance, { ...own, ...decided });
    }
    await this.audit.record(tx, caller, {
      action: decision === 'ACCEPT' ? 'guidance.accepted' : 'guidance.rejected',
      subject: { type: Requirement, id: requirement.id },
      detail: { item: itemCode, note: note ?? null, procurement: globalId(Procurement, requirement.procurementId) },
    });
  }
}

/** What has to be decided so that exactly these items are accepted; nothing on what stands so already. */
function verdictsOf(accept: readonly string[], present: ReadonlyMap<string, string>): Verdict[] {
  const accepted = [...new Set(accept)].filter((code) => present.get(code) !== 'ACCEPTED');
  const rejected = [...present].filter(([code, status]) => status !== 'REJECTED' && !accept.includes(code));
  return [
    ...accepted.map((itemCode) => ({ itemCode, decision: 'ACCEPT' as const })),
    ...rejected.map(([itemCode]) => ({ itemCode, decision: 'REJECT' as const })),
  ];
}

/** The item in the version that the procurement is matched against. @throws NotFound */
async function pinnedItem(tx: Tx, procurementId: string, code: string): Promise<GuidanceItem> {
  const [row]: { id: string }[] = await tx.query(
    `SELECT i.id FROM guidance_item i JOIN procurement_guidance_version v ON v.document_id = i.document_id WHERE v.procurement_id = $1 AND i.code = $2`,
    [procurementId, code],
  );
  if (row === undefined) throw new NotFound('guidance item');
  return tx.findOneByOrFail(GuidanceItem, { id: row.id });
}
