import { Args, ID, Info, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Allow, CurrentCaller, Member, Planned, plannedField, Reader, readId } from '#platform';
import { Procurement } from '../procurement/procurement.entity';
import { ProcurementPayload } from '../procurement/procurement.inputs';
import { Invitation } from '../evidence/invitation.entity';
import { SubmissionService } from '../evidence/submission.service';
import { BidderSummary, AssessmentSummary, Decision, PrintedArithmetic } from './decision.entities';
import { CloseProcurementInput, CorrectContractInput, DecideProcurementInput, RecordContractInput } from './decision.inputs';
import { DecisionService } from './decision.service';

@Resolver(() => Procurement)
export class DecisionResolver {
  constructor(
    private readonly decisions: DecisionService,
    private readonly submissions: SubmissionService,
    private readonly reader: Reader,
  ) {}

  @Planned()
  @ResolveField(() => Decision, { nullable: true })
  decision(@Parent() procurement: Procurement, @Info() info: GraphQLResolveInfo): Decision | null {
    return plannedField(procurement, info);
  }

  /** How the settled figures add up, the best first, before anybody decides; empty until all are settled, and to whoever is not shown the answers. */
  @Query(() => [PrintedArithmetic])
  @Allow({ BUYER: ['VIEWER'] }, 'READ')
  async standing(
    @CurrentCaller() caller: Member,
    @Args('procurementId', { type: () => ID }) id: string,
  ): Promise<PrintedArithmetic[]> {
    const key = readId(Procurement, id);
    return (await this.submissions.whyWithheld(caller, key)) === null ? this.decisions.standing(caller, key) : [];
  }

  /** The assessment summaries of all bidders, for the buyer. */
  @Query(() => [AssessmentSummary])
  @Allow({ BUYER: ['VIEWER'] }, 'READ')
  assessmentSummaries(
    @CurrentCaller() caller: Member,
    @Args('procurementId', { type: () => ID }) id: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AssessmentSummary[]> {
    const key = readId(Procurement, id);
    return this.reader.many(
      caller,
      info,
      AssessmentSummary,
      (a, p) => `${a}.procurement_id = ${p.add(key)}::uuid`,
      (a) => `${a}.id`,
    );
  }

  /** How the caller's own tender was assessed, and the winner's; null until there is a decision. */
  @Query(() => BidderSummary, { nullable: true })
  @Allow({ SUPPLIER: ['VIEWER'] }, 'READ')
  myAssessmentSummary(
    @CurrentCaller() caller: Member,
    @Args('invitationId', { type: () => ID }) id: string,
  ): Promise<BidderSummary | null> {
    return this.decisions.summaryFor(caller, readId(Invitation, id));
  }

  @Mutation(() => ProcurementPayload)
  @Allow({ BUYER: ['APPROVER'] })
  decideProcurement(
    @CurrentCaller() caller: Member,
    @Args('input') input: DecideProcurementInput,
  ): Promise<ProcurementPayload> {
    return this.decisions.decide(caller, input);
  }

  @Mutation(() => ProcurementPayload)
  @Allow({ BUYER: ['EDITOR', 'APPROVER'] })
  recordContract(@CurrentCaller() caller: Member, @Args('input') input: RecordContractInput): Promise<ProcurementPayload> {
    return this.decisions.recordContract(caller, input);
  }

  @Mutation(() => ProcurementPayload)
  @Allow({ BUYER: ['EDITOR', 'APPROVER'] })
  correctContract(@CurrentCaller() caller: Member, @Args('input') input: CorrectContractInput): Promise<ProcurementPayload> {
    return this.decisions.correctContract(caller, input);
  }

  @Mutation(() => ProcurementPayload)
  @Allow({ BUYER: ['EDITOR', 'APPROVER'] })
  closeProcurement(@CurrentCaller() caller: Member, @Args('input') input: CloseProcurementInput): Promise<ProcurementPayload> {
    return this.decisions.close(caller, input);
  }
}
