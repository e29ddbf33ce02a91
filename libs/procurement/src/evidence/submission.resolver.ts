import { Args, ID, Info, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Allow, CurrentCaller, Member, plannedField, Reader, readId } from '#platform';
import { mustBeShown } from '../assessment/withheld';
import { Procurement } from '../procurement/procurement.entity';
import { SubmitResponseInput, SubmitResponsePayload } from './answer.inputs';
import { OfferedProduct } from './offer.type';
import { PlannedAnswers, PlannedOffer, Submission, SubmittedAnswer } from './submission.entity';
import { SubmissionService } from './submission.service';
import { isLatest } from './submissions';
import { submittedAnswers } from './submitted-answer';

@Resolver(() => Submission)
export class SubmissionResolver {
  constructor(
    private readonly submissions: SubmissionService,
    private readonly reader: Reader,
  ) {}

  /**
   * The last submission of each candidate, in an order that favours nobody. Empty before the deadline, also when some have
   * submitted: `evidenceRequest.opensAt` says from when on. Empty for good when it was cancelled before anybody had assessed.
   */
  @Query(() => [Submission], { name: 'submissions' })
  @Allow({ BUYER: ['VIEWER'] }, 'READ')
  async latest(
    @CurrentCaller() caller: Member,
    @Args('procurementId', { type: () => ID }) procurementId: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Submission[]> {
    const key = readId(Procurement, procurementId);
    const why = await this.submissions.whyWithheld(caller, key);
    if (why === 'SEALED') return [];
    mustBeShown(why);
    return this.reader.many(
      caller,
      info,
      Submission,
      (a, p) =>
        `${a}.organisation_id = ${p.add(caller.organisation.id)}::uuid AND ${isLatest(a)} ` +
        `AND EXISTS (SELECT FROM invitation i WHERE i.id = ${a}.invitation_id AND i.procurement_id = ${p.add(key)}::uuid)`,
      (a, p) => `md5(${p.add(key)}::uuid::text || ${a}.candidate_id::text)`,
    );
  }

  @Mutation(() => SubmitResponsePayload)
  @Allow({ SUPPLIER: ['SIGNATORY', 'EDITOR'] })
  submitResponse(@CurrentCaller() caller: Member, @Args('input') input: SubmitResponseInput): Promise<SubmitResponsePayload> {
    return this.submissions.submit(caller, input);
  }

  @ResolveField(() => [SubmittedAnswer], { description: 'As they were submitted, in the order in which they were asked' })
  answers(@Parent() parent: Submission, @Info() info: GraphQLResolveInfo): SubmittedAnswer[] {
    const planned = plannedField<PlannedAnswers>(parent, info);
    // There is more than one way to a submission, and the same rule on each.
    mustBeShown(planned.withheld);
    return submittedAnswers(planned);
  }

  @ResolveField(() => [OfferedProduct], { description: 'What the supplier would supply; empty where it named nothing' })
  offer(@Parent() parent: Submission, @Info() info: GraphQLResolveInfo): OfferedProduct[] {
    return this.offered<OfferedProduct>(parent, info);
  }

  @ResolveField(() => [String], {
    description: 'From where the supplier would operate the service; empty where it did not say',
  })
  offerSites(@Parent() parent: Submission, @Info() info: GraphQLResolveInfo): string[] {
    return this.offered<string>(parent, info);
  }

  private offered<T>(parent: Submission, info: GraphQLResolveInfo): T[] {
    const { said, withheld } = plannedField<PlannedOffer<T>>(parent, info);
    mustBeShown(withheld);
    return said;
  }
}
