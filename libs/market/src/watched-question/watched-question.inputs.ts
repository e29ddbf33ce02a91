import { Field, Float, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsIn,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { SupplierFilter } from '#directory';
import { DateOnly, Filled } from '#platform';
import { MarketMeasure, MEASURES } from '../measure/definitions';
import { DIMENSIONS, MarketDimension } from '../measure/dimensions';
import { ConcentrationOfEnum, MarketDimensionEnum, MarketMeasureEnum } from '../measure/market.types';
import type { ConcentrationOf } from '../measure/concentration';
import { MarketQuestion, QUESTION_KINDS, QuestionKind, QuestionKindEnum, WatchedQuestion } from './watched-question.entity';

/** A question about the market: what the field of Market of its kind is asked. What its kind does not ask is not looked at. */
@InputType()
export class MarketQuestionInput implements MarketQuestion {
  @Field(() => QuestionKindEnum) @IsIn(QUESTION_KINDS) kind: QuestionKind;
  @Field(() => [MarketDimensionEnum], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(3, { message: 'has more than three dimensions; ask in two questions' })
  @ArrayUnique({ message: 'names a dimension twice' })
  @IsIn(DIMENSIONS, { each: true })
  by?: MarketDimension[] | null;
  @Field(() => [MarketMeasureEnum], { nullable: true, description: 'TREND: the first' })
  @IsOptional()
  @ArrayUnique({ message: 'names a measure twice' })
  @IsIn(Object.keys(MEASURES), { each: true })
  measures?: MarketMeasure[] | null;
  @Field(() => ConcentrationOfEnum, { nullable: true })
  @IsOptional()
  @IsIn(['SUPPLIERS', 'BUYERS'])
  of?: ConcentrationOf | null;
  @Field(() => DateOnly, { nullable: true }) @IsOptional() from?: string | null;
  @Field(() => DateOnly, { nullable: true }) @IsOptional() to?: string | null;
  @Field(() => DateOnly, { nullable: true }) @IsOptional() validOn?: string | null;
  @Field(() => SupplierFilter, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => SupplierFilter)
  filter?: SupplierFilter | null;
}

@InputType()
export class WatchMarketQuestionInput {
  @Field({ description: 'What you call it' })
  @IsString()
  @Filled('is empty; give the question a name')
  @MaxLength(200)
  name: string;
  @Field(() => MarketQuestionInput) @ValidateNested() @Type(() => MarketQuestionInput) question: MarketQuestionInput;
  @Field(() => Float, { description: 'Percent by which a figure has to change for you to be told; 0: any change' })
  @IsNumber()
  @Min(0, { message: 'is less than nothing; give a percentage from 0 to 1000' })
  @Max(1000, { message: 'is more than 1000; give a percentage from 0 to 1000' })
  threshold: number;
  @Field({ description: 'Where you show the question; it is given back to you as it is' })
  @IsString()
  @MaxLength(4000)
  link: string;
}

@InputType()
export class StopWatchingMarketQuestionInput {
  @Field(() => ID) @IsString() @MaxLength(100) watchedQuestionId: string;
}

@ObjectType()
export class WatchMarketQuestionPayload {
  @Field(() => WatchedQuestion) watchedQuestion: WatchedQuestion;
}

@ObjectType()
export class StopWatchingMarketQuestionPayload {
  @Field(() => ID) watchedQuestionId: string;
}
