import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, CurrentCaller, keyOf, Member } from '#platform';
import { Procurement } from '../procurement/procurement.entity';
import { LaterGuidanceService } from './later-guidance.service';
import {
  LaterGuidance,
  LaterGuidancePreview,
  MoveToLaterGuidanceInput,
  MoveToLaterGuidancePayload,
} from './later-guidance.types';

@Resolver(() => Procurement)
export class LaterGuidanceResolver {
  constructor(private readonly later: LaterGuidanceService) {}

  /** The documents of which a later version has been published than the one that this procurement rests on. */
  @ResolveField(() => [LaterGuidance])
  laterGuidance(@CurrentCaller() caller: Member, @Parent() procurement: Procurement): Promise<LaterGuidance[]> {
    return this.later.of(caller, keyOf(Procurement, procurement));
  }

  /**
   * Moves a procurement to the current version of a guidance document, until its criteria lock. Decisions on items that are there still
   * are carried over; requirements whose accepted item is there no longer have to be settled again.
   */
  @Mutation(() => MoveToLaterGuidancePayload)
  @Allow({ BUYER: ['EDITOR'] })
  moveToLaterGuidance(
    @CurrentCaller() caller: Member,
    @Args('input') input: MoveToLaterGuidanceInput,
  ): Promise<MoveToLaterGuidancePayload> {
    return this.later.move(caller, input);
  }
}

@Resolver(() => LaterGuidance)
export class LaterGuidancePreviewResolver {
  constructor(private readonly later: LaterGuidanceService) {}

  /** What moving to it would do, requirement by requirement. */
  @ResolveField(() => LaterGuidancePreview)
  preview(@CurrentCaller() caller: Member, @Parent() later: LaterGuidance): Promise<LaterGuidancePreview> {
    return this.later.preview(caller, later);
  }
}
