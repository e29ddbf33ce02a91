import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { GlobalId, Instant, OrderedBy, StateMachine } from '#platform';

const MAKING_STATES = ['QUEUED', 'RUNNING', 'DONE', 'FAILED'] as const;
export type PackMakingState = (typeof MAKING_STATES)[number];
export const PackMakingStateEnum = Object.fromEntries(MAKING_STATES.map((state) => [state, state])) as {
  [state in PackMakingState]: state;
};
registerEnumType(PackMakingStateEnum, {
  name: 'PackMakingState',
  description: 'DONE: the pack is among the packs of the procurement. FAILED: nothing was made; `error` says what to do.',
});

/** A making waits, runs, and is done or has failed; one that was cut off begins again. */
export const PACK_MAKING: StateMachine<PackMakingState> = {
  thing: 'making of a pack',
  initial: 'QUEUED',
  moves: { QUEUED: ['RUNNING'], RUNNING: ['DONE', 'FAILED'], DONE: [], FAILED: [] },
  called: {
    QUEUED: 'Waiting',
    RUNNING: 'Running',
    DONE: 'Done',
    FAILED: 'Failed',
  },
};

/** An assurance pack that was asked for, and how far it is. The worker makes it; the pack then bears the key of its making. */
@Entity()
@ObjectType()
@GlobalId('pkm')
@OrderedBy([{ sql: (a) => `${a}.id`, type: 'uuid' }])
export class PackMaking {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') organisationId: string;
  @Column('uuid') procurementId: string;
  @Column('uuid') askedBy: string;
  @Field(() => PackMakingStateEnum) @Column('text') state: PackMakingState;
  @Field(() => Instant) @Column('timestamptz') createdAt: Date;
  @Field(() => Instant, { nullable: true }) @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
  @Field(() => Int, {
    nullable: true,
    description: 'How many documents of evidence go into it; null until they are being written',
  })
  @Column('integer', { nullable: true })
  documentsTotal: number | null;
  @Field(() => Int) @Column('integer') documentsWritten: number;
  @Field(() => Float, { nullable: true, description: 'Bytes of these documents; null until they are being written' })
  @Column('bigint', { nullable: true })
  bytesTotal: string | null;
  @Field(() => Float) @Column('bigint') bytesWritten: string;
  @Field(() => String, { nullable: true, description: 'Why it was not made, and what to do' })
  @Column('text', { nullable: true })
  error: string | null;
}

@ObjectType()
export class PackMakingPayload {
  @Field(() => PackMaking) making: PackMaking;
}
