import { Args, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Allow, CurrentCaller, Member, Reader } from '#platform';
import { Claim } from './claim.entity';
import { ClaimPayload, ClaimSupplierInput, DecideClaimInput, WithdrawClaimInput } from './claim.inputs';
import { ClaimService } from './claim.service';

@Resolver(() => Claim)
export class ClaimResolver {
  constructor(
    private readonly claims: ClaimService,
    private readonly reader: Reader,
  ) {}

  /** Claims that wait for an operator, the oldest first. */
  @Query(() => [Claim])
  @Allow({ OVERSIGHT: ['OPERATOR'] }, 'READ')
  pendingClaims(@CurrentCaller() caller: Member, @Info() info: GraphQLResolveInfo): Promise<Claim[]> {
    return this.reader.many(
      caller,
      info,
      Claim,
      (a) => `${a}.status = 'PENDING'`,
      (a) => `${a}.id`,
    );
  }

  /** What the caller's own organisation has asked for, the latest first. */
  @Query(() => [Claim])
  @Allow({ SUPPLIER: ['VIEWER'] }, 'READ')
  myClaims(@CurrentCaller() caller: Member, @Info() info: GraphQLResolveInfo): Promise<Claim[]> {
    return this.reader.many(
      caller,
      info,
      Claim,
      (a, p) => `${a}.organisation_id = ${p.add(caller.organisation.id)}::uuid`,
      (a) => `${a}.id DESC`,
    );
  }

  @Mutation(() => ClaimPayload)
  @Allow({ SUPPLIER: ['EDITOR'] })
  claimSupplier(@CurrentCaller() caller: Member, @Args('input') input: ClaimSupplierInput): Promise<ClaimPayload> {
    return this.claims.claim(caller, input);
  }

  @Mutation(() => ClaimPayload)
  @Allow({ SUPPLIER: ['EDITOR'] })
  withdrawClaim(@CurrentCaller() caller: Member, @Args('input') input: WithdrawClaimInput): Promise<ClaimPayload> {
    return this.claims.withdraw(caller, input);
  }

  @Mutation(() => ClaimPayload)
  @Allow({ OVERSIGHT: ['OPERATOR'] })
  decideClaim(@CurrentCaller() caller: Member, @Args('input') input: DecideClaimInput): Promise<ClaimPayload> {
    return this.claims.decide(caller, input);
  }
}
