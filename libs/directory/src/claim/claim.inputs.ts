import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsBoolean, IsString, MaxLength } from 'class-validator';
import { Filled } from '#platform';
import { Supplier } from '../supplier/supplier.entity';
import { Claim } from './claim.entity';

@InputType()
export class ClaimSupplierInput {
  @Field(() => ID) @IsString() @MaxLength(100) supplierId: string;
  @Field({ description: 'Such as GB-COH' }) @IsString() @MaxLength(20) identifierScheme: string;
  @Field() @IsString() @Filled() @MaxLength(100) identifier: string;
}

@InputType()
export class WithdrawClaimInput {
  @Field(() => ID) @IsString() @MaxLength(100) claimId: string;
}

@InputType()
export class DecideClaimInput {
  @Field(() => ID) @IsString() @MaxLength(100) claimId: string;
  @Field() @IsBoolean() accept: boolean;
  @Field() @IsString() @Filled('is empty; say what was looked at') @MaxLength(2000) reason: string;
}

@ObjectType()
export class ClaimPayload {
  @Field(() => Supplier) supplier: Supplier;
  @Field(() => Claim) claim: Claim;
}
