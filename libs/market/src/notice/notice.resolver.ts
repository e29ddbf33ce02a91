import { Args, ArgsType, Field, Info, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import type { GraphQLResolveInfo } from 'graphql';
import { Caller, Condition, Connection, connectionOf, CurrentCaller, NotFound, PageArguments, Public, Reader } from '#platform';
import { Notice } from './notice.entity';

const { connection } = connectionOf(Notice);

@ObjectType()
export class NoticeConnection extends connection {}

@ArgsType()
class NoticesArguments extends PageArguments {
  @Field(() => String, { nullable: true, description: 'Words of its title, its number (065395-2026), or its OCID' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  search?: string;

  @Field(() => Boolean, { nullable: true, description: 'Only those that state how a contract performs' })
  @IsOptional()
  @IsBoolean()
  statesPerformance?: boolean;
}

/** Notices as they were published. Public to read. */
@Resolver(() => Notice)
export class NoticeResolver {
  constructor(private readonly reader: Reader) {}

  /** Those that fit the search, the newest first. */
  @Query(() => NoticeConnection)
  @Public()
  notices(
    @CurrentCaller() caller: Caller,
    @Args() { first, after, search, statesPerformance }: NoticesArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Notice>> {
    return this.reader.page(
      caller,
      info,
      Notice,
      { first: first ?? undefined, after: after ?? undefined },
      {
        mark: ['notices', search ?? null, statesPerformance ?? false],
        where: statesPerformance === true ? stating(fitting(search?.trim() ?? '')) : fitting(search?.trim() ?? ''),
        order: {
          descending: true,
          keys: [
            { sql: (a) => `coalesce(${a}.published_at, '-infinity')`, type: 'timestamptz' },
            { sql: (a) => `${a}.id`, type: 'uuid' },
          ],
        },
      },
    );
  }

  /** One notice by its number, such as 065395-2026; with the OCID where publishers number each process by itself. */
  @Query(() => Notice)
  @Public()
  async notice(
    @CurrentCaller() caller: Caller,
    @Args('noticeId') noticeId: string,
    @Args('ocid', { type: () => String, nullable: true }) ocid: string | null | undefined,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Notice> {
    const notice = await this.reader.find(caller, info, Notice, numbered(noticeId, ocid ?? null));
    if (notice === null) throw new NotFound('notice');
    return notice;
  }
}

function numbered(noticeId: string, ocid: string | null): Condition {
  return (a, p) => `${a}.notice_id = ${p.add(noticeId)}${ocid === null ? '' : ` AND ${a}.ocid = ${p.add(ocid)}`}`;
}

/** Nothing to search for: all of them. */
function fitting(search: string): Condition {
  if (search === '') return () => 'true';
  return (a, p) => {
    const sought = p.add(search);
    return `(${a}.notice_id = ${sought} OR ${a}.ocid = ${sought} OR to_tsvector('english', ${a}.title) @@ websearch_to_tsquery('english', ${sought}))`;
  };
}

/** Of those that fit, the ones that state how a contract performs, or what it is to be measured by. */
function stating(fitting: Condition): Condition {
  return (a, p) => `(${fitting(a, p)}) AND EXISTS (SELECT FROM contract_performance c WHERE c.notice_id = ${a}.id)`;
}
