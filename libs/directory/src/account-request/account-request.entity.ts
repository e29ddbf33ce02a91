import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Identifier, identifiersSql, OrganisationKindEnum, type Provenance, ProvenanceEnum, RoleEnum } from '#identity';
import { GlobalId, Instant, ObjectWriter, type OrganisationKind, ReadSql, type Role, StateMachine } from '#platform';
import { RequestedIdentifier } from '../page-request/page-request.entity';
import { Supplier } from '../supplier/supplier.entity';

export const ACCOUNT_REQUEST_STATUSES = ['PENDING', 'ACCEPTED', 'REFUSED'] as const;
export type AccountRequestStatus = (typeof ACCOUNT_REQUEST_STATUSES)[number];
export const AccountRequestStatusEnum = Object.fromEntries(ACCOUNT_REQUEST_STATUSES.map((status) => [status, status])) as {
  [status in AccountRequestStatus]: status;
};
registerEnumType(AccountRequestStatusEnum, { name: 'AccountRequestStatus' });

/** Somebody from outside asks for an account; an operator decides. */
export const ACCOUNT_REQUEST: StateMachine<AccountRequestStatus> = {
  thing: 'request for an account',
  initial: 'PENDING',
  moves: { PENDING: ['ACCEPTED', 'REFUSED'], ACCEPTED: [], REFUSED: [] },
  called: { PENDING: 'Waiting', ACCEPTED: 'Accepted', REFUSED: 'Refused' },
};

/** An organisation that is here already and may be the one that somebody asks an account of. */
@ObjectType()
export class AccountRequestCandidate {
  @Field(() => ID, { description: 'Of the organisation' }) id: string;
  @Field() name: string;
  @Field(() => ProvenanceEnum) provenance: Provenance;
  @Field(() => [Identifier]) identifiers: Identifier[];
  @Field(() => Int, { description: 'How many people it has here' }) people: number;
  @Field({ description: 'Its page is the one that the request names' }) hasPage: boolean;
  @Field({ description: 'It has the number that the request names' }) hasIdentifier: boolean;
  @Field({ description: 'Its name is like that of the request' }) hasName: boolean;
}

/** What a person says who asks for an account: who they are, for which organisation, and why. Only operators see it. */
@Entity()
@ObjectType()
@GlobalId('acr')
export class AccountRequest {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Field({ description: 'What the person and an operator call it between them' }) @Column('text') reference: string;
  @Field(() => OrganisationKindEnum) @Column('text') kind: OrganisationKind;
  @Field() @Column('text') organisationName: string;
  @Column('text', { nullable: true }) identifierScheme: string | null;
  @Column('text', { nullable: true, name: 'identifier' }) number: string | null;
  @Field(() => RequestedIdentifier, { nullable: true })
  @ReadSql(
    (a, object) =>
      `CASE WHEN ${a}.identifier IS NOT NULL THEN ${object({ scheme: `${a}.identifier_scheme`, id: `${a}.identifier` })} END`,
  )
  identifier: RequestedIdentifier | null;
  @Column('uuid', { nullable: true }) supplierId: string | null;
  @Field(() => Supplier, { nullable: true, description: 'The page of the directory that they say is their organisation’s' })
  @ManyToOne(() => Supplier)
  @JoinColumn({ name: 'supplier_id' })
  supplier: Relation<Supplier> | null;
  @Field({ description: 'Of the person' }) @Column('text') name: string;
  @Field({ description: 'Nobody has verified it' }) @Column('text') email: string;
  @Field(() => [RoleEnum], { description: 'What they need to do' }) @Column('text', { array: true }) roles: Role[];
  @Field() @Column('text') why: string;
  @Field(() => AccountRequestStatusEnum) @Column('text') status: AccountRequestStatus;
  @Column('uuid', { nullable: true }) joinedId: string | null;
  @Column('uuid', { nullable: true }) decidedBy: string | null;
  @Field(() => Instant, { nullable: true }) @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) reason: string | null;
  @Field(() => Instant) @Column({ type: 'timestamptz', insert: false }) askedAt: Date;
  @Field(() => [AccountRequestCandidate], { description: 'Organisations that may be the one, as they are here now' })
  @ReadSql(candidatesSql)
  candidates: AccountRequestCandidate[];
}

/** SQL of the organisations that may be the one of a request, the likeliest first, ten at most. */
function candidatesSql(a: string, object: ObjectWriter): string {
  const candidate = object({
    id: `'org_' || x.id`,
    name: 'x.name',
    provenance: 'x.provenance',
    identifiers: (identifier) => identifiersSql('x.id', identifier),
    people: 'x.people',
    hasPage: 'x.has_page',
    hasIdentifier: 'x.has_identifier',
    hasName: 'x.has_name',
  });
  return `(SELECT coalesce(json_agg(${candidate} ORDER BY x.has_page DESC, x.has_identifier DESC, x.people DESC, x.name, x.id), '[]') FROM (
    SELECT o.id, o.name, o.provenance, (SELECT count(*)::int FROM membership m WHERE m.organisation_id = o.id) AS people,
      bool_or(f.page) AS has_page, bool_or(f.number) AS has_identifier, bool_or(f.named) AS has_name
    FROM (
      SELECT s.organisation_id AS id, true AS page, false AS number, false AS named FROM supplier s WHERE s.id = ${a}.supplier_id
      UNION ALL SELECT i.organisation_id, false, true, false FROM organisation_identifier i
        WHERE i.scheme = ${a}.identifier_scheme AND i.identifier = ${a}.identifier
      UNION ALL SELECT s.organisation_id, false, false, true FROM supplier s
        WHERE name_key(s.name) = name_key(${a}.organisation_name) AND name_key(s.name) <> ''
      UNION ALL SELECT l.id, false, false, true FROM organisation l
        WHERE (l.provenance = 'SELF_DECLARED' OR l.id IN (SELECT m.organisation_id FROM membership m))
          AND likeness_of_names(l.name, ${a}.organisation_name) >= 0.4
    ) f JOIN organisation o ON o.id = f.id AND o.kind = ${a}.kind
    GROUP BY o.id ORDER BY has_page DESC, has_identifier DESC, people DESC, o.name, o.id LIMIT 10) x)`;
}
