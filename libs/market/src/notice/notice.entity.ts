import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { type Provenance, ProvenanceEnum } from '#identity';
import { GlobalId, Instant, Json, ReadSql } from '#platform';

/** A notice as it was published: the OCDS release is kept whole, so that what was read out of it can be read again. */
@Entity()
@ObjectType()
@GlobalId('ntc')
export class Notice {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Field({ description: 'Of the whole procurement, over all its notices' }) @Column('text') ocid: string;
  @Field({ description: 'Such as 065395-2026' }) @Column('text') noticeId: string;
  @Field(() => [String], { description: 'OCDS release tags' }) @Column('text', { array: true }) tags: string[];
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) title: string | null;
  @Field(() => String, { nullable: true, description: 'The name of the buyer, as the notice gives it' })
  @ReadSql((a) => `${a}.release -> 'buyer' ->> 'name'`)
  buyerName: string | null;
  @Field(() => Instant, { nullable: true }) @Column('timestamptz', { nullable: true }) publishedAt: Date | null;
  @Field(() => ProvenanceEnum) @Column('text') source: Provenance;
  @Field(() => String, { nullable: true, description: 'The name that the publisher gives itself, where its package names one' })
  @Column('text', { nullable: true })
  publisher: string | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) sourceUrl: string | null;
  @Field(() => Json, { description: 'The OCDS release, as published' }) @Column('jsonb', { select: false }) release: object;
}
