import { Args, ArgsType, Field, ID, Info, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { IsString, MaxLength } from 'class-validator';
import type { GraphQLResolveInfo } from 'graphql';
import { Allow, Caller, Connection, connectionOf, CurrentCaller, PageArguments, Reader } from '#platform';
import { AuditEvent } from './audit-event.entity';

const { connection } = connectionOf(AuditEvent);

@ObjectType()
export class AuditTrailConnection extends connection {}

@ArgsType()
class AuditTrailArguments extends PageArguments {
  @Field(() => ID, { description: 'The id of the thing that the events are about' })
  @IsString()
  @MaxLength(100)
  subject: string;
}

@Resolver(() => AuditEvent)
export class AuditEventResolver {
  constructor(private readonly reader: Reader) {}

  /** What was done to a thing, as the caller's own organisation recorded it; the first event first. */
  @Query(() => AuditTrailConnection)
  @Allow({ BUYER: ['VIEWER'], SUPPLIER: ['VIEWER'], OVERSIGHT: ['VIEWER'] }, 'READ')
  auditTrail(
    @CurrentCaller() caller: Caller,
    @Args() { subject, ...page }: AuditTrailArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<AuditEvent>> {
    return this.reader.page(caller, info, AuditEvent, page, {
      mark: ['auditTrail', subject],
      where: (a, p) => `${a}.organisation_id = ${p.add(caller.organisation?.id)}::uuid AND ${a}.subject_id = ${p.add(subject)}`,
      order: { keys: [{ sql: (a) => `${a}.sequence`, type: 'bigint' }], descending: false },
    });
  }
}
