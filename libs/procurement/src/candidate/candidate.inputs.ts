import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { Filled } from '#platform';
import { Candidate } from './candidate.entity';

@InputType()
export class ShortlistSupplierInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field(() => ID) @IsString() @MaxLength(100) supplierId: string;
  @Field(() => [ID], {
    nullable: true,
    description: 'The products that you shortlist it for; left out: those that you had named before',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  productIds?: string[];
  @Field()
  @IsString()
  @Filled('is empty; the record needs why this supplier is included')
  @MaxLength(5000)
  reason: string;
}

@InputType()
export class ExcludeSupplierInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field(() => ID) @IsString() @MaxLength(100) supplierId: string;
  @Field()
  @IsString()
  @Filled('is empty; the record needs why this supplier is left out')
  @MaxLength(5000)
  reason: string;
}

export const CANDIDATE_DECISIONS = ['SHORTLIST', 'EXCLUDE'] as const;
export type CandidateDecision = (typeof CANDIDATE_DECISIONS)[number];
export const CandidateDecisionEnum = { SHORTLIST: 'SHORTLIST', EXCLUDE: 'EXCLUDE' } as const;
registerEnumType(CandidateDecisionEnum, { name: 'CandidateDecision' });

@InputType()
export class DecideCandidatesInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field(() => [ID])
  @ArrayNotEmpty({ message: 'names nobody; choose at least one supplier' })
  @ArrayMaxSize(200)
  @IsString({ each: true })
  supplierIds: string[];
  @Field(() => CandidateDecisionEnum) @IsIn(CANDIDATE_DECISIONS) decision: CandidateDecision;
  @Field({ description: 'Recorded for each of them' })
  @IsString()
  @Filled('is empty; the record needs why')
  @MaxLength(5000)
  reason: string;
}

@ObjectType()
export class CandidatesPayload {
  @Field(() => [Candidate]) candidates: Candidate[];
}

@ObjectType()
export class CandidatePayload {
  @Field(() => Candidate) candidate: Candidate;
}
