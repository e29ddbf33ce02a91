import { Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Caller, CurrentCaller, Public, Reader } from '#platform';
import { Region, Sector, Technology } from './taxonomy.entities';

@Resolver()
export class TaxonomyResolver {
  constructor(private readonly reader: Reader) {}

  @Query(() => [Sector])
  @Public()
  sectors(@CurrentCaller() caller: Caller, @Info() info: GraphQLResolveInfo): Promise<Sector[]> {
    return this.reader.many(
      caller,
      info,
      Sector,
      () => 'true',
      (a) => `${a}.position`,
    );
  }

  @Query(() => [Technology])
  @Public()
  technologies(@CurrentCaller() caller: Caller, @Info() info: GraphQLResolveInfo): Promise<Technology[]> {
    return this.reader.many(
      caller,
      info,
      Technology,
      () => 'true',
      (a) => `${a}.position`,
    );
  }

  @Query(() => [Region])
  @Public()
  regions(@CurrentCaller() caller: Caller, @Info() info: GraphQLResolveInfo): Promise<Region[]> {
    return this.reader.many(
      caller,
      info,
      Region,
      () => 'true',
      (a) => `${a}.level, ${a}.code`,
    );
  }
}
