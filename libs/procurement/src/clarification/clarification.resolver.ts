import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, CurrentCaller, Member } from '#platform';
import { Clarification } from './clarification.entity';
import { AnswerClarificationInput, AskClarificationInput, ClarificationPayload } from './clarification.inputs';
import { ClarificationService } from './clarification.service';

@Resolver(() => Clarification)
export class ClarificationResolver {
  constructor(private readonly clarifications: ClarificationService) {}

  @Mutation(() => ClarificationPayload)
  @Allow({ SUPPLIER: ['EDITOR'] })
  askClarification(
    @CurrentCaller() caller: Member,
    @Args('input') input: AskClarificationInput,
  ): Promise<ClarificationPayload> {
    return this.clarifications.ask(caller, input);
  }

  @Mutation(() => ClarificationPayload)
  @Allow({ BUYER: ['EDITOR'] })
  answerClarification(
    @CurrentCaller() caller: Member,
    @Args('input') input: AnswerClarificationInput,
  ): Promise<ClarificationPayload> {
    return this.clarifications.answer(caller, input);
  }
}
