import { Field, ID, InputType } from '@nestjs/graphql';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { OUTCOMES, type Outcome } from '#pack';
import { DateOnly, Filled } from '#platform';
import { OutcomeEnum } from './decision.entities';

@InputType()
export class DecideProcurementInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field(() => OutcomeEnum) @IsIn(OUTCOMES) outcome: Outcome;
  @Field(() => ID, { nullable: true, description: 'The winner, when AWARDED' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  candidateId?: string | null;
  @Field() @IsString() @Filled('is empty; the record needs why') @MaxLength(10000) reason: string;
}

@InputType()
export class RecordContractInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field(() => DateOnly) signedOn: string;
}

@InputType()
export class CorrectContractInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field(() => DateOnly, { description: 'The day on which it was signed in truth' }) signedOn: string;
  @Field({ description: 'The record keeps it, with the day that was recorded before' })
  @IsString()
  @Filled('is empty; the record needs why')
  @MaxLength(5000)
  reason: string;
}

@InputType()
export class CloseProcurementInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
}
