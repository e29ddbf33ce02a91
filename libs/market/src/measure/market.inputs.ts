import { ArgsType, Field } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { SupplierFilter } from '#directory';
import { DateOnly } from '#platform';
import { MarketMeasure, MEASURES } from './definitions';
import { DIMENSIONS, MarketDimension } from './dimensions';
import { ConcentrationOfEnum, MarketDimensionEnum, MarketMeasureEnum } from './market.types';
import type { ConcentrationOf } from './concentration';

@ArgsType()
export class FilterArguments {
  @Field(() => SupplierFilter, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => SupplierFilter)
  filter?: SupplierFilter | null;
}

@ArgsType()
export class BreakdownArguments extends FilterArguments {
  @Field(() => [MarketDimensionEnum])
  @ArrayMinSize(1, { message: 'is empty; name one to three dimensions' })
  @ArrayMaxSize(3, { message: 'has more than three dimensions; ask in two questions' })
  @ArrayUnique({ message: 'names a dimension twice' })
  @IsIn(DIMENSIONS, { each: true })
  by: MarketDimension[];
  @Field(() => [MarketMeasureEnum])
  @ArrayMinSize(1, { message: 'is empty; name at least one measure' })
  @ArrayUnique({ message: 'names a measure twice' })
  @IsIn(Object.keys(MEASURES), { each: true })
  measures: MarketMeasure[];
}

@ArgsType()
export class TrendArguments extends FilterArguments {
  @Field(() => MarketMeasureEnum) @IsIn(Object.keys(MEASURES)) measure: MarketMeasure;
  @Field(() => DateOnly) from: string;
  @Field(() => DateOnly) to: string;
}

@ArgsType()
export class ConcentrationArguments extends FilterArguments {
  @Field(() => MarketDimensionEnum) @IsIn(DIMENSIONS) by: MarketDimension;
  @Field(() => ConcentrationOfEnum, { nullable: true, description: 'Whose shares; SUPPLIERS when left out' })
  @IsOptional()
  @IsIn(['SUPPLIERS', 'BUYERS'])
  of?: ConcentrationOf | null;
}

@ArgsType()
export class CoverageArguments extends FilterArguments {
  @Field(() => DateOnly, { nullable: true, description: 'The day that answers are of when left out' })
  @IsOptional()
  validOn?: string | null;
}
