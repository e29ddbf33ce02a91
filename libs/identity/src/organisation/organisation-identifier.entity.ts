import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Instant, instantSql, ObjectWriter, wholeObject } from '#platform';

/** A public identifier of an organisation, printed `SCHEME-id`. What cannot be mended is kept as published and says what is wrong. */
@Entity()
export class OrganisationIdentifier {
  @PrimaryColumn('uuid') key: string;
  @Column('uuid') organisationId: string;
  @Column('text') scheme: string;
  @Column('text') identifier: string;
  @Column('text') published: string;
  @Column('text', { nullable: true }) legalName: string | null;
  @Column('text', { nullable: true }) uri: string | null;
  @Column('boolean') isPrimary: boolean;
  @Column('text', { nullable: true }) flaw: string | null;
  @Column('text') source: string;
  @Column('timestamptz', { nullable: true }) verifiedAt: Date | null;
  @Column('text', { nullable: true }) verifiedHow: string | null;
}

/** An identifier as the API shows it. */
@ObjectType()
export class Identifier {
  @Field() scheme: string;
  @Field({ description: 'Normalised where that is certain' }) id: string;
  @Field({ description: 'As it was published' }) published: string;
  @Field(() => String, { nullable: true }) legalName: string | null;
  @Field(() => String, { nullable: true }) uri: string | null;
  @Field() primary: boolean;
  @Field(() => String, { nullable: true, description: 'What is wrong with it as published' }) flaw: string | null;
  @Field(() => Instant, { nullable: true }) verifiedAt: string | null;
  @Field(() => String, { nullable: true }) verifiedHow: string | null;
}

/** SQL of the identifiers of an organisation, the primary one first; with all their fields unless a request's writer is given. */
export function identifiersSql(organisationId: string, object: ObjectWriter = wholeObject): string {
  const identifier = object({
    scheme: 'i.scheme',
    id: 'i.identifier',
    published: 'i.published',
    legalName: 'i.legal_name',
    uri: 'i.uri',
    primary: 'i.is_primary',
    flaw: 'i.flaw',
    verifiedAt: instantSql('i.verified_at'),
    verifiedHow: 'i.verified_how',
  });
  return `(SELECT coalesce(json_agg(${identifier} ORDER BY NOT i.is_primary, i.scheme, i.identifier), '[]') FROM organisation_identifier i WHERE i.organisation_id = ${organisationId})`;
}
