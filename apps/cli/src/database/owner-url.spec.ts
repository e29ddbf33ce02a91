import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { EmbeddedPostgres, launchPostgres, readConfiguration } from '#platform';
import { ownerDatabase } from './owner-url';
import { prepareDatabase } from './prepare-database';

const CLI = join(__dirname, '../../../../dist/apps/cli/src/main.js');

describe('the database of a command beside a start', () => {
  const home = mkdtempSync(join(tmpdir(), 'assay-home-'));
  const configuration = readConfiguration({ ASSAY_HOME: home, ASSAY_DEMO: 'off' });
  let postgres: EmbeddedPostgres | undefined;

  beforeAll(async () => {
    chmodSync(home, 0o755);
    postgres = await launchPostgres({ home, durable: false });
  });

  afterAll(async () => {
    await postgres?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it('is refused until all of it has been made, and is the same one from then on, also for an operator to be made in', async () => {
    const refusal = `Assay is still being made ready in ${home}. Wait until it says that it is, and try again.`;
    await expect(ownerDatabase(configuration)).rejects.toThrow(refusal);
    const { ownerUrl } = await prepareDatabase({ adminUrl: postgres?.adminUrl(), configuration });
    const found = await ownerDatabase(configuration);
    expect(found.ownerUrl).toBe(ownerUrl);
    const operator = ['operator', 'olive@body.example', '--name', 'Olive Park', '--organisation', 'The Body'];
    const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...operator], {
      env: { PATH: process.env.PATH, ASSAY_HOME: home, ASSAY_DEMO: 'off' },
    });
    expect(stdout).toMatch(/^olive@body\.example can sign in/);
    const owner = new Client({ connectionString: ownerUrl });
    await owner.connect();
    await owner.query(`DELETE FROM seed WHERE name = 'find-a-tender'`);
    await owner.end();
    await expect(ownerDatabase(configuration)).rejects.toThrow(refusal);
  });
});
