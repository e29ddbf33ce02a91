import { Info, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { plannedField } from '#platform';
import { Supplier } from '../supplier/supplier.entity';
import { Product } from './product.entity';

@Resolver(() => Product)
export class ProductResolver {
  @ResolveField(() => Supplier)
  supplier(@Parent() product: Product, @Info() info: GraphQLResolveInfo): Supplier {
    return plannedField(product, info);
  }
}
