import { Args, Field, ID, Info, Int, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { IsNull } from 'typeorm';
import {
  Allow,
  Connection,
  connectionOf,
  CurrentCaller,
  Member,
  PageArguments,
  Reader,
  readId,
  SignedIn,
  timeOfDeed,
  Transactions,
} from '#platform';
import { Procurement } from '../procurement/procurement.entity';
import { Notification, Watch } from './watch.entities';

const { connection } = connectionOf(Notification);

@ObjectType()
export class NotificationsConnection extends connection {}

@ObjectType()
export class MarkNotificationsReadPayload {
  @Field(() => Int) marked: number;
}

@Resolver(() => Watch)
export class WatchResolver {
  constructor(
    private readonly reader: Reader,
    private readonly transactions: Transactions,
  ) {}

  /** What is watched after the award of a procurement, the first to end first. */
  @Query(() => [Watch])
  @Allow({ BUYER: ['VIEWER'] }, 'READ')
  watches(
    @CurrentCaller() caller: Member,
    @Args('procurementId', { type: () => ID }) id: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Watch[]> {
    const key = readId(Procurement, id);
    return this.reader.many(
      caller,
      info,
      Watch,
      (a, p) => `${a}.procurement_id = ${p.add(key)}::uuid`,
      (a) => `${a}.expires_on, ${a}.id`,
    );
  }

  /** What the caller's organisation was told, the newest first. */
  @Query(() => NotificationsConnection)
  @SignedIn()
  notifications(
    @CurrentCaller() caller: Member,
    @Args() page: PageArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Notification>> {
    return this.reader.page(caller, info, Notification, page, {
      mark: ['notifications'],
      where: (a, p) => `${a}.organisation_id = ${p.add(caller.organisation.id)}::uuid`,
      order: { keys: [{ sql: (a) => `${a}.id`, type: 'uuid' }], descending: true },
    });
  }

  @Mutation(() => MarkNotificationsReadPayload)
  @SignedIn('WRITE')
  markNotificationsRead(@CurrentCaller() caller: Member): Promise<MarkNotificationsReadPayload> {
    return this.transactions.run(caller, async (tx) => {
      const { affected } = await tx.update(
        Notification,
        { organisationId: caller.organisation.id, readAt: IsNull() },
        { readAt: await timeOfDeed(tx) },
      );
      return { marked: affected ?? 0 };
    });
  }
}
