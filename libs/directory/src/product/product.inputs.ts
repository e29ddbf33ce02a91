import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsOptional, IsString, MaxLength } from 'class-validator';
import { DateOnly, Filled } from '#platform';
import { PRODUCT_KINDS, Product, ProductKind, ProductKindEnum } from './product.entity';

/** What may be said of a product. A field that is left out stays as it is; one that is null is cleared. */
@InputType()
export class ProductInput {
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(10000) description?: string | null;
  @Field(() => [String], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  versions?: string[] | null;
  @Field(() => DateOnly, { nullable: true, description: 'The day until which security updates are promised' })
  @IsOptional()
  supportEndsOn?: string | null;
  @Field(() => String, { nullable: true, description: 'Where to report a weakness' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  securityContact?: string | null;
  @Field(() => [String], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  technologies?: string[] | null;
}

@InputType()
export class CreateProductInput extends ProductInput {
  @Field(() => ID) @IsString() @MaxLength(100) supplierId: string;
  @Field() @IsString() @Filled('is empty') @MaxLength(300) name: string;
  @Field(() => ProductKindEnum) @IsIn(PRODUCT_KINDS) kind: ProductKind;
}

@InputType()
export class UpdateProductInput extends ProductInput {
  @Field(() => ID) @IsString() @MaxLength(100) productId: string;
  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsString()
  @Filled('is empty')
  @MaxLength(300)
  name?: string | null;
  @Field(() => ProductKindEnum, { nullable: true }) @IsOptional() @IsIn(PRODUCT_KINDS) kind?: ProductKind | null;
  @Field(() => Int, { nullable: true, description: 'The version that you read' })
  @IsOptional()
  @IsInt()
  expectedVersion?: number | null;
}

@ObjectType()
export class ProductPayload {
  @Field(() => Product) product: Product;
}
