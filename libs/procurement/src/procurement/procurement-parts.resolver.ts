import { Info, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Planned, plannedField } from '#platform';
import { Candidate } from '../candidate/candidate.entity';
import { WithdrawnGuidance } from '../later-guidance/withdrawn-guidance.entity';
import { Requirement, RequirementGuidance } from '../requirement/requirement.entity';
import { LockedSearch } from '../search/locked-search.entity';
import { Procurement } from './procurement.entity';

/** The parts of a procurement that hold its key: read in the same statement as the procurement itself. */
@Resolver(() => Procurement)
export class ProcurementPartsResolver {
  @Planned()
  @ResolveField(() => [Requirement])
  requirements(@Parent() procurement: Procurement, @Info() info: GraphQLResolveInfo): Requirement[] {
    return plannedField(procurement, info);
  }

  @Planned()
  @ResolveField(() => LockedSearch, { nullable: true })
  search(@Parent() procurement: Procurement, @Info() info: GraphQLResolveInfo): LockedSearch | null {
    return plannedField(procurement, info);
  }

  @Planned()
  @ResolveField(() => [Candidate])
  candidates(@Parent() procurement: Procurement, @Info() info: GraphQLResolveInfo): Candidate[] {
    return plannedField(procurement, info);
  }
}

@Resolver(() => Requirement)
export class RequirementPartsResolver {
  /** What the matching found, best first, and what was decided. */
  @Planned()
  @ResolveField(() => [RequirementGuidance])
  guidance(@Parent() requirement: Requirement, @Info() info: GraphQLResolveInfo): RequirementGuidance[] {
    return plannedField(requirement, info);
  }

  /** What was decided on items that a later version of their document does not have; the earliest first. */
  @Planned()
  @ResolveField(() => [WithdrawnGuidance])
  withdrawnGuidance(@Parent() requirement: Requirement, @Info() info: GraphQLResolveInfo): WithdrawnGuidance[] {
    return plannedField(requirement, info);
  }
}
