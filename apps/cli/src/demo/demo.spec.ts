import { ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyPack } from '#pack';
import { repositoryRoot } from '#platform';
import { testDatabase, TestDatabase } from '#platform/testing';
import { DemoJourney } from './journey';

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

describe('the main job', () => {
  let database: TestDatabase;
  let home: string;
  let api: ChildProcess;
  let address: string;

  beforeAll(async () => {
    database = await testDatabase();
    home = await mkdtemp(join(tmpdir(), 'assay-demo-'));
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    const script = join(repositoryRoot(), 'dist/apps/api/src/main.js');
    expect(existsSync(script)).toBe(true);
    api = fork(script, [], {
      env: { ...process.env, DATABASE_URL: database.url, ASSAY_HOME: home, ASSAY_API_PORT: String(port), NODE_OPTIONS: '' },
    });
    await new Promise((resolve, reject) => {
      api.once('message', resolve);
      api.once('exit', (code) => reject(new Error(`the API ended with ${code}`)));
    });
  });
  afterAll(async () => {
    const ended = new Promise((resolve) => api.once('exit', resolve));
    api.kill('SIGTERM');
    await ended;
    await database.drop();
    await rm(home, { recursive: true, force: true });
  });

  it('goes from a real notice to a pack that verifies offline, and not with one byte changed', async () => {
    const steps: string[] = [];
    let pack = Buffer.alloc(0);
    const journey = new DemoJourney({
      address,
      tell: (step, figure) => steps.push(`${step}: ${figure}`),
      keep: async (bytes) => {
        pack = Buffer.from(bytes);
        return 'kept';
      },
    });
    await expect(journey.run()).resolves.toBe('kept');
    const told = steps.join('\n');
    expect(told).toMatch(/real notice: P-\d{4}-001, 5 CPV codes, 0 warnings/);
    expect(told).toMatch(/60 requirements, 11 lines skipped with a reason/);
    expect(told).toMatch(/4 in, 1 left out/);
    expect(told).toMatch(/in which version, and some from where: Halden Plate camera 4\.2, from Leeds; /);
    expect(told).toMatch(/244 answers opened/);
    expect(told).toMatch(/488 judgements/);
    expect(told).toMatch(/rank 1: Halden Vision \(demonstration\)/);
    expect(told).toMatch(/failed a gate: Kestrelmoor Integrators \(demonstration\)/);
    expect(told).toMatch(/awarded to Halden Vision/);
    expect(told).toMatch(/withdrew a document from the buyer, as its supplier: readings before it 1, and none since/);
    expect(told).toMatch(/let the buyer open it again, as its supplier: until \d+ \w+ \d{4}, and it was opened/);
    expect(told).toMatch(/CycloneDX 1\.6, as a supplier: 3 in it, 2 are drafts that a signatory signs, 1 of no scheme/);
    expect(told).toMatch(/asked for an account, as somebody from outside: AC-[0-9A-Z]{8} waits for an operator/);

    expect((await verifyPack(pack)).ok).toBe(true);
    const changed = Buffer.from(pack);
    changed[Math.floor(changed.length / 2)] ^= 1;
    expect((await verifyPack(changed)).ok).toBe(false);
    // A busy machine needs long: the suppliers have several times as long as their answers take.
  }, 600_000);
});
