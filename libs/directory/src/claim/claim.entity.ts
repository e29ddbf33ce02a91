import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { GlobalId, Instant, StateMachine } from '#platform';
import { Supplier } from '../supplier/supplier.entity';

export const CLAIM_STATUSES = ['PENDING', 'ACCEPTED', 'REFUSED'] as const;
export type ClaimStatus = (typeof CLAIM_STATUSES)[number];
export const ClaimStatusEnum = Object.fromEntries(CLAIM_STATUSES.map((status) => [status, status])) as {
  [status in ClaimStatus]: status;
};
registerEnumType(ClaimStatusEnum, { name: 'ClaimStatus' });

/** An organisation asks for its page; an operator decides. */
export const CLAIM: StateMachine<ClaimStatus> = {
  thing: 'claim',
  initial: 'PENDING',
  moves: { PENDING: ['ACCEPTED', 'REFUSED'], ACCEPTED: [], REFUSED: [] },
};

@Entity()
@ObjectType()
@GlobalId('clm')
export class Claim {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') supplierId: string;
  @Field(() => Supplier) @ManyToOne(() => Supplier) @JoinColumn({ name: 'supplier_id' }) supplier: Relation<Supplier>;
  @Column('uuid') organisationId: string;
  @Column('uuid') requestedBy: string;
  @Field() @Column('text') identifierScheme: string;
  @Field() @Column('text') identifier: string;
  @Field() @Column('text') emailDomain: string;
  @Field({ description: 'The identifier is one of the page’s' }) @Column('boolean') identifierAgrees: boolean;
  @Field({ description: 'The e-mail domain is that of the page’s website' }) @Column('boolean') domainAgrees: boolean;
  @Field(() => ClaimStatusEnum) @Column('text') status: ClaimStatus;
  @Column('uuid', { nullable: true }) decidedBy: string | null;
  @Field(() => Instant, { nullable: true }) @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) reason: string | null;
  @Field(() => Instant) @Column({ type: 'timestamptz', insert: false }) createdAt: Date;
}
