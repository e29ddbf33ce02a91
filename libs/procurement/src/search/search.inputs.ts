import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { SupplierFilter } from '#directory';
import { LockedSearch } from './locked-search.entity';

@InputType()
export class LockSearchInput {
  @Field(() => ID) @IsString() @MaxLength(100) procurementId: string;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(500) search?: string;
  @Field(() => SupplierFilter, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => SupplierFilter)
  filter?: SupplierFilter;
}

@ObjectType()
export class LockSearchPayload {
  @Field(() => LockedSearch) search: LockedSearch;
}
