import { Field, Float, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Supplier } from '#directory';
import { connectionOf, DateOnly, GlobalId, OrderedBy } from '#platform';
import { Notice } from '../notice/notice.entity';

export const JoinConfidenceEnum = {
  IDENTIFIER: 'IDENTIFIER',
  NORMALISED_IDENTIFIER: 'NORMALISED_IDENTIFIER',
  NAME_ONLY: 'NAME_ONLY',
} as const;
registerEnumType(JoinConfidenceEnum, {
  name: 'JoinConfidence',
  description: 'How an award was joined to a supplier. A name alone never joins.',
});

/** A contract that a notice says was awarded. Values are as published: gross with VAT, net without. */
@Entity()
@ObjectType()
@GlobalId('awd')
@OrderedBy(
  [
    { sql: (a) => `coalesce(${a}.awarded_on, '0001-01-01')`, type: 'date' },
    { sql: (a) => `${a}.id`, type: 'uuid' },
  ],
  true,
)
export class Award {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') noticeId: string;
  @Field(() => Notice, { description: 'The latest notice of it' })
  @ManyToOne(() => Notice)
  @JoinColumn({ name: 'notice_id' })
  notice: Relation<Notice>;
  @Field() @Column('text') ocid: string;
  @Field({ description: 'As published; `#2` where the register gave the same id to a second award' })
  @Column('text')
  awardId: string;
  @Field() @Column('text') title: string;
  @Field(() => String, { nullable: true, description: 'As published: pending while objections may be made, then active' })
  @Column('text', { nullable: true })
  status: string | null;
  @Field() @Column('text') buyerName: string;
  @Field(() => String, { nullable: true, description: 'The state of its contract as published, such as active or terminated' })
  @Column('text', { nullable: true })
  contractStatus: string | null;
  @Field({ description: 'Whether it sets up a framework agreement, or the notice names the one that it was made under' })
  @Column('boolean')
  underFramework: boolean;
  @Column('text', { nullable: true }) partyKey: string | null;
  @Column('uuid', { nullable: true }) supplierId: string | null;
  @Field(() => Supplier, { nullable: true, description: 'Null where none was joined' })
  @ManyToOne(() => Supplier)
  @JoinColumn({ name: 'supplier_id' })
  supplier?: Relation<Supplier> | null;
  @Field({ description: 'The supplier as the notice names it' }) @Column('text') supplierName: string;
  @Field(() => JoinConfidenceEnum, { nullable: true }) @Column('text', { nullable: true }) joinConfidence:
    keyof typeof JoinConfidenceEnum | null;
  @Field(() => Float, { nullable: true }) @Column('numeric', { nullable: true }) valueGross: string | null;
  @Field(() => Float, { nullable: true }) @Column('numeric', { nullable: true }) valueNet: string | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) currency: string | null;
  @Field(() => DateOnly, { nullable: true }) @Column('date', { nullable: true }) awardedOn: string | null;
  @Field(() => [String]) @Column('text', { array: true }) cpvCodes: string[];
  @Field(() => [String], { description: 'NUTS, as published' }) @Column('text', { array: true }) regionCodes: string[];
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) sourceUrl: string | null;
}

const { connection } = connectionOf(Award);

@ObjectType()
export class SupplierAwardConnection extends connection {}
