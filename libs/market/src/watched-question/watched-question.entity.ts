import { Field, Float, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SupplierFilter } from '#directory';
import { DateOnly, GlobalId, Instant, Json } from '#platform';
import { MarketMeasure } from '../measure/definitions';
import { MarketDimension } from '../measure/dimensions';
import type { ConcentrationOf } from '../measure/concentration';
import { Figure } from './answer-change';

export const QUESTION_KINDS = [
  'BREAKDOWN',
  'TREND',
  'CONCENTRATION',
  'COVERAGE',
  'LOCATION_QUOTIENTS',
  'GAPS',
  'MOVEMENTS',
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];
export const QuestionKindEnum = Object.fromEntries(QUESTION_KINDS.map((kind) => [kind, kind])) as {
  [kind in QuestionKind]: kind;
};
registerEnumType(QuestionKindEnum, { name: 'MarketQuestionKind', description: 'Which field of Market answers it' });

/** A question about the market, as it is kept: what its kind does not ask is left out. */
export interface MarketQuestion {
  kind: QuestionKind;
  by?: MarketDimension[] | null;
  measures?: MarketMeasure[] | null;
  of?: ConcentrationOf | null;
  from?: string | null;
  to?: string | null;
  validOn?: string | null;
  filter?: SupplierFilter | null;
}

/** A question that an organisation has saved: it is told when the answer changes by more than it set. */
@Entity()
@ObjectType()
@GlobalId('wmq')
export class WatchedQuestion {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') organisationId: string;
  @Field() @Column('text') name: string;
  @Field({ description: 'Where the client shows the question, as it said when it was saved' }) @Column('text') link: string;
  @Field(() => Json) @Column('jsonb') question: MarketQuestion;
  @Field(() => Float, { description: 'Percent by which a figure has to change' }) @Column('numeric') threshold: string;
  @Column('jsonb', { select: false }) answer: Figure[];
  @Field(() => DateOnly, { description: 'The day of the answer that changes are told from' }) @Column('date') asOf: string;
  @Column('integer') checkedSnapshot: number;
  @Field(() => String, { nullable: true, description: 'Why it could not be answered the last time' })
  @Column('text', { nullable: true })
  problem: string | null;
  @Field(() => Instant, { nullable: true, description: 'When a change was last told' })
  @Column('timestamptz', { nullable: true })
  toldAt: Date | null;
  @Field(() => Instant) @Column('timestamptz') createdAt: Date;
}
