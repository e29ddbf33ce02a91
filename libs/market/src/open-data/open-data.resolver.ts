import { Args, Info, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import {
  Allow,
  Caller,
  Connection,
  connectionOf,
  CurrentCaller,
  Member,
  NotFound,
  PageArguments,
  Public,
  Reader,
} from '#platform';
import { OpenDataRelease, ReleasePayload } from './open-data.entities';
import { OpenDataService } from './open-data.service';

const { connection } = connectionOf(OpenDataRelease);

@ObjectType()
export class OpenDataReleasesConnection extends connection {}

/** Releases of open data. Public to read; files are at `/open-data/VERSION/NAME`. */
@Resolver(() => OpenDataRelease)
export class OpenDataResolver {
  constructor(
    private readonly reader: Reader,
    private readonly openData: OpenDataService,
  ) {}

  /** Those that are published, the newest first. Operators see those that are being made or that failed as well. */
  @Query(() => OpenDataReleasesConnection)
  @Public()
  openDataReleases(
    @CurrentCaller() caller: Caller,
    @Args() page: PageArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<OpenDataRelease>> {
    return this.reader.page(caller, info, OpenDataRelease, page, {
      mark: ['openDataReleases'],
      where: () => 'true',
      order: {
        descending: true,
        keys: [
          { sql: (a) => `${a}.asked_at`, type: 'timestamptz' },
          { sql: (a) => `${a}.id`, type: 'uuid' },
        ],
      },
    });
  }

  /** A release by its version, or the last one that was published. */
  @Query(() => OpenDataRelease)
  @Public()
  async openDataRelease(
    @CurrentCaller() caller: Caller,
    @Args('version', { type: () => String, nullable: true, description: 'The last one when left out' }) version: string | null,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OpenDataRelease> {
    const found = await this.reader.find(caller, info, OpenDataRelease, (a, p) =>
      version
        ? `${a}.version = ${p.add(version)}`
        : `${a}.id = (SELECT l.id FROM open_data_release l WHERE l.state = 'DONE' ORDER BY l.published_at DESC, l.id DESC LIMIT 1)`,
    );
    if (found === null) throw new NotFound('release');
    return found;
  }

  @Mutation(() => ReleasePayload)
  @Allow({ OVERSIGHT: ['OPERATOR'] })
  askForOpenDataRelease(@CurrentCaller() caller: Member): Promise<ReleasePayload> {
    return this.openData.ask(caller);
  }
}
