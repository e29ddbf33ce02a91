import { Info, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { GuidanceItem } from '#guidance';
import { Caller, CurrentCaller, plannedField, Public, Reader } from '#platform';
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
}

@Resolver(() => GuidanceItem)
export class GuidanceEvidenceResolver {
  /** The schemes that evidence this item. */
  @ResolveField(() => [SchemeEvidence])
  evidencedBy(@Parent() item: GuidanceItem, @Info() info: GraphQLResolveInfo): SchemeEvidence[] {
    return plannedField(item, info);
  }
}
