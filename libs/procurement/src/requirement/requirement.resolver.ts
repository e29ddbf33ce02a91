import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, CurrentCaller, Member } from '#platform';
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
  UpdateRequirementInput,
} from './requirement.inputs';
import { RequirementService } from './requirement.service';

@Resolver(() => Requirement)
export class RequirementResolver {
  constructor(private readonly requirements: RequirementService) {}

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

  @Mutation(() => RequirementPayload)
  @Allow({ BUYER: ['EDITOR'] })
  updateRequirement(
    @CurrentCaller() caller: Member,
    @Args('input') input: UpdateRequirementInput,
  ): Promise<RequirementPayload> {
    return this.requirements.update(caller, input);
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
    return this.requirements.decideGuidance(caller, input);
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
