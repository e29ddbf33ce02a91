import { Args, Info, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Allow, CurrentCaller, Member, Planned, plannedField } from '#platform';
import { Supplier } from '../supplier/supplier.entity';
import { Product } from './product.entity';
import { CreateProductInput, ProductPayload, UpdateProductInput } from './product.inputs';
import { ProductService } from './product.service';

@Resolver(() => Product)
export class ProductResolver {
  constructor(private readonly products: ProductService) {}

  @Planned()
  @ResolveField(() => Supplier)
  supplier(@Parent() product: Product, @Info() info: GraphQLResolveInfo): Supplier {
    return plannedField(product, info);
  }

  @Mutation(() => ProductPayload)
  @Allow({ SUPPLIER: ['EDITOR'] })
  createProduct(@CurrentCaller() caller: Member, @Args('input') input: CreateProductInput): Promise<ProductPayload> {
    return this.products.create(caller, input);
  }

  @Mutation(() => ProductPayload)
  @Allow({ SUPPLIER: ['EDITOR'] })
  updateProduct(@CurrentCaller() caller: Member, @Args('input') input: UpdateProductInput): Promise<ProductPayload> {
    return this.products.update(caller, input);
  }
}
