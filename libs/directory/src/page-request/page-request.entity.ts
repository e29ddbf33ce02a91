import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Identifier, identifiersSql, type Provenance, ProvenanceEnum } from '#identity';
import { GlobalId, Instant, ObjectWriter, ReadSql, StateMachine } from '#platform';
import { Claimant, claimantSql } from '../claim/claim.entity';
import { Supplier } from '../supplier/supplier.entity';
import { CodedLabel, Region } from '../taxonomy/taxonomy.entities';

export const PAGE_REQUEST_STATUSES = ['PENDING', 'CHANGES_REQUESTED', 'ACCEPTED', 'REFUSED', 'WITHDRAWN'] as const;
export type PageRequestStatus = (typeof PAGE_REQUEST_STATUSES)[number];
export const PageRequestStatusEnum = Object.fromEntries(PAGE_REQUEST_STATUSES.map((status) => [status, status])) as {
  [status in PageRequestStatus]: status;
};
registerEnumType(PageRequestStatusEnum, { name: 'PageRequestStatus' });

/** A supplier asks for a page that no register gave it; an operator decides, or asks for changes, unless the supplier withdraws before. */
export const PAGE_REQUEST: StateMachine<PageRequestStatus> = {
  thing: 'request for a page',
  initial: 'PENDING',
  moves: {
    PENDING: ['ACCEPTED', 'REFUSED', 'CHANGES_REQUESTED', 'WITHDRAWN'],
    CHANGES_REQUESTED: ['PENDING', 'REFUSED', 'WITHDRAWN'],
    ACCEPTED: [],
    REFUSED: [],
    WITHDRAWN: [],
  },
  called: {
    PENDING: 'Waiting',
    CHANGES_REQUESTED: 'Changes asked for',
    ACCEPTED: 'Accepted',
    REFUSED: 'Refused',
    WITHDRAWN: 'Withdrawn',
  },
};

/** An identifier that an organisation says is its own, as the row of its request keeps it. */
export interface DeclaredIdentifier {
  scheme: string;
  /** Normalised where that is certain. */
  id: string;
  /** As it was typed. */
  published: string;
  uri: string | null;
}

/** The same as the API shows it. */
@ObjectType()
export class RequestedIdentifier {
  @Field() scheme: string;
  @Field({ description: 'Normalised where that is certain' }) id: string;
}

/** A page of the directory that may be that of the organisation which asks for one. */
@ObjectType()
export class PageCandidate {
  @Field(() => ID, { description: 'Of the supplier' }) id: string;
  @Field() name: string;
  @Field(() => ProvenanceEnum) provenance: Provenance;
  @Field(() => [Identifier]) identifiers: Identifier[];
  @Field({ description: 'It has an identifier that the request names' }) hasIdentifier: boolean;
  @Field({ description: 'Its name is like that of the request' }) hasName: boolean;
  @Field({ description: 'Its organisation looks after it already, so that nobody else can claim it' }) isClaimed: boolean;
  @Field({ description: 'The supplier was shown it, and says that it is not its own' }) isDenied: boolean;
}

