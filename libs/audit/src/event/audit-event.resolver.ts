import { Args, ArgsType, Field, ID, Info, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { GraphQLResolveInfo } from 'graphql';
import {
  Allow,
  BadUserInput,
  Caller,
  Condition,
  Connection,
  connectionOf,
  CurrentCaller,
  DateOnly,
  dayInWords,
  Member,
  PageArguments,
  Reader,
  SqlParameters,
} from '#platform';
import { AuditEvent } from './audit-event.entity';

const { connection } = connectionOf(AuditEvent);

@ObjectType()
export class AuditTrailConnection extends connection {
  @Field(() => Int, {
    description:
      'How many events that fit are left out: they tell figures of answers that are withheld from whoever asks (`Procurement.answersWithheld`)',
  })
  withheld: number;
}

@ArgsType()
class AuditTrailArguments extends PageArguments {
  @Field(() => ID, { description: 'The id of the thing that the events are about' })
  @IsString()
  @MaxLength(100)
  subject: string;
}

@ArgsType()
class AuditEventsArguments extends PageArguments {
  @Field(() => ID, { nullable: true, description: 'The id of the thing that the events are about' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  subject?: string | null;
  @Field(() => String, { nullable: true, description: 'What the action begins with, such as search. or search.locked' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  action?: string | null;
  @Field(() => String, { nullable: true, description: 'A part of the name of whoever did it, as it was then' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  person?: string | null;
  @Field(() => DateOnly, { nullable: true, description: 'The first day, in the time of London' }) @IsOptional() from?:
    string | null;
  @Field(() => DateOnly, { nullable: true, description: 'The last day, in the time of London' }) @IsOptional() to?:
    string | null;
}

type EventFilter = Omit<AuditEventsArguments, 'first' | 'after'>;

/** The condition of a search of one organisation's record: what is left out does not narrow. */
function eventsWhere(organisationId: string, { subject, action, person, from, to }: EventFilter): Condition {
  return (a, p) =>
    [
      `${a}.organisation_id = ${p.add(organisationId)}::uuid`,
      given(subject, (id) => `${a}.subject_id = ${p.add(id)}`),
      given(action, (beginning) => `starts_with(${a}.action, ${p.add(beginning.toLowerCase())})`),
      given(person, (name) => `strpos(lower(${a}.actor_name), lower(${p.add(name)})) > 0`),
      given(from, (day) => `${a}.at >= ${p.add(day)}::date::timestamp AT TIME ZONE 'Europe/London'`),
      given(to, (day) => `${a}.at < (${p.add(day)}::date + 1)::timestamp AT TIME ZONE 'Europe/London'`),
    ]
      .filter((condition) => condition !== '')
      .join(' AND ');
}

/** How many events that fit are withheld from the caller. */
function countWithheld(where: Condition): (parameters: SqlParameters) => string {
  return (parameters) => `(SELECT count(*)::integer FROM withheld_events() w WHERE ${where('w', parameters)})`;
}

/** @throws BadUserInput when the last day comes before the first, so that nothing could be found */
function mustBeInOrder({ from, to }: Pick<EventFilter, 'from' | 'to'>): void {
  if (!from || !to || from <= to) return;
  throw BadUserInput.field(
    'to',
    `The last day, ${dayInWords(to)}, comes before the first, ${dayInWords(from)}. Change one of them.`,
  );
}

function given(value: string | null | undefined, condition: (value: string) => string): string {
  return value === undefined || value === null || value.trim() === '' ? '' : condition(value.trim());
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
    const where: Condition = (a, p) =>
      `${a}.organisation_id = ${p.add(caller.organisation?.id)}::uuid AND ${a}.subject_id = ${p.add(subject)}`;
    return this.reader.page(caller, info, AuditEvent, page, {
      mark: ['auditTrail', subject],
      where,
      connectionFields: { withheld: countWithheld(where) },
      order: { keys: [{ sql: (a) => `${a}.sequence`, type: 'bigint' }], descending: false },
    });
  }

  /** What the caller's own organisation recorded, of all things or those that fit every filter given; the last event first. */
  @Query(() => AuditTrailConnection)
  @Allow({ BUYER: ['VIEWER'], SUPPLIER: ['VIEWER'], OVERSIGHT: ['VIEWER'] }, 'READ')
  async auditEvents(
    @CurrentCaller() caller: Member,
    @Args() { first, after, ...filter }: AuditEventsArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<AuditEvent>> {
    mustBeInOrder(filter);
    const where = eventsWhere(caller.organisation.id, filter);
    return this.reader.page(
      caller,
      info,
      AuditEvent,
      { first, after },
      {
        mark: ['auditEvents', filter],
        where,
        connectionFields: { withheld: countWithheld(where) },
        order: { keys: [{ sql: (a) => `${a}.sequence`, type: 'bigint' }], descending: true },
      },
    );
  }
}
