import { Field, Float, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sector, Technology } from '#directory';
import { DateOnly, GlobalId, Instant, instantSql, ReadSql } from '#platform';
import { type Withheld, WithheldEnum, withheldSql } from '../assessment/withheld';
import { Retention, retentionSql } from '../retention/retention.types';
import { type KeptPlace, Place, placesSql } from './place';
import { STAGES, type Stage } from './procurement.states';

export const StageEnum = Object.fromEntries(STAGES.map((stage) => [stage, stage])) as { [stage in Stage]: stage };
registerEnumType(StageEnum, { name: 'ProcurementStage' });
registerEnumType(WithheldEnum, { name: 'AnswersWithheld', description: 'Why answers are not shown to whoever asks.' });

export const DATA_SENSITIVITIES = ['PUBLIC', 'OFFICIAL', 'OFFICIAL_SENSITIVE', 'PERSONAL', 'SPECIAL_CATEGORY'] as const;
/** The most sensitive data that what is bought will hold. */
export type DataSensitivity = (typeof DATA_SENSITIVITIES)[number];
export const DataSensitivityEnum = Object.fromEntries(DATA_SENSITIVITIES.map((value) => [value, value])) as {
  [value in DataSensitivity]: value;
};
registerEnumType(DataSensitivityEnum, {
  name: 'DataSensitivity',
  description: 'The most sensitive data that what is bought will hold.',
});

@ObjectType()
export class Money {
  @Field(() => Float, { description: 'With VAT, as estimated' }) amount: number;
  @Field({ description: 'ISO 4217' }) currency: string;
}

@ObjectType()
export class Period {
  @Field(() => DateOnly, { nullable: true }) startsOn: string | null;
  @Field(() => DateOnly, { nullable: true }) endsOn: string | null;
}

/** What a buyer wants to buy, and how far it has come. Private to the buyer's organisation. */
@Entity()
@ObjectType()
@GlobalId('prc')
export class Procurement {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') organisationId: string;
  @Field({ description: 'What people call it by: P-2026-001' }) @Column('text') reference: string;
  @Field() @Column('text') title: string;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) description: string | null;
  @Field(() => StageEnum) @Column('text') stage: Stage;
  @Field({ description: 'The organisation whose procurement it is' }) @Column('text') buyerName: string;
  @Field(() => String, { nullable: true, description: 'Whose notice it was made of, as the notice says' })
  @ReadSql((a) => `${a}.release #>> '{buyer,name}'`)
  noticeBuyerName: string | null;
  @Field(() => String, { nullable: true, description: 'Open contracting id of the notice it was made from' })
  @Column('text', { nullable: true })
  ocid: string | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) noticeId: string | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) sourceUrl: string | null;
  /** The notice as published, whole. */
  @Column('jsonb', { nullable: true, select: false }) release: unknown;
  @Field(() => [String]) @Column('text', { array: true }) cpvCodes: string[];
  @Column('numeric', { nullable: true }) estimatedAmount: string | null;
  @Column('text', { nullable: true }) currency: string | null;
  @Field(() => Money, { nullable: true })
  @ReadSql(
    (a) =>
      `CASE WHEN ${a}.estimated_amount IS NOT NULL THEN json_build_object('amount', ${a}.estimated_amount, 'currency', ${a}.currency) END`,
  )
  estimatedValue: Money | null;
  @Column('date', { nullable: true }) startsOn: string | null;
  @Column('date', { nullable: true }) endsOn: string | null;
  @Field(() => Period, { nullable: true })
  @ReadSql(
    (a) =>
      `CASE WHEN ${a}.starts_on IS NOT NULL OR ${a}.ends_on IS NOT NULL THEN json_build_object('startsOn', ${a}.starts_on, 'endsOn', ${a}.ends_on) END`,
  )
  contractPeriod: Period | null;
  @Field(() => [Place], { description: 'Where it is to be run or delivered; empty where that was not said' })
  @Column('jsonb')
  @ReadSql((a) => placesSql(`${a}.places`))
  places: KeptPlace[];
  @Column('text', { array: true }) sectorCodes: string[];
  @Column('text', { array: true }) technologyCodes: string[];
  @Field(() => [Sector]) @ReadSql((a) => taxonomySql('sector', `${a}.sector_codes`)) sectors: Sector[];
  @Field(() => [Technology]) @ReadSql((a) => taxonomySql('technology', `${a}.technology_codes`)) technologies: Technology[];
  @Field(() => DataSensitivityEnum, { nullable: true })
  @Column('text', { nullable: true })
  dataSensitivity: DataSensitivity | null;
  @Field(() => Instant, { nullable: true }) @Column('timestamptz', { nullable: true }) criteriaLockedAt: Date | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) cancelledReason: string | null;
  @Field(() => Instant, { nullable: true, description: 'By itself, or as the outcome that was decided' })
  @ReadSql((a) => recordedSql(a, instantSql('e.at'), `e.action = 'procurement.cancelled' OR (${DECIDED_CANCELLED})`))
  cancelledAt: Date | null;
  @Field(() => DateOnly, {
    nullable: true,
    description:
      'When the contract was signed, as it was recorded, or corrected since; it stays when the procurement is cancelled after',
  })
  @ReadSql((a) => contractSignedOnSql(a))
  contractSignedOn: string | null;
  @Field(() => WithheldEnum, {
    nullable: true,
    description: 'Why the answers, their documents and the figures are not shown to whoever asks; null when they are',
  })
  @ReadSql((a) => withheldSql(`${a}.id`))
  answersWithheld: Withheld | null;
  @Field(() => Retention, { description: 'Until when its records are kept, and what holds them longer' })
  @ReadSql((a) => retentionSql(a))
  retention: Retention;
  @Column('uuid', { nullable: true }) createdBy: string | null;
  @Field(() => Instant) @Column({ type: 'timestamptz', insert: false }) createdAt: Date;
  @Field(() => Float) @Column('integer') version: number;
}

const DECIDED_CANCELLED = "e.action = 'procurement.decided' AND e.detail ->> 'outcome' = 'CANCELLED'";

/** SQL for the day on which the contract was signed: the last that the record tells of. */
export function contractSignedOnSql(a: string): string {
  return recordedSql(a, "e.detail ->> 'signedOn'", "e.action IN ('contract.signed', 'contract.corrected')");
}

/** What the record says of a deed that is done to a procurement, the last time when it was done again. */
function recordedSql(a: string, what: string, deed: string): string {
  return `(SELECT ${what} FROM audit_event e WHERE e.organisation_id = ${a}.organisation_id AND e.subject_id = 'prc_' || ${a}.id AND (${deed})
    ORDER BY e.sequence DESC LIMIT 1)`;
}

function taxonomySql(table: 'sector' | 'technology', codes: string): string {
  return `(SELECT coalesce(json_agg(json_build_object('code', x.code, 'label', x.label) ORDER BY x.position), '[]') FROM ${table} x WHERE x.code = ANY (${codes}))`;
}
