import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { DataSource } from 'typeorm';
import { EmbeddedPostgres, launchPostgres, repositoryRoot } from '#platform';
import { testDatabase } from '#platform/testing';
import { ImportRunner } from './import-runner';

/** Releases of invented awards, one a line. */
function releases(from: number, to: number): Buffer {
  const lines = Array.from({ length: to - from }, (_, index) => {
    const id = String(from + index).padStart(6, '0');
    return JSON.stringify({
      ocid: `ocds-invented-${id}`,
      id,
      date: '2026-09-01T10:00:00Z',
      tag: ['award'],
      tender: { title: 'Lamps (invented)' },
      parties: [
        { id: 'p', name: `Invented Lamps ${id}`, roles: ['supplier'], identifier: { scheme: 'GB-COH', id: `SC${id}` } },
      ],
      awards: [{ id: '1', status: 'active', suppliers: [{ id: 'p', name: `Invented Lamps ${id}` }] }],
    });
  });
  return Buffer.from(`${lines.join('\n')}\n`);
}

const COUNTS = `SELECT (SELECT count(*)::int FROM award WHERE ocid LIKE 'ocds-invented-%') AS awards,
  (SELECT count(*)::int FROM notice WHERE ocid LIKE 'ocds-invented-%') AS notices`;
const RELEASES = 1200;
const sourceOf = (bytes: Readable) => ({ name: 'outage', bytesTotal: null, bytes });

describe('an import whose database goes away', () => {
  it('goes on after its connections were broken in the middle of a batch', async () => {
    const database = await testDatabase();
    const owner = await database.tablesAs('owner', 4);
    const other = await database.tablesAs('owner', 1);
    try {
      const runner = new ImportRunner(owner);
      const source = sourceOf(Readable.from([releases(1, RELEASES + 1)], { objectMode: false }));
      const id = await runner.begin('OCDS', source, {});
      let breaks = 0;
      const running = runner.run(id, () => Promise.resolve(source));
      const ended = running.then(() => true);
      while (breaks < 5 && !(await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 15, false))]))) {
        // Whoever holds the lock of a batch is in the middle of it.
        const broken: unknown[] = await other.query(
          `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 4713 AND granted
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        );
        breaks += broken.length;
      }
      expect(breaks).toBeGreaterThan(0);
      expect(await running).toMatchObject({
        error: null,
        state: 'DONE',
        records: RELEASES,
        counts: { added: RELEASES, joined: RELEASES },
      });
      expect(await other.query(COUNTS)).toEqual([{ awards: RELEASES, notices: RELEASES }]);
    } finally {
      await Promise.all([owner.destroy(), other.destroy()]);
      await database.drop();
    }
  }, 60_000);

  it('goes on after the server was stopped in the middle and started again', async () => {
    const home = await mkdtemp(join(tmpdir(), 'assay-outage-'));
    await chmod(home, 0o755);
    let postgres: EmbeddedPostgres = await launchPostgres({ home, durable: false });
    try {
      const cli = join(repositoryRoot(), 'dist/apps/cli/src/main.js');
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [cli, 'migrate', '--admin-url', postgres.adminUrl(), '--database', 'outage'],
        { env: { ...process.env, ASSAY_DEMO: 'off' } },
      );
      const { ownerUrl } = JSON.parse(stdout) as { ownerUrl: string };
      const owner = await new DataSource({ type: 'postgres', url: ownerUrl, extra: { max: 4 } }).initialize();
      const runner = new ImportRunner(owner);
      const bytes = new Readable({ read: () => undefined });
      const id = await runner.begin('OCDS', sourceOf(bytes), {});
      const told = new EventTarget();
      const running = runner.run(
        id,
        () => Promise.resolve(sourceOf(bytes)),
        () => told.dispatchEvent(new Event('batch')),
      );
      bytes.push(releases(1, 601));
      await once(told, 'batch');
      await postgres.stop();
      bytes.push(releases(601, RELEASES + 1));
      bytes.push(null);
      postgres = await launchPostgres({ home, durable: false });
      expect(await running).toMatchObject({ error: null, state: 'DONE', records: RELEASES, counts: { added: RELEASES } });
      expect(await owner.query(COUNTS)).toEqual([{ awards: RELEASES, notices: RELEASES }]);
      await owner.destroy();
    } finally {
      await postgres.stop();
      await rm(home, { recursive: true, force: true });
    }
  }, 120_000);
});
