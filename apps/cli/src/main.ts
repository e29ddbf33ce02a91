import 'reflect-metadata';
import { Command } from 'commander';
import { outliveReader } from './outlive-reader';

/** The command line: each command in a folder of its own, which is loaded when it is asked for. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start/start.command')).startCommand(),
  migrate: async () => (await import('./database/migrate.command')).migrateCommand(),
  import: async () => (await import('./import/import.command')).importCommand(),
  export: async () => (await import('./export/export.command')).exportCommand(),
  operator: async () => (await import('./operator/operator.command')).operatorCommand(),
  demo: async () => (await import('./demo/demo.command')).demoCommand(),
  match: async () => (await import('./match/match.command')).matchCommand(),
  explain: async () => (await import('./explain/explain.command')).explainCommand(),
  attestations: async () => (await import('./attestations/attestations.command')).attestationsCommand(),
  verify: async () => (await import('./verify/verify.command')).verifyCommand(),
  benchmark: async () => (await import('./benchmark/benchmark.command')).benchmarkCommand(),
};

/** Runs the command that is asked for; all are loaded only to tell what there is. */
async function main(): Promise<void> {
  const program = new Command('assay').description(
    'Supplier market directory and procurement assurance for secure connected places',
  );
  const asked = Object.entries(COMMANDS).filter(([name]) => name === process.argv[2]);
  for (const [, load] of asked.length > 0 ? asked : Object.entries(COMMANDS)) program.addCommand(await load());
  await program.parseAsync();
}

outliveReader();
main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
