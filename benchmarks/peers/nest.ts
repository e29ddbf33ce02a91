import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  Args,
  Context,
  Field,
  GraphQLModule,
  ID,
  InputType,
  Int,
  ObjectType,
  Parent,
  Query,
  registerEnumType,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { InjectRepository, TypeOrmModule } from '@nestjs/typeorm';
import DataLoader from 'dataloader';
import {
  Column,
  DataSource,
  Entity,
  type EntityTarget,
  type FindOptionsOrder,
  In,
  JoinColumn,
  ManyToOne,
  type ObjectLiteral,
  PrimaryColumn,
  type Relation,
  Repository,
} from 'typeorm';
import { COUNT, conditionsOf } from './counting.mjs';

/**
 * Nest with entities and DataLoader, the ordinary way: classes that are entities and GraphQL types at once, a resolver with a
 * method for each relation, and a loader for each relation in the request's context, which asks once for all parents. On Fastify, and
 * without Apollo's plugin for cache hints, which nothing here uses: both are quicker than the defaults.
 */
const enumOf = <T extends string>(name: string, ...values: T[]): Record<string, T> => {
  const made = Object.fromEntries(values.map((value) => [value, value]));
  registerEnumType(made, { name });
  return made;
};
const Provenance = enumOf(
  'Provenance',
  ...['COMPANIES_HOUSE', 'CONTRACTS_FINDER', 'DEMONSTRATION', 'ETENDERS_NI', 'FIND_A_TENDER', 'OTHER_PUBLISHER'],
  ...['PUBLIC_CONTRACTS_SCOTLAND', 'SELF_DECLARED', 'SELL2WALES', 'VERIFIED'],
);
const SizeBand = enumOf('SizeBand', 'MICRO', 'SMALL', 'MEDIUM', 'LARGE', 'UNKNOWN');
const ProductKind = enumOf('ProductKind', 'HARDWARE', 'SOFTWARE', 'PLATFORM', 'CONNECTIVITY', 'SERVICE');
const AttestationStatus = enumOf('AttestationStatus', 'VERIFIED', 'EXPIRED', 'WITHDRAWN', 'SUPERSEDED');
const EvidenceStrength = enumOf(
  'EvidenceStrength',
  ...['ASSERTION', 'CONTRACTUAL_COMMITMENT', 'INDEPENDENT_VALIDATION', 'INDEPENDENT_TESTING', 'ASSURED_DESIGN'],
  'ASSURED_COMPONENTS',
);

@Entity('organisation_identifier')
@ObjectType()
class Identifier {
  @PrimaryColumn('uuid') key: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Field() @Column('text') scheme: string;
  @Field({ name: 'id' }) @Column('text') identifier: string;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) uri: string | null;
  @Column('boolean', { name: 'is_primary' }) isPrimary: boolean;
}

@Entity('region')
@ObjectType()
class Region {
  @Field() @PrimaryColumn('text') code: string;
  @Field() @Column('text') name: string;
}

@ObjectType()
class Term {
  @Field() @PrimaryColumn('text') code: string;
  @Field() @Column('text') label: string;
  @Column('integer') position: number;
}
@Entity('sector')
class Sector extends Term {}
@Entity('technology')
class Technology extends Term {}

@Entity('supplier_sector')
class SupplierSector {
  @PrimaryColumn('uuid', { name: 'supplier_id' }) supplierId: string;
  @PrimaryColumn('text', { name: 'sector_code' }) sectorCode: string;
  @ManyToOne(() => Sector) @JoinColumn({ name: 'sector_code' }) term: Relation<Sector>;
}
@Entity('supplier_technology')
class SupplierTechnology {
  @PrimaryColumn('uuid', { name: 'supplier_id' }) supplierId: string;
  @PrimaryColumn('text', { name: 'technology_code' }) technologyCode: string;
  @ManyToOne(() => Technology) @JoinColumn({ name: 'technology_code' }) term: Relation<Technology>;
}
@Entity('product_technology')
class ProductTechnology {
  @PrimaryColumn('uuid', { name: 'product_id' }) productId: string;
  @PrimaryColumn('text', { name: 'technology_code' }) technologyCode: string;
  @ManyToOne(() => Technology) @JoinColumn({ name: 'technology_code' }) term: Relation<Technology>;
}

@Entity('product')
@ObjectType()
class Product {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'supplier_id' }) supplierId: string;
  @Field() @Column('text') name: string;
  @Field(() => ProductKind) @Column('text') kind: string;

  @Field(() => ID, { name: 'id' })
  get globalId(): string {
    return `prd_${this.id}`;
  }
}

