import { Args, Info, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { suggestedWording } from '#matching';
import { Caller, Connection, CurrentCaller, keyOf, NotFound, Public, Reader } from '#platform';
import { GuidanceDocument } from '../document/guidance-document.entity';
import { Catalogue } from '../matching/catalogue';
import { GuidanceItem } from './guidance-item.entity';
import {
  documentsNamed,
  GuidanceItemConnection,
  GuidanceItemsArguments,
  IN_ORDER,
  itemsWhere,
  SuggestedWording,
} from './guidance-items';

@Resolver(() => GuidanceItem)
export class GuidanceItemResolver {
  constructor(
    private readonly reader: Reader,
    private readonly catalogue: Catalogue,
  ) {}

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

  /** The item with a code, in the current version of its document; one that has gone since, in the last version that had it. */
  @Query(() => GuidanceItem)
  @Public()
  async guidanceItem(
    @CurrentCaller() caller: Caller,
    @Args('code') code: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<GuidanceItem> {
    const item = await this.reader.find(
      caller,
      info,
      GuidanceItem,
      (a, p) => `${a}.id = (SELECT l.id FROM guidance_item l JOIN guidance_document d ON d.id = l.document_id
        WHERE l.code = ${p.add(code)} ORDER BY l.is_current DESC, d.published_at DESC, d.id DESC LIMIT 1)`,
    );
    if (item === null) throw new NotFound('guidance item');
    return item;
  }

  /** The items of the current versions, in the order of the documents and in theirs; those that fit every filter given. */
  @Query(() => GuidanceItemConnection)
  @Public()
  async guidanceItems(
    @CurrentCaller() caller: Caller,
    @Args() { first, after, ...filter }: GuidanceItemsArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<GuidanceItem>> {
    await this.catalogue.mustHold(documentsNamed(filter), 'document');
    return this.reader.page(
      caller,
      info,
      GuidanceItem,
      { first: first ?? undefined, after: after ?? undefined },
      {
        mark: ['guidanceItems', filter],
        where: itemsWhere(filter),
        order: IN_ORDER,
      },
    );
  }

  /** A sentence for a specification that asks for this, ours; null where we have written none. */
  @ResolveField(() => SuggestedWording, { nullable: true })
  async suggestedWording(@Parent() parent: GuidanceItem): Promise<SuggestedWording | null> {
    const code = await this.catalogue.codeOf(keyOf(GuidanceItem, parent));
    return code === undefined ? null : suggestedWording(code);
  }
}
