import { Injectable } from '@nestjs/common';
import { Field, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { GuidanceDocument } from '#guidance';
import { Allow, CurrentCaller, hasRole, Member, refer, referAll, Transactions, Tx } from '#platform';
import { Procurement } from '../procurement/procurement.entity';

/** That matches of procurements still point at items of an earlier version of a document. */
@ObjectType()
export class GuidanceUse {
  @Field(() => GuidanceDocument, { description: 'The earlier version' }) document: GuidanceDocument;
  @Field(() => Int) procurementCount: number;
  @Field(() => Int, { description: 'Of these, neither closed nor cancelled' }) openCount: number;
  @Field(() => Int, { description: 'How many matches, whether suggested, accepted or rejected' }) matchCount: number;
  @Field(() => [Procurement], {
    description: 'Those that the caller may see, the newest first; an operator sees none of a buyer’s',
  })
  procurements: Procurement[];
}

interface UseRow {
  document_id: string;
  procurements: number;
  open_procurements: number;
  matches: number;
}

/** What the caller's own organisation has, as row-level security shows it. */
const OWN = `
  SELECT i.document_id, count(DISTINCT p.id)::integer AS procurements,
    count(DISTINCT p.id) FILTER (WHERE p.stage NOT IN ('CLOSED', 'CANCELLED'))::integer AS open_procurements, count(*)::integer AS matches
  FROM requirement_guidance g JOIN guidance_item i ON i.id = g.item_id AND NOT i.is_current
  JOIN requirement r ON r.id = g.requirement_id JOIN procurement p ON p.id = r.procurement_id GROUP BY i.document_id`;

@Injectable()
export class GuidanceUseReader {
  constructor(private readonly transactions: Transactions) {}

  /** Earlier versions that matches point at: an operator gets the numbers of all buyers, a buyer its own procurements. */
  async all(caller: Member): Promise<GuidanceUse[]> {
    return this.transactions.read(caller, async (tx) => {
      const counted: UseRow[] = await tx.query(hasRole(caller, 'OPERATOR') ? 'SELECT * FROM guidance_in_use()' : OWN);
      const seen = await visible(tx);
      return counted.map(({ document_id, procurements, open_procurements, matches }) => ({
        document: refer(GuidanceDocument, document_id),
        procurementCount: procurements,
        openCount: open_procurements,
        matchCount: matches,
        procurements: referAll(Procurement, seen.get(document_id) ?? []),
      }));
    });
  }
}

/** The procurements that the caller may see, by the earlier version that their matches point at. */
async function visible(tx: Tx): Promise<Map<string, string[]>> {
  const rows: { document_id: string; ids: string[] }[] = await tx.query(
    `SELECT i.document_id, array_agg(DISTINCT r.procurement_id ORDER BY r.procurement_id DESC) AS ids
     FROM requirement_guidance g JOIN guidance_item i ON i.id = g.item_id AND NOT i.is_current
     JOIN requirement r ON r.id = g.requirement_id GROUP BY i.document_id`,
  );
  return new Map(rows.map(({ document_id, ids }) => [document_id, ids]));
}

@Resolver(() => GuidanceUse)
export class GuidanceUseResolver {
  constructor(private readonly uses: GuidanceUseReader) {}

  /** Which earlier versions of guidance are still matched against, and by how many procurements. */
  @Query(() => [GuidanceUse])
  @Allow({ BUYER: ['VIEWER'], OVERSIGHT: ['OPERATOR'] }, 'READ')
  guidanceInUse(@CurrentCaller() caller: Member): Promise<GuidanceUse[]> {
    return this.uses.all(caller);
  }
}
