import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { GlobalId, ORGANISATION_KINDS, type OrganisationKind, ReadSql } from '#platform';
import { Identifier, identifiersSql } from './organisation-identifier.entity';

/** The market's tables know each by its place here (`provenance_number`): new ones are added at the end. */
export const PROVENANCES = [
  'COMPANIES_HOUSE',
  'FIND_A_TENDER',
  'SELF_DECLARED',
  'VERIFIED',
  'DEMONSTRATION',
  'CONTRACTS_FINDER',
  'PUBLIC_CONTRACTS_SCOTLAND',
  'SELL2WALES',
  'ETENDERS_NI',
  'OTHER_PUBLISHER',
] as const;
/** Where a thing or a fact comes from. `DEMONSTRATION` is invented and said to be so wherever it shows. */
export type Provenance = (typeof PROVENANCES)[number];
export const ProvenanceEnum = Object.fromEntries(PROVENANCES.map((value) => [value, value])) as {
  [value in Provenance]: value;
};
registerEnumType(ProvenanceEnum, {
  name: 'Provenance',
  description:
    'Where it comes from. OTHER_PUBLISHER: notices of a publisher that has no code of its own here; a note names it. DEMONSTRATION: invented to show the product.',
});

export const OrganisationKindEnum = Object.fromEntries(ORGANISATION_KINDS.map((value) => [value, value])) as {
  [value in OrganisationKind]: value;
};
registerEnumType(OrganisationKindEnum, { name: 'OrganisationKind' });

@Entity()
@ObjectType()
@GlobalId('org')
export class Organisation {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Field(() => OrganisationKindEnum) @Column('text') kind: OrganisationKind;
  @Field() @Column('text') name: string;
  @Field(() => ProvenanceEnum) @Column('text') provenance: Provenance;
  @Field(() => [Identifier], { description: 'The primary one first' })
  @ReadSql((a, object) => identifiersSql(`${a}.id`, object))
  identifiers: Identifier[];
  @Field(() => Int, { nullable: true, description: 'Null to anybody but its own people and operators' })
  @ReadSql(
    (a) =>
      `CASE WHEN ${a}.id = caller_organisation() OR caller_has_role('OPERATOR') THEN (SELECT count(*)::int FROM membership m WHERE m.organisation_id = ${a}.id) END`,
  )
  memberCount: number | null;
  @Column({ type: 'timestamptz', insert: false }) createdAt: Date;
}
