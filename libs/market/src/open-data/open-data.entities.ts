import { Field, Float, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { DateOnly, GlobalId, Instant, OrderedBy, StateMachine } from '#platform';

const RELEASE_STATES = ['QUEUED', 'RUNNING', 'DONE', 'FAILED'] as const;
export type ReleaseState = (typeof RELEASE_STATES)[number];
const ReleaseStateEnum = Object.fromEntries(RELEASE_STATES.map((state) => [state, state])) as {
  [state in ReleaseState]: state;
};
registerEnumType(ReleaseStateEnum, { name: 'OpenDataReleaseState' });

/** A release waits, is being made, and is published or has failed; one that was cut off is made from its beginning. */
export const RELEASE: StateMachine<ReleaseState> = {
  thing: 'release of open data',
  initial: 'QUEUED',
  moves: { QUEUED: ['RUNNING'], RUNNING: ['DONE', 'FAILED'], DONE: [], FAILED: [] },
  called: {
    QUEUED: 'Waiting',
    RUNNING: 'Running',
    DONE: 'Done',
    FAILED: 'Failed',
  },
};

const bigint = {
  transformer: { from: (text: string | null) => (text === null ? null : Number(text)), to: (n: number | null) => n },
};

/** Everything that is open, as it stood on a day. What is published stays as it is, at its address. */
@Entity()
@ObjectType()
@GlobalId('odr')
export class OpenDataRelease {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Field({ description: 'Its day, such as 2026-11-26; a second one of a day is 2026-11-26.2' }) @Column('text') version: string;
  @Field(() => ReleaseStateEnum) @Column('text') state: ReleaseState;
  @Field(() => Instant) @Column('timestamptz') askedAt: Date;
  @Column('uuid', { nullable: true }) previousId: string | null;
  @Field(() => OpenDataRelease, { nullable: true, description: 'The one that it was compared with' })
  @ManyToOne(() => OpenDataRelease)
  @JoinColumn({ name: 'previous_id' })
  previous: Relation<OpenDataRelease> | null;
  @Field(() => DateOnly, { nullable: true, description: 'The day that its figures of the market are of' })
  @Column('date', { nullable: true })
  marketAsOf: string | null;
  @Field(() => Instant, { nullable: true }) @Column('timestamptz', { nullable: true }) publishedAt: Date | null;
  @Field(() => String, { nullable: true, description: 'Why it failed' }) @Column('text', { nullable: true }) error:
    string | null;
  @Field(() => [OpenDataDataset]) datasets: OpenDataDataset[];
  @Field(() => [OpenDataFile], { description: 'Those of datasets among them' }) files: OpenDataFile[];
}

/** A column of a dataset, and in how many rows it is unknown. */
@ObjectType()
export class OpenDataColumn {
  @Field() name: string;
  @Field() kind: string;
  @Field() description: string;
  @Field(() => Float, { nullable: true, description: 'Rows of which it is unknown; null where it always is known' })
  unknown: number | null;
}

/** A table of a release. */
@Entity()
@ObjectType()
@OrderedBy([{ sql: (a) => `${a}.position`, type: 'integer' }])
export class OpenDataDataset {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') releaseId: string;
  @ManyToOne(() => OpenDataRelease) @JoinColumn({ name: 'release_id' }) release?: Relation<OpenDataRelease>;
  @Column('integer') position: number;
  @Field() @Column('text') name: string;
  @Field() @Column('text') title: string;
  @Field() @Column('text') description: string;
  @Field({ description: 'Its address' }) @Column('text') licence: string;
  @Field() @Column('text') source: string;
  @Field({ description: 'Whether it was invented to show how Assay works' }) @Column('boolean') isDemonstration: boolean;
  @Field(() => Float) @Column('bigint', bigint) rowCount: number;
  @Field(() => Float, { nullable: true, description: 'Rows that the release before did not have; null where there was none' })
  @Column('bigint', { nullable: true, ...bigint })
  added: number | null;
  @Field(() => Float, { nullable: true }) @Column('bigint', { nullable: true, ...bigint }) changed: number | null;
  @Field(() => Float, { nullable: true }) @Column('bigint', { nullable: true, ...bigint }) gone: number | null;
  @Field(() => [OpenDataColumn]) @Column('jsonb') columns: OpenDataColumn[];
  @Field(() => [OpenDataFile]) files: OpenDataFile[];
}

/** A file of a release, at `/open-data/VERSION/NAME`. */
@Entity()
@ObjectType()
@OrderedBy([{ sql: (a) => `${a}.position`, type: 'integer' }])
export class OpenDataFile {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') releaseId: string;
  @ManyToOne(() => OpenDataRelease) @JoinColumn({ name: 'release_id' }) release?: Relation<OpenDataRelease>;
  @Column('uuid', { nullable: true }) datasetId: string | null;
  @ManyToOne(() => OpenDataDataset) @JoinColumn({ name: 'dataset_id' }) dataset?: Relation<OpenDataDataset> | null;
  @Column('integer') position: number;
  @Field() @Column('text') name: string;
  @Field() @Column('text') mediaType: string;
  @Field(() => Float, { description: 'bytes' }) @Column('bigint', bigint) size: number;
  @Field() @Column('text') sha256: string;
}

@ObjectType()
export class ReleasePayload {
  @Field(() => OpenDataRelease) release: OpenDataRelease;
}
