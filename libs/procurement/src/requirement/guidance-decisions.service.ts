import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { GuidanceItem } from '#guidance';
import {
  BadUserInput,
  Conflict,
  globalId,
  Member,
  NotFound,
  readId,
  refer,
  referAll,
  timeOfDeed,
  Transactions,
  Tx,
} from '#platform';
import { WithdrawnGuidance } from '../later-guidance/withdrawn-guidance.entity';
import { Procurement } from '../procurement/procurement.entity';
import { ProcurementRows } from '../procurement/procurement-rows';
import { Requirement, RequirementGuidance } from './requirement.entity';
import {
  DecideGuidanceInput,
  GuidanceDecision,
  RequirementPayload,
  RequirementsPayload,
  SeenGuidanceInput,
  SettleGuidanceInput,
} from './requirement.inputs';

/** What is decided on one item for one requirement. */
interface Verdict {
  itemCode: string;
  decision: GuidanceDecision;
  note?: string;
}

/** A match as it stands at a requirement. */
interface StandingMatch {
  code: string;
  status: string;
  decidedById: string | null;
  decidedByName: string | null;
  decidedAt: Date | null;
  note: string | null;
}

/** A decision that does not stand any more, for the record. */
export type DroppedDecision = {
  item: string;
  status: string;
  decidedBy: string | null;
  decidedAt: string;
  note: string | null;
};

/** A decision that stands, and the text that it was taken on. */
interface StandingDecision extends Omit<DroppedDecision, 'decidedAt'> {
  id: string;
  decidedAt: Date;
  decidedText: string;
}

