import { Command, InvalidArgumentError } from 'commander';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { mustSignIn, readConfiguration, repositoryRoot, runningPostgres } from '#platform';

/** `assay explain OPERATION.graphql`: how PostgreSQL answers an operation. Exits with 1 when it is refused. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('answer an operation as a stranger, and print its SQL with EXPLAIN ANALYZE')
    .argument('<file>', 'the operation, with its fragments')
    .option('--variables <json>', 'its variables', readVariables, '{}')
    .action(async (file: string, { variables }: { variables: string }) => {
      await mustBeReadable(file);
      const environment = { ...process.env, DATABASE_URL: await applicationUrl() };
      const script = join(repositoryRoot(), 'dist/apps/api/src/explain.js');
      const child = spawn(process.execPath, [script, resolve(file), variables], {
        env: environment,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      // Through this process, which knows what to do when nobody reads on.
      child.stdout.on('data', (text: Buffer) => process.stdout.write(text));
      const [code] = (await once(child, 'close')) as [number | null];
      process.exitCode = code ?? 1;
    });
}

/** @throws Error where there is no file, or one that this user may not read */
async function mustBeReadable(path: string): Promise<void> {
  const file = await open(path).catch(() => null);
  try {
    if ((await file?.stat())?.isFile() !== true)
      throw new Error(`${path} cannot be read. Name a file with an operation in it.`);
  } finally {
    await file?.close();
  }
}

/** The database as the application sees it: that of DATABASE_URL, or of the Assay that is running in the home folder. */
async function applicationUrl(): Promise<string> {
  const { database, home } = readConfiguration(process.env);
  if (database.url !== undefined) {
    await mustSignIn('DATABASE_URL', database.url);
    return database.url;
  }
  const running = await runningPostgres(home, 'assay');
  if (running === null) throw new Error('There is no database to ask. Start Assay ("npm start"), or set DATABASE_URL.');
  const address = new URL(running);
  address.username = 'assay_api';
  return address.toString();
}

/** @throws InvalidArgumentError unless it is a JSON object */
function readVariables(value: string): string {
  try {
    const variables: unknown = JSON.parse(value);
    if (typeof variables === 'object' && variables !== null && !Array.isArray(variables)) return value;
  } catch {
    // What is no JSON is no object either.
  }
  throw new InvalidArgumentError('Give a JSON object, such as {"first": 10}.');
}
