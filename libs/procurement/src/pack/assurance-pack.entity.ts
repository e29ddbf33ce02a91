import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsString, MaxLength } from 'class-validator';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { GlobalId, Instant, OrderedBy, ReadSql } from '#platform';

/** A signed pack of everything that led to a decision. Written once; another may be made later, beside it. */
@Entity()
@ObjectType()
@GlobalId('pck')
@OrderedBy([{ sql: (a) => `${a}.id`, type: 'uuid' }])
export class AssurancePack {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') procurementId: string;
  @Column('uuid') organisationId: string;
  @Column('uuid') documentId: string;
  @Field({ description: 'SHA-256 of the manifest: it names the pack' }) @Column('text') digest: string;
  @Field({ description: 'Fingerprint of the key that signed it' }) @Column('text') keyId: string;
  @Field({ description: 'Where the ZIP is, under the address of the API' })
  @ReadSql((a) => `'/documents/doc_' || ${a}.document_id`)
  downloadUrl: string;
  @Field(() => Instant) @Column('timestamptz') createdAt: Date;
  @Column('text') createdByName: string;
}

@InputType()
export class CreateAssurancePackInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
}

@ObjectType()
export class CreateAssurancePackPayload {
  @Field(() => AssurancePack) pack: AssurancePack;
}

/** The public half of the key that signs packs. */
@ObjectType()
export class SigningKeyInformation {
  @Field() publicKeyPem: string;
  @Field() fingerprint: string;
}
