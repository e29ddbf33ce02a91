import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { changesBetween, GuidanceDocument, GuidanceItem, type ItemChange, itemsOfVersion, replacementsIn } from '#guidance';
import { BadUserInput, Conflict, Member, mustBeCurrent, readId, refer, referAll, Transactions, Tx } from '#platform';
import { Procurement } from '../procurement/procurement.entity';
import { ProcurementRows } from '../procurement/procurement-rows';
import { Requirement, RequirementGuidance } from '../requirement/requirement.entity';
import { RequirementMatching } from '../requirement/requirement-matching';
import { type GuidanceMove, guidanceMove, reopenedBy, type StandingMatch } from './guidance-move';
import {
  LaterGuidance,
  LaterGuidanceEffect,
  LaterGuidancePreview,
  MoveToLaterGuidanceInput,
  MoveToLaterGuidancePayload,
  Outcome,
} from './later-guidance.types';
import { WithdrawnGuidance } from './withdrawn-guidance.entity';

/** A match as it stands, with who decided on it. */
interface DecidedMatch extends StandingMatch {
  ref: string;
  itemId: string;
  decidedById: string | null;
  decidedByName: string | null;
  decidedAt: Date | null;
  note: string | null;
}

/** A move as it would go, with what it was decided on. */
interface PlannedMove {
  move: GuidanceMove;
  changes: ItemChange[];
  unchanged: number;
  replacements: ReadonlyMap<string, string>;
  /** Keys of the items of the later version, by code. */
  later: ReadonlyMap<string, string>;
  standing: ReadonlyMap<string, DecidedMatch>;
  refs: ReadonlyMap<string, string>;
}

