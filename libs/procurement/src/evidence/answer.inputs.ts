import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import { StrengthEnum, type Strength } from '#attestations';
import { STRENGTHS } from '#pack';
import { Answer } from './answer.type';
import { Invitation } from './invitation.entity';
import { Submission } from './submission.entity';

/** Most attestations, and most documents, of one answer. */
const MOST_EVIDENCE = 50;

/** Most documents that a response gives again. */
const MOST_GIVEN_AGAIN = 1000;

@InputType()
export class SaveAnswerInput {
  @Field(() => ID) @IsString() @MaxLength(100) invitationId: string;
  @Field() @IsString() @MaxLength(50) requirementRef: string;
  @Field() @IsString() @MaxLength(20000) statement: string;
  @Field(() => StrengthEnum, {
    nullable: true,
    description: 'What you claim your evidence amounts to; ASSERTION when left out',
  })
  @IsOptional()
  @IsIn(STRENGTHS)
  strength?: Strength;
  @Field(() => [ID], { nullable: true, description: 'Attestations of yours that are no drafts; none when left out' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_EVIDENCE)
  @IsString({ each: true })
  attestationIds?: string[];
  @Field(() => [ID], { nullable: true, description: 'Documents that you have uploaded; none when left out' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_EVIDENCE)
  @IsString({ each: true })
  documentIds?: string[];
  @Field(() => Int, {
    nullable: true,
    description: 'The version that you read; 0 when nobody had saved it. Left out: yours wins',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  expectedVersion?: number;
}

@ObjectType()
export class SaveAnswerPayload {
  @Field(() => Answer) answer: Answer;
  @Field(() => Invitation) invitation: Invitation;
}

@InputType()
export class SubmitResponseInput {
  @Field(() => ID) @IsString() @MaxLength(100) invitationId: string;
  @Field(() => [ID], {
    nullable: true,
    description:
      'Documents that the buyer could open no more, and that this response gives it again (`Invitation.closedDocuments`); none when left out',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_GIVEN_AGAIN)
  @IsString({ each: true })
  documentsGivenAgain?: string[];
}

@ObjectType()
export class SubmitResponsePayload {
  @Field(() => Invitation) invitation: Invitation;
  @Field(() => Submission) submission: Submission;
}
