import { Field, Float, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { DateOnly, GlobalId, OrderedBy } from '#platform';
import { PERFORMANCE_KINDS, type PerformanceKind } from '#registers';
import { Notice } from '../notice/notice.entity';

export const PerformanceKindEnum = Object.fromEntries(PERFORMANCE_KINDS.map((kind) => [kind, kind])) as {
  [kind in PerformanceKind]: kind;
};
registerEnumType(PerformanceKindEnum, {
  name: 'PerformanceKind',
  description: 'What a notice states of how a contract goes. It ranks no supplier.',
  valuesMap: {
    MEASURED: { description: 'A measure of a key performance indicator, and how the buyer rates it' },
    FAILURE: { description: 'A failure to perform; `indicator` is what was required, `measured` what came of it' },
    AGREED: { description: 'A key performance indicator that the contract is to be measured by' },
  },
});

/** One thing that a notice states of a contract’s performance, in its words: no measure is compared with its target here. */
@Entity()
@ObjectType()
@GlobalId('prf')
@OrderedBy([
  { sql: (a) => `${a}.position`, type: 'integer' },
  { sql: (a) => `${a}.id`, type: 'uuid' },
])
export class ContractPerformance {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') noticeId: string;
  @Field(() => Notice, { description: 'The latest notice that states it' })
  @ManyToOne(() => Notice)
  @JoinColumn({ name: 'notice_id' })
  notice: Relation<Notice>;
  @Column('integer') position: number;
  @Field() @Column('text') ocid: string;
  @Field() @Column('text') contractId: string;
  @Field(() => String, { nullable: true, description: 'The award that the contract is of, as `Award.awardId`' })
  @Column('text', { nullable: true })
  awardId: string | null;
  @Field() @Column('text') buyerName: string;
  @Field(() => PerformanceKindEnum) @Column('text') kind: PerformanceKind;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) indicator: string | null;
  @Field(() => String, { nullable: true, description: 'As published' }) @Column('text', { nullable: true }) target:
    string | null;
  @Field(() => DateOnly, { nullable: true }) @Column('date', { nullable: true }) startsOn: string | null;
  @Field(() => DateOnly, { nullable: true }) @Column('date', { nullable: true }) endsOn: string | null;
  @Field(() => String, { nullable: true, description: 'How often it is to be measured: an ISO 8601 duration, such as P3M' })
  @Column('text', { nullable: true })
  every: string | null;
  @Field(() => String, { nullable: true, description: 'As published; null: nothing is stated' })
  @Column('text', { nullable: true })
  measured: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'How the buyer rates it, as published: met, slightlyBelow, below, significantlyBelow, other or a code of its own; of a failure its category. Null: nothing is stated',
  })
  @Column('text', { nullable: true })
  rating: string | null;
  @Field(() => String, { nullable: true, description: 'The rating in the words that were published' })
  @Column('text', { nullable: true })
  ratingDescription: string | null;
  @Field(() => DateOnly, { nullable: true, description: 'When it was decided that the supplier had failed to improve' })
  @Column('date', { nullable: true })
  decidedOn: string | null;
  @Field(() => DateOnly, {
    nullable: true,
    description: 'The first day of a partial termination, an award of damages or a settlement',
  })
  @Column('date', { nullable: true })
  penaltyOn: string | null;
  @Field(() => String, { nullable: true, description: 'As published: contracted, imposed or negotiated, or words' })
  @Column('text', { nullable: true })
  penaltyBasis: string | null;
  @Field(() => Float, { nullable: true }) @Column('numeric', { nullable: true }) penaltyGross: string | null;
  @Field(() => Float, { nullable: true }) @Column('numeric', { nullable: true }) penaltyNet: string | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) penaltyCurrency: string | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) partialTermination: string | null;
}
