import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentCaller, Member } from '#platform';
import { GuidanceDecisions } from './guidance-decisions.service';
import { Requirement } from './requirement.entity';
import {
  AddRequirementsInput,
  AnswerMatchQuestionsInput,
  DecideGuidanceInput,
  ImportSpecificationInput,
  ImportSpecificationPayload,
  RemoveRequirementInput,
  RemoveRequirementPayload,
  RequirementPayload,
  RequirementsPayload,
  SettleGuidanceInput,
  Specification,
  UpdateRequirementInput,
  UpdateRequirementPayload,
  UpdateRequirementsInput,
  UpdateRequirementsPayload,
} from './requirement.inputs';
import { RequirementService } from './requirement.service';

@Resolver(() => Requirement)
export class RequirementResolver {
  constructor(
    private readonly requirements: RequirementService,
    private readonly decisions: GuidanceDecisions,
  ) {}

  /** What an uploaded specification holds, to check before it is added. */
  @Query(() => Specification)
  @Allow({ BUYER: ['EDITOR'] }, 'READ')
  specification(
    @CurrentCaller() caller: Member,
    @Args('documentId', { type: () => ID }) documentId: string,
  ): Promise<Specification> {
    return this.requirements.specification(caller, documentId);
  }

  @Mutation(() => RequirementsPayload)
  @Allow({ BUYER: ['EDITOR'] })
  addRequirements(@CurrentCaller() caller: Member, @Args('input') input: AddRequirementsInput): Promise<RequirementsPayload> {
    return this.requirements.add(caller, input);
  }

  @Mutation(() => ImportSpecificationPayload)
  @Allow({ BUYER: ['EDITOR'] })
  importSpecification(
    @CurrentCaller() caller: Member,
    @Args('input') input: ImportSpecificationInput,
  ): Promise<ImportSpecificationPayload> {
    return this.requirements.importSpecification(caller, input);
  }

  @Mutation(() => UpdateRequirementPayload)
  @Allow({ BUYER: ['EDITOR'] })
  updateRequirement(
    @CurrentCaller() caller: Member,
    @Args('input') input: UpdateRequirementInput,
  ): Promise<UpdateRequirementPayload> {
    return this.requirements.update(caller, input);
  }

  @Mutation(() => UpdateRequirementsPayload)
  @Allow({ BUYER: ['EDITOR'] })
  updateRequirements(
    @CurrentCaller() caller: Member,
    @Args('input') input: UpdateRequirementsInput,
  ): Promise<UpdateRequirementsPayload> {
    return this.requirements.updateAll(caller, input);
  }

  @Mutation(() => RemoveRequirementPayload)
  @Allow({ BUYER: ['EDITOR'] })
  removeRequirement(
    @CurrentCaller() caller: Member,
    @Args('input') input: RemoveRequirementInput,
  ): Promise<RemoveRequirementPayload> {
    return this.requirements.remove(caller, input);
  }

  @Mutation(() => RequirementPayload)
  @Allow({ BUYER: ['EDITOR'] })
  decideGuidance(@CurrentCaller() caller: Member, @Args('input') input: DecideGuidanceInput): Promise<RequirementPayload> {
    return this.decisions.decide(caller, input);
  }

  @Mutation(() => RequirementsPayload)
  @Allow({ BUYER: ['EDITOR'] })
  settleGuidance(@CurrentCaller() caller: Member, @Args('input') input: SettleGuidanceInput): Promise<RequirementsPayload> {
    return this.decisions.settle(caller, input);
  }

  @Mutation(() => RequirementPayload)
  @Allow({ BUYER: ['EDITOR'] })
  answerMatchQuestions(
    @CurrentCaller() caller: Member,
    @Args('input') input: AnswerMatchQuestionsInput,
  ): Promise<RequirementPayload> {
    return this.requirements.answerMatchQuestions(caller, input);
  }
}
