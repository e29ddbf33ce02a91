import { Args, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { parseIdentifier, readIdentifier } from '#registers';
import { Allow, Caller, Connection, CurrentCaller, Member, Public, Reader, readId } from '#platform';
import { SupplierSearch } from '../search/supplier-search';
import {
  AnswerFactInput,
  FoundSupplierConnection,
  RemoveFactReplyInput,
  SupplierPayload,
  SuppliersArguments,
  UpdateSupplierProfileInput,
} from './supplier.inputs';
import { Supplier } from './supplier.entity';
import { SupplierService } from './supplier.service';

@Resolver(() => Supplier)
export class SupplierResolver {
  constructor(
    private readonly suppliers: SupplierService,
    private readonly search: SupplierSearch,
    private readonly reader: Reader,
  ) {}

  @Query(() => FoundSupplierConnection, { name: 'suppliers' })
  @Public()
  list(
    @CurrentCaller() caller: Caller,
    @Args() args: SuppliersArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Supplier>> {
    return this.search.page(
      caller,
      info,
      { search: args.search, filter: args.filter, schemesOn: args.schemesOn },
      args,
      args.orderBy ?? 'NAME',
    );
  }

  @Query(() => Supplier)
  @Public()
  supplier(
    @CurrentCaller() caller: Caller,
    @Args('id', { type: () => ID }) id: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Supplier> {
    return this.reader.one(caller, info, Supplier, readId(Supplier, id));
  }

  /** The supplier that has this public identifier; a company number is understood as people write it, and with its scheme in front. */
  @Query(() => Supplier, { nullable: true })
  @Public()
  supplierByIdentifier(
    @CurrentCaller() caller: Caller,
    @Args('scheme') scheme: string,
    @Args('id') id: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Supplier | null> {
    const identifier = readIdentifier(parseIdentifier(id) ?? { scheme, id });
    return this.reader.find(
      caller,
      info,
      Supplier,
      (a, p) =>
        `${a}.organisation_id IN (SELECT i.organisation_id FROM organisation_identifier i WHERE i.scheme = ${p.add(identifier.scheme)} AND i.identifier = ${p.add(identifier.id)})`,
    );
  }

  /** The page of the caller's own organisation; null when it has none yet. */
  @Query(() => Supplier, { nullable: true })
  @Allow({ SUPPLIER: ['VIEWER'] }, 'READ')
  mySupplier(@CurrentCaller() caller: Member, @Info() info: GraphQLResolveInfo): Promise<Supplier | null> {
    return this.reader.find(caller, info, Supplier, (a, p) => `${a}.organisation_id = ${p.add(caller.organisation.id)}::uuid`);
  }

  @Mutation(() => SupplierPayload)
  @Allow({ SUPPLIER: ['EDITOR'] })
  updateSupplierProfile(
    @CurrentCaller() caller: Member,
    @Args('input') input: UpdateSupplierProfileInput,
  ): Promise<SupplierPayload> {
    return this.suppliers.updateProfile(caller, input);
  }

  @Mutation(() => SupplierPayload)
  @Allow({ SUPPLIER: ['EDITOR'] })
  answerFact(@CurrentCaller() caller: Member, @Args('input') input: AnswerFactInput): Promise<SupplierPayload> {
    return this.suppliers.answerFact(caller, input);
  }

  @Mutation(() => SupplierPayload)
  @Allow({ SUPPLIER: ['EDITOR'] })
  removeFactReply(@CurrentCaller() caller: Member, @Args('input') input: RemoveFactReplyInput): Promise<SupplierPayload> {
    return this.suppliers.removeFactReply(caller, input);
  }
}
