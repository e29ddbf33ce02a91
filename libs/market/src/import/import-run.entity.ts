import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { GlobalId, Instant, Json, StateMachine } from '#platform';

export const ImportKindEnum = { OCDS: 'OCDS', COMPANIES_HOUSE: 'COMPANIES_HOUSE' } as const;
export type ImportKind = keyof typeof ImportKindEnum;
registerEnumType(ImportKindEnum, {
  name: 'ImportKind',
  description: 'OCDS: releases or records of any publisher. COMPANIES_HOUSE: BasicCompanyData.',
});

const IMPORT_STATES = ['QUEUED', 'RUNNING', 'DONE', 'FAILED'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
export const ImportStateEnum = Object.fromEntries(IMPORT_STATES.map((state) => [state, state])) as {
  [state in ImportState]: state;
};
registerEnumType(ImportStateEnum, { name: 'ImportState' });

/** An import waits, runs, and is done or has failed; one that was cut off runs on. */
export const IMPORT: StateMachine<ImportState> = {
  thing: 'import',
  initial: 'QUEUED',
  moves: { QUEUED: ['RUNNING'], RUNNING: ['DONE', 'FAILED'], DONE: [], FAILED: [] },
  called: {
    QUEUED: 'Waiting',
    RUNNING: 'Running',
    DONE: 'Done',
    FAILED: 'Failed',
  },
};

/** One file of a register, read in: how far it is, and what became of it. */
@Entity()
@ObjectType()
@GlobalId('imp')
export class ImportRun {
  @Field(() => ID) @PrimaryColumn('uuid') id: string;
  @Field(() => ImportKindEnum) @Column('text') kind: ImportKind;
  @Field({ description: 'The name of the file, or its address' }) @Column('text') source: string;
  @Column('uuid', { nullable: true }) documentId: string | null;
  @Column('jsonb') options: ImportOptions;
  @Field(() => ImportStateEnum) @Column('text') state: ImportState;
  @Column('uuid', { nullable: true }) startedBy: string | null;
  @Field(() => Float, { nullable: true, description: 'Null where the source does not say' })
  @Column('bigint', { nullable: true })
  bytesTotal: string | null;
  @Field(() => Float) @Column('bigint') bytesRead: string;
  @Field(() => Float, { description: 'Records that are read and done with' }) @Column('bigint') records: string;
  @Field(() => Int, { description: 'How many things were not taken, or not as they stand' })
  @Column('integer')
  problems: number;
  @Field(() => Json, { description: 'What it came to, by name: such as added, unchanged, refused, joined' })
  @Column('jsonb')
  counts: Record<string, number>;
  @Field(() => String, { nullable: true, description: 'Why it failed, and what to do' })
  @Column('text', { nullable: true })
  error: string | null;
  @Field(() => Instant) @Column('timestamptz') createdAt: Date;
  @Field(() => Instant, { nullable: true }) @Column('timestamptz', { nullable: true }) startedAt: Date | null;
  @Field(() => Instant, { nullable: true }) @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
}

/** What an import is told besides its file: of COMPANIES_HOUSE, which unknown companies become suppliers. */
export interface ImportOptions {
  sicCodes?: string[];
  postcodeAreas?: string[];
}

/** Something of a file that was not taken, or not as it stands. */
@Entity()
@ObjectType()
export class ImportProblem {
  @PrimaryColumn('uuid') runId: string;
  @Field(() => Int) @PrimaryColumn('integer') position: number;
  @Field({ description: 'A line, or a release by its id' }) @Column('text') place: string;
  @Field() @Column('text') problem: string;
  @Field({ description: 'Whether it was taken all the same' }) @Column('boolean') taken: boolean;
}
