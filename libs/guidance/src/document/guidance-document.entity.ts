import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { GlobalId, Instant, OrderedBy, ReadSql } from '#platform';

/** A publication of guidance, in one version. A published version never changes. */
@Entity()
@ObjectType()
@GlobalId('gdd')
@OrderedBy([{ sql: (a) => `${a}.position`, type: 'integer' }])
export class GuidanceDocument {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Field() @Column('text') code: string;
  @Field() @Column('text') title: string;
  @Field() @Column('text') publisher: string;
  @Field({ description: 'Date or edition, as its publisher gives it' }) @Column('text') version: string;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) url: string | null;
  @Field() @Column('text') licence: string;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) role: string | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) notes: string | null;
  @Field({ description: 'Whether it was seen in a source when this catalogue was compiled' })
  @Column('boolean')
  verified: boolean;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) verifiedHow: string | null;
  @Column('integer') position: number;
  @Field({ description: 'False: a later version has taken its place' }) @Column('boolean') isCurrent: boolean;
  @Field(() => Instant, { description: 'When this version was read in' }) @Column('timestamptz') publishedAt: Date;
  @Field(() => String, {
    nullable: true,
    description: 'The name of the file that it was read from; null for what came with Assay',
  })
  @Column('text', { nullable: true })
  readFrom: string | null;
  @Field(() => String, { nullable: true, description: 'SHA-256 (hex) of that file' })
  @Column('text', { nullable: true })
  readFromSha256: string | null;
  @Field(() => Int) @ReadSql((a) => `(SELECT count(*) FROM guidance_item i WHERE i.document_id = ${a}.id)`) itemCount: number;
}
