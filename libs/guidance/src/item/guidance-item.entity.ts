import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, type Relation } from 'typeorm';
import { GlobalId, ListedWhere, OrderedBy } from '#platform';
import { GuidanceDocument } from '../document/guidance-document.entity';

export const RELATIONSHIPS = ['EQUAL', 'SUBSET', 'SUPERSET', 'INTERSECTS'] as const;
export type Relationship = (typeof RELATIONSHIPS)[number];
export const RelationshipEnum = Object.fromEntries(RELATIONSHIPS.map((value) => [value, value])) as {
  [value in Relationship]: value;
};
registerEnumType(RelationshipEnum, { name: 'GuidanceRelationship', description: 'What the first item is to the second.' });

/** What the second item is to the first, by what the first is to the second. */
export const INVERSE: Readonly<Record<Relationship, Relationship>> = {
  EQUAL: 'EQUAL',
  SUBSET: 'SUPERSET',
  SUPERSET: 'SUBSET',
  INTERSECTS: 'INTERSECTS',
};

/** One thing that a guidance document asks for, summarised in our own words. */
@Entity()
@ObjectType()
@GlobalId('gdi')
@OrderedBy([{ sql: (a) => `${a}.position`, type: 'integer' }])
export class GuidanceItem {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') documentId: string;
  @Field(() => GuidanceDocument)
  @ManyToOne(() => GuidanceDocument)
  @JoinColumn({ name: 'document_id' })
  document: Relation<GuidanceDocument>;
  @Field() @Column('text') code: string;
  @Field() @Column('text') title: string;
  @Field({ description: 'In our own words' }) @Column('text') summary: string;
  @Field() @Column('text') theme: string;
  @Field() @Column('text') lifecycleStage: string;
  @Column('uuid', { nullable: true }) parentId: string | null;
  @Field(() => GuidanceItem, { nullable: true })
  @ManyToOne(() => GuidanceItem)
  @JoinColumn({ name: 'parent_id' })
  parent: Relation<GuidanceItem> | null;
  @Field(() => [GuidanceItem]) @OneToMany(() => GuidanceItem, (item) => item.parent) children: Relation<GuidanceItem>[];
  @Column('integer') position: number;
  @Field({ description: 'False: general knowledge, not checked against the source' }) @Column('boolean') verified: boolean;
  @Field(() => String, { nullable: true, description: 'content or title-only: what of it was seen' })
  @Column('text', { nullable: true })
  verifiedScope: string | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) verifiedHow: string | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) sourceUrl: string | null;
  @Field({ description: 'False: of an earlier version of its document' }) @Column('boolean') isCurrent: boolean;
  @Field(() => [GuidanceRelation]) related: GuidanceRelation[];
}

/** SQL: whether the item with a key is of the current version of its document. */
export function isCurrentItem(key: string): string {
  return `EXISTS (SELECT FROM guidance_item o WHERE o.id = ${key} AND o.is_current)`;
}

/** How an item stands to another, and who says so. Listed where the other is of a current version, and until it is ended. */
@Entity()
@ObjectType()
@OrderedBy([
  { sql: (a) => `${a}.relationship`, type: 'text' },
  { sql: (a) => `${a}.related_id`, type: 'uuid' },
])
export class GuidanceRelation {
  @PrimaryColumn('uuid') itemId: string;
  @ListedWhere((a) => `${a}.ended_at IS NULL AND ${isCurrentItem(`${a}.related_id`)}`)
  @ManyToOne(() => GuidanceItem)
  @JoinColumn({ name: 'item_id' })
  of?: Relation<GuidanceItem>;
  @PrimaryColumn('uuid') relatedId: string;
  @Field(() => GuidanceItem) @ManyToOne(() => GuidanceItem) @JoinColumn({ name: 'related_id' }) item: Relation<GuidanceItem>;
  @Field(() => RelationshipEnum) @Column('text') relationship: Relationship;
  @Field() @Column('text') source: string;
  @Column({ type: 'timestamptz', nullable: true, insert: false }) endedAt: Date | null;
}
