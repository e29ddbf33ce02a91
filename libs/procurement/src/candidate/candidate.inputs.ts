import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { ArrayMaxSize, IsArray, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { Candidate } from './candidate.entity';

@InputType()
export class ShortlistSupplierInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field(() => ID) @IsString() @MaxLength(100) supplierId: string;
  @Field(() => [ID], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  productIds?: string[];
  @Field()
  @IsString()
  @MinLength(1, { message: 'is empty; the record needs why this supplier is included' })
  @MaxLength(5000)
  reason: string;
}

@InputType()
export class ExcludeSupplierInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field(() => ID) @IsString() @MaxLength(100) supplierId: string;
  @Field()
  @IsString()
  @MinLength(1, { message: 'is empty; the record needs why this supplier is left out' })
  @MaxLength(5000)
  reason: string;
}

@ObjectType()
export class CandidatePayload {
  @Field(() => Candidate) candidate: Candidate;
}
