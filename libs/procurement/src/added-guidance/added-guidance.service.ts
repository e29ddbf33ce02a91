import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '#audit';
import { GuidanceDocument } from '#guidance';
import { BadUserInput, Conflict, Member, mustBeCurrent, readId, refer, Transactions, Tx } from '#platform';
import { Procurement } from '../procurement/procurement.entity';
import { ProcurementRows } from '../procurement/procurement-rows';
import { applicableDocuments } from '../requirement/coverage';
import { Requirement, RequirementGuidance } from '../requirement/requirement.entity';
import { RequirementMatching } from '../requirement/requirement-matching';
import { AddGuidanceToProcurementInput, AddGuidanceToProcurementPayload, GuidanceToAdd } from './added-guidance.types';

/** A document of the catalogue as it stands to a procurement. */
interface Standing {
  /** Of the version that the procurement rests on; of the current one where it rests on none. */
  id: string;
  code: string;
  version: string;
  title: string;
  isPinned: boolean;
  isChosen: boolean;
}

/** After all that the matching found at first. */
const LAST = 100;

/** Guidance that a buyer takes into a procurement besides what applies by its technologies. */
@Injectable()
export class AddedGuidanceService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly rows: ProcurementRows,
    private readonly matching: RequirementMatching,
  ) {}

  /** The documents that are not counted for a procurement: those that it does not rest on first. */
  async toAdd(caller: Member, procurementId: string): Promise<GuidanceToAdd[]> {
    const open = await this.transactions.read(caller, async (tx) => {
      const procurement = await tx.findOneByOrFail(Procurement, { id: procurementId });
      return (await standings(tx, procurementId)).filter((one) => !isCounted(one, procurement));
    });
    return [...open.filter(({ isPinned }) => !isPinned), ...open.filter(({ isPinned }) => isPinned)].map(
      ({ id, isPinned }) => ({
        document: refer(GuidanceDocument, id),
        isNew: !isPinned,
      }),
    );
  }

  /**
   * Takes a document into a procurement: its items count among the coverage, and requirements are matched to it. What it brings is
   * suggested, for a person to decide on; nothing that was decided changes.
   *
   * @throws IllegalTransition when the criteria are locked: what suppliers were asked does not change under them
   * @throws BadUserInput when there is no such document
   * @throws Conflict when it is counted already, or when somebody else changed the procurement
   */
  async add(caller: Member, input: AddGuidanceToProcurementInput): Promise<AddGuidanceToProcurementPayload> {
    const key = readId(Procurement, input.procurementId);
    const suggested = await this.transactions.run(caller, async (tx) => {
      const procurement = await this.rows.forChange(tx, caller, key, ['DRAFT', 'SOURCING'], 'Adding guidance');
      mustBeCurrent('procurement', procurement, input.expectedVersion);
      const document = (await standings(tx, key)).find(({ code }) => code === input.document);
      if (document === undefined)
        throw BadUserInput.field('document', `There is no guidance document "${input.document}" in the catalogue.`);
      if (isCounted(document, procurement))
        throw new Conflict(`“${document.title}” is counted for this procurement already. Nothing was changed.`);
      await tx.query(
        `INSERT INTO procurement_guidance_version (procurement_id, document_id, organisation_id, is_chosen) VALUES ($1, $2, $3, true)
         ON CONFLICT (procurement_id, document_id) DO UPDATE SET is_chosen = true`,
        [key, document.id, caller.organisation.id],
      );
      const brought = await this.suggest(tx, caller, key, document);
      await tx.update(Procurement, { id: key }, { version: procurement.version + 1 });
      await this.audit.record(tx, caller, {
        action: 'guidance.added',
        subject: { type: Procurement, id: key },
        detail: { document: document.code, version: document.version, suggested: brought },
      });
      return brought.length;
    });
    return { procurement: refer(Procurement, key), suggested };
  }

  /** Suggests what of the document answers which requirement, where nothing of the two is known yet. */
  private async suggest(
    tx: Tx,
    caller: Member,
    procurementId: string,
    document: Standing,
  ): Promise<{ ref: string; item: string }[]> {
    const requirements = await tx.find(Requirement, { where: { procurementId }, order: { position: 'ASC' } });
    const refs = new Map(requirements.map(({ id, ref }) => [id, ref]));
    const items: { id: string; code: string }[] = await tx.query('SELECT id, code FROM guidance_item WHERE document_id = $1', [
      document.id,
    ]);
    const itemOf = new Map(items.map(({ id, code }) => [code, id]));
    const known: { requirement_id: string; item_id: string }[] = await tx.query(
      `SELECT g.requirement_id, g.item_id FROM requirement_guidance g JOIN requirement r ON r.id = g.requirement_id WHERE r.procurement_id = $1`,
      [procurementId],
    );
    const taken = new Set(known.map(({ requirement_id, item_id }) => `${requirement_id} ${item_id}`));
    const matched = await this.matching.within(tx, caller, requirements, document.code);
    const found = matched.flatMap(({ requirement: { id: requirementId }, result }) =>
      result.matches.flatMap(({ code, score, confidence, reasons }) => {
        const itemId = itemOf.get(code);
        if (itemId === undefined || taken.has(`${requirementId} ${itemId}`)) return [];
        return [{ requirementId, itemId, code, score, confidence, reasons }];
      }),
    );
    const rows = found.map(({ code: _, ...match }) => ({
      ...match,
      id: uuidv7(),
      organisationId: caller.organisation.id,
      status: 'SUGGESTED' as const,
      position: LAST,
    }));
    if (rows.length > 0) await tx.insert(RequirementGuidance, rows);
    return found.map(({ requirementId, code }) => ({ ref: refs.get(requirementId) ?? '', item: code }));
  }
}

/** Whether the document counts among the coverage of the procurement. */
function isCounted({ code, isPinned, isChosen }: Standing, { technologyCodes }: Procurement): boolean {
  return isPinned && (isChosen || applicableDocuments(technologyCodes).includes(code));
}

/** Every document of the catalogue, in its order, as it stands to a procurement. */
function standings(tx: Tx, procurementId: string): Promise<Standing[]> {
  return tx.query(
    `SELECT coalesce(p.id, d.id) AS id, d.code, coalesce(p.version, d.version) AS version, d.title,
       p.id IS NOT NULL AS "isPinned", coalesce(p.is_chosen, false) AS "isChosen"
     FROM guidance_document d
     LEFT JOIN LATERAL (SELECT e.id, e.version, v.is_chosen FROM procurement_guidance_version v JOIN guidance_document e ON e.id = v.document_id
       WHERE v.procurement_id = $1 AND e.code = d.code) p ON true
     WHERE d.is_current ORDER BY d.position`,
    [procurementId],
  );
}
