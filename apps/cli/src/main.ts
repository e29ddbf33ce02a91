import 'reflect-metadata';
import { Command } from 'commander';
import { migrateCommand } from './database/migrate.command';

/** The command line: each command in a folder of its own. */
async function main(): Promise<void> {
  const program = new Command('assay').description(
    'Supplier market directory and procurement assurance for secure connected places',
  );
  program.addCommand(migrateCommand());
  await program.parseAsync();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
