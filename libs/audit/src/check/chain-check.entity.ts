import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsIn } from 'class-validator';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { GlobalId, Instant, ReadSql, StateMachine } from '#platform';

export const ChainScopeEnum = { OWN: 'OWN', ALL: 'ALL' } as const;
export type ChainScope = keyof typeof ChainScopeEnum;
registerEnumType(ChainScopeEnum, {
  name: 'ChainScope',
  description: 'OWN: the chain of the caller’s organisation. ALL: the chains of all organisations, for operators.',
});

const CHECK_STATES = ['QUEUED', 'RUNNING', 'DONE', 'FAILED'] as const;
export type ChainCheckState = (typeof CHECK_STATES)[number];
export const ChainCheckStateEnum = Object.fromEntries(CHECK_STATES.map((state) => [state, state])) as {
  [state in ChainCheckState]: state;
};
registerEnumType(ChainCheckStateEnum, {
  name: 'ChainCheckState',
  description: 'DONE: every event was looked at, or those up to the first that is wrong; what was found is in `broken`.',
});

/** A check waits, runs, and is done or has failed; one that was cut off begins again. */
export const CHAIN_CHECK: StateMachine<ChainCheckState> = {
  thing: 'check',
  initial: 'QUEUED',
  moves: { QUEUED: ['RUNNING'], RUNNING: ['DONE', 'FAILED'], DONE: [], FAILED: [] },
  called: {
    QUEUED: 'Waiting',
    RUNNING: 'Running',
    DONE: 'Done',
    FAILED: 'Failed',
  },
};

/** The end of a chain as it was signed. */
@ObjectType()
export class AgreedHead {
  @Field(() => Float, { description: 'The number of the event that was the last' }) sequence: number;
  @Field(() => Instant) signedAt: string;
}

/** Where a chain does not hold: the first event that is wrong, and how. */
@ObjectType()
export class BrokenChain {
  @Field({ description: 'The name of the organisation whose chain it is' }) organisation: string;
  @Field(() => Float, { description: 'The number of the first event that is wrong' }) sequence: number;
  @Field(() => Instant, { nullable: true, description: 'When that event says that it was; null where it is not there' })
  at: string | null;
  @Field() problem: string;
  @Field(() => AgreedHead, {
    nullable: true,
    description: 'The last signed head before that event: to there the chain is as it was; null where it agrees with none',
  })
  lastHead: AgreedHead | null;
}

/**
 * A check of whole chains: every hash computed anew, every link, no gap, up to the head, and each head that was signed and kept. The worker
 * carries it out.
 */
@Entity()
@ObjectType()
@GlobalId('chk')
export class ChainCheck {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Column('uuid') organisationId: string;
  @Field(() => ChainScopeEnum) @Column('text') scope: ChainScope;
  @Column('uuid') askedBy: string;
  @Field(() => ChainCheckStateEnum) @Column('text') state: ChainCheckState;
  @Field(() => Instant) @Column('timestamptz') createdAt: Date;
  @Field(() => Instant, { nullable: true }) @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
  @Field(() => Int, { nullable: true, description: 'Null until the check has begun' })
  @Column('integer', { nullable: true })
  chainsTotal: number | null;
  @Field(() => Int) @Column('integer') chainsChecked: number;
  @Field(() => Float, { nullable: true, description: 'How many events there are to check; null until the check has begun' })
  @Column('bigint', { nullable: true })
  eventsTotal: string | null;
  @Field(() => Float, { description: 'How many were checked and hold' }) @Column('bigint') eventsChecked: string;
  @Field(() => Float, {
    description:
      'Of how many events the content was erased, as a later event of the chain tells: their hashes stand, and what they said can be checked no more',
  })
  @Column('bigint')
  eventsErased: string;
  @Field(() => Instant, { nullable: true, description: 'The time of the earliest event that was checked' })
  @Column('timestamptz', { nullable: true })
  firstAt: Date | null;
  @Field(() => Instant, { nullable: true, description: 'The time of the latest event that was checked' })
  @Column('timestamptz', { nullable: true })
  lastAt: Date | null;
  @Field(() => [BrokenChain], { description: 'The chains that do not hold; none when all are intact' })
  @ReadSql((a) => `${a}.broken`)
  broken: BrokenChain[];
  @Field(() => Int, { description: 'With how many heads that were signed and kept the chains agree' })
  @Column('integer')
  headsAgreed: number;
  @Field(() => AgreedHead, {
    nullable: true,
    description: 'The last signed head that the chain agrees with; null where there is none, and in a check of all chains',
  })
  @ReadSql((a) => `${a}.last_head`)
  lastHead: AgreedHead | null;
  @Field(() => String, { nullable: true, description: 'Why it could not be carried out' })
  @Column('text', { nullable: true })
  error: string | null;
}

@InputType()
export class CheckChainInput {
  @Field(() => ChainScopeEnum) @IsIn(Object.keys(ChainScopeEnum)) scope: ChainScope;
}

@ObjectType()
export class ChainCheckPayload {
  @Field(() => ChainCheck) check: ChainCheck;
}
