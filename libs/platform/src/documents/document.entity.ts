import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { GlobalId } from '../graphql/global-id';
import { Instant } from '../graphql/scalars';

/** A file that somebody uploaded. Its bytes are in the document store under their hash; a row is written once. */
@Entity()
@ObjectType()
@GlobalId('doc')
export class Document {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') organisationId: string;
  @Field() @Column('text') fileName: string;
  @Field() @Column('text') mediaType: string;
  @Field(() => Float, { description: 'bytes' })
  @Column('bigint', { transformer: { from: Number, to: (value: number) => value } })
  size: number;
  @Field() @Column('text') sha256: string;
  @Field({ description: 'NOT_SCANNED when no scanner has seen it' }) @Column('text') scan: 'NOT_SCANNED' | 'CLEAN';
  @Column('uuid', { nullable: true }) uploadedBy: string | null;
  @Field(() => Instant) @Column('timestamptz') createdAt: Date;
}
