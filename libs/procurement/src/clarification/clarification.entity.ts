import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { GlobalId, idPrefix, Instant, instantSql, OrderedBy, ReadSql } from '#platform';
import type { EvidenceRequest } from '../evidence/evidence-request.entity';

/**
 * A question that one supplier asked and the buyer answers to all. Who asked is known to the asker alone; until it is answered,
 * only the asker and the buyer see it.
 */
@Entity()
@ObjectType()
@GlobalId('clr')
@OrderedBy([
  { sql: (a) => `${a}.asked_at`, type: 'timestamptz' },
  { sql: (a) => `${a}.id`, type: 'uuid' },
])
export class Clarification {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') requestId: string;
  @ManyToOne('EvidenceRequest') @JoinColumn({ name: 'request_id' }) request?: Relation<EvidenceRequest>;
  @Column('uuid') organisationId: string;
  @Field() @Column('text') question: string;
  @Field(() => Instant) @Column({ type: 'timestamptz', insert: false }) askedAt: Date;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) answer: string | null;
  @Field(() => Instant, { nullable: true }) @Column('timestamptz', { nullable: true }) answeredAt: Date | null;
  @Field(() => Boolean, { description: "Whether the caller's organisation asked it" })
  @ReadSql((a) => mineSql(a))
  mine: boolean;
}

/** Row-level security shows each organisation its own row of `clarification_asker` and no other. */
function mineSql(alias: string): string {
  return `EXISTS (SELECT FROM clarification_asker k WHERE k.clarification_id = ${alias}.id)`;
}

/**
 * The clarifications of a request as JSON, for an invitation, which holds the request's key and is no parent of theirs. What the
 * caller may not see, row-level security leaves out.
 */
export function clarificationSql(requestKey: string): string {
  const object =
    `json_build_object('id', '${idPrefix('Clarification')}' || c.id, 'question', c.question, 'askedAt', ${instantSql('c.asked_at')}, ` +
    `'answer', c.answer, 'answeredAt', ${instantSql('c.answered_at')}, 'mine', ${mineSql('c')})`;
  return `(SELECT coalesce(json_agg(${object} ORDER BY c.asked_at, c.id), '[]') FROM clarification c WHERE c.request_id = ${requestKey})`;
}