/** Later versions of the guidance that a procurement rests on: what moving to one would do, and moving. */
@Injectable()
export class LaterGuidanceService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly rows: ProcurementRows,
    private readonly matching: RequirementMatching,
  ) {}

  /** The documents of which the current version is not the one that the procurement rests on, in their order. */
  async of(caller: Member, procurementId: string): Promise<LaterGuidance[]> {
    const rows: { earlier: string; current: string }[] = await this.transactions.read(caller, (tx) =>
      tx.query(
        `SELECT e.id AS earlier, c.id AS current FROM procurement_guidance_version v
         JOIN guidance_document e ON e.id = v.document_id AND NOT e.is_current
         JOIN guidance_document c ON c.code = e.code AND c.is_current
         WHERE v.procurement_id = $1 ORDER BY c.position`,
        [procurementId],
      ),
    );
    return rows.map(({ earlier, current }) => ({
      from: refer(GuidanceDocument, earlier),
      to: refer(GuidanceDocument, current),
      between: { procurementId, fromId: earlier, toId: current },
    }));
  }

  /** What moving to the later version would do. Nothing is changed. */
  async preview(caller: Member, { between: { procurementId, fromId, toId } }: LaterGuidance): Promise<LaterGuidancePreview> {
    const planned = await this.transactions.read(caller, (tx) => this.plan(tx, caller, procurementId, fromId, toId));
    const { move, changes, unchanged, replacements, later } = planned;
    const effects = effectsOf(planned);
    return {
      changes: changes.map((change) => ({
        change,
        replacement: itemAt(later, replacements.get(change.code)),
        effects: effects.get(change.code) ?? [],
      })),
      unchanged,
      carriedOver: move.carried.length,
      putBack: reopenedBy(move).length,
      suggested: move.suggested.length,
    };
  }

  /**
   * Moves a procurement to the current version of a document: decisions on items that are there still go on, with their authors; what was
   * decided on items that went is kept apart, and where it was accepted the requirement has to be settled again. All or nothing.
   *
   * @throws IllegalTransition when the criteria are locked: what suppliers were asked does not change under them
   * @throws BadUserInput when the procurement does not rest on the document
   * @throws Conflict when it rests on the version already, when there is a later one still, or when somebody else changed the procurement
   */
  async move(caller: Member, input: MoveToLaterGuidanceInput): Promise<MoveToLaterGuidancePayload> {
    const key = readId(Procurement, input.procurementId);
    const move = await this.transactions.run(caller, async (tx) => {
      const procurement = await this.rows.forChange(tx, caller, key, ['DRAFT', 'SOURCING'], 'Moving to later guidance');
      mustBeCurrent('procurement', procurement, input.expectedVersion);
      const { from, to } = await versionsOf(tx, key, input);
      const planned = await this.plan(tx, caller, key, from.id, to.id);
      await this.carry(tx, planned);
      await this.withdraw(tx, caller, planned, to.id);
      await this.suggest(tx, caller, planned);
      await tx.query(
        'UPDATE procurement_guidance_version SET document_id = $3 WHERE procurement_id = $1 AND document_id = $2',
        [key, from.id, to.id],
      );
      await tx.update(Procurement, { id: key }, { version: procurement.version + 1 });
      await this.audit.record(tx, caller, {
        action: 'guidance.moved',
        subject: { type: Procurement, id: key },
        detail: { document: to.code, from: from.version, to: to.version, ...toldOf(planned) },
      });
      return planned.move;
    });
    return {
      procurement: refer(Procurement, key),
      carriedOver: move.carried.length,
      putBack: referAll(Requirement, reopenedBy(move)),
      suggested: move.suggested.length,
    };
  }

  private async plan(tx: Tx, caller: Member, procurementId: string, from: string, to: string): Promise<PlannedMove> {
    const items = await itemsOfVersion(tx, to);
    const later = new Map(items.map(({ code, id }) => [code, id]));
    const { changes, unchanged } = changesBetween(await itemsOfVersion(tx, from), items);
    const replacements = replacementsIn(changes);
    const standing = await standingMatches(tx, procurementId, from);
    const requirements = await tx.find(Requirement, { where: { procurementId }, order: { position: 'ASC' } });
    // Where nothing came and nothing went there is nothing to look for.
    const isWorded = changes.every(({ kind }) => kind === 'REWORDED');
    const matched = isWorded ? [] : await this.matching.of(tx, caller, requirements);
    const found = matched.flatMap(({ requirement: { id }, result }) =>
      result.matches
        .filter(({ code }) => later.has(code))
        .map(({ code, score, confidence, reasons }) => ({ requirementId: id, code, score, confidence, reasons })),
    );
    return {
      move: guidanceMove({ standing, changes, replacements, found }),
      changes,
      unchanged,
      replacements,
      later,
      standing: new Map(standing.map((match) => [match.id, match])),
      refs: new Map(requirements.map(({ id, ref }) => [id, ref])),
    };
  }

  private async carry(tx: Tx, { move, later }: PlannedMove): Promise<void> {
    const carried = move.carried.map(({ id, code }) => ({ id, item_id: later.get(code) }));
    await tx.query(
      `UPDATE requirement_guidance g SET item_id = c.item_id FROM jsonb_to_recordset($1::jsonb) AS c (id uuid, item_id uuid) WHERE g.id = c.id`,
      [JSON.stringify(carried)],
    );
  }

  /** Keeps what was decided on items that went; what nobody had decided on goes. */
  private async withdraw(tx: Tx, caller: Member, { move, standing }: PlannedMove, laterDocumentId: string): Promise<void> {
    if (move.withdrawn.length === 0) return;
    const kept = move.withdrawn.flatMap(({ id, isOpen }) => {
      const match = standing.get(id);
      if (match === undefined || match.status === 'SUGGESTED' || match.decidedAt === null) return [];
      const { requirementId, itemId, status, decidedById, decidedByName, decidedAt, note } = match;
      const decided = { status, decidedById, decidedByName, decidedAt, note };
      return [
        {
          id: uuidv7(),
          organisationId: caller.organisation.id,
          requirementId,
          itemId,
          laterDocumentId,
          isOpen,
          ...decided,
        },
      ];
    });
    if (kept.length > 0) await tx.insert(WithdrawnGuidance, kept);
    await tx.delete(
      RequirementGuidance,
      move.withdrawn.map(({ id }) => id),
    );
  }

  private async suggest(tx: Tx, caller: Member, { move, later }: PlannedMove): Promise<void> {
    if (move.suggested.length === 0) return;
    const rows = move.suggested.map(({ code, ...suggestion }) => ({
      ...suggestion,
      id: uuidv7(),
      organisationId: caller.organisation.id,
      itemId: later.get(code) ?? '',
      status: 'SUGGESTED' as const,
    }));
    await tx.insert(RequirementGuidance, rows);
  }
}