/** What an organisation that has no page asks for, in its own words. It is no page: only its organisation and operators see it. */
@Entity()
@ObjectType()
@GlobalId('pgr')
export class PageRequest {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') organisationId: string;
  @Column('uuid') requestedBy: string;
  @Field(() => Claimant) @ReadSql(claimantSql) claimant: Claimant;
  @Field() @Column('text') name: string;
  @Column('jsonb', { name: 'identifiers' }) declared: DeclaredIdentifier[];
  @Field(() => [RequestedIdentifier])
  @ReadSql(
    (
      a,
      object,
    ) => `(SELECT coalesce(json_agg(${object({ scheme: `i.one ->> 'scheme'`, id: `i.one ->> 'id'` })} ORDER BY i.place), '[]')
      FROM jsonb_array_elements(${a}.identifiers) WITH ORDINALITY i (one, place))`,
  )
  identifiers: RequestedIdentifier[];
  @Field(() => String, { nullable: true, description: 'Why it has none' })
  @Column('text', { nullable: true })
  noIdentifierReason: string | null;
  @Field({ description: 'Where it is established' }) @Column('text') country: string;
  @Column('text', { nullable: true }) regionCode: string | null;
  @Field(() => Region, { nullable: true })
  @ManyToOne(() => Region)
  @JoinColumn({ name: 'region_code' })
  region: Relation<Region> | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) website: string | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) description: string | null;
  @Column('text', { array: true, name: 'sectors' }) sectorCodes: string[];
  @Field(() => [CodedLabel]) @ReadSql((a, object) => termsSql('sector', a, object)) sectors: CodedLabel[];
  @Column('text', { array: true, name: 'technologies' }) technologyCodes: string[];
  @Field(() => [CodedLabel]) @ReadSql((a, object) => termsSql('technology', a, object)) technologies: CodedLabel[];
  @Field({ description: 'What shows that the person speaks for the organisation, in their words' })
  @Column('text')
  authority: string;
  @Field() @Column('text') emailDomain: string;
  @Field({ description: 'The e-mail domain is that of the website that the request names. Nobody has verified either' })
  @Column('boolean')
  domainAgrees: boolean;
  @Column('uuid', { array: true }) notOurs: string[];
  @Field(() => [PageCandidate], { description: 'Pages of the directory that may be its own, as the directory stands now' })
  @ReadSql((a, object) =>
    candidatesSql(`page_candidates(${a}.organisation_id, ${a}.name, ${a}.identifiers)`, object, `${a}.not_ours`),
  )
  candidates: PageCandidate[];
  @Field(() => PageRequestStatusEnum) @Column('text') status: PageRequestStatus;
  @Column('uuid', { nullable: true }) decidedBy: string | null;
  @Field(() => Instant, { nullable: true }) @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) reason: string | null;
  @Column('uuid', { nullable: true }) supplierId: string | null;
  @Field(() => Supplier, { nullable: true, description: 'The page that came of it' })
  @ManyToOne(() => Supplier)
  @JoinColumn({ name: 'supplier_id' })
  supplier: Relation<Supplier> | null;
  @Field(() => Int) @Column('integer') version: number;
  @Field(() => Instant) @Column({ type: 'timestamptz', insert: false }) createdAt: Date;
  @Field(() => Instant, { description: 'When it was sent, or last sent again' }) @Column('timestamptz') askedAt: Date;
}

/** SQL of the terms of a taxonomy that a request names, in the order of the list. */
function termsSql(taxonomy: 'sector' | 'technology', alias: string, object: ObjectWriter): string {
  const codes = taxonomy === 'sector' ? 'sectors' : 'technologies';
  return `(SELECT coalesce(json_agg(${object({ code: 'x.code', label: 'x.label' })} ORDER BY x.position), '[]')
    FROM ${taxonomy} x WHERE x.code = ANY (${alias}.${codes}))`;
}

/**
 * SQL of the pages that a call of `page_candidates` finds, the likeliest first.
 *
 * @param denied SQL of the keys of those that the supplier says are not its own
 */
export function candidatesSql(found: string, object: ObjectWriter, denied: string): string {
  const candidate = object({
    id: `'sup_' || s.id`,
    name: 's.name',
    provenance: 's.provenance',
    identifiers: (identifier) => identifiersSql('s.organisation_id', identifier),
    hasIdentifier: 'f.has_identifier',
    hasName: 'f.has_name',
    isClaimed: 's.claimed_at IS NOT NULL OR page_has_people(s.id)',
    isDenied: `s.id = ANY (${denied})`,
  });
  return `(SELECT coalesce(json_agg(${candidate} ORDER BY f.place), '[]') FROM ${found} WITH ORDINALITY f (supplier_id, has_identifier, has_name, place)
    JOIN supplier s ON s.id = f.supplier_id)`;
}
