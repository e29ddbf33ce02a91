import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { AttestationReminders } from '#attestations';
import { ChainChecks, HeadSigning } from '#audit';
import { AccountRequestErasing, SupplierSettling } from '#directory';
import { EndedSignIns } from '#identity';
import { ImportWorker, MarketRefresh, OpenDataReleases, PollWorker, WatchedQuestions } from '#market';
import { databaseMustAnswer, ErasedFiles, JobRunner, placesMustDo, QuarantineSweep, readConfiguration } from '#platform';
import { PackMakings, RetentionReminders, WatchReminders } from '#procurement';
import { Heartbeat } from './heartbeat';
import { Rounds } from './rounds';
import { WorkerModule } from './worker.module';

/** Runs the jobs that the libraries register, tells a supervisor when it does, and ends with its parent. */
async function main(): Promise<void> {
  const configuration = readConfiguration(process.env);
  placesMustDo(configuration);
  await databaseMustAnswer(configuration);
  const worker = await NestFactory.createApplicationContext(WorkerModule.with(configuration), {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  const runner = worker.get(JobRunner);
  await runner.start([
    worker.get(WatchReminders),
    worker.get(AttestationReminders),
    worker.get(MarketRefresh),
    worker.get(QuarantineSweep),
    worker.get(HeadSigning),
    worker.get(RetentionReminders),
    worker.get(ErasedFiles),
    worker.get(AccountRequestErasing),
    worker.get(EndedSignIns),
  ]);
  const imports = worker.get(ImportWorker);
  await imports.start();
  const settling = worker.get(SupplierSettling);
  settling.start();
  const openData = worker.get(OpenDataReleases);
  const chainChecks = worker.get(ChainChecks);
  const packMakings = worker.get(PackMakings);
  const rounds = new Rounds([openData, worker.get(WatchedQuestions), chainChecks, packMakings]);
  rounds.start();
  const polls = worker.get(PollWorker);
  await polls.start();
  const heartbeat = new Heartbeat(join(configuration.home, 'worker-heartbeat'), worker.get(DataSource));
  await heartbeat.beat();
  const stop = (): void => {
    heartbeat.stop();
    void Promise.all([
      imports.stop(),
      settling.stop(),
      rounds.stop().then(() => Promise.all([openData.stop(), chainChecks.stop(), packMakings.stop()])),
      polls.stop(),
    ])
      .then(() => runner.stop())
      .then(() => worker.close())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`The worker did not stop cleanly: ${error instanceof Error ? error.message : String(error)}\n`);
          process.exit(1);
        },
      );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
  process.send?.({ type: 'ready', url: 'worker' });
}

main().catch((error: unknown) => {
  process.stderr.write(`The worker did not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