@Entity('attestation_scheme')
@ObjectType()
class Scheme {
  @Field() @PrimaryColumn('text') code: string;
  @Field() @Column('text') name: string;
}

@Entity('attestation')
@ObjectType()
class Attestation {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'supplier_id' }) supplierId: string;
  @Column('text', { name: 'scheme_code' }) schemeCode: string;
  @Column('text') state: string;
  @Field(() => EvidenceStrength) @Column('text') strength: string;
  @Field(() => String, { nullable: true }) @Column('date', { name: 'covers_from', nullable: true }) coversFrom: string | null;
  @Field(() => String, { nullable: true }) @Column('date', { name: 'covers_to', nullable: true }) coversTo: string | null;
  @Field(() => String, { nullable: true }) @Column('date', { name: 'issued_on', nullable: true }) issuedOn: string | null;
  @Field(() => String, { nullable: true }) @Column('date', { name: 'expires_on', nullable: true }) expiresOn: string | null;

  @Field(() => ID, { name: 'id' })
  get globalId(): string {
    return `att_${this.id}`;
  }

  @Field(() => AttestationStatus)
  get status(): string {
    const lapsed =
      this.state === 'VERIFIED' && this.expiresOn !== null && this.expiresOn < new Date().toISOString().slice(0, 10);
    return lapsed ? 'EXPIRED' : this.state;
  }
}

@Entity('supplier')
@ObjectType()
class Supplier {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Field() @Column('text') name: string;
  @Field(() => Provenance) @Column('text') provenance: string;
  @Column('text', { name: 'region_code', nullable: true }) regionCode: string | null;
  @Field(() => SizeBand) @Column('text', { name: 'size_band' }) sizeBand: string;

  @Field(() => ID, { name: 'id' })
  get globalId(): string {
    return `sup_${this.id}`;
  }
}

@InputType()
class SupplierFilter {
  @Field(() => [String]) technologies: string[];
  @Field(() => [String]) regions: string[];
}

@ObjectType()
class SupplierEdge {
  @Field(() => Supplier) node: Supplier;
}

@ObjectType()
class SupplierConnection {
  @Field(() => [SupplierEdge]) edges: SupplierEdge[];
  filter: SupplierFilter;
}

/** Makes the loaders of one request. */
@Injectable()
class Loaders {
  constructor(private readonly dataSource: DataSource) {}

  ofRequest() {
    const terms = <T extends ObjectLiteral & { term: Term }>(link: EntityTarget<T>, key: keyof T & string) =>
      this.children(link, key, { term: { position: 'ASC' } } as FindOptionsOrder<T>, {}, { term: true }, ({ term }) => term);
    return {
      regions: this.oneOf(Region),
      schemes: this.oneOf(Scheme),
      identifiers: this.children(Identifier, 'organisationId', { isPrimary: 'DESC', scheme: 'ASC', identifier: 'ASC' }),
      sectors: terms(SupplierSector, 'supplierId'),
      technologies: terms(SupplierTechnology, 'supplierId'),
      products: this.children(Product, 'supplierId', { name: 'ASC', id: 'ASC' }),
      productTechnologies: terms(ProductTechnology, 'productId'),
      attestations: this.children(
        Attestation,
        'supplierId',
        { schemeCode: 'ASC', id: 'ASC' },
        { state: In(['VERIFIED', 'WITHDRAWN', 'SUPERSEDED']) },
      ),
    };
  }

  /** What a code stands for. */
  private oneOf<T extends ObjectLiteral & { code: string }>(entity: EntityTarget<T>): DataLoader<string, T> {
    return new DataLoader(async (codes) => {
      const found = await this.dataSource.getRepository<ObjectLiteral & { code: string }>(entity).findBy({ code: In(codes) });
      const byCode = new Map(found.map((row) => [row.code, row as T]));
      return codes.map((code) => byCode.get(code));
    });
  }

  /** What belongs to each parent, in order. */
  private children<T extends ObjectLiteral, R = T>(
    entity: EntityTarget<T>,
    key: keyof T & string,
    order: FindOptionsOrder<T>,
    where: object = {},
    relations: object = {},
    read: (row: T) => R = (row) => row as unknown as R,
  ): DataLoader<string, R[]> {
    return new DataLoader(async (parents) => {
      const rows = await this.dataSource
        .getRepository(entity)
        .find({ where: { ...where, [key]: In(parents) } as never, relations, order });
      const byParent = new Map<string, R[]>(parents.map((parent) => [parent, []]));
      for (const row of rows) byParent.get(row[key]).push(read(row));
      return parents.map((parent) => byParent.get(parent));
    });
  }
}

