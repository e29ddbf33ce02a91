import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Filled } from '#platform';
import { STRENGTHS, type Strength, StrengthEnum } from '#attestations';
import { CONFORMANCES, type Conformance } from '#pack';
import { Assessment, ConformanceEnum, InterestDeclaration } from './assessment.entities';

@InputType()
export class DeclareInterestsInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field() @IsBoolean() hasConflict: boolean;
  @Field()
  @IsString()
  @Filled('is empty; say what your interests are, or that you have none')
  @MaxLength(5000)
  statement: string;
}

@ObjectType()
export class DeclareInterestsPayload {
  @Field(() => InterestDeclaration) declaration: InterestDeclaration;
}

/** A figure for one answer. */
@InputType({ isAbstract: true })
export class FigureInput {
  @Field(() => ID) @IsString() @MaxLength(100) candidateId: string;
  @Field(() => ID) @IsString() @MaxLength(100) requirementId: string;
  @Field(() => ConformanceEnum) @IsIn(CONFORMANCES) conformance: Conformance;
  @Field(() => Int, { nullable: true, description: '0 to 10, for scored requirements unless UNKNOWN' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(10)
  score?: number | null;
  @Field(() => StrengthEnum) @IsIn(STRENGTHS) strength: Strength;
  @Field()
  @IsString()
  @Filled('is empty; the summary for the bidder needs why')
  @MaxLength(10000)
  reason: string;
}

@InputType()
export class AssessAnswerInput extends FigureInput {
  @Field(() => Int, { nullable: true, description: 'The version of your own assessment that you read; 0 when there was none' })
  @IsOptional()
  @IsInt()
  expectedVersion?: number | null;
}

@InputType()
export class AssessAnswersInput {
  @Field(() => [AssessAnswerInput])
  @ArrayNotEmpty()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => AssessAnswerInput)
  assessments: AssessAnswerInput[];
}

@InputType()
export class ModerateAssessmentInput extends FigureInput {
  @Field(() => Int, {
    nullable: true,
    description: 'The version of the final figure that you read (`GridCell.settledVersion`); refused when it was settled since',
  })
  @IsOptional()
  @IsInt()
  expectedVersion?: number | null;
}

@InputType()
export class AcceptAgreedInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
}

@ObjectType()
export class AssessmentPayload {
  @Field(() => Assessment) assessment: Assessment;
}

@ObjectType()
export class AssessmentsPayload {
  @Field(() => [Assessment]) assessments: Assessment[];
}

@ObjectType()
export class AcceptAgreedPayload {
  @Field(() => Int, { description: 'Settled now, because all assessors agree' }) settled: number;
  @Field(() => Int, { description: 'Left for the moderator to settle one by one' }) remaining: number;
}
