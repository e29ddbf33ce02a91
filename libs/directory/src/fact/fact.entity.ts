import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { type Provenance, ProvenanceEnum } from '#identity';
import { GlobalId, Instant, OrderedBy } from '#platform';
import type { Supplier } from '../supplier/supplier.entity';

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
  @Field(() => String, { nullable: true, description: 'Whose claim it is, or the supplier’s answer to it' })
  @Column('text', { nullable: true })
  note: string | null;
}
