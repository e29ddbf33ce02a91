import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { connectionOf, DateOnly, Filled, Hundredths, Json } from '#platform';
import { MAXIMUM_REQUIREMENTS } from '../requirement/requirement.inputs';
import { MOST_PLACES, PlaceInput } from './place';
import { DATA_SENSITIVITIES, DataSensitivity, DataSensitivityEnum, Procurement } from './procurement.entity';

/** As many as any list that is sent may have: a notice brings all the codes of its lots and items, and they can be saved again. */
const MOST_CPV_CODES = 5000;

@InputType()
export class MoneyInput {
  @Field(() => Float) @Hundredths() @Min(0) @Max(1e15) amount: number;
  @Field() @Matches(/^[A-Z]{3}$/, { message: 'is not a currency; write its three letters, such as GBP' }) currency: string;
}

@InputType()
export class PeriodInput {
  @Field(() => DateOnly, { nullable: true }) @IsOptional() startsOn?: string;
  @Field(() => DateOnly, { nullable: true }) @IsOptional() endsOn?: string;
}

@InputType()
export class CreateProcurementInput {
  @Field() @IsString() @Filled('is empty; say in a few words what is bought') @MaxLength(500) title: string;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(100000) description?: string;
  @Field(() => [String], { nullable: true, description: 'CPV 2008, eight digits, with or without the check digit' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_CPV_CODES)
  @IsString({ each: true })
  @MaxLength(20, { each: true })
  cpvCodes?: string[];
  @Field(() => MoneyInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => MoneyInput)
  estimatedValue?: MoneyInput;
  @Field(() => PeriodInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => PeriodInput)
  contractPeriod?: PeriodInput;
  @Field(() => [PlaceInput], { nullable: true, description: 'Where it is to be run or delivered' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_PLACES, { message: `has more than ${MOST_PLACES} places` })
  @ValidateNested({ each: true })
  @Type(() => PlaceInput)
  places?: PlaceInput[];
  @Field(() => [String], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  sectors?: string[];
  @Field(() => [String], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  technologies?: string[];
  @Field(() => DataSensitivityEnum, { nullable: true })
  @IsOptional()
  @IsIn(DATA_SENSITIVITIES)
  dataSensitivity?: DataSensitivity;
}

@InputType()
export class UpdateProcurementInput extends CreateProcurementInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field({ nullable: true, description: 'Left out: the title stays' })
  @IsOptional()
  @IsString()
  @Filled()
  @MaxLength(500)
  declare title: string;
  @Field(() => Int, { nullable: true, description: 'The version that you read' })
  @IsOptional()
  @IsInt()
  expectedVersion?: number;
}

@InputType()
export class CreateProcurementFromNoticeInput {
  @Field(() => Json, { description: 'One OCDS release, as published' })
  @IsObject({ message: 'is not one OCDS release; pass the release as a JSON object' })
  release: Record<string, unknown>;
}

@InputType()
export class CancelProcurementInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field() @IsString() @Filled('is empty; the record needs why') @MaxLength(5000) reason: string;
}

/** A requirement as somebody read it. */
@InputType()
export class SeenRequirementInput {
  @Field(() => ID) @IsString() @MaxLength(100) requirementId: string;
  @Field(() => Int, { description: 'The version that you read' }) @IsInt() version: number;
}

@InputType()
export class LockCriteriaInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field(() => [SeenRequirementInput], {
    nullable: true,
    description: 'The requirements that you read, all of them: refused when one was added, changed or removed since',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAXIMUM_REQUIREMENTS)
  @ValidateNested({ each: true })
  @Type(() => SeenRequirementInput)
  seen?: SeenRequirementInput[];
}

@ObjectType()
export class ProcurementPayload {
  @Field(() => Procurement) procurement: Procurement;
}

/** Something in a notice that was not taken as it stands. */
@ObjectType()
export class NoticeWarning {
  @Field({ description: 'Where in the release' }) path: string;
  @Field() message: string;
}

@ObjectType()
export class ProcurementFromNoticePayload extends ProcurementPayload {
  @Field(() => [NoticeWarning]) warnings: NoticeWarning[];
}

const { connection } = connectionOf(Procurement);

@ObjectType()
export class ProcurementConnection extends connection {}
