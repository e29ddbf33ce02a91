import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import tearDown from './global-teardown';
import { TEMPLATE_VARIABLE } from './test-database';

const run = promisify(execFile);

/**
 * Once for a test run: a PostgreSQL of its own (or the one that ASSAY_TEST_ADMIN_URL names), and in it the template database,
 * migrated and seeded by the command line that was built.
 */
export default async function setUp(): Promise<void> {
  const root = join(__dirname, '../../../..');
  const cli = join(root, 'dist/apps/cli/src/main.js');
  if (!existsSync(cli))
    throw new Error('The tests use the built command line. Run "npx nest build" first, or the whole of "npm test".');
  const adminUrl = process.env.ASSAY_TEST_ADMIN_URL ?? (await launch());
  const name = `assay_template_${process.pid}`;
  const migrated = run(
    process.execPath,
    ['--enable-source-maps', cli, 'migrate', '--admin-url', adminUrl, '--database', name],
    { env: { ...process.env, ASSAY_DEMO: 'on' } },
  );
  const { stdout } = await migrated.catch(async (error: unknown) => {
    // Jest tears down only what was set up.
    await tearDown();
    throw error;
  });
  const { databaseUrl, ownerUrl } = JSON.parse(stdout) as { databaseUrl: string; ownerUrl: string };
  process.env[TEMPLATE_VARIABLE] = JSON.stringify({ adminUrl, name, databaseUrl, ownerUrl });
}

async function launch(): Promise<string> {
  const { launchPostgres } = await import('../postgres');
  const home = await mkdtemp(join(tmpdir(), 'assay-test-'));
  // PostgreSQL does not run as root: where root tests, another user has to get in.
  await chmod(home, 0o755);
  const postgres = await launchPostgres({ home, durable: false });
  Object.assign(globalThis, { assayTestPostgres: { postgres, home } });
  return postgres.adminUrl();
}
