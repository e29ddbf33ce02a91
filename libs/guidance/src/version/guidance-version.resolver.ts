import { Args, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Allow, Caller, CurrentCaller, Member, Public, Reader } from '#platform';
import { GuidanceDocument } from '../document/guidance-document.entity';
import {
  AddGuidanceVersionInput,
  GuidanceChanges,
  GuidanceFileArguments,
  GuidanceFileDocument,
  GuidanceVersionPayload,
} from './guidance-version.inputs';
import { GuidanceVersionService } from './guidance-version.service';

/** Versions of guidance documents: public to read, added by operators. */
@Resolver(() => GuidanceDocument)
export class GuidanceVersionResolver {
  constructor(
    private readonly versions: GuidanceVersionService,
    private readonly reader: Reader,
  ) {}

  /** Every version of the document with a code, the current one first; none when there is no such document. */
  @Query(() => [GuidanceDocument])
  @Public()
  guidanceVersions(
    @CurrentCaller() caller: Caller,
    @Args('document', { description: 'Code of a document' }) document: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<GuidanceDocument[]> {
    return this.reader.many(
      caller,
      info,
      GuidanceDocument,
      (a, p) => `${a}.code = ${p.add(document)}`,
      (a) => `${a}.is_current DESC, ${a}.published_at DESC, ${a}.id DESC`,
    );
  }

  /** What differs between two versions of a document. */
  @Query(() => GuidanceChanges)
  @Public()
  guidanceChanges(
    @CurrentCaller() caller: Caller,
    @Args('document', { description: 'Code of a document' }) document: string,
    @Args('from', { description: 'The version, as its publisher gives it' }) from: string,
    @Args('to') to: string,
  ): Promise<GuidanceChanges> {
    return this.versions.changes(caller, document, from, to);
  }

  /** What an uploaded file holds and would change, a document at a time. Nothing is taken yet. */
  @Query(() => [GuidanceFileDocument])
  @Allow({ OVERSIGHT: ['OPERATOR'] }, 'READ')
  guidanceFile(@CurrentCaller() caller: Member, @Args() file: GuidanceFileArguments): Promise<GuidanceFileDocument[]> {
    return this.versions.check(caller, file);
  }

  @Mutation(() => GuidanceVersionPayload)
  @Allow({ OVERSIGHT: ['OPERATOR'] })
  addGuidanceVersion(
    @CurrentCaller() caller: Member,
    @Args('input') input: AddGuidanceVersionInput,
  ): Promise<GuidanceVersionPayload> {
    return this.versions.add(caller, input);
  }
}
