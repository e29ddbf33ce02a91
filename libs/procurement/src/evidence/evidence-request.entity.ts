import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { StrengthEnum, type Strength } from '#attestations';
import { GlobalId, Instant, instantSql, ReadSql } from '#platform';
import { type DataSensitivity, DataSensitivityEnum, Money, Period, type Procurement } from '../procurement/procurement.entity';
import { Place } from '../procurement/place';
import { RequirementKindEnum, type RequirementKind } from '../requirement/requirement.entity';
import { DeadlineExtension, deadlineExtensionsSql } from './deadline-extension.type';

export const EXTENTS = ['FULL', 'PARTIAL', 'SUPPORTING'] as const;
/** How far a scheme evidences what a requirement asks, the furthest first. */
export type Extent = (typeof EXTENTS)[number];

/** A scheme whose attestations say something about a requirement, through the guidance items that the buyer accepted for it. */
@ObjectType()
export class EvidencingScheme {
  @Field({ description: 'The code of the scheme' }) scheme: string;
  @Field(() => String, { description: 'FULL, PARTIAL or SUPPORTING' }) extent: Extent;
}

/** A requirement in the words that were sent. Every supplier reads the same. */
@ObjectType()
export class AskedRequirement {
  /** The key of the requirement itself, which is the buyer's row. */
  requirementId: string;
  @Field() ref: string;
  @Field() text: string;
  @Field(() => RequirementKindEnum) kind: RequirementKind;
  @Field(() => Float, { nullable: true, description: 'Of 100, for scored ones' }) weight: number | null;
  @Field(() => StrengthEnum, { description: 'The least evidence strength that will do' }) minimumStrength: Strength;
  @Field(() => [EvidencingScheme], { description: 'Schemes whose attestations evidence it' }) evidencedBy: EvidencingScheme[];
  /** The codes of the guidance items that the buyer had accepted for it, in order. What was sent before they were kept has none. */
  guidance?: string[];
}

/** A notice as a buyer started from it; whose it is, the notice says. */
@ObjectType()
export class InvitationNotice {
  @Field(() => String, { nullable: true }) noticeId: string | null;
  @Field(() => String, { nullable: true, description: 'As the notice names it' }) buyerName: string | null;
  @Field(() => String, { description: 'Where it is published' }) url: string;
}

/** The procurement as an invited supplier sees it: what was sent, and nothing more. What the buyer had not said is null or empty. */
@ObjectType()
export class InvitationProcurement {
  @Field() reference: string;
  @Field() title: string;
  @Field() buyerName: string;
  @Field(() => String, { nullable: true }) description: string | null;
  @Field(() => Period, { nullable: true }) contractPeriod: Period | null;
  @Field(() => Money, { nullable: true }) estimatedValue: Money | null;
  @Field(() => DataSensitivityEnum, { nullable: true }) dataSensitivity: DataSensitivity | null;
  @Field(() => [Place], { description: 'Where it is to be run or delivered' }) places: Place[];
  @Field(() => [String], { description: 'The labels of what it is for' }) sectors: string[];
  @Field(() => [String], { description: 'The labels of what will be part of it' }) technologies: string[];
  @Field(() => InvitationNotice, { nullable: true, description: 'The published notice that it was made from' })
  notice: InvitationNotice | null;
}

/** What was sent, word for word (column `snapshot`). One that was sent before it told what is bought has the names alone. */
export interface RequestSnapshot extends NamedInSnapshot, Partial<Omit<InvitationProcurement, keyof NamedInSnapshot>> {
  requirements: AskedRequirement[];
}

type NamedInSnapshot = Pick<InvitationProcurement, 'reference' | 'title' | 'buyerName'>;

/** SQL for the {@link InvitationProcurement} of a snapshot, whatever it holds. */
export function invitationProcurementSql(snapshot: string): string {
  return `'{"places": [], "sectors": [], "technologies": []}'::jsonb || (${snapshot} - 'requirements')`;
}

/**
 * One request for evidence to every shortlisted supplier: the same words, the same deadline. Frozen once sent, but for the deadline,
 * which can be put off before it has passed.
 */
@Entity()
@ObjectType()
@GlobalId('evr')
export class EvidenceRequest {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') procurementId: string;
  @ManyToOne('Procurement') @JoinColumn({ name: 'procurement_id' }) procurement?: Relation<Procurement>;
  @Column('uuid') organisationId: string;
  @Field() @Column('text') message: string;
  @Field(() => Instant) @Column('timestamptz') dueAt: Date;
  @Field(() => Instant, { description: 'When the buyer can read what was submitted: the deadline' })
  @ReadSql((a) => instantSql(`${a}.due_at`))
  opensAt: Date;
  @Field(() => [DeadlineExtension], { description: 'How the deadline was put off, the first first' })
  @ReadSql((a) => deadlineExtensionsSql(`${a}.id`))
  deadlineExtensions: DeadlineExtension[];
  @Field(() => Instant) @Column('timestamptz') sentAt: Date;
  @Column('jsonb') snapshot: RequestSnapshot;
  @Field(() => [AskedRequirement], { description: 'The requirements in the words that were sent' })
  @ReadSql((a) => `${a}.snapshot -> 'requirements'`)
  requirements: AskedRequirement[];
}
