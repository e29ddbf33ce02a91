import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentCaller, Member } from '#platform';
import { OrganisationMember } from '../user/user.entity';
import {
  AddMemberInput,
  AddMemberPayload,
  ChangeMemberInput,
  ChangeMemberPayload,
  CreateOrganisationInput,
  CreateOrganisationPayload,
  RemoveMemberInput,
  RemoveMemberPayload,
} from './membership.inputs';
import { MembershipService } from './membership.service';

@Resolver()
export class MembershipResolver {
  constructor(private readonly memberships: MembershipService) {}

  @Mutation(() => CreateOrganisationPayload)
  @Allow({ OVERSIGHT: ['OPERATOR'] })
  createOrganisation(
    @CurrentCaller() caller: Member,
    @Args('input') input: CreateOrganisationInput,
  ): Promise<CreateOrganisationPayload> {
    return this.memberships.createOrganisation(caller, input);
  }

  @Mutation(() => AddMemberPayload)
  @Allow({ BUYER: ['ADMIN'], SUPPLIER: ['ADMIN'], OVERSIGHT: ['ADMIN', 'OPERATOR'] })
  addMember(@CurrentCaller() caller: Member, @Args('input') input: AddMemberInput): Promise<AddMemberPayload> {
    return this.memberships.addMember(caller, input);
  }

  /** The people of the caller's organisation, by name. An operator may name another. */
  @Query(() => [OrganisationMember])
  @Allow({ BUYER: ['ADMIN'], SUPPLIER: ['ADMIN'], OVERSIGHT: ['ADMIN', 'OPERATOR'] }, 'READ')
  members(
    @CurrentCaller() caller: Member,
    @Args('organisationId', { type: () => ID, nullable: true }) organisationId: string | null,
  ): Promise<OrganisationMember[]> {
    return this.memberships.members(caller, organisationId);
  }

  @Mutation(() => ChangeMemberPayload)
  @Allow({ BUYER: ['ADMIN'], SUPPLIER: ['ADMIN'], OVERSIGHT: ['ADMIN', 'OPERATOR'] })
  changeMember(@CurrentCaller() caller: Member, @Args('input') input: ChangeMemberInput): Promise<ChangeMemberPayload> {
    return this.memberships.changeMember(caller, input);
  }

  @Mutation(() => RemoveMemberPayload)
  @Allow({ BUYER: ['ADMIN'], SUPPLIER: ['ADMIN'], OVERSIGHT: ['ADMIN', 'OPERATOR'] })
  removeMember(@CurrentCaller() caller: Member, @Args('input') input: RemoveMemberInput): Promise<RemoveMemberPayload> {
    return this.memberships.removeMember(caller, input);
  }
}
