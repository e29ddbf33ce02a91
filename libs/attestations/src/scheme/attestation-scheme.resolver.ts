import { Args, Info, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { GuidanceItem } from '#guidance';
import { Caller, CurrentCaller, NotFound, Planned, plannedField, Public, Reader } from '#platform';
import { AttestationScheme, SchemeEvidence } from './attestation-scheme.entity';

@Resolver(() => AttestationScheme)
export class AttestationSchemeResolver {
  constructor(private readonly reader: Reader) {}

  @Query(() => [AttestationScheme])
  @Public()
  attestationSchemes(@CurrentCaller() caller: Caller, @Info() info: GraphQLResolveInfo): Promise<AttestationScheme[]> {
    return this.reader.many(
      caller,
      info,
      AttestationScheme,
      () => 'true',
      (a) => `${a}.position`,
    );
  }

  /** The scheme with a code. */
  @Query(() => AttestationScheme)
  @Public()
  async attestationScheme(
    @CurrentCaller() caller: Caller,
    @Args('code') code: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AttestationScheme> {
    const scheme = await this.reader.find(caller, info, AttestationScheme, (a, p) => `${a}.code = ${p.add(code)}`);
    if (scheme === null) throw new NotFound('attestation scheme');
    return scheme;
  }
}

@Resolver(() => GuidanceItem)
export class GuidanceEvidenceResolver {
  /** The schemes that evidence this item. */
  @Planned()
  @ResolveField(() => [SchemeEvidence])
  evidencedBy(@Parent() item: GuidanceItem, @Info() info: GraphQLResolveInfo): SchemeEvidence[] {
    return plannedField(item, info);
  }
}
