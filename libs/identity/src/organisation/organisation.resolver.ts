import { Args, ID, Info, ObjectType, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import {
  Allow,
  Connection,
  connectionOf,
  CurrentCaller,
  Member,
  PageArguments,
  Reader,
  readId,
  type ReadOrder,
} from '#platform';
import { Organisation } from './organisation.entity';

const organisations = connectionOf(Organisation);

@ObjectType()
export class OrganisationConnection extends organisations.connection {}

const BY_NAME: ReadOrder = {
  descending: false,
  keys: [
    { sql: (a) => `(lower(${a}.name) COLLATE "C")`, type: 'text' },
    { sql: (a) => `${a}.id`, type: 'uuid' },
  ],
};

/** Organisations that are here by more than a register, for operators, who let them in. */
@Resolver(() => Organisation)
export class OrganisationResolver {
  constructor(private readonly reader: Reader) {}

  /** Those that were let in, by name: what has people, and what has none yet. What registers alone made is not among them. */
  @Query(() => OrganisationConnection, { name: 'organisations' })
  @Allow({ OVERSIGHT: ['OPERATOR'] }, 'READ')
  list(
    @CurrentCaller() caller: Member,
    @Args() { first, after }: PageArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Organisation>> {
    return this.reader.page(
      caller,
      info,
      Organisation,
      { first: first ?? undefined, after: after ?? undefined },
      {
        mark: ['organisations'],
        where: (a) => `(${a}.provenance = 'SELF_DECLARED' OR ${a}.id IN (SELECT m.organisation_id FROM membership m))`,
        order: BY_NAME,
      },
    );
  }

  @Query(() => Organisation)
  @Allow({ OVERSIGHT: ['OPERATOR'] }, 'READ')
  organisation(
    @CurrentCaller() caller: Member,
    @Args('id', { type: () => ID }) id: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Organisation> {
    return this.reader.one(caller, info, Organisation, readId(Organisation, id));
  }
}
