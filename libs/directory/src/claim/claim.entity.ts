import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Identifier, identifiersSql, type Provenance, ProvenanceEnum } from '#identity';
import { GlobalId, Instant, instantSql, ObjectWriter, ReadSql, StateMachine } from '#platform';
import { Supplier } from '../supplier/supplier.entity';

export const CLAIM_STATUSES = ['PENDING', 'ACCEPTED', 'REFUSED', 'WITHDRAWN'] as const;
export type ClaimStatus = (typeof CLAIM_STATUSES)[number];
export const ClaimStatusEnum = Object.fromEntries(CLAIM_STATUSES.map((status) => [status, status])) as {
  [status in ClaimStatus]: status;
};
registerEnumType(ClaimStatusEnum, { name: 'ClaimStatus' });

/** An organisation asks for its page; an operator decides, unless the organisation withdraws before. */
export const CLAIM: StateMachine<ClaimStatus> = {
  thing: 'claim',
  initial: 'PENDING',
  moves: { PENDING: ['ACCEPTED', 'REFUSED', 'WITHDRAWN'], ACCEPTED: [], REFUSED: [], WITHDRAWN: [] },
  called: {
    PENDING: 'Waiting',
    ACCEPTED: 'Accepted',
    REFUSED: 'Refused',
    WITHDRAWN: 'Withdrawn',
  },
};

/** The person who asked for a page. */
@ObjectType()
export class ClaimingPerson {
  @Field() name: string;
  @Field({ description: 'As the organisation entered it: nobody has verified that the person can read what is sent there' })
  email: string;
}

/** Who asks for a page: for the operator who decides, and for itself. */
@ObjectType()
export class Claimant {
  @Field() name: string;
  @Field(() => ProvenanceEnum) provenance: Provenance;
  @Field(() => [Identifier]) identifiers: Identifier[];
  @Field(() => Instant, { description: 'Since when the organisation is here' }) since: string;
  @Field(() => ClaimingPerson, { nullable: true, description: 'Null to colleagues once the person has left' })
  person: ClaimingPerson | null;
}

/** SQL of who asks: the organisation and the person of a row that has both. */
export function claimantSql(alias: string, object: ObjectWriter): string {
  return `(SELECT ${object({
    name: 'o.name',
    provenance: 'o.provenance',
    identifiers: (identifier) => identifiersSql('o.id', identifier),
    since: instantSql('o.created_at'),
    person: (person) => `CASE WHEN u.id IS NOT NULL THEN ${person({ name: 'u.name', email: 'u.email' })} END`,
  })} FROM organisation o LEFT JOIN user_account u ON u.id = ${alias}.requested_by WHERE o.id = ${alias}.organisation_id)`;
}

@Entity()
@ObjectType()
@GlobalId('clm')
export class Claim {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') supplierId: string;
  @Field(() => Supplier) @ManyToOne(() => Supplier) @JoinColumn({ name: 'supplier_id' }) supplier: Relation<Supplier>;
  @Column('uuid') organisationId: string;
  @Column('uuid') requestedBy: string;
  @Field(() => Claimant)
  @ReadSql(claimantSql)
  claimant: Claimant;
  @Field() @Column('text') identifierScheme: string;
  @Field() @Column('text') identifier: string;
  @Field() @Column('text') emailDomain: string;
  @Field({ description: 'The identifier is one of the page’s. It is public: whoever looks it up knows it' })
  @Column('boolean')
  identifierAgrees: boolean;
  @Field({ description: 'The e-mail domain is that of the page’s website. Nobody has verified the address' })
  @Column('boolean')
  domainAgrees: boolean;
  @Field(() => ClaimStatusEnum) @Column('text') status: ClaimStatus;
  @Column('uuid', { nullable: true }) decidedBy: string | null;
  @Field(() => Instant, { nullable: true }) @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) reason: string | null;
  @Field(() => Instant) @Column({ type: 'timestamptz', insert: false }) createdAt: Date;
}
