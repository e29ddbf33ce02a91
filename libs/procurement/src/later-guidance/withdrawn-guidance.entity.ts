import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Actor } from '#audit';
import { GuidanceDocument, GuidanceItem } from '#guidance';
import type { GuidanceStatus } from '#pack';
import { GlobalId, Instant, OrderedBy, ReadSql } from '#platform';
import { decidedBySql, GuidanceStatusEnum } from '../requirement/requirement.entity';
import type { Requirement } from '../requirement/requirement.entity';

/** What was decided for a requirement on an item that a later version of its document does not have. */
@Entity()
@ObjectType()
@GlobalId('wdg')
@OrderedBy([{ sql: (a) => `${a}.withdrawn_at`, type: 'timestamptz' }])
export class WithdrawnGuidance {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') requirementId: string;
  @ManyToOne('Requirement') @JoinColumn({ name: 'requirement_id' }) requirement?: Relation<Requirement>;
  @Column('uuid') organisationId: string;
  @Column('uuid') itemId: string;
  @Field(() => GuidanceItem) @ManyToOne(() => GuidanceItem) @JoinColumn({ name: 'item_id' }) item: Relation<GuidanceItem>;
  @Column('uuid') laterDocumentId: string;
  @Field(() => GuidanceDocument, { description: 'The later version, which does not have the item' })
  @ManyToOne(() => GuidanceDocument)
  @JoinColumn({ name: 'later_document_id' })
  laterDocument: Relation<GuidanceDocument>;
  @Field(() => GuidanceStatusEnum, { description: 'What had been decided: ACCEPTED or REJECTED' })
  @Column('text')
  status: Exclude<GuidanceStatus, 'SUGGESTED'>;
  @Column('uuid', { nullable: true }) decidedById: string | null;
  @Column('text', { nullable: true }) decidedByName: string | null;
  @Field(() => Actor, { nullable: true })
  @ReadSql(decidedBySql)
  decidedBy: Actor | null;
  @Field(() => Instant) @Column('timestamptz') decidedAt: Date;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) note: string | null;
  @Field(() => Instant) @Column({ type: 'timestamptz', insert: false }) withdrawnAt: Date;
  @Field({ description: 'Whether the requirement has still to be settled again for it' }) @Column('boolean') isOpen: boolean;
}
