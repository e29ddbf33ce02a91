import { Args, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { CurrentCaller, Member, Reader, SignedIn } from '#platform';
import { WatchedQuestion } from './watched-question.entity';
import {
  StopWatchingMarketQuestionInput,
  StopWatchingMarketQuestionPayload,
  WatchMarketQuestionInput,
  WatchMarketQuestionPayload,
} from './watched-question.inputs';
import { WatchedQuestionService } from './watched-question.service';

/** Questions about the market that the caller's organisation watches. */
@Resolver(() => WatchedQuestion)
export class WatchedQuestionResolver {
  constructor(
    private readonly reader: Reader,
    private readonly questions: WatchedQuestionService,
  ) {}

  /** The newest first. */
  @Query(() => [WatchedQuestion])
  @SignedIn()
  watchedQuestions(@CurrentCaller() caller: Member, @Info() info: GraphQLResolveInfo): Promise<WatchedQuestion[]> {
    return this.reader.many(
      caller,
      info,
      WatchedQuestion,
      (a, p) => `${a}.organisation_id = ${p.add(caller.organisation.id)}::uuid`,
      (a) => `${a}.created_at DESC, ${a}.id`,
    );
  }

  /** Saves a question; the organisation is told when its answer changes by more than the threshold. */
  @Mutation(() => WatchMarketQuestionPayload)
  @SignedIn('WRITE')
  watchMarketQuestion(
    @CurrentCaller() caller: Member,
    @Args('input') input: WatchMarketQuestionInput,
  ): Promise<WatchMarketQuestionPayload> {
    return this.questions.watch(caller, input);
  }

  @Mutation(() => StopWatchingMarketQuestionPayload)
  @SignedIn('WRITE')
  stopWatchingMarketQuestion(
    @CurrentCaller() caller: Member,
    @Args('input') { watchedQuestionId }: StopWatchingMarketQuestionInput,
  ): Promise<StopWatchingMarketQuestionPayload> {
    return this.questions.stop(caller, watchedQuestionId);
  }
}
