import { Field, Float, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Instant, Json, OrderedBy, ReadSql } from '#platform';

/** A person as a record names them: the name as it was then. */
@ObjectType()
export class Actor {
  @Field(() => String, { nullable: true }) id: string | null;
  @Field() name: string;
}

/**
 * A hash of the chain, for whoever is shown the whole chain up to there. It covers all that came before, and figures are few: from the hash of
 * an event, or of one that follows it, a figure could be found by trying.
 */
function hashSql(alias: string, column: string): string {
  return `CASE WHEN ${alias}.sequence < coalesce((SELECT min(w.sequence) FROM withheld_events() w), 'infinity'::float8) THEN ${alias}.${column} END`;
}

/**
 * What somebody did, in the hash chain of one organisation. Rows are only ever added. What tells figures of answers that are withheld from
 * the reader, row-level security leaves out (`withheld_events`).
 */
@Entity()
@ObjectType()
@OrderedBy([{ sql: (a) => `${a}.sequence`, type: 'bigint' }])
export class AuditEvent {
  @PrimaryColumn('uuid') organisationId: string;
  @Field(() => Float) @PrimaryColumn('bigint') sequence: number;
  @Field(() => Instant) @Column('timestamptz') at: Date;
  @Column('uuid', { nullable: true }) actorId: string | null;
  @Column('text') actorName: string;
  @Field(() => Actor)
  @ReadSql((a) => `json_build_object('id', 'usr_' || ${a}.actor_id, 'name', ${a}.actor_name)`)
  actor: Actor;
  @Field({ description: 'What was done, such as search.locked' }) @Column('text') action: string;
  @Column('text') subjectType: string;
  @Field({ description: 'The id of what it was done to' }) @ReadSql((a) => `${a}.subject_id`) subject: string;
  @Column('text') subjectId: string;
  @Field(() => Json) @Column('jsonb') detail: unknown;
  @Field(() => Float, {
    nullable: true,
    description:
      'The number of the event that tells that who did this, and the detail, were erased under the retention rule; null where they stand',
  })
  @Column('bigint', { nullable: true })
  erasedBy: number | null;
  @Field(() => String, { nullable: true, description: 'Null from the first event on that is withheld from whoever asks' })
  @Column('text')
  @ReadSql((a) => hashSql(a, 'previous_hash'))
  previousHash: string | null;
  @Field(() => String, { nullable: true, description: 'Null from the first event on that is withheld from whoever asks' })
  @Column('text')
  @ReadSql((a) => hashSql(a, 'hash'))
  hash: string | null;
}
