import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Actor } from '#audit';
import { DateOnly, GlobalId, Instant, Json, OrderedBy, ReadSql } from '#platform';
import type { Procurement } from '../procurement/procurement.entity';

/** A search as it was when it was locked: frozen with its criteria, its answers and the date of the data. */
@Entity()
@ObjectType()
@GlobalId('lks')
export class LockedSearch {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') procurementId: string;
  @ManyToOne('Procurement') @JoinColumn({ name: 'procurement_id' }) procurement?: Relation<Procurement>;
  @Column('uuid') organisationId: string;
  @Field(() => Json, { description: 'The words and filters that were searched with' }) @Column('jsonb') criteria: unknown;
  @Field(() => Int) @Column('integer') resultCount: number;
  @Field(() => Instant, { description: 'The state of the directory that was searched' }) @Column('timestamptz') dataDate: Date;
  @Field(() => DateOnly, {
    nullable: true,
    description:
      'The last day on which a notice was published that the directory had read then: what it says of awards is as of that day. Null where that was not recorded',
  })
  @Column('date', { nullable: true })
  noticesTo: string | null;
  @Field({ description: 'SHA-256 over criteria, date and results' }) @Column('text') digest: string;
  @Field(() => Instant) @Column('timestamptz') lockedAt: Date;
  @Column('uuid', { nullable: true }) lockedById: string | null;
  @Column('text') lockedByName: string;
  @Field(() => Actor)
  @ReadSql((a) => `json_build_object('id', 'usr_' || ${a}.locked_by_id, 'name', ${a}.locked_by_name)`)
  lockedBy: Actor;
}

/** A supplier as it stood when the search was locked. */
@Entity()
@ObjectType()
@OrderedBy([{ sql: (a) => `${a}.position`, type: 'integer' }])
export class LockedResult {
  @PrimaryColumn('uuid') lockedSearchId: string;
  @ManyToOne('LockedSearch') @JoinColumn({ name: 'locked_search_id' }) lockedSearch?: Relation<LockedSearch>;
  @PrimaryColumn('uuid') supplierId: string;
  @Column('uuid') organisationId: string;
  @Field(() => Int) @Column('integer') position: number;
  @Field(() => Json, { description: 'The supplier with its attestations, as they stood' }) @Column('jsonb') snapshot: unknown;
  @Field({ description: 'SHA-256 over the snapshot' }) @Column('text') hash: string;
}