/**
 * The version that the procurement rests on, and the one to move to.
 *
 * @throws BadUserInput
 * @throws Conflict
 */
async function versionsOf(
  tx: Tx,
  procurementId: string,
  { document, version }: MoveToLaterGuidanceInput,
): Promise<{ from: GuidanceDocument; to: GuidanceDocument }> {
  const versions = await tx.findBy(GuidanceDocument, { code: document });
  const pinned: { id: string }[] = await tx.query(
    `SELECT v.document_id AS id FROM procurement_guidance_version v WHERE v.procurement_id = $1 AND v.document_id = ANY ($2)`,
    [procurementId, versions.map(({ id }) => id)],
  );
  const from = versions.find(({ id }) => id === pinned.at(0)?.id);
  const to = versions.find(({ isCurrent }) => isCurrent);
  if (from === undefined || to === undefined)
    throw BadUserInput.field('document', `This procurement does not rest on a guidance document "${document}".`);
  if (!versions.some((one) => one.version === version))
    throw BadUserInput.field('version', `There is no version "${version}" of “${to.title}”. The current one is ${to.version}.`);
  if (version !== to.version)
    throw new Conflict(
      `There is a later version of “${to.title}” still: ${to.version}. Look at what it changes, and move to that one. Nothing was changed.`,
    );
  if (from.id === to.id)
    throw new Conflict(`This procurement rests on the version ${version} of “${to.title}” already. There is nothing to move.`);
  return { from, to };
}

/** What stands at the requirements of a procurement on the items of one version. */
function standingMatches(tx: Tx, procurementId: string, documentId: string): Promise<DecidedMatch[]> {
  return tx.query(
    `SELECT g.id, g.requirement_id AS "requirementId", r.ref, g.item_id AS "itemId", i.code, g.status, g.score, g.confidence, g.position,
       g.decided_by_id AS "decidedById", g.decided_by_name AS "decidedByName", g.decided_at AS "decidedAt", g.note
     FROM requirement_guidance g JOIN requirement r ON r.id = g.requirement_id JOIN guidance_item i ON i.id = g.item_id
     WHERE r.procurement_id = $1 AND i.document_id = $2 ORDER BY r.position, g.position, g.id`,
    [procurementId, documentId],
  );
}

/** What a move does to requirements, by the code of the item. */
function effectsOf({ move, standing }: PlannedMove): ReadonlyMap<string, LaterGuidanceEffect[]> {
  const effects = new Map<string, LaterGuidanceEffect[]>();
  const add = (code: string, requirementId: string, outcome: Outcome, status: LaterGuidanceEffect['status']): void => {
    effects.set(code, [...(effects.get(code) ?? []), { requirement: refer(Requirement, requirementId), outcome, status }]);
  };
  for (const { id, code, requirementId } of move.carried)
    add(code, requirementId, 'CARRIED_OVER', standing.get(id)?.status ?? null);
  for (const { code, requirementId, isOpen, status } of move.withdrawn)
    add(code, requirementId, isOpen ? 'PUT_BACK' : 'SET_ASIDE', status);
  for (const { code, requirementId } of move.suggested) add(code, requirementId, 'SUGGESTED', null);
  return effects;
}

/** What the record tells of a move: enough to say afterwards who had decided what on items that went. */
function toldOf({ move, standing, refs }: PlannedMove): {
  carriedOver: number;
  withdrawn: {
    ref: string;
    item: string;
    status: string;
    decidedBy: string | null;
    decidedAt: string | null;
    note: string | null;
  }[];
  suggested: { ref: string; item: string }[];
} {
  return {
    carriedOver: move.carried.length,
    withdrawn: move.withdrawn.map(({ id, requirementId, code, status }) => ({
      ref: refs.get(requirementId) ?? '',
      item: code,
      status,
      decidedBy: standing.get(id)?.decidedByName ?? null,
      decidedAt: standing.get(id)?.decidedAt?.toISOString() ?? null,
      note: standing.get(id)?.note ?? null,
    })),
    suggested: move.suggested.map(({ requirementId, code }) => ({ ref: refs.get(requirementId) ?? '', item: code })),
  };
}

function itemAt(later: ReadonlyMap<string, string>, code: string | undefined): GuidanceItem | null {
  const key = code === undefined ? undefined : later.get(code);
  return key === undefined ? null : refer(GuidanceItem, key);
}
