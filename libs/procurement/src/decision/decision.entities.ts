import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Actor } from '#audit';
import { OUTCOMES, type Outcome } from '#pack';
import { GlobalId, Instant, Json, ReadSql } from '#platform';
import { Candidate } from '../candidate/candidate.entity';
import type { Procurement } from '../procurement/procurement.entity';

export const OutcomeEnum = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, outcome])) as {
  [outcome in Outcome]: outcome;
};
registerEnumType(OutcomeEnum, { name: 'DecisionOutcome' });

/** The arithmetic of one candidate, printed. */
@ObjectType()
export class PrintedArithmetic {
  @Field() supplierName: string;
  @Field(() => String, { nullable: true, description: '1 is the best; null: a gate was failed' }) rank: string | null;
  @Field({ description: 'Of 100' }) total: string;
  @Field(() => [String]) lines: string[];
}

/** What was decided, by whom, and the arithmetic. Written once. */
@Entity()
@ObjectType()
@GlobalId('dec')
export class Decision {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') procurementId: string;
  @ManyToOne('Procurement') @JoinColumn({ name: 'procurement_id' }) procurement?: Relation<Procurement>;
  @Column('uuid') organisationId: string;
  @Field(() => OutcomeEnum) @Column('text') outcome: Outcome;
  @Column('uuid', { nullable: true }) candidateId: string | null;
  @Field(() => Candidate, { nullable: true, description: 'The winner' })
  @ManyToOne(() => Candidate)
  @JoinColumn({ name: 'candidate_id' })
  candidate: Relation<Candidate> | null;
  @Field() @Column('text') reason: string;
  @Field(() => [PrintedArithmetic]) @Column('jsonb') arithmetic: PrintedArithmetic[];
  @Column('uuid') decidedById: string;
  @Column('text') decidedByName: string;
  @Field(() => Actor)
  @ReadSql((a) => `json_build_object('id', 'usr_' || ${a}.decided_by_id, 'name', ${a}.decided_by_name)`)
  decidedBy: Actor;
  @Field(() => Instant) @Column('timestamptz') decidedAt: Date;
}

/** What a bidder is told of how its tender was assessed, and the winner's. */
@Entity()
@ObjectType()
@GlobalId('sum')
export class AssessmentSummary {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') procurementId: string;
  @Column('uuid') organisationId: string;
  @Column('uuid') candidateId: string;
  @Field(() => Candidate) @ManyToOne(() => Candidate) @JoinColumn({ name: 'candidate_id' }) candidate: Relation<Candidate>;
  @Field(() => Json, {
    description:
      'Criterion by criterion: weight, how assessed, conformance, score and evidence strength as they were settled, points available, points given, why; and the same for the winner',
  })
  @Column('jsonb')
  content: object;
  @Field(() => Instant) @Column('timestamptz') createdAt: Date;
}

/** The summary as its own bidder reads it. */
@ObjectType()
export class BidderSummary {
  @Field(() => Json, { description: 'As AssessmentSummary.content' }) content: object;
  @Field(() => Instant) createdAt: Date;
}
