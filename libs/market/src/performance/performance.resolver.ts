import { Args, ArgsType, Field, Info, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { GraphQLResolveInfo } from 'graphql';
import { Supplier } from '#directory';
import { Allow, Connection, CurrentCaller, MAXIMUM_PAGE, Member, Planned, plannedField } from '#platform';
import { Award } from '../award/award.entity';
import { Notice } from '../notice/notice.entity';
import { ContractPerformance } from './contract-performance.entity';
import { AnswerPerformanceInput, PerformanceReplyPayload, RemovePerformanceReplyInput } from './performance.inputs';
import { PerformanceService } from './performance.service';
import { SupplierPerformance, SupplierPerformanceConnection } from './supplier-performance.entity';

@ArgsType()
class PerformanceArguments {
  @Field(() => Int, { nullable: true, description: `The newest so many, at most ${MAXIMUM_PAGE}` })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAXIMUM_PAGE)
  first?: number;
}

@Resolver(() => Supplier)
export class SupplierPerformanceResolver {
  constructor(private readonly performance: PerformanceService) {}

  /** What notices state of the performance of this supplier's contracts: what was measured or failed, the newest first, then what was agreed. */
  @Planned()
  @ResolveField(() => SupplierPerformanceConnection, { name: 'performance' })
  ofSupplier(
    @Parent() supplier: Supplier,
    @Args() _args: PerformanceArguments,
    @Info() info: GraphQLResolveInfo,
  ): Connection<SupplierPerformance> {
    return plannedField(supplier, info);
  }

  @Mutation(() => PerformanceReplyPayload)
  @Allow({ SUPPLIER: ['EDITOR'] })
  answerPerformance(
    @CurrentCaller() caller: Member,
    @Args('input') input: AnswerPerformanceInput,
  ): Promise<PerformanceReplyPayload> {
    return this.performance.answer(caller, input);
  }

  @Mutation(() => PerformanceReplyPayload)
  @Allow({ SUPPLIER: ['EDITOR'] })
  removePerformanceReply(
    @CurrentCaller() caller: Member,
    @Args('input') input: RemovePerformanceReplyInput,
  ): Promise<PerformanceReplyPayload> {
    return this.performance.removeReply(caller, input);
  }
}

@Resolver(() => Award)
export class AwardPerformanceResolver {
  /** What notices state of the performance of its contracts. */
  @Planned()
  @ResolveField(() => [SupplierPerformance])
  performance(@Parent() award: Award, @Info() info: GraphQLResolveInfo): SupplierPerformance[] {
    return plannedField(award, info);
  }
}

@Resolver(() => Notice)
export class NoticePerformanceResolver {
  /** What it states of the performance of contracts, and no later notice has stated again. */
  @Planned()
  @ResolveField(() => [ContractPerformance])
  performance(@Parent() notice: Notice, @Info() info: GraphQLResolveInfo): ContractPerformance[] {
    return plannedField(notice, info);
  }

  /** The awards that it is the latest notice of. */
  @Planned()
  @ResolveField(() => [Award])
  awards(@Parent() notice: Notice, @Info() info: GraphQLResolveInfo): Award[] {
    return plannedField(notice, info);
  }
}

@Resolver(() => ContractPerformance)
export class ContractPerformanceResolver {
  /** The awards of its contract, as far as notices tell of them; of a failure that names who failed, theirs alone. */
  @Planned()
  @ResolveField(() => [SupplierPerformance])
  holders(@Parent() performance: ContractPerformance, @Info() info: GraphQLResolveInfo): SupplierPerformance[] {
    return plannedField(performance, info);
  }
}
