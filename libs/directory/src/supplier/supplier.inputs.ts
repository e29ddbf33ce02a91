import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, IsUrl, MaxLength, ValidateNested } from 'class-validator';
import { connectionOf, DateOnly, Filled, PageArguments } from '#platform';
import { Facet } from '../search/supplier-facets';
import { SupplierFilter, SupplierOrder, SupplierOrderEnum } from '../search/supplier-filter';
import { SIZE_BANDS, SizeBand, SizeBandEnum, Supplier } from './supplier.entity';

@ArgsType()
export class SuppliersArguments extends PageArguments {
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() search?: string;
  @Field(() => SupplierFilter, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => SupplierFilter)
  filter?: SupplierFilter;
  @Field(() => SupplierOrderEnum, { nullable: true }) @IsOptional() @IsIn(['NAME', 'RELEVANCE']) orderBy?: SupplierOrder;
  @Field(() => DateOnly, {
    nullable: true,
    description: 'The day on which the facet SCHEME says who holds what: when left out that of the first of attested, or today',
  })
  @IsOptional()
  schemesOn?: string;
}

const { edge, connection } = connectionOf(Supplier);

/** A supplier in a list, and why it is there. */
@ObjectType()
export class FoundSupplierEdge extends edge {
  @Field(() => [String], { description: 'Why it matched, a sentence each' }) matchReasons: string[];
}

@ObjectType()
export class FoundSupplierConnection extends connection {
  @Field(() => [FoundSupplierEdge]) declare edges: FoundSupplierEdge[];
  @Field({ description: 'False: there are more than totalCount says, too many to count' }) totalCountIsExact: boolean;
  @Field(() => [Facet]) facets: Facet[];
}

/** What a field that is left out says: nothing. A field that is null clears what is there. */
@InputType()
export class UpdateSupplierProfileInput {
  @Field(() => ID) @IsString() @MaxLength(100) supplierId: string;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(10000) description?: string | null;
  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsUrl({ protocols: ['https', 'http'], require_protocol: true }, { message: 'is not a web address; begin it with https://' })
  @MaxLength(2000)
  website?: string | null;
  @Field(() => SizeBandEnum, { nullable: true }) @IsOptional() @IsIn(SIZE_BANDS) sizeBand?: SizeBand | null;
  @Field(() => String, { nullable: true, description: 'ITL code' }) @IsOptional() @IsString() @MaxLength(10) region?:
    string | null;
  @Field(() => [String], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  sectors?: string[] | null;
  @Field(() => [String], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  technologies?: string[] | null;
  @Field(() => Int, { nullable: true, description: 'The version that you read' })
  @IsOptional()
  @IsInt()
  expectedVersion?: number | null;
}

@InputType()
export class AnswerFactInput {
  @Field(() => ID) @IsString() @MaxLength(100) factId: string;
  @Field(() => String, { nullable: true, description: 'What the field should say' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  value?: string | null;
  @Field({ description: 'Your answer to the fact; it stands beside it on your page, in place of an earlier one' })
  @IsString()
  @Filled('is empty; say what you answer')
  @MaxLength(2000)
  note: string;
}

@InputType()
export class RemoveFactReplyInput {
  @Field(() => ID) @IsString() @MaxLength(100) factId: string;
}

@ObjectType()
export class SupplierPayload {
  @Field(() => Supplier) supplier: Supplier;
}
