import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { DateOnly, GlobalId, OrderedBy, ReadSql } from '#platform';
import type { Supplier } from '../supplier/supplier.entity';
import { CodedLabel } from '../taxonomy/taxonomy.entities';

export const PRODUCT_KINDS = ['HARDWARE', 'SOFTWARE', 'PLATFORM', 'CONNECTIVITY', 'SERVICE'] as const;
export type ProductKind = (typeof PRODUCT_KINDS)[number];
export const ProductKindEnum = Object.fromEntries(PRODUCT_KINDS.map((kind) => [kind, kind])) as { [kind in ProductKind]: kind };
registerEnumType(ProductKindEnum, { name: 'ProductKind' });

/** Something that a supplier offers. */
@Entity()
@ObjectType()
@GlobalId('prd')
@OrderedBy([
  { sql: (a) => `${a}.name`, type: 'text' },
  { sql: (a) => `${a}.id`, type: 'uuid' },
])
export class Product {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') supplierId: string;
  @ManyToOne('Supplier') @JoinColumn({ name: 'supplier_id' }) supplier?: Relation<Supplier>;
  @Field() @Column('text') name: string;
  @Field(() => ProductKindEnum) @Column('text') kind: ProductKind;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) description: string | null;
  @Field(() => [String]) @Column('text', { array: true }) versions: string[];
  @Field(() => DateOnly, { nullable: true, description: 'The day until which security updates are promised' })
  @Column('date', { nullable: true })
  supportEndsOn: string | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) securityContact: string | null;
  @Field(() => [CodedLabel])
  @ReadSql(
    (a, object) => `(SELECT coalesce(json_agg(${object({ code: 'x.code', label: 'x.label' })} ORDER BY x.position), '[]')
      FROM product_technology l JOIN technology x ON x.code = l.technology_code WHERE l.product_id = ${a}.id)`,
  )
  technologies: CodedLabel[];
  @Field(() => Int) @Column('integer') version: number;
}
