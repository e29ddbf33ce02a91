import { Args, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Caller, CurrentCaller, NotFound, Public, Reader } from '#platform';
import { GuidanceDocument } from '../document/guidance-document.entity';
import { GuidanceItem } from './guidance-item.entity';

@Resolver(() => GuidanceItem)
export class GuidanceItemResolver {
  constructor(private readonly reader: Reader) {}

  /** Every document of the collection, in its current version. */
  @Query(() => [GuidanceDocument])
  @Public()
  guidanceDocuments(@CurrentCaller() caller: Caller, @Info() info: GraphQLResolveInfo): Promise<GuidanceDocument[]> {
    return this.reader.many(
      caller,
      info,
      GuidanceDocument,
      (a) => `${a}.is_current`,
      (a) => `${a}.position`,
    );
  }

  /** The item with a code, in the current version of its document. */
  @Query(() => GuidanceItem)
  @Public()
  async guidanceItem(
    @CurrentCaller() caller: Caller,
    @Args('code') code: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<GuidanceItem> {
    const item = await this.reader.find(caller, info, GuidanceItem, (a, p) => `${a}.is_current AND ${a}.code = ${p.add(code)}`);
    if (item === null) throw new NotFound('guidance item');
    return item;
  }

  /** The items of a document, in its order. */
  @Query(() => [GuidanceItem])
  @Public()
  guidanceItems(
    @CurrentCaller() caller: Caller,
    @Args('document') document: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<GuidanceItem[]> {
    return this.reader.many(
      caller,
      info,
      GuidanceItem,
      (a, p) => `${a}.document_id = (SELECT d.id FROM guidance_document d WHERE d.is_current AND d.code = ${p.add(document)})`,
      (a) => `${a}.position`,
    );
  }
}
