import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Supplier } from '#directory';
import { connectionOf, GlobalId, Instant, instantSql, OrderedBy, ReadSql } from '#platform';
import { Award } from '../award/award.entity';
import { ContractPerformance } from './contract-performance.entity';

/** The supplier's word on a statement, beside it on the page: the right of reply. */
@ObjectType()
export class PerformanceReply {
  @Field() note: string;
  @Field(() => Instant) repliedAt: string;
  @Field({ description: 'Whether a later notice has stated it again since: the reply answers what stood before' })
  isToEarlierNotice: boolean;
}

/**
 * What a notice states of the performance of a contract that a supplier was awarded: a view over statements and awards. Where the contract has several
 * suppliers it is the contract's, unless the notice names the supplier.
 */
@Entity()
@ObjectType()
@GlobalId('spf')
@OrderedBy(
  [
    { sql: (a) => `(${a}.kind <> 'AGREED')::int`, type: 'integer' },
    { sql: (a) => `coalesce(${a}.stated_at, '-infinity')`, type: 'timestamptz' },
    { sql: (a) => `coalesce(${a}.ends_on, '0001-01-01')`, type: 'date' },
    { sql: (a) => `-${a}.position`, type: 'integer' },
    { sql: (a) => `${a}.id`, type: 'uuid' },
  ],
  true,
)
export class SupplierPerformance {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') performanceId: string;
  @Field(() => ContractPerformance)
  @ManyToOne(() => ContractPerformance)
  @JoinColumn({ name: 'performance_id' })
  performance: Relation<ContractPerformance>;
  @Column('uuid') awardId: string;
  @Field(() => Award, { description: 'Its `joinConfidence` says how surely it is this supplier’s' })
  @ManyToOne(() => Award)
  @JoinColumn({ name: 'award_id' })
  award: Relation<Award>;
  @Column('uuid', { nullable: true }) supplierId: string | null;
  @ManyToOne(() => Supplier) @JoinColumn({ name: 'supplier_id' }) supplier?: Relation<Supplier>;
  @Field(() => Int, { description: 'How many suppliers the contract was awarded to' }) @Column('integer') suppliers: number;
  @Field({ description: 'Whether the notice says that it is of this supplier, and not of the contract alone' })
  @Column('boolean')
  namesSupplier: boolean;
  @Field(() => PerformanceReply, { nullable: true })
  @ReadSql(
    (a, object) =>
      `(SELECT ${object({
        note: 'r.note',
        repliedAt: instantSql('r.replied_at'),
        isToEarlierNotice: `(r.notice_id <> p.notice_id)`,
      })} FROM performance_reply r JOIN contract_performance p ON p.id = r.performance_id
        WHERE r.performance_id = ${a}.performance_id AND r.supplier_id = ${a}.supplier_id)`,
  )
  reply: PerformanceReply | null;
}

const { connection } = connectionOf(SupplierPerformance);

@ObjectType()
export class SupplierPerformanceConnection extends connection {}
