import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Actor } from '#audit';
import { StrengthEnum, type Strength } from '#attestations';
import { GuidanceItem, MatchQuestion, MatchReason } from '#guidance';
import type { MatchAnswer } from '#matching';
import { GUIDANCE_STATUSES, type GuidanceStatus, REQUIREMENT_KINDS, type RequirementKind } from '#pack';
import { GlobalId, Instant, OrderedBy, ReadSql } from '#platform';
import type { Procurement } from '../procurement/procurement.entity';

export { REQUIREMENT_KINDS, type RequirementKind };

export const RequirementKindEnum = Object.fromEntries(REQUIREMENT_KINDS.map((kind) => [kind, kind])) as {
  [kind in RequirementKind]: kind;
};
registerEnumType(RequirementKindEnum, {
  name: 'RequirementKind',
  description: 'A gate is passed or failed; a scored requirement has a weight.',
});

export const GuidanceStatusEnum = Object.fromEntries(GUIDANCE_STATUSES.map((status) => [status, status])) as {
  [status in GuidanceStatus]: status;
};
registerEnumType(GuidanceStatusEnum, { name: 'GuidanceStatus' });

/** One line of the specification, in the buyer's words. */
@Entity()
@ObjectType()
@GlobalId('req')
@OrderedBy([{ sql: (a) => `${a}.position`, type: 'integer' }])
export class Requirement {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') procurementId: string;
  @ManyToOne('Procurement') @JoinColumn({ name: 'procurement_id' }) procurement?: Relation<Procurement>;
  @Column('uuid') organisationId: string;
  @Field() @Column('text') ref: string;
  @Field() @Column('text') text: string;
  @Field(() => RequirementKindEnum) @Column('text') kind: RequirementKind;
  @Field(() => Float, { nullable: true, description: 'Of 100, for scored ones' })
  @Column('numeric', { nullable: true })
  weight: string | null;
  @Field(() => StrengthEnum, { description: 'The least evidence strength that will do' })
  @Column('text')
  minimumStrength: Strength;
  @Field({ description: 'False: no guidance applies to this text' }) @Column('boolean') applicable: boolean;
  @Field(() => [MatchQuestion], { description: 'At most three, where the matches are weak and an answer would settle them' })
  @Column('jsonb')
  matchQuestions: MatchQuestion[];
  /** What the buyer answered to questions about the text as it stands. */
  @Column('jsonb') matchAnswers: MatchAnswer[];
  @Field(() => Int) @Column('integer') position: number;
  @Field(() => Int) @Column('integer') version: number;
}

/** Who decided on a match, as JSON; null where nobody has. */
export function decidedBySql(match: string): string {
  return `CASE WHEN ${match}.decided_by_id IS NOT NULL THEN json_build_object('id', 'usr_' || ${match}.decided_by_id, 'name', ${match}.decided_by_name) END`;
}

/** A guidance item that the matching found for a requirement, and what a person decided. */
@Entity()
@ObjectType()
@GlobalId('rqg')
@OrderedBy([{ sql: (a) => `${a}.position`, type: 'integer' }])
export class RequirementGuidance {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') requirementId: string;
  @ManyToOne('Requirement') @JoinColumn({ name: 'requirement_id' }) requirement?: Relation<Requirement>;
  @Column('uuid') organisationId: string;
  @Column('uuid') itemId: string;
  @Field(() => GuidanceItem) @ManyToOne(() => GuidanceItem) @JoinColumn({ name: 'item_id' }) item: Relation<GuidanceItem>;
  @Field(() => GuidanceStatusEnum) @Column('text') status: GuidanceStatus;
  @Field(() => Float) @Column('double precision') score: number;
  @Field(() => Float, { description: 'Calibrated, 0 to 1' }) @Column('double precision') confidence: number;
  @Field(() => [MatchReason]) @Column('jsonb') reasons: MatchReason[];
  @Column('integer') position: number;
  @Column('uuid', { nullable: true }) decidedById: string | null;
  @Column('text', { nullable: true }) decidedByName: string | null;
  @Field(() => Actor, { nullable: true })
  @ReadSql(decidedBySql)
  decidedBy: Actor | null;
  @Field(() => Instant, { nullable: true }) @Column('timestamptz', { nullable: true }) decidedAt: Date | null;
  /** The requirement as it read when it was decided. */
  @Column('text', { nullable: true }) decidedText: string | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) note: string | null;
}
