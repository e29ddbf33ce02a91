import { Args, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Allow, CurrentCaller, Member, Reader } from '#platform';
import { PageCandidate, PageRequest } from './page-request.entity';
import {
  ChangePageRequestInput,
  DecidePageRequestInput,
  PageCandidatesInput,
  PageRequestPayload,
  RequestPageInput,
  WithdrawPageRequestInput,
} from './page-request.inputs';
import { PageRequestService } from './page-request.service';

@Resolver(() => PageRequest)
export class PageRequestResolver {
  constructor(
    private readonly requests: PageRequestService,
    private readonly reader: Reader,
  ) {}

  /** Requests for a page that wait for an operator, the one that has waited longest first. */
  @Query(() => [PageRequest])
  @Allow({ OVERSIGHT: ['OPERATOR'] }, 'READ')
  pendingPageRequests(@CurrentCaller() caller: Member, @Info() info: GraphQLResolveInfo): Promise<PageRequest[]> {
    return this.reader.many(
      caller,
      info,
      PageRequest,
      (a) => `${a}.status = 'PENDING'`,
      (a) => `${a}.asked_at, ${a}.id`,
    );
  }

  /** What the caller's own organisation has asked for, the latest first. */
  @Query(() => [PageRequest])
  @Allow({ SUPPLIER: ['VIEWER'] }, 'READ')
  myPageRequests(@CurrentCaller() caller: Member, @Info() info: GraphQLResolveInfo): Promise<PageRequest[]> {
    return this.reader.many(
      caller,
      info,
      PageRequest,
      (a, p) => `${a}.organisation_id = ${p.add(caller.organisation.id)}::uuid`,
      (a) => `${a}.id DESC`,
    );
  }

  /** Pages that may be those of the caller's organisation already: one that is, it claims. */
  @Query(() => [PageCandidate])
  @Allow({ SUPPLIER: ['EDITOR'] }, 'READ')
  pageCandidates(@CurrentCaller() caller: Member, @Args('input') input: PageCandidatesInput): Promise<PageCandidate[]> {
    return this.requests.candidates(caller, input);
  }

  @Mutation(() => PageRequestPayload)
  @Allow({ SUPPLIER: ['EDITOR'] })
  requestPage(@CurrentCaller() caller: Member, @Args('input') input: RequestPageInput): Promise<PageRequestPayload> {
    return this.requests.request(caller, input);
  }

  @Mutation(() => PageRequestPayload)
  @Allow({ SUPPLIER: ['EDITOR'] })
  changePageRequest(
    @CurrentCaller() caller: Member,
    @Args('input') input: ChangePageRequestInput,
  ): Promise<PageRequestPayload> {
    return this.requests.change(caller, input);
  }

  @Mutation(() => PageRequestPayload)
  @Allow({ SUPPLIER: ['EDITOR'] })
  withdrawPageRequest(
    @CurrentCaller() caller: Member,
    @Args('input') input: WithdrawPageRequestInput,
  ): Promise<PageRequestPayload> {
    return this.requests.withdraw(caller, input);
  }

  @Mutation(() => PageRequestPayload)
  @Allow({ OVERSIGHT: ['OPERATOR'] })
  decidePageRequest(
    @CurrentCaller() caller: Member,
    @Args('input') input: DecidePageRequestInput,
  ): Promise<PageRequestPayload> {
    return this.requests.decide(caller, input);
  }
}
