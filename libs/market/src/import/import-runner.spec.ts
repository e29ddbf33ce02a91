import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { repositoryRoot } from '#platform';
import { lines, release } from '../testing/invented-releases';
import { TestImports } from '../testing/test-imports';
import { ImportRunner } from './import-runner';
import { openSource } from './import-source';

const FILE = join(repositoryRoot(), 'seed/find-a-tender/releases-2026-07-13_2026-08-12.jsonl.gz');

let imports: TestImports;

beforeAll(async () => {
  imports = await TestImports.begin();
});
afterAll(() => imports?.end());

/** What is in each table that imports load, whatever the order. */
async function digests(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const table of [
    'organisation',
    'organisation_identifier',
    'supplier',
    'supplier_sector',
    'supplier_technology',
    'notice',
    'award',
    'join_proposal',
  ]) {
    const row = table === 'join_proposal' ? 'party_key || supplier_id' : 't::text';
    const [{ digest }]: { digest: string }[] = await imports.owner.query(
      `SELECT count(*) || coalesce(md5(string_agg(md5(${row}), '' ORDER BY md5(${row}))), '') AS digest FROM ${table} t`,
    );
    found[table] = digest;
  }
  return found;
}

describe('notices imported', () => {
  it('change nothing where they are there already: the whole month of Find a Tender', async () => {
    const before = await digests();
    const report = await imports.take('OCDS', createReadStream(FILE));
    expect(report).toMatchObject({ state: 'DONE', records: 1624, counts: { added: 0, unchanged: 1624, refused: 0 } });
    expect(await digests()).toEqual(before);
  });

  it.each([
    ['JSON lines', (releases: object[]) => lines(...releases)],
    ['a release package', (releases: object[]) => JSON.stringify({ uri: 'x', releases, links: {} }, null, 2)],
    [
      'a record package',
      (releases: object[]) => JSON.stringify({ records: releases.map((each) => ({ ocid: 'x', releases: [each] })) }),
    ],
    [
      'a record package of compiled releases',
      (releases: object[]) => JSON.stringify({ records: releases.map((compiledRelease) => ({ ocid: 'x', compiledRelease })) }),
    ],
    ['gzip', (releases: object[]) => gzipSync(lines(...releases))],
  ])('come as %s', async (name, written) => {
    const id = String(100 + name.length);
    const report = await imports.take('OCDS', written([release(id)]));
    expect(report).toMatchObject({ state: 'DONE', counts: { added: 1, suppliers: 1, awards: 1, joined: 1 } });
    expect(await imports.awardsOf(id)).toMatchObject([
      { buyer_name: 'Invented Council', join_confidence: 'IDENTIFIER', value_net: '10.00' },
    ]);
  });

  it.each([
    ['read as they are', (written: string) => Buffer.from(written)],
    ['compressed', (written: string) => gzipSync(written)],
  ])('let go of their source when something fails in the middle, %s', async (_, packed) => {
    const many = Array.from({ length: 3000 }, (_each, index) =>
      release(String(700_000 + index), { padding: randomBytes(500).toString('hex') }),
    );
    const bytes = Readable.from(
      packed(lines(...many))
        .toString('latin1')
        .match(/[^]{1,10000}/g)!
        .map((part) => Buffer.from(part, 'latin1')),
    );
    const name = imports.nextName();
    const id = await imports.runner.begin('OCDS', { name, bytesTotal: null }, {});
    const report = await imports.runner.run(
      id,
      () => Promise.resolve({ name, bytesTotal: null, bytes }),
      () => {
        throw new Error('nobody is listening');
      },
    );
    expect(report).toMatchObject({ state: 'FAILED', error: 'nobody is listening' });
    expect({ ended: bytes.readableEnded, destroyed: bytes.destroyed }).toEqual({ ended: false, destroyed: true });
  });

  it('say in words when the connection that they came over broke off, and keep what came before', async () => {
    let hangUp = (): void => undefined;
    const server = createServer((_request, response) => {
      hangUp = () => response.destroy();
      response.write(lines(release('301'), release('302')));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    try {
      const source = await openSource(`http://127.0.0.1:${(server.address() as AddressInfo).port}/releases.jsonl`);
      async function* untilRead(): AsyncGenerator<Buffer> {
        for await (const chunk of source.bytes) {
          yield chunk as Buffer;
          while (bytes.readableLength > 0) await setImmediate();
          hangUp();
        }
      }
      const bytes: Readable = Readable.from(untilRead());
      const id = await imports.runner.begin('OCDS', source, {});
      expect(await imports.runner.run(id, () => Promise.resolve({ ...source, bytes }))).toMatchObject({
        state: 'FAILED',
        error: 'The connection broke off in the middle. Import it again; what came before is taken, and is not taken twice.',
        counts: { added: 2 },
      });
    } finally {
      server.close();
    }
  });

  it('fails when there is no release in it, which is what a page of an error comes to, or nothing at all', async () => {
    const page = await imports.take('OCDS', '<html>\n<p>Service unavailable</p>\n</html>\n');
    expect(page).toMatchObject({ state: 'FAILED', error: expect.stringMatching(/^There is no release in it/) });
    for (const kind of ['OCDS', 'COMPANIES_HOUSE'] as const) {
      expect(await imports.take(kind, '')).toMatchObject({
        state: 'FAILED',
        error: expect.stringMatching(/^The file is empty/),
      });
    }
    expect(await imports.take('OCDS', '\r\n \n')).toMatchObject({
      state: 'FAILED',
      error: expect.stringMatching(/^The file is empty/),
    });
    expect(await imports.take('OCDS', '{"releases": []}')).toMatchObject({ state: 'DONE', records: 0 });
  });

  it('of which hardly a line can be read are counted whole, and of the bad lines so many are named as can be held', async () => {
    const bad = '{"ocid": bad}\n'.repeat(1500);
    const report = await imports.take('OCDS', `${bad}{"ocid":"ocds-invented-last"}\n`);
    expect(report.records).toBe(1501);
    expect(report.counts.refused).toBeGreaterThanOrEqual(1500);
    const problems = await imports.problemsOf(report);
    expect(problems[999]).toMatch(/^file: Line 1000 is (?:not valid|no release in) JSON/);
    expect(problems[1000]).toBe(
      'file: 500 more after these cannot be read either. Look at what the file is, or fetch it again.',
    );
  });

  it('are refused where they are not UTF-8, and leave no letter that was lost', async () => {
    const latin = Buffer.from(lines(release('421', { tender: { title: 'Caf\u00e9 lighting (invented)' } })), 'latin1');
    const report = await imports.take('OCDS', latin);
    expect(report).toMatchObject({ state: 'FAILED', error: expect.stringMatching(/^It is not UTF-8, .* Save it as UTF-8/) });
    const titles = imports.owner.query(`SELECT title FROM notice WHERE ocid = 'ocds-invented-421'`);
    expect(await titles).toEqual([]);
  });

  it('that break off are taken up to there, and then the rest once', async () => {
    const many = Array.from({ length: 600 }, (_, index) => release(String(5000 + index)));
    const whole = gzipSync(lines(...many));
    const cut = await imports.take('OCDS', whole.subarray(0, Math.floor(whole.length * 0.7)));
    expect(cut).toMatchObject({ state: 'FAILED', error: expect.stringContaining('breaks off') });
    expect(cut.counts.added).toBeGreaterThan(0);
    expect(cut.counts.added).toBeLessThan(600);
    const again = await imports.take('OCDS', whole);
    expect(again).toMatchObject({ state: 'DONE', counts: { added: 600 - cut.counts.added, unchanged: cut.counts.added } });
  });

  it('are as if they had been read once when the reading is cut off in the middle, and two do it at once', async () => {
    const many = Array.from({ length: 700 }, (_, index) => release(String(7000 + index)));
    const bytes = Buffer.from(lines(...many));
    const name = 'cut off';
    const id = await imports.runner.begin('OCDS', { name, bytesTotal: bytes.length }, {});
    async function* dying(): AsyncGenerator<Buffer> {
      yield bytes.subarray(0, Math.floor(bytes.length / 2));
      await new Promise(() => undefined);
    }
    const other = await imports.database.tablesAs('owner', 2);
    void new ImportRunner(other)
      .run(id, () => Promise.resolve({ name, bytesTotal: bytes.length, bytes: Readable.from(dying(), { objectMode: false }) }))
      .catch(() => undefined);
    const records = async (): Promise<number> =>
      Number(
        ((await imports.owner.query('SELECT records FROM import_run WHERE id = $1', [id])) as { records: string }[])[0].records,
      );
    while ((await records()) === 0) await setTimeout(20);
    // The process dies: its connections are closed under it.
    await imports.owner.query(`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = 4714`);
    while (
      ((await imports.owner.query(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 4714`)) as object[]).length >
      0
    )
      await setTimeout(20);
    const resumed = await imports.runner.begin('OCDS', { name, bytesTotal: bytes.length }, {});
    expect(resumed).toBe(id);
    const source = () =>
      Promise.resolve({ name, bytesTotal: bytes.length, bytes: Readable.from([bytes], { objectMode: false }) });
    const [report, second] = await Promise.all([imports.runner.run(id, source), imports.take('OCDS', bytes)]);
    expect(report).toMatchObject({ state: 'DONE', records: 700 });
    expect((report?.counts.added ?? 0) + second.counts.added).toBe(700);
    const [{ n }]: { n: number }[] = await imports.owner.query(
      `SELECT count(*)::int AS n FROM award WHERE ocid LIKE 'ocds-invented-7___'`,
    );
    expect(n).toBe(700);
    await other.destroy().catch(() => undefined);
  }, 60_000);
});
