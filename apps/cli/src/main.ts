import 'reflect-metadata';
import { Command } from 'commander';
import { migrateCommand } from './database/migrate.command';
import { benchmarkCommand } from './benchmark/benchmark.command';
import { demoCommand } from './demo/demo.command';
import { exportCommand } from './export/export.command';
import { explainCommand } from './explain/explain.command';
import { importCommand } from './import/import.command';
import { matchCommand } from './match/match.command';
import { operatorCommand } from './operator/operator.command';
import { startCommand } from './start/start.command';
import { verifyCommand } from './verify/verify.command';

/** The command line: each command in a folder of its own. */
async function main(): Promise<void> {
  const program = new Command('assay').description(
    'Supplier market directory and procurement assurance for secure connected places',
  );
  for (const command of [
    startCommand(),
    migrateCommand(),
    importCommand(),
    exportCommand(),
    operatorCommand(),
    demoCommand(),
    matchCommand(),
    explainCommand(),
    verifyCommand(),
    benchmarkCommand(),
  ])
    program.addCommand(command);
  await program.parseAsync();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