interface Asked {
  loaders: ReturnType<Loaders['ofRequest']>;
}

@Resolver(() => Supplier)
class SupplierResolver {
  constructor(@InjectRepository(Supplier) private readonly suppliers: Repository<Supplier>) {}

  @Query(() => Supplier, { nullable: true })
  supplier(@Args('id', { type: () => ID }) id: string): Promise<Supplier | null> {
    return this.suppliers.findOneBy({ id: id.slice(4) });
  }

  @Query(() => SupplierConnection, { name: 'suppliers' })
  async page(
    @Args('filter', { nullable: true }) filter: SupplierFilter,
    @Args('first', { type: () => Int }) first: number,
  ): Promise<SupplierConnection> {
    const found = await this.suppliers
      .createQueryBuilder('s')
      .where('s.is_relevant')
      .andWhere(
        's.technology_bits & (SELECT bit_or(1 << x.position) FROM technology x WHERE x.code = ANY (:technologies)) <> 0',
      )
      .andWhere('s.region_code = ANY (ARRAY(SELECT r.code FROM region r WHERE r.path && :regions))')
      .orderBy('lower(s.name) COLLATE "C"')
      .addOrderBy('md5(s.id::text)')
      .setParameters({ ...filter })
      .limit(first)
      .getMany();
    return { filter, edges: found.map((node) => ({ node })) };
  }

  @ResolveField(() => Region, { nullable: true })
  region(@Parent() { regionCode }: Supplier, @Context() { loaders }: Asked) {
    return regionCode && loaders.regions.load(regionCode);
  }

  @ResolveField(() => [Identifier])
  identifiers(@Parent() { organisationId }: Supplier, @Context() { loaders }: Asked) {
    return loaders.identifiers.load(organisationId);
  }

  @ResolveField(() => [Term])
  sectors(@Parent() { id }: Supplier, @Context() { loaders }: Asked) {
    return loaders.sectors.load(id);
  }

  @ResolveField(() => [Term])
  technologies(@Parent() { id }: Supplier, @Context() { loaders }: Asked) {
    return loaders.technologies.load(id);
  }

  @ResolveField(() => [Product])
  products(@Parent() { id }: Supplier, @Context() { loaders }: Asked) {
    return loaders.products.load(id);
  }

  @ResolveField(() => [Attestation])
  attestations(@Parent() { id }: Supplier, @Context() { loaders }: Asked) {
    return loaders.attestations.load(id);
  }
}

@Resolver(() => SupplierConnection)
class SupplierConnectionResolver {
  constructor(private readonly dataSource: DataSource) {}

  @ResolveField(() => Int)
  async totalCount(@Parent() { filter }: SupplierConnection): Promise<number> {
    const [{ total }] = await this.dataSource.query(COUNT, conditionsOf(filter));
    return Number(total);
  }
}

@Resolver(() => Product)
class ProductResolver {
  @ResolveField(() => [Term])
  technologies(@Parent() { id }: Product, @Context() { loaders }: Asked) {
    return loaders.productTechnologies.load(id);
  }
}

@Resolver(() => Attestation)
class AttestationResolver {
  @ResolveField(() => Scheme)
  scheme(@Parent() { schemeCode }: Attestation, @Context() { loaders }: Asked) {
    return loaders.schemes.load(schemeCode);
  }
}

@Module({ providers: [Loaders], exports: [Loaders] })
class LoadersModule {}

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres',
      url: process.env.DATABASE_URL,
      entities: [
        ...[Supplier, Identifier, Region, Sector, Technology, Product, Scheme, Attestation],
        ...[SupplierSector, SupplierTechnology, ProductTechnology],
      ],
      extra: { max: 10 },
    }),
    TypeOrmModule.forFeature([Supplier]),
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      imports: [LoadersModule],
      inject: [Loaders],
      useFactory: (loaders: Loaders) => ({
        autoSchemaFile: true,
        context: (): Asked => ({ loaders: loaders.ofRequest() }),
        plugins: [ApolloServerPluginCacheControlDisabled()],
      }),
    }),
  ],
  providers: [SupplierResolver, SupplierConnectionResolver, ProductResolver, AttestationResolver],
})
class PeerModule {}

const app = await NestFactory.create(PeerModule, new FastifyAdapter(), { logger: ['error'] });
await app.listen(Number(process.env.PEER_PORT), '127.0.0.1');
process.once('disconnect', () => process.exit(0));
process.send?.({ type: 'ready' });
