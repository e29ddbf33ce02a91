import { Field, ObjectType, Parent, registerEnumType, ResolveField, Resolver } from '@nestjs/graphql';
import { Injectable } from '@nestjs/common';
import { GuidanceItem } from '#guidance';
import { suggestedWording } from '#matching';
import { CurrentCaller, keyOf, Member, refer, Transactions, Tx } from '#platform';
import { Procurement } from '../procurement/procurement.entity';

export const CoverageStatusEnum = { COVERED: 'COVERED', GAP: 'GAP' } as const;
registerEnumType(CoverageStatusEnum, { name: 'CoverageStatus', description: 'GAP: no requirement was accepted for it yet.' });

/** A requirement by the name that people use. */
@ObjectType()
export class RequirementRef {
  @Field() ref: string;
}

/** Guidance that applies to a procurement, and which requirements answer it. */
@ObjectType()
export class Coverage {
  @Field(() => GuidanceItem) item: GuidanceItem;
  @Field(() => CoverageStatusEnum) status: keyof typeof CoverageStatusEnum;
  @Field(() => [RequirementRef], { description: 'Those whose match was accepted' }) requirements: RequirementRef[];
  @Field(() => [RequirementRef], { description: 'Those whose match is suggested and not decided yet' })
  suggested: RequirementRef[];
  @Field(() => String, { nullable: true, description: 'A sentence to add, with the evidence to ask for' }) suggestedWording:
    string | null;
}

/** Technologies that put devices into a place, to which the guidance for devices applies. */
const DEVICES = ['sensor-or-actuator', 'camera-and-video-analytics', 'gateway-and-edge', 'control-system'];
/** Technologies whose supplier runs a service on computers of its own. */
const HOSTED = [
  'data-platform',
  'analytics-and-digital-twin',
  'device-management',
  'citizen-app',
  'integrator-or-managed-service',
];

/**
 * Which documents apply to which procurement. The principles for connected places and for supply chains apply to all; the rest by
 * technology. The table is this project's own reading, and small, so that a person can check it.
 */
export const APPLICABLE_DOCUMENTS: readonly { document: string; technologies: readonly string[] | null }[] = [
  { document: 'ncsc-cp', technologies: null },
  { document: 'ncsc-sc', technologies: null },
  { document: 'cop', technologies: DEVICES },
  { document: 'psti', technologies: ['sensor-or-actuator', 'camera-and-video-analytics', 'gateway-and-edge'] },
  { document: 'ncsc-csp', technologies: HOSTED },
  { document: 'ce', technologies: ['integrator-or-managed-service', 'security-service'] },
];

/** The documents that apply to a procurement of these technologies; to one that names none, all of them. */
export function applicableDocuments(technologies: readonly string[]): string[] {
  return APPLICABLE_DOCUMENTS.filter(
    (rule) =>
      rule.technologies === null || technologies.length === 0 || rule.technologies.some((code) => technologies.includes(code)),
  ).map(({ document }) => document);
}

export interface CoverageRow {
  id: string;
  code: string;
  title: string;
  accepted: string[];
  suggested: string[];
}

@Injectable()
export class CoverageReader {
  constructor(private readonly transactions: Transactions) {}

  /** Every top item of the documents that apply, by technology or because the buyer said so, with the requirements accepted for it or for a part of it. */
  async of(caller: Member, procurementId: string): Promise<CoverageRow[]> {
    return this.transactions.read(caller, (tx) => this.rows(tx, procurementId));
  }

  /** The same, within a transaction. */
  async rows(tx: Tx, procurementId: string): Promise<CoverageRow[]> {
    const procurement = await tx.findOneByOrFail(Procurement, { id: procurementId });
    return tx.query(
      `SELECT i.id, i.code, i.title,
         coalesce(array_agg(DISTINCT r.ref ORDER BY r.ref) FILTER (WHERE g.status = 'ACCEPTED'), '{}') AS accepted,
         coalesce(array_agg(DISTINCT r.ref ORDER BY r.ref) FILTER (WHERE g.status = 'SUGGESTED'), '{}') AS suggested
       FROM guidance_item i
       JOIN guidance_document d ON d.id = i.document_id
       JOIN procurement_guidance_version v ON v.document_id = d.id AND v.procurement_id = $1
       LEFT JOIN guidance_item part ON part.id = i.id OR part.parent_id = i.id
       LEFT JOIN (requirement_guidance g JOIN requirement r ON r.id = g.requirement_id AND r.procurement_id = $1) ON g.item_id = part.id
       WHERE i.parent_id IS NULL AND (d.code = ANY ($2) OR v.is_chosen)
       GROUP BY i.id, i.code, i.title, d.position, i.position
       ORDER BY d.position, i.position`,
      [procurementId, applicableDocuments(procurement.technologyCodes)],
    ) as Promise<CoverageRow[]>;
  }
}

@Resolver(() => Procurement)
export class CoverageResolver {
  constructor(private readonly coverages: CoverageReader) {}

  /** The guidance that applies to this procurement, what answers it, and what does not. */
  @ResolveField(() => [Coverage])
  async coverage(@CurrentCaller() caller: Member, @Parent() procurement: Procurement): Promise<Coverage[]> {
    const rows = await this.coverages.of(caller, keyOf(Procurement, procurement));
    return rows.map(({ id, code, accepted, suggested }) => ({
      item: refer(GuidanceItem, id),
      status: accepted.length > 0 ? 'COVERED' : 'GAP',
      requirements: accepted.map((ref) => ({ ref })),
      suggested: suggested.map((ref) => ({ ref })),
      suggestedWording: suggestedWording(code)?.wording ?? null,
    }));
  }
}
