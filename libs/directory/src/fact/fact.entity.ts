import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { type Provenance, ProvenanceEnum } from '#identity';
import { GlobalId, Instant, instantSql, OrderedBy, ReadSql } from '#platform';
import type { Supplier } from '../supplier/supplier.entity';

/** The supplier's word on a fact, beside it on the page: the right of reply. */
@ObjectType()
export class FactReply {
  @Field(() => String, { nullable: true, description: 'What the field should say, as the supplier has it' }) value:
    string | null;
  @Field() note: string;
  @Field(() => Instant) repliedAt: string;
}

/** What a source says of a supplier, and when. When sources differ both are kept. */
@Entity()
@ObjectType()
@GlobalId('fct')
@OrderedBy([
  { sql: (a) => `${a}.field`, type: 'text' },
  { sql: (a) => `${a}.recorded_at`, type: 'timestamptz' },
  { sql: (a) => `${a}.id`, type: 'uuid' },
])
export class Fact {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') supplierId: string;
  @ManyToOne('Supplier') @JoinColumn({ name: 'supplier_id' }) supplier?: Relation<Supplier>;
  @Field() @Column('text') field: string;
  @Field(() => String, { nullable: true, description: 'Null: the source says that it does not know' })
  @Column('text', { nullable: true })
  value: string | null;
  @Field(() => ProvenanceEnum) @Column('text') source: Provenance;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) sourceUrl: string | null;
  @Field(() => Instant) @Column('timestamptz') recordedAt: Date;
  @Field(() => String, { nullable: true, description: 'Whose claim it is' })
  @Column('text', { nullable: true })
  note: string | null;
  @Field(() => FactReply, { nullable: true })
  @ReadSql(
    (a, object) =>
      `(SELECT ${object({ value: 'r.value', note: 'r.note', repliedAt: instantSql('r.replied_at') })} FROM fact_reply r WHERE r.fact_id = ${a}.id)`,
  )
  reply: FactReply | null;
}
