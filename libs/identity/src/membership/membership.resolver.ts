import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, CurrentCaller, Member } from '#platform';
import { AddMemberInput, AddMemberPayload, CreateOrganisationInput, CreateOrganisationPayload } from './membership.inputs';
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
}
