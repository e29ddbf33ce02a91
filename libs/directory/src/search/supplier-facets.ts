import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { FACETS, FacetDimension } from './supplier-conditions';

export const FacetDimensionEnum = Object.fromEntries(FACETS.map((facet) => [facet, facet])) as {
  [facet in FacetDimension]: facet;
};
registerEnumType(FacetDimensionEnum, { name: 'FacetDimension' });

@ObjectType()
export class FacetValue {
  @Field() code: string;
  @Field() label: string;
  @Field(() => Int) count: number;
}

/**
 * How many suppliers there would be with each value, under all filters but those on the same dimension, whose values are alternatives.
 * Schemes add up: how many there would be with each beside those that are asked for.
 */
@ObjectType()
export class Facet {
  @Field(() => FacetDimensionEnum) dimension: FacetDimension;
  @Field({ description: 'False: there are at least as many as the counts say, since the search finds too many to count' })
  isExact: boolean;
  @Field(() => [FacetValue]) values: FacetValue[];
}
