import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Supplier } from '#directory';
import { GlobalId, Instant, OrderedBy, ReadSql } from '#platform';
import type { Procurement } from '../procurement/procurement.entity';
import { CANDIDATE_STATES, type CandidateState } from './candidate.states';

export const CandidateStateEnum = Object.fromEntries(CANDIDATE_STATES.map((state) => [state, state])) as {
  [state in CandidateState]: state;
};
registerEnumType(CandidateStateEnum, { name: 'CandidateState' });

/** A product that a supplier was shortlisted for. */
@ObjectType()
export class ShortlistedProduct {
  @Field(() => ID, { description: 'Of the supplier’s page' }) id: string;
  @Field() name: string;
}

/**
 * A supplier of the locked search that was shortlisted, or left out with a reason. Keys prove that it was in the locked search of
 * the same procurement. Ordered by a hash, which favours nobody.
 */
@Entity()
@ObjectType()
@GlobalId('cnd')
@OrderedBy([{ sql: (a) => `md5(${a}.procurement_id::text || ${a}.supplier_id::text)`, type: 'text' }])
export class Candidate {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') procurementId: string;
  @ManyToOne('Procurement') @JoinColumn({ name: 'procurement_id' }) procurement?: Relation<Procurement>;
  @Column('uuid') organisationId: string;
  @Column('uuid') lockedSearchId: string;
  @Column('uuid') supplierId: string;
  @Field(() => Supplier) @ManyToOne(() => Supplier) @JoinColumn({ name: 'supplier_id' }) supplier: Relation<Supplier>;
  @Column('uuid') supplierOrganisationId: string;
  @Column('uuid', { array: true }) productIds: string[];
  @Field(() => [ShortlistedProduct], { description: 'The products that it was shortlisted for; empty where none was named' })
  @ReadSql(
    (a, object) =>
      `(SELECT coalesce(json_agg(${object({ id: "'prd_' || l.id", name: 'l.name' })} ORDER BY l.name, l.id), '[]') FROM product l WHERE l.id = ANY (${a}.product_ids))`,
  )
  products: ShortlistedProduct[];
  @Field(() => CandidateStateEnum) @Column('text') state: CandidateState;
  @Field({ description: 'Why it was included or left out' }) @Column('text') reason: string;
  @Field(() => Instant) @Column({ type: 'timestamptz', insert: false }) createdAt: Date;
  @Field(() => Int) @Column('integer') version: number;
}
