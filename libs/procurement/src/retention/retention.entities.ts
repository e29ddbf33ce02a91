import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Actor } from '#audit';
import { DateOnly, GlobalId, Instant, OrderedBy, ReadSql } from '#platform';
import { type RetentionRule, RetentionRuleEnum, type HoldKind } from './retention.types';

/** A hold as its table has it. */
@Entity()
@GlobalId('hld')
export class RetentionHold {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') procurementId: string;
  @Column('uuid') organisationId: string;
  @Column('text') kind: HoldKind;
  @Column('text') reason: string;
  @Column('uuid') placedById: string;
  @Column('text') placedByName: string;
  @Column('timestamptz') placedAt: Date;
  @Column('uuid', { nullable: true }) liftedById: string | null;
  @Column('text', { nullable: true }) liftedByName: string | null;
  @Column('timestamptz', { nullable: true }) liftedAt: Date | null;
  @Column('text', { nullable: true }) liftedReason: string | null;
}

/** How much of what was erased. */
@ObjectType()
export class ErasedCounts {
  @Field(() => Int) requirements: number;
  @Field(() => Int) candidates: number;
  @Field(() => Int) invitations: number;
  @Field(() => Int) answers: number;
  @Field(() => Int) submissions: number;
  @Field(() => Int) questions: number;
  @Field(() => Int) assessments: number;
  @Field(() => Int) settledFigures: number;
  @Field(() => Int) summaries: number;
  @Field(() => Int) holds: number;
  @Field(() => Int, { description: 'Files: packs, specifications, and evidence that nothing else needed' }) documents: number;
  @Field(() => Int, { description: 'Events of the audit trail whose content was erased; each keeps its hash' }) events: number;
}

/** What is left to know a pack by that was handed out. */
@ObjectType()
export class ErasedPack {
  @Field({ description: 'SHA-256 of its manifest: it names the pack' }) digest: string;
  @Field({ description: 'Fingerprint of the key that signed it' }) keyId: string;
  @Field(() => Instant) createdAt: string;
}

/** What is left of a procurement whose records were erased. */
@Entity()
@ObjectType()
@GlobalId('ers')
@OrderedBy([{ sql: (a) => `${a}.erased_at`, type: 'timestamptz' }], true)
export class ErasedProcurement {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Field(() => ID, { description: 'The id that the procurement had' })
  @ReadSql((a) => `'prc_' || ${a}.id`)
  procurementId: string;
  @Column('uuid') organisationId: string;
  @Field({ description: 'What people called it by' }) @Column('text') reference: string;
  @Field(() => String, { nullable: true, description: 'Open contracting id of the notice that it was made from' })
  @Column('text', { nullable: true })
  ocid: string | null;
  @Field(() => RetentionRuleEnum) @Column('text') rule: RetentionRule;
  @Field(() => DateOnly, { nullable: true, description: 'The day with which the three years began' })
  @Column('date', { nullable: true })
  since: string | null;
  @Field(() => DateOnly) @Column('date') keptUntil: string;
  @Field(() => Instant, { description: 'When the procurement was made' }) @Column('timestamptz') createdAt: Date;
  @Field({ description: 'Who asked for the erasing' }) @Column('text') askedByName: string;
  @Field(() => Instant) @Column('timestamptz') askedAt: Date;
  @Column('uuid') confirmedById: string;
  @Column('text') confirmedByName: string;
  @Field(() => Actor)
  @ReadSql((a) => `json_build_object('id', 'usr_' || ${a}.confirmed_by_id, 'name', ${a}.confirmed_by_name)`)
  confirmedBy: Actor;
  @Field(() => Instant) @Column('timestamptz') erasedAt: Date;
  @Field(() => ErasedCounts) @ReadSql((a) => `${a}.counts`) counts: ErasedCounts;
  @Field(() => [ErasedPack]) @ReadSql((a) => `${a}.packs`) packs: ErasedPack[];
  @Field(() => Float, { description: 'The event of the audit trail that tells of it' }) @Column('bigint') event: string;
}

/** What whoever had a part in a procurement is told where its records were. */
@ObjectType()
export class ErasedRecords {
  @Field() reference: string;
  @Field() buyerName: string;
  @Field(() => Instant) erasedAt: string;
}
