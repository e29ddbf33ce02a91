import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  Equals,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { connectionOf, DateOnly, Filled } from '#platform';
import { Attestation, VerificationOutcomeEnum } from './attestation.entity';
import { STRENGTHS, Strength, StrengthEnum } from './strength';

@InputType()
export class AttestationScopeInput {
  @Field()
  @IsString()
  @Filled('is empty; name the legal entity that holds it')
  @MaxLength(500)
  legalEntity: string;
  @Field(() => [String], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  @MaxLength(500, { each: true })
  sites?: string[];
  @Field(() => [String], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  productVersions?: string[];
  @Field(() => [String], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  @MaxLength(1000, { each: true })
  exclusions?: string[];
}

@InputType()
export class StatementInput {
  @Field() @IsString() @Filled('is empty; name who signs') @MaxLength(200) signatoryName: string;
  @Field() @IsString() @Filled() @MaxLength(200) signatoryRole: string;
  @Field()
  @IsBoolean()
  @Equals(true, { message: 'has to be true: a statement that is not agreed to is not signed' })
  agreed: boolean;
}

/** What is filled in for a field of a scheme's own form. */
@InputType()
export class SchemeFieldValueInput {
  @Field({ description: 'As the scheme names it' }) @IsString() @MaxLength(100) name: string;
  @Field(() => [String], { description: 'One text, and several for a LIST; days as 2026-11-30, BOOLEAN as true or false' })
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  @MaxLength(2000, { each: true })
  values: string[];
}

/** What an attestation says, also while it is a draft. */
@InputType()
export class AttestationContentInput {
  @Field() @IsString() @MaxLength(100) schemeCode: string;
  @Field(() => ID, { nullable: true, description: 'Left out: about the organisation' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  productId?: string;
  @Field(() => String, { nullable: true, description: 'As the issuer writes it' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  reference?: string;
  @Field(() => AttestationScopeInput) @ValidateNested() @Type(() => AttestationScopeInput) scope: AttestationScopeInput;
  @Field(() => StrengthEnum) @IsIn(STRENGTHS) strength: Strength;
  @Field(() => DateOnly, { nullable: true }) @IsOptional() coversFrom?: string;
  @Field(() => DateOnly, { nullable: true }) @IsOptional() coversTo?: string;
  @Field(() => DateOnly, { nullable: true }) @IsOptional() issuedOn?: string;
  @Field(() => DateOnly, { nullable: true }) @IsOptional() expiresOn?: string;
  @Field(() => [ID], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  documentIds?: string[];
  @Field(() => [SchemeFieldValueInput], { nullable: true, description: "The scheme's own form; left out: as it stood" })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => SchemeFieldValueInput)
  fieldValues?: SchemeFieldValueInput[];
  @Field(() => ID, { nullable: true, description: 'The attestation that this one is to replace once it is verified' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  supersedesId?: string;
  @Field(() => Int, { nullable: true, description: 'The version of the draft that you read' })
  @IsOptional()
  @IsInt()
  expectedVersion?: number;
}

@InputType()
export class SaveAttestationDraftInput extends AttestationContentInput {
  @Field(() => ID, { nullable: true, description: 'The draft to change; left out: a new one' })
  @IsOptional()
  @IsString()
  attestationId?: string;
}

@InputType()
export class SubmitAttestationInput extends AttestationContentInput {
  @Field(() => ID, { nullable: true, description: 'The draft to submit; left out: a new one' })
  @IsOptional()
  @IsString()
  attestationId?: string;
  @Field(() => StatementInput) @ValidateNested() @Type(() => StatementInput) statement: StatementInput;
}

@InputType()
export class VerifyAttestationInput {
  @Field(() => ID) @IsString() attestationId: string;
  @Field(() => VerificationOutcomeEnum) @IsIn(['VERIFIED', 'REJECTED']) outcome: keyof typeof VerificationOutcomeEnum;
  @Field() @IsString() @Filled('is empty; say how it was checked') @MaxLength(500) method: string;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(5000) note?: string;
  @Field(() => DateOnly) checkedOn: string;
  @Field(() => StrengthEnum, { nullable: true, description: 'Left out: as claimed. It can be lowered, never raised.' })
  @IsOptional()
  @IsIn(STRENGTHS)
  strength?: Strength;
}

@InputType()
export class WithdrawAttestationInput {
  @Field(() => ID) @IsString() attestationId: string;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(2000) reason?: string;
}

@ObjectType()
export class AttestationPayload {
  @Field(() => Attestation) attestation: Attestation;
}

const { connection } = connectionOf(Attestation);

@ObjectType()
export class AttestationQueueConnection extends connection {}
