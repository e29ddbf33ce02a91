import { Args, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Allow, Caller, CallerAddress, CurrentCaller, Member, Public, Reader, readId } from '#platform';
import { AccountRequest } from './account-request.entity';
import {
  AccountRequestStanding,
  DecideAccountRequestInput,
  DecideAccountRequestPayload,
  RequestAccountInput,
  RequestAccountPayload,
  WithdrawAccountRequestInput,
  WithdrawAccountRequestPayload,
} from './account-request.inputs';
import { AccountRequestService } from './account-request.service';

@Resolver(() => AccountRequest)
export class AccountRequestResolver {
  constructor(
    private readonly requests: AccountRequestService,
    private readonly reader: Reader,
  ) {}

  /** Requests for an account that wait for an operator, the one that has waited longest first. */
  @Query(() => [AccountRequest])
  @Allow({ OVERSIGHT: ['OPERATOR'] }, 'READ')
  pendingAccountRequests(@CurrentCaller() caller: Member, @Info() info: GraphQLResolveInfo): Promise<AccountRequest[]> {
    return this.reader.many(
      caller,
      info,
      AccountRequest,
      (a) => `${a}.status = 'PENDING'`,
      (a) => `${a}.asked_at, ${a}.id`,
    );
  }

  @Query(() => AccountRequest)
  @Allow({ OVERSIGHT: ['OPERATOR'] }, 'READ')
  accountRequest(
    @CurrentCaller() caller: Member,
    @Args('id', { type: () => ID }) id: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AccountRequest> {
    return this.reader.one(caller, info, AccountRequest, readId(AccountRequest, id));
  }

  /** Where a request for an account stands, for whoever has the secret that was shown when it was made. */
  @Query(() => AccountRequestStanding, { nullable: true })
  @Public()
  accountRequestStanding(@Args('secret') secret: string): Promise<AccountRequestStanding | null> {
    return this.requests.standing(secret);
  }

  @Mutation(() => RequestAccountPayload)
  @Public()
  requestAccount(
    @CurrentCaller() caller: Caller,
    @CallerAddress() address: string,
    @Args('input') input: RequestAccountInput,
  ): Promise<RequestAccountPayload> {
    return this.requests.request(caller, address, input);
  }

  /** Takes a request back that nobody has decided, for whoever has its secret: it is erased at once. */
  @Mutation(() => WithdrawAccountRequestPayload)
  @Public()
  withdrawAccountRequest(
    @CurrentCaller() caller: Caller,
    @Args('input') input: WithdrawAccountRequestInput,
  ): Promise<WithdrawAccountRequestPayload> {
    return this.requests.withdraw(caller, input.secret);
  }

  @Mutation(() => DecideAccountRequestPayload)
  @Allow({ OVERSIGHT: ['OPERATOR'] })
  decideAccountRequest(
    @CurrentCaller() caller: Member,
    @Args('input') input: DecideAccountRequestInput,
  ): Promise<DecideAccountRequestPayload> {
    return this.requests.decide(caller, input);
  }
}
