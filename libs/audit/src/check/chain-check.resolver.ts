import { Args, ID, Info, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Allow, Connection, connectionOf, CurrentCaller, Member, PageArguments, Reader, readId } from '#platform';
import { ChainCheck, ChainCheckPayload, CheckChainInput } from './chain-check.entity';
import { ChainCheckService } from './chain-check.service';

const { connection } = connectionOf(ChainCheck);

@ObjectType()
export class ChainChecksConnection extends connection {}

/** Checks of whole chains, and what they found. */
@Resolver(() => ChainCheck)
export class ChainCheckResolver {
  constructor(
    private readonly checks: ChainCheckService,
    private readonly reader: Reader,
  ) {}

  /** The checks that the caller's organisation asked for, the newest first. */
  @Query(() => ChainChecksConnection)
  @Allow({ BUYER: ['VIEWER'], SUPPLIER: ['VIEWER'], OVERSIGHT: ['VIEWER'] }, 'READ')
  chainChecks(
    @CurrentCaller() caller: Member,
    @Args() page: PageArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<ChainCheck>> {
    return this.reader.page(caller, info, ChainCheck, page, {
      mark: ['chainChecks'],
      where: (a, p) => `${a}.organisation_id = ${p.add(caller.organisation.id)}::uuid`,
      order: {
        descending: true,
        keys: [
          { sql: (a) => `${a}.created_at`, type: 'timestamptz' },
          { sql: (a) => `${a}.id`, type: 'uuid' },
        ],
      },
    });
  }

  @Query(() => ChainCheck)
  @Allow({ BUYER: ['VIEWER'], SUPPLIER: ['VIEWER'], OVERSIGHT: ['VIEWER'] }, 'READ')
  chainCheck(
    @CurrentCaller() caller: Member,
    @Args('id', { type: () => ID }) id: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ChainCheck> {
    return this.reader.one(caller, info, ChainCheck, readId(ChainCheck, id));
  }

  /** Has a whole chain checked, or, for operators, all of them. */
  @Mutation(() => ChainCheckPayload)
  @Allow({ BUYER: ['ADMIN'], SUPPLIER: ['ADMIN'], OVERSIGHT: ['OPERATOR'] })
  checkChain(@CurrentCaller() caller: Member, @Args('input') input: CheckChainInput): Promise<ChainCheckPayload> {
    return this.checks.ask(caller, input);
  }
}
