import { ArgsType, Args, Field, Info, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { GraphQLResolveInfo } from 'graphql';
import { Supplier } from '#directory';
import { Connection, MAXIMUM_PAGE, Planned, plannedField } from '#platform';
import { Award, SupplierAwardConnection } from './award.entity';

@ArgsType()
class AwardsArguments {
  @Field(() => Int, { nullable: true, description: `The newest so many, at most ${MAXIMUM_PAGE}` })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAXIMUM_PAGE)
  first?: number;
}

@Resolver(() => Supplier)
export class AwardResolver {
  /** What public notices say this supplier won, the newest first. */
  @Planned()
  @ResolveField(() => SupplierAwardConnection)
  awards(@Parent() supplier: Supplier, @Args() _args: AwardsArguments, @Info() info: GraphQLResolveInfo): Connection<Award> {
    return plannedField(supplier, info);
  }
}
