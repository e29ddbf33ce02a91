import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { connectionOf, DateOnly, Filled } from '#platform';
import { ErasedProcurement } from './retention.entities';
import { HOLD_KINDS, type HoldKind, HoldKindEnum } from './retention.types';

const { connection } = connectionOf(ErasedProcurement);

@ObjectType()
export class ErasedProcurementsConnection extends connection {}

@InputType()
export class PlaceHoldInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field(() => HoldKindEnum) @IsIn(HOLD_KINDS) kind: HoldKind;
  @Field({ description: 'Such as the number of the case or of the request' })
  @IsString()
  @Filled('is empty; the record needs why')
  @MaxLength(5000)
  reason: string;
}

@InputType()
export class LiftHoldInput {
  @Field(() => ID) @IsString() @MaxLength(100) holdId: string;
  @Field() @IsString() @Filled('is empty; the record needs why') @MaxLength(5000) reason: string;
}

@InputType()
export class KeepRecordsUntilInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field(() => DateOnly, {
    description: 'At least thirty days ahead, so that it is told before; where a term of the law counts, no earlier than that',
  })
  keptUntil: string;
  @Field() @IsString() @Filled('is empty; the record needs why') @MaxLength(5000) reason: string;
}

@InputType()
export class AskToEraseInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
}

@InputType()
export class ConfirmErasingInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field({ description: 'The reference of the procurement, such as P-2026-001, so that no other one is erased by mistake' })
  @IsString()
  @MaxLength(100)
  reference: string;
}

@ObjectType()
export class ErasedProcurementPayload {
  @Field(() => ErasedProcurement) erased: ErasedProcurement;
}
