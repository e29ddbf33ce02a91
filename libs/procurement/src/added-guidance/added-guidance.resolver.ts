import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, CurrentCaller, keyOf, Member } from '#platform';
import { Procurement } from '../procurement/procurement.entity';
import { AddedGuidanceService } from './added-guidance.service';
import { AddGuidanceToProcurementInput, AddGuidanceToProcurementPayload, GuidanceToAdd } from './added-guidance.types';

@Resolver(() => Procurement)
export class AddedGuidanceResolver {
  constructor(private readonly added: AddedGuidanceService) {}

  /** The guidance documents that are not counted for this procurement: those that came since it was begun first. */
  @ResolveField(() => [GuidanceToAdd])
  guidanceToAdd(@CurrentCaller() caller: Member, @Parent() procurement: Procurement): Promise<GuidanceToAdd[]> {
    return this.added.toAdd(caller, keyOf(Procurement, procurement));
  }

  /** Takes a guidance document into a procurement, until its criteria lock: it counts among the coverage, and requirements are matched to it. */
  @Mutation(() => AddGuidanceToProcurementPayload)
  @Allow({ BUYER: ['EDITOR'] })
  addGuidanceToProcurement(
    @CurrentCaller() caller: Member,
    @Args('input') input: AddGuidanceToProcurementInput,
  ): Promise<AddGuidanceToProcurementPayload> {
    return this.added.add(caller, input);
  }
}
