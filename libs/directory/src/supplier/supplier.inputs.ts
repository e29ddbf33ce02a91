import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { connectionOf, DateOnly, PageArguments } from '#platform';
import { PRODUCT_KINDS, Product, ProductKind, ProductKindEnum } from '../product/product.entity';
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
  @Field(() => [Facet]) facets: Facet[];
}

@InputType()
export class UpdateSupplierProfileInput {
  @Field(() => ID) @IsString() @MaxLength(100) supplierId: string;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(10000) description?: string;
  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsUrl({ protocols: ['https', 'http'], require_protocol: true }, { message: 'is not a web address; begin it with https://' })
  @MaxLength(2000)
  website?: string;
  @Field(() => SizeBandEnum, { nullable: true }) @IsOptional() @IsIn(SIZE_BANDS) sizeBand?: SizeBand;
  @Field(() => String, { nullable: true, description: 'ITL code' }) @IsOptional() @IsString() @MaxLength(10) region?: string;
  @Field(() => [String], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  sectors?: string[];
  @Field(() => [String], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  technologies?: string[];
  @Field(() => Int, { nullable: true, description: 'The version that you read' })
  @IsOptional()
  @IsInt()
  expectedVersion?: number;
}

@InputType()
export class AnswerFactInput {
  @Field(() => ID) @IsString() @MaxLength(100) factId: string;
  @Field(() => String, { nullable: true, description: 'What the field should say' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  value?: string;
  @Field({ description: 'Your answer to the fact; it stands beside it on your page' })
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  note: string;
}

@ObjectType()
export class SupplierPayload {
  @Field(() => Supplier) supplier: Supplier;
}

@InputType()
export class ProductInput {
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(10000) description?: string;
  @Field(() => [String], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  versions?: string[];
  @Field(() => DateOnly, { nullable: true }) @IsOptional() supportEndsOn?: string;
  @Field(() => String, { nullable: true, description: 'Where to report a weakness' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  securityContact?: string;
  @Field(() => [String], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  technologies?: string[];
}

@InputType()
export class CreateProductInput extends ProductInput {
  @Field(() => ID) @IsString() @MaxLength(100) supplierId: string;
  @Field() @IsString() @MinLength(1, { message: 'is empty' }) @MaxLength(300) name: string;
  @Field(() => ProductKindEnum) @IsIn(PRODUCT_KINDS) kind: ProductKind;
}

@InputType()
export class UpdateProductInput extends ProductInput {
  @Field(() => ID) @IsString() @MaxLength(100) productId: string;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MinLength(1) @MaxLength(300) name?: string;
  @Field(() => Int, { nullable: true }) @IsOptional() @IsInt() expectedVersion?: number;
}

@ObjectType()
export class ProductPayload {
  @Field(() => Product) product: Product;
}