/** The buyer says which guidance a requirement answers; the author and the time of each decision are kept. */
@Injectable()
export class GuidanceDecisions {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly rows: ProcurementRows,
  ) {}

  /**
   * Accepts or rejects one item. A decision can be changed until the criteria lock.
   *
   * @throws NotFound when there is no such item
   * @throws Conflict when somebody else has decided since the caller read it, where the caller says what it read
   */
  async decide(caller: Member, { requirementId, seen, ...verdict }: DecideGuidanceInput): Promise<RequirementPayload> {
    const key = readId(Requirement, requirementId);
    await this.transactions.run(caller, async (tx) => {
      const where = { id: key, organisationId: caller.organisation.id };
      await this.forChange(tx, caller, await this.rows.procurementOf(tx, Requirement, where));
      const requirement = await this.rows.locked(tx, Requirement, where);
      if (seen) mustBeAsSeen(caller, requirement, (await this.present(tx, [key])).get(key) ?? [], seen);
      await this.write(tx, caller, requirement, verdict);
      if (verdict.decision === 'ACCEPT') await this.closeWithdrawn(tx, [key]);
    });
    return { requirement: refer(Requirement, key) };
  }

  /**
   * Settles requirements whole: the items named are accepted, and whatever else was suggested or accepted is rejected. What stands so
   * already keeps its author. A note goes with each decision that is made. All or none.
   *
   * @throws NotFound when a requirement is not of the procurement, or there is no such item
   * @throws BadUserInput when there is a note, and no decision that it could go with
   * @throws Conflict when somebody else has decided since the caller read it; when the caller does not say what it read, where that would
   *   lose a note
   */
  async settle(caller: Member, { procurementId, settled }: SettleGuidanceInput): Promise<RequirementsPayload> {
    const procurement = readId(Procurement, procurementId);
    const keys = settled.map(({ requirementId }) => readId(Requirement, requirementId));
    await this.transactions.run(caller, async (tx) => {
      await this.forChange(tx, caller, procurement);
      const requirements = await tx.findBy(Requirement, { id: In(keys), procurementId: procurement });
      const present = await this.present(tx, keys);
      for (const [index, { accept, seen, note }] of settled.entries()) {
        const requirement = requirements.find(({ id }) => id === keys[index]);
        if (requirement === undefined) throw new NotFound('requirement');
        const standing = present.get(keys[index]) ?? [];
        const verdicts = verdictsOf(accept, new Map(standing.map(({ code, status }) => [code, status])));
        if (seen) mustBeAsSeen(caller, requirement, standing, seen);
        else mustLoseNoNote(caller, requirement, standing, verdicts);
        if (note && verdicts.length === 0) mustBeKeptAlready(caller, requirement, standing, { note, index });
        for (const verdict of verdicts) await this.write(tx, caller, requirement, { ...verdict, note });
      }
      await this.closeWithdrawn(tx, keys);
    });
    return { requirements: referAll(Requirement, keys) };
  }

  /**
   * Takes away what was decided on a text that asked for something else than the requirement does now. Each decision is held against the
   * text that it was taken on: many small changes do not carry it to another meaning.
   *
   * @param stands whether what was decided on a text holds for the text as it is now
   */
  async dropOutgrown(
    tx: Tx,
    requirementId: string,
    stands: (decidedText: string) => Promise<boolean>,
  ): Promise<DroppedDecision[]> {
    const decided: StandingDecision[] = await tx.query(
      `SELECT g.id, g.decided_text AS "decidedText", i.code AS item, g.status, g.decided_by_name AS "decidedBy", g.decided_at AS "decidedAt", g.note
       FROM requirement_guidance g JOIN guidance_item i ON i.id = g.item_id
       WHERE g.requirement_id = $1 AND g.status <> 'SUGGESTED' ORDER BY g.position, g.id`,
      [requirementId],
    );
    const outgrown: StandingDecision[] = [];
    for (const decision of decided) if (!(await stands(decision.decidedText))) outgrown.push(decision);
    await tx.delete(RequirementGuidance, { id: In(outgrown.map(({ id }) => id)) });
    return outgrown.map(({ item, status, decidedBy, decidedAt, note }) => ({
      item,
      status,
      decidedBy,
      decidedAt: decidedAt.toISOString(),
      note,
    }));
  }

  private forChange(tx: Tx, caller: Member, procurementId: string): Promise<Procurement> {
    return this.rows.forChange(tx, caller, procurementId, ['DRAFT', 'SOURCING'], 'Deciding on guidance');
  }

  /** What these requirements answer is said anew: nothing that was withdrawn waits for it any more. */
  async closeWithdrawn(tx: Tx, requirementIds: readonly string[]): Promise<void> {
    await tx.update(WithdrawnGuidance, { requirementId: In(requirementIds), isOpen: true }, { isOpen: false });
  }

  /** What stands at each requirement. */
  private async present(tx: Tx, requirementIds: readonly string[]): Promise<Map<string, StandingMatch[]>> {
    const rows: (StandingMatch & { requirementId: string })[] = await tx.query(
      `SELECT g.requirement_id AS "requirementId", i.code, g.status, g.decided_by_id AS "decidedById", g.decided_by_name AS "decidedByName",
         g.decided_at AS "decidedAt", g.note
       FROM requirement_guidance g JOIN guidance_item i ON i.id = g.item_id
       WHERE g.requirement_id = ANY ($1) ORDER BY g.position, g.id`,
      [requirementIds],
    );
    const present = new Map<string, StandingMatch[]>();
    for (const row of rows) present.set(row.requirementId, [...(present.get(row.requirementId) ?? []), row]);
    return present;
  }

  private async write(tx: Tx, caller: Member, requirement: Requirement, { itemCode, decision, note }: Verdict): Promise<void> {
    const item = await pinnedItem(tx, requirement.procurementId, itemCode);
    const decided = {
      status: decision === 'ACCEPT' ? ('ACCEPTED' as const) : ('REJECTED' as const),
      decidedById: caller.user.id,
      decidedByName: caller.user.name,
      decidedAt: await timeOfDeed(tx),
      decidedText: requirement.text,
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

/**
 * Refuses a note that no decision is made with, rather than to lose it; not where the caller has sent the same before.
 *
 * @param sent the note, and the place of the requirement among what was sent
 * @throws BadUserInput
 */
function mustBeKeptAlready(
  caller: Member,
  { ref }: Requirement,
  standing: readonly StandingMatch[],
  { note, index }: { note: string; index: number },
): void {
  if (standing.some((match) => match.note === note && match.decidedById === caller.user.id)) return;
  throw BadUserInput.field(
    `settled[${index}].note`,
    `The guidance of ${ref} is settled so already, so that no decision is made that this note could go with. Change what ${ref} answers, or add the note to one of its items; nothing was saved.`,
  );
}

/**
 * Refuses to decide on what is not as the caller read it. What the caller decided meanwhile, by pressing twice, is known to the caller.
 *
 * @throws Conflict
 */
function mustBeAsSeen(
  caller: Member,
  { ref }: Requirement,
  standing: readonly StandingMatch[],
  seen: readonly SeenGuidanceInput[],
): void {
  const read = new Map(seen.map(({ itemCode, decidedAt }) => [itemCode, decidedAt?.getTime() ?? null]));
  const isKnown = ({ code, decidedAt, decidedById }: StandingMatch): boolean =>
    decidedById === caller.user.id || read.get(code) === (decidedAt?.getTime() ?? null);
  const gone = [...read.keys()].some((itemCode) => !standing.some(({ code }) => code === itemCode));
  if (standing.every(isKnown) && !gone) return;
  throw new Conflict(
    `Somebody else has decided on the guidance of ${ref} since you read it, or it was matched anew. Read it again; nothing was saved.`,
  );
}

/**
 * Refuses to decide against what somebody else noted, for a caller who does not say what it read.
 *
 * @throws Conflict
 */
function mustLoseNoNote(
  caller: Member,
  { ref }: Requirement,
  standing: readonly StandingMatch[],
  verdicts: readonly Verdict[],
): void {
  const noted = standing.find(
    ({ code, note, decidedById }) =>
      note !== null && decidedById !== caller.user.id && verdicts.some(({ itemCode }) => itemCode === code),
  );
  if (noted === undefined) return;
  throw new Conflict(
    `${noted.decidedByName ?? 'Somebody else'} decided on ${noted.code} for ${ref} with a note, which would be lost. Read it, and send what you have read as "seen"; nothing was saved.`,
  );
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
