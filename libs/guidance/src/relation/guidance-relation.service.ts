import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#audit';
import { BadUserInput, Conflict, LOCKS, Member, refer, Transactions, Tx } from '#platform';
import { GuidanceItem, GuidanceRelation, INVERSE } from '../item/guidance-item.entity';
import { Catalogue } from '../matching/catalogue';
import { EndGuidanceRelationInput, GuidanceRelationPayload, StateGuidanceRelationInput } from './guidance-relation.inputs';

/** Relations between items of different documents: stated and ended by operators, each way round at once, and kept in the record. */
@Injectable()
export class GuidanceRelationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly catalogue: Catalogue,
  ) {}

  /**
   * States how an item stands to another. What was stated of the two before is replaced, and kept in the record.
   *
   * @throws BadUserInput when one of them is no current item, or both are of one document
   * @throws Conflict when that is stated already, from the same source
   */
  async state(caller: Member, input: StateGuidanceRelationInput): Promise<GuidanceRelationPayload> {
    const { relationship } = input;
    const source = input.source.trim();
    const key = await this.transactions.run(caller, async (tx) => {
      const [item, related] = await pairOf(tx, input);
      if (item.documentId === related.documentId)
        throw BadUserInput.field('related', `${related.code} is of the same document. Relations are between documents.`);
      const before = await standing(tx, item, related);
      if (before?.relationship === relationship && before.source === source)
        throw new Conflict(`That is stated of ${item.code} and ${related.code} already. Nothing was changed.`);
      await tx.query('SELECT state_guidance_relation($1, $2, $3, $4, $5)', [
        item.id,
        related.id,
        relationship,
        INVERSE[relationship],
        source,
      ]);
      await this.audit.record(tx, caller, {
        action: 'guidance-relation.stated',
        subject: { type: GuidanceItem, id: item.id },
        detail: {
          item: item.code,
          related: related.code,
          relationship,
          source,
          before: before === null ? null : { relationship: before.relationship, source: before.source },
        },
      });
      return item.id;
    });
    this.catalogue.forget();
    return { item: refer(GuidanceItem, key) };
  }

  /**
   * Ends a relation: from now on nobody states it. It comes back only when it is stated anew.
   *
   * @throws BadUserInput when one of them is no current item, or no relation of the two is stated
   */
  async end(caller: Member, input: EndGuidanceRelationInput): Promise<GuidanceRelationPayload> {
    const key = await this.transactions.run(caller, async (tx) => {
      const [item, related] = await pairOf(tx, input);
      const before = await standing(tx, item, related);
      if (before === null)
        throw BadUserInput.field(
          'related',
          `No relation of ${item.code} to ${related.code} is stated. There is nothing to end.`,
        );
      await tx.query('SELECT end_guidance_relation($1, $2)', [item.id, related.id]);
      const { relationship, source } = before;
      await this.audit.record(tx, caller, {
        action: 'guidance-relation.ended',
        subject: { type: GuidanceItem, id: item.id },
        detail: { item: item.code, related: related.code, relationship, source, reason: input.reason.trim() },
      });
      return item.id;
    });
    this.catalogue.forget();
    return { item: refer(GuidanceItem, key) };
  }
}

/** The two items, while nobody else publishes guidance or states anything of it. @throws BadUserInput */
async function pairOf(tx: Tx, input: { item: string; related: string }): Promise<[GuidanceItem, GuidanceItem]> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.publishingGuidance]);
  return [await currentItem(tx, 'item', input.item), await currentItem(tx, 'related', input.related)];
}

async function currentItem(tx: Tx, field: string, code: string): Promise<GuidanceItem> {
  const item = await tx.findOneBy(GuidanceItem, { code: code.trim(), isCurrent: true });
  if (item === null) throw BadUserInput.field(field, `There is no item "${code}" in the current version of any document.`);
  return item;
}

/** What is stated of the two; null where nothing is, or it was ended. */
async function standing(tx: Tx, item: GuidanceItem, related: GuidanceItem): Promise<GuidanceRelation | null> {
  const found = await tx.findOneBy(GuidanceRelation, { itemId: item.id, relatedId: related.id });
  return found === null || found.endedAt !== null ? null : found;
}
