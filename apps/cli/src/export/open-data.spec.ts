import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { testDatabase, TestDatabase } from '#platform/testing';

const CLI = join(__dirname, '../../../../dist/apps/cli/src/main.js');
const run = promisify(execFile);

describe('assay export open-data', () => {
  let database: TestDatabase;
  let folder: string;

  beforeAll(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'assay-export-'));
  });
  afterAll(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const environment = (): NodeJS.ProcessEnv => ({
    ...process.env,
    ASSAY_HOME: folder,
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
  });
  const exported = async (...flags: string[]): Promise<string> =>
    (await run(process.execPath, [CLI, 'export', 'open-data', ...flags], { env: environment() })).stdout;

  it('writes files whose checksums hold, and says what changed since an export of before', async () => {
    const [first, second] = [join(folder, 'first'), join(folder, 'second')];
    expect(await exported('--out', first)).toMatch(/suppliers +[\d,]+ rows\n/);
    for (const line of (await readFile(join(first, 'SHA256SUMS'), 'utf8')).trim().split('\n')) {
      const [sum, name] = line.split('  ');
      const bytes = await readFile(join(first, name));
      expect([name, createHash('sha256').update(bytes).digest('hex')]).toEqual([name, sum]);
    }
    expect(await exported('--out', second, '--since', first)).toMatch(/awards .* rows  0 added, 0 changed, 0 gone/);
    expect(await readFile(join(second, 'awards.parquet'))).toEqual(await readFile(join(first, 'awards.parquet')));
  });

  it('overwrites nothing, and says when there is nothing to compare with', async () => {
    await expect(exported('--out', folder)).rejects.toThrow('is not empty');
    await expect(exported('--out', join(folder, 'third'), '--since', tmpdir())).rejects.toThrow('is no export');
    await writeFile(join(folder, 'release.json'), '{"version": ');
    await expect(exported('--out', join(folder, 'third'), '--since', folder)).rejects.toThrow('is no export');
    await expect(exported('--out', join(folder, 'release.json'))).rejects.toThrow('cannot be used');
    await expect(access(join(folder, 'third'))).rejects.toThrow('ENOENT');
  });

  it('says so where nothing can be written', async () => {
    await expect(exported('--out', '/proc/assay/export')).rejects.toThrow('/proc/assay/export cannot be written to');
  });

  it('leaves nothing behind when it breaks off', async () => {
    const earlier = join(folder, 'earlier');
    await mkdir(earlier);
    await writeFile(join(earlier, 'release.json'), '{"version": "2026-01-01", "firstDay": "2026-01-01"}');
    await writeFile(join(earlier, 'suppliers.jsonl'), 'not a line of JSON\n');
    const out = join(folder, 'fourth');
    await expect(exported('--out', out, '--since', earlier)).rejects.toMatchObject({ code: 1 });
    await expect(access(out)).rejects.toThrow('ENOENT');
  });

  it('adds nothing to a folder that something else writes to meanwhile, and takes nothing of it away', async () => {
    const out = join(folder, 'shared');
    await mkdir(out);
    const ended = exported('--out', out);
    while (!(await readdir(out)).some((name) => name.startsWith('.unfinished-'))) await setTimeout(5);
    await writeFile(join(out, 'mine.txt'), 'mine');
    await expect(ended).rejects.toThrow('Something else was written');
    expect(await readdir(out)).toEqual(['mine.txt']);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('leaves nothing behind when %s ends it, and says so', async (signal, code) => {
    const out = join(folder, 'there', signal);
    await mkdir(join(folder, 'there'), { recursive: true });
    const child = spawn(process.execPath, [CLI, 'export', 'open-data', '--out', out], { env: environment() });
    const said = text(child.stderr);
    const ended = once(child, 'exit');
    while (!(await readdir(out).catch(() => [])).some((name) => name.startsWith('.unfinished-'))) {
      if (child.exitCode !== null) throw new Error(`the export ended by itself: ${await said}`);
      await setTimeout(5);
    }
    child.kill(signal);
    expect(await ended).toEqual([code, null]);
    expect(await said).toBe(`The export was ended by ${signal}. Nothing was written to ${out}.\n`);
    expect(await readdir(join(folder, 'there'))).toEqual([]);
  });
});
