import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { GlobalId } from '../graphql/global-id';
import { Instant } from '../graphql/scalars';
import { ReadSql } from '../read-plan/planned-fields';

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
  @Field(() => String, { nullable: true, description: 'What its supplier calls it; to its own people alone' })
  @ReadSql((a) => `(SELECT x.title FROM document_description x WHERE x.document_id = ${a}.id)`)
  title: string | null;
  @Field(() => String, { nullable: true, description: 'What its supplier says that it is; to its own people alone' })
  @ReadSql((a) => `(SELECT x.description FROM document_description x WHERE x.document_id = ${a}.id)`)
  description: string | null;
}
