import { Command } from 'commander';
import { checkFile, NotCheckable } from './check-file';
import { printedCheck } from './printed-check';

const CAN_BE_READ = 0;
const CANNOT_BE_READ = 1;
const USAGE = 2;

/**
 * `assay attestations check FILE`: what a CycloneDX file of attestations holds and would become, without a server. Exits with 0 when it can be
 * read in, 1 when it cannot (it says why), 2 when it was asked for something that cannot be done.
 */
export function checkCommand(): Command {
  return new Command('check')
    .description('Show what a CycloneDX file of attestations holds, and which drafts of which schemes it would become')
    .argument('<file>', 'CycloneDX 1.6 or 1.7 in JSON, with declarations')
    .option('--json', 'print the report as JSON')
    .exitOverride((error) => process.exit(error.exitCode === 0 ? CAN_BE_READ : USAGE))
    .action(async (file: string, options: { json?: boolean }) => {
      process.exitCode = await run(file, options);
    });
}

async function run(file: string, { json }: { json?: boolean }): Promise<number> {
  try {
    const check = await checkFile(file);
    process.stdout.write(json ? `${JSON.stringify(check, null, 2)}\n` : printedCheck(check, process.stdout.columns));
    return check.ok ? CAN_BE_READ : CANNOT_BE_READ;
  } catch (error) {
    if (!(error instanceof NotCheckable)) throw error;
    process.stderr.write(`${error.message}\n`);
    return USAGE;
  }
}
