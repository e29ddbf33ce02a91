import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, CurrentCaller, Member } from '#platform';
import { GuidanceRelation } from '../item/guidance-item.entity';
import { EndGuidanceRelationInput, GuidanceRelationPayload, StateGuidanceRelationInput } from './guidance-relation.inputs';
import { GuidanceRelationService } from './guidance-relation.service';

/** How items of different documents stand to each other, as operators state it. */
@Resolver(() => GuidanceRelation)
export class GuidanceRelationResolver {
  constructor(private readonly relations: GuidanceRelationService) {}

  /** States how an item stands to one of another document, both ways round, in place of what was stated of the two before. */
  @Mutation(() => GuidanceRelationPayload)
  @Allow({ OVERSIGHT: ['OPERATOR'] })
  stateGuidanceRelation(
    @CurrentCaller() caller: Member,
    @Args('input') input: StateGuidanceRelationInput,
  ): Promise<GuidanceRelationPayload> {
    return this.relations.state(caller, input);
  }

  /** Ends a relation, both ways round: it is listed no longer, and the matching goes by it no more. */
  @Mutation(() => GuidanceRelationPayload)
  @Allow({ OVERSIGHT: ['OPERATOR'] })
  endGuidanceRelation(
    @CurrentCaller() caller: Member,
    @Args('input') input: EndGuidanceRelationInput,
  ): Promise<GuidanceRelationPayload> {
    return this.relations.end(caller, input);
  }
}
