import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { type Strength, StrengthEnum } from '#attestations';
import { Actor } from '#audit';
import { CONFORMANCES, type Conformance } from '#pack';
import { GlobalId, Instant, OrderedBy, ReadSql } from '#platform';
import { Candidate } from '../candidate/candidate.entity';
import { Requirement } from '../requirement/requirement.entity';

export const ConformanceEnum = Object.fromEntries(CONFORMANCES.map((value) => [value, value])) as {
  [value in Conformance]: value;
};
registerEnumType(ConformanceEnum, {
  name: 'Conformance',
  description: 'UNKNOWN is a state of its own: it scores nothing and is counted.',
});

/** What an assessor has to do with the bidders, said before the first answer is shown. Written once. */
@Entity()
@ObjectType()
@GlobalId('ind')
export class InterestDeclaration {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') procurementId: string;
  @Column('uuid') organisationId: string;
  @Column('uuid') userId: string;
  @Column('text') userName: string;
  @Field(() => Actor)
  @ReadSql((a) => `json_build_object('id', 'usr_' || ${a}.user_id, 'name', ${a}.user_name)`)
  declaredBy: Actor;
  @Field({ description: 'With a conflict one may not assess' }) @Column('boolean') hasConflict: boolean;
  @Field() @Column('text') statement: string;
  @Field(() => Instant) @Column('timestamptz') declaredAt: Date;
}

/** One assessor's judgement of one answer: conformance and evidence strength, two figures, with the reason. */
@Entity()
@ObjectType()
@GlobalId('asm')
@OrderedBy([
  { sql: (a) => `${a}.updated_at`, type: 'timestamptz' },
  { sql: (a) => `${a}.id`, type: 'uuid' },
])
export class Assessment {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') procurementId: string;
  @Column('uuid') organisationId: string;
  @Column('uuid') candidateId: string;
  @Field(() => Candidate) @ManyToOne(() => Candidate) @JoinColumn({ name: 'candidate_id' }) candidate: Relation<Candidate>;
  @Column('uuid') requirementId: string;
  @Field(() => Requirement)
  @ManyToOne(() => Requirement)
  @JoinColumn({ name: 'requirement_id' })
  requirement: Relation<Requirement>;
  @Column('uuid') assessorId: string;
  @Column('text') assessorName: string;
  @Field(() => Actor)
  @ReadSql((a) => `json_build_object('id', 'usr_' || ${a}.assessor_id, 'name', ${a}.assessor_name)`)
  assessor: Actor;
  @Field(() => ConformanceEnum) @Column('text') conformance: Conformance;
  @Field(() => Int, { nullable: true, description: '0 to 10, for scored requirements' })
  @Column('integer', { nullable: true })
  score: number | null;
  @Field(() => StrengthEnum, { description: 'As the assessor verified it' }) @Column('text') strength: Strength;
  @Field() @Column('text') reason: string;
  @Field(() => Instant) @Column('timestamptz') updatedAt: Date;
  @Field(() => Int) @Column('integer') version: number;
  @Field({ description: 'Whether the final figure was settled' })
  @ReadSql(
    (a) =>
      `EXISTS (SELECT FROM moderation m WHERE m.candidate_id = ${a}.candidate_id AND m.requirement_id = ${a}.requirement_id)`,
  )
  moderated: boolean;
}

/** The final figure for one answer, settled by somebody who did not assess. */
@Entity()
@ObjectType()
@GlobalId('mod')
export class Moderation {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') procurementId: string;
  @Column('uuid') organisationId: string;
  @Column('uuid') candidateId: string;
  @Column('uuid') requirementId: string;
  @Column('uuid') moderatorId: string;
  @Column('text') moderatorName: string;
  @Column('text') conformance: Conformance;
  @Column('integer', { nullable: true }) score: number | null;
  @Column('text') strength: Strength;
  @Column('text') reason: string;
  @Column('timestamptz') moderatedAt: Date;
  @Column('integer') version: number;
}
