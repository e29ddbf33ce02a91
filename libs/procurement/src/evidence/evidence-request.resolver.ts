import { Args, ID, Info, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Allow, CurrentCaller, Member, Planned, plannedField, Reader, readId } from '#platform';
import { Clarification } from '../clarification/clarification.entity';
import { Procurement } from '../procurement/procurement.entity';
import { DeadlineExtensionService } from './deadline-extension.service';
import { EvidenceRequest } from './evidence-request.entity';
import {
  ExtendDeadlineInput,
  ExtendDeadlinePayload,
  RequestEvidenceInput,
  RequestEvidencePayload,
} from './evidence-request.inputs';
import { EvidenceRequestService } from './evidence-request.service';
import { Invitation } from './invitation.entity';

@Resolver(() => EvidenceRequest)
export class EvidenceRequestResolver {
  constructor(
    private readonly requests: EvidenceRequestService,
    private readonly extensions: DeadlineExtensionService,
    private readonly reader: Reader,
  ) {}

  /** What was asked in a procurement; null when nothing has been yet. */
  @Query(() => EvidenceRequest, { nullable: true })
  @Allow({ BUYER: ['VIEWER'] }, 'READ')
  evidenceRequest(
    @CurrentCaller() caller: Member,
    @Args('procurementId', { type: () => ID }) procurementId: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<EvidenceRequest | null> {
    return this.reader.find(
      caller,
      info,
      EvidenceRequest,
      (a, p) =>
        `${a}.procurement_id = ${p.add(readId(Procurement, procurementId))}::uuid AND ${a}.organisation_id = ${p.add(caller.organisation.id)}::uuid`,
    );
  }

  @Mutation(() => RequestEvidencePayload)
  @Allow({ BUYER: ['EDITOR'] })
  requestEvidence(
    @CurrentCaller() caller: Member,
    @Args('input') input: RequestEvidenceInput,
  ): Promise<RequestEvidencePayload> {
    return this.requests.request(caller, input);
  }

  @Mutation(() => ExtendDeadlinePayload)
  @Allow({ BUYER: ['EDITOR'] })
  extendDeadline(@CurrentCaller() caller: Member, @Args('input') input: ExtendDeadlineInput): Promise<ExtendDeadlinePayload> {
    return this.extensions.extend(caller, input);
  }

  @Planned()
  @ResolveField(() => [Invitation], { description: 'One for each supplier that was shortlisted' })
  invitations(@Parent() parent: EvidenceRequest, @Info() info: GraphQLResolveInfo): Invitation[] {
    return plannedField(parent, info);
  }

  @Planned()
  @ResolveField(() => [Clarification], { description: 'Questions and what was answered to all' })
  clarifications(@Parent() parent: EvidenceRequest, @Info() info: GraphQLResolveInfo): Clarification[] {
    return plannedField(parent, info);
  }
}

/** What this folder adds to a procurement. */
@Resolver(() => Procurement)
export class ProcurementEvidenceResolver {
  @ResolveField(() => EvidenceRequest, { nullable: true, description: 'Null until evidence was asked for' })
  evidenceRequest(@Parent() parent: Procurement, @Info() info: GraphQLResolveInfo): EvidenceRequest | null {
    return plannedField<EvidenceRequest | null>(parent, info) ?? null;
  }
}
