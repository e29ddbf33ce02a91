import { Args, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Allow, CurrentCaller, Member, Reader, readId } from '#platform';
import { Procurement } from '../procurement/procurement.entity';
import { LockedResult, LockedSearch } from './locked-search.entity';
import { LockSearchInput, LockSearchPayload } from './search.inputs';
import { SearchService } from './search.service';

@Resolver(() => LockedSearch)
export class SearchResolver {
  constructor(
    private readonly searches: SearchService,
    private readonly reader: Reader,
  ) {}

  @Mutation(() => LockSearchPayload)
  @Allow({ BUYER: ['EDITOR'] })
  lockSearch(@CurrentCaller() caller: Member, @Args('input') input: LockSearchInput): Promise<LockSearchPayload> {
    return this.searches.lock(caller, input);
  }

  /** Every supplier of a procurement's locked search, as it stood. */
  @Query(() => [LockedResult])
  @Allow({ BUYER: ['VIEWER'] }, 'READ')
  lockedResults(
    @CurrentCaller() caller: Member,
    @Args('procurementId', { type: () => ID }) id: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<LockedResult[]> {
    const key = readId(Procurement, id);
    return this.reader.many(
      caller,
      info,
      LockedResult,
      (a, p) => `${a}.locked_search_id = (SELECT s.id FROM locked_search s WHERE s.procurement_id = ${p.add(key)}::uuid)`,
      (a) => `${a}.position`,
    );
  }
}
